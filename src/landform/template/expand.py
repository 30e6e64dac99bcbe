"""A template with transforms to the template that is deployed: a tree of nodes to another, places kept.

The calls inside of the template come first, the innermost first, then those of the Transform section in their
order. What is made is not searched for further calls: AWS does not process transforms iteratively.
AWS::LanguageExtensions and AWS::Serverless are done here; what only the outside can do (AWS::Include, the
macros of an account) is said as missing, and the caller asks again with the answers.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from landform.ground.diagnostics import Diagnostic, Severity
from landform.ground.source import TemplatePath
from landform.ground.values import Json, Value, is_known
from landform.template.codes import diagnose
from landform.template.evaluate import Evaluator, NoResources, PseudoParameters, Scope, evaluate_conditions
from landform.template.expressions import ExpressionReader, plain_json
from landform.template.loops import LoopError, LoopWriter
from landform.template.nodes import ListNode, MapNode, Node, ScalarNode, located
from landform.template.parse import Source
from landform.template.placed import placed
from landform.template.serverless import translate
from landform.template.transform_calls import (
    CLOSED_SECTIONS,
    FUNCTION,
    LANGUAGE_EXTENSIONS,
    SECTION,
    SERVERLESS,
    Rewritten,
    TransformAnswer,
    TransformCall,
    TransformFailure,
    Written,
    written_calls,
)

Answers = Mapping[TransformCall, TransformAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """What became of the transforms of a template."""

    root: MapNode | None = None  # without transforms; None: `missing` or `diagnostics` say why
    missing: tuple[TransformCall, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    is_open: bool = False  # what is to be made depends on a parameter that has no value yet


def expand(
    source: Source, parameters: Mapping[str, Value], pseudo: PseudoParameters, answers: Answers
) -> Expansion:
    """The tree of a template without its transforms, as far as the answers go."""
    template = source.template
    scope = Scope(
        template=template,
        parameters=parameters,
        pseudo=pseudo,
        facts={},
        conditions=evaluate_conditions(template, parameters, pseudo, {}).values,
        resources=NoResources(),
    )
    expander = _Expander(scope, answers)
    try:
        return Expansion(root=expander.run(source.root))
    except _OpenError:
        return Expansion(is_open=True)
    except _MissingError:
        return Expansion(missing=tuple(expander.missing))
    except _FailedError as error:
        return Expansion(diagnostics=(error.diagnostic,))
    except LoopError as error:
        location = located(template.file, error.place)
        return Expansion(diagnostics=(diagnose("LF1704", error.detail, location, error.path),))


def unexpanded(source: Source, found: Expansion) -> Diagnostic:
    """The warning that nothing more can be said of a template here, and why."""
    if found.missing:
        name = found.missing[0].name
        detail = (
            f"The transform {name} runs at deployment, so what it makes of the template is not checked "
            "before. `landform diff` shows it."
        )
    else:
        detail = (
            "What the transforms make depends on parameters that are not given, so it is not checked before "
            "the deployment. `landform diff` shows it."
        )
    section = source.template.section_locations.get(SECTION)
    call = next(iter(source.template.macro_calls), None)
    location = call.location if section is None and call is not None else section
    return diagnose("LF1701", detail, location, severity=Severity.WARNING)


class _MissingError(Exception):
    """Nothing can be made of what stands around before the missing answers are there."""


class _OpenError(Exception):
    """A parameter without a value decides what is made."""


class _FailedError(Exception):
    """A transform failed: the one diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.detail)
        self.diagnostic = diagnostic


class _Expander:
    __slots__ = ("_answers", "_scope", "missing")

    def __init__(self, scope: Scope, answers: Answers) -> None:
        self._scope = scope
        self._answers = answers
        self.missing: list[TransformCall] = []

    def run(self, root: MapNode) -> MapNode:
        section = root.entries.get(SECTION)
        node = self._embedded(_without(root, SECTION), ())
        if self.missing:
            raise _MissingError
        for position, call in enumerate(self._written(section) if section else ()):
            node = self._apply(call, node, (), position)
            if self.missing:
                raise _MissingError
        if isinstance(node, MapNode):
            return node
        raise self._failed("LF1704", "Template format error: unsupported structure.", root.place, ())

    def _embedded(self, node: Node, path: TemplatePath) -> Node:
        """The node with the calls below it done, then its own."""
        if isinstance(node, ScalarNode):
            return node
        if isinstance(node, ListNode):
            return self._items(node, path)
        missing = len(self.missing)
        done = MapNode(node.place, {}, node.key_places)
        for key, value in node.entries.items():
            is_open = key != FUNCTION and (path or key not in CLOSED_SECTIONS)
            done.entries[key] = self._embedded(value, (*path, key)) if is_open else value
        if FUNCTION not in node.entries:
            return done
        calls = self._written(node.entries[FUNCTION], node.key_places[FUNCTION])
        result: Node = _without(done, FUNCTION)
        for position, call in enumerate(calls):
            if len(self.missing) == missing:
                result = self._apply(call, result, path, position)
        return result

    def _items(self, node: ListNode, path: TemplatePath) -> ListNode:
        items = [self._embedded(item, (*path, index)) for index, item in enumerate(node.items)]
        return ListNode(node.place, items)

    def _written(self, node: Node, place: int | None = None) -> list[Written]:
        """The calls; one that is embedded stands where its key stands. All are well formed: see Source."""
        calls = written_calls(node)
        return calls if place is None else [Written(each.name, each.parameters, place) for each in calls]

    def _apply(self, call: Written, node: Node, path: TemplatePath, position: int) -> Node:
        if call.name == LANGUAGE_EXTENSIONS and not path and isinstance(node, MapNode):
            return LoopWriter(self._value).write_out(node)
        fragment = plain_json(node)
        if call.name == SERVERLESS and not path and isinstance(fragment, dict):
            answer: TransformAnswer | None = translate(fragment, self._scope.parameters, self._scope.pseudo)
        else:
            parameters = self._parameters(call, path)
            question = TransformCall(
                name=call.name,
                parameters=json.dumps(parameters),
                fragment=json.dumps(fragment),
                path=path,
                position=position,
            )
            answer = self._answers.get(question)
            if answer is None:
                self.missing.append(question)
                return node
        if isinstance(answer, TransformFailure):
            raise self._failed("LF1704", answer.reason, call.place, path)
        assert isinstance(answer, Rewritten), "an answer of no known kind; this is a bug in Landform"
        return placed(answer.fragment, node, call.place)

    def _parameters(self, call: Written, path: TemplatePath) -> dict[str, Json]:
        """The parameters of a call, functions evaluated."""
        node = call.parameters
        if node is None:
            return {}
        if not isinstance(node, MapNode):
            detail = f"The Parameters of the transform {call.name} have to be a mapping."
            raise self._failed("LF1704", detail, node.place, path)
        return {name: self._parameter(call, name, each, path) for name, each in node.entries.items()}

    def _parameter(self, call: Written, name: str, node: Node, path: TemplatePath) -> Json:
        value = self._evaluated(node, (*path, FUNCTION, "Parameters", name))
        if is_known(value) and (value is None or isinstance(value, str | int | float | list | dict)):
            plain: Json = json.loads(json.dumps(value))
            return plain
        detail = (
            f"The value of parameter {name} under transform {call.name} must resolve to a string, number, "
            "boolean or a list of any of these."
        )
        raise self._failed("LF1704", detail, node.place, path)

    def _value(self, node: Node, path: TemplatePath) -> Value:
        """The value for a loop. Raises LoopError when it is not known before the deployment."""
        value = self._evaluated(node, path)
        return value if is_known(value) else None

    def _evaluated(self, node: Node, path: TemplatePath) -> Value:
        reader = ExpressionReader(self._scope.template.file)
        expression = reader.read(node, path)
        evaluator = Evaluator(self._scope)
        value = evaluator.value(expression)
        found = [*reader.diagnostics, *evaluator.diagnostics]
        if found:
            raise _FailedError(found[0])
        if not is_known(value) and set(self._scope.template.parameters) - set(self._scope.parameters):
            raise _OpenError
        return value

    def _failed(self, code: str, detail: str, place: int, path: TemplatePath) -> _FailedError:
        return _FailedError(diagnose(code, detail, located(self._scope.template.file, place), path))


def _without(node: MapNode, key: str) -> MapNode:
    """The mapping without a key."""
    entries = {name: value for name, value in node.entries.items() if name != key}
    places = {name: place for name, place in node.key_places.items() if name != key}
    return MapNode(node.place, entries, places)
