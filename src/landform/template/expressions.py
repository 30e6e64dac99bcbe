"""Plain nodes to expressions: which mapping is a function call, and what its arguments are.

Reports what only the written form shows: unknown functions and wrong arguments. A call that cannot be
read becomes a Function without arguments, which evaluates to nothing known, so that one mistake is
reported once. Names are looked up later, by `check`.
"""

import re
from typing import Final

from landform.ground.diagnostics import Diagnostic, did_you_mean
from landform.ground.source import SourceLocation, TemplatePath
from landform.ground.values import Json
from landform.template.codes import diagnose
from landform.template.functions import FUNCTION_NAMES, FUNCTIONS, REFUSALS
from landform.template.model import (
    Expression,
    Function,
    GetAtt,
    ListExpression,
    Literal,
    MacroCall,
    MapExpression,
    Ref,
    Sub,
)
from landform.template.nodes import KeyLocations, ListNode, MapNode, Node, ScalarNode, located

#: A variable in Fn::Sub. A "${" without its "}" is text.
_VARIABLE: Final = re.compile(r"\$\{([^{}]*)\}")
_VARIABLE_NAME: Final = re.compile(r"[A-Za-z0-9_:]+(?:\.[A-Za-z0-9_:.]+)?")

#: The functions whose arguments are conditions, so that {"Condition": name} is a call there.
_LOGIC: Final = frozenset({"Fn::And", "Fn::Or", "Fn::Not"})
_CONDITION_CALL: Final = "Condition"
_GET_STACK_OUTPUT_KEYS: Final = frozenset({"StackName", "OutputName", "Region", "RoleArn"})


def plain_json(node: Node) -> Json:
    """The node as JSON, functions in their long form."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return [plain_json(item) for item in node.items]
    return {key: plain_json(value) for key, value in node.entries.items()}


class ExpressionReader:
    """Turns nodes into expressions and collects mistakes and macro calls on the way."""

    __slots__ = ("diagnostics", "file", "macro_calls")

    def __init__(self, file: str) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.macro_calls: list[MacroCall] = []

    def read(self, node: Node, path: TemplatePath, *, is_condition: bool = False) -> Expression:
        """The expression of a node. In a condition, {"Condition": name} is a function call."""
        if type(node) is ScalarNode:
            return Literal(location=self.at(node), path=path, value=node.value)
        if type(node) is ListNode:
            items = tuple([self.read(item, (*path, index)) for index, item in enumerate(node.items)])
            return ListExpression(location=self.at(node), path=path, items=items)
        assert type(node) is MapNode, "a node of no known kind; this is a bug in Landform"
        if len(node.entries) == 1:
            ((key, argument),) = node.entries.items()
            if key in FUNCTION_NAMES and (key != _CONDITION_CALL or is_condition):
                return self._call(key, argument, node, path)
        return self.read_map(node, path)

    def read_map(self, node: MapNode, path: TemplatePath) -> MapExpression:
        """The mapping as it is, even when its only key is a function's name."""
        entries: dict[str, Expression] = {}
        for key, value in node.entries.items():
            entry_path = (*path, key)
            if key[:4] == "Fn::":
                entries[key] = self._function_key(key, value, node, entry_path)
            else:
                entries[key] = self.read(value, entry_path)
        return MapExpression(
            location=self.at(node),
            path=path,
            entries=entries,
            key_locations=KeyLocations(self.file, node.key_places),
        )

    def note_macro(self, name: str, node: MapNode, path: TemplatePath) -> None:
        """Remember a use of a macro."""
        self.macro_calls.append(
            MacroCall(location=located(self.file, node.key_places[name]), path=path, name=name)
        )

    def report(self, code: str, detail: str, place: int, path: TemplatePath) -> None:
        """Add a mistake."""
        self.diagnostics.append(diagnose(code, detail, located(self.file, place), path))

    def at(self, node: Node) -> SourceLocation:
        """Where a node stands."""
        return located(self.file, node.place)

    def _function_key(self, key: str, value: Node, node: MapNode, path: TemplatePath) -> Expression:
        """A key `Fn::…` that is not a plain call: a macro, an unknown function or one key of several."""
        if key == "Fn::Transform" or key.startswith("Fn::ForEach::"):
            self.note_macro(key, node, path)
        elif key not in FUNCTION_NAMES:
            detail = f'There is no function "{key}".{did_you_mean(key, sorted(FUNCTION_NAMES))}'
            self.report("LF1201", detail, node.key_places[key], path)
        else:
            others = ", ".join(f'"{name}"' for name in node.entries if name != key)
            detail = (
                f"{key} gives the whole value, so it must be the only key of its mapping, but {others} "
                "stands beside it."
            )
            self.report("LF1204", detail, node.key_places[key], path)
        return self.read(value, path)

    def _call(self, name: str, argument: Node, node: MapNode, path: TemplatePath) -> Expression:
        if name == "Ref":
            return self._ref(argument, node, path)
        if name == "Fn::GetAtt":
            return self._get_att(argument, node, path)
        if name == "Fn::Sub":
            return self._sub(argument, node, path)
        shape = FUNCTIONS[name]
        if not shape.takes_list:
            return self._single(name, argument, node, path)
        if not isinstance(argument, ListNode) or not shape.minimum <= len(argument.items) <= shape.maximum:
            return self._mistaken(name, node, path, f"Write it as {shape.form}.")
        is_logic = name in _LOGIC
        arguments = [
            self.read(item, (*path, name, index), is_condition=is_logic)
            for index, item in enumerate(argument.items)
        ]
        if name == "Fn::If" and not _is_text(arguments[0]):
            return self._mistaken(name, node, path, "Its first argument is the name of a condition.")
        if name == "Fn::FindInMap" and len(arguments) == 4:
            return self._find_in_map(argument.items[3], arguments, node, path)
        return Function(location=self.at(node), path=path, name=name, arguments=tuple(arguments))

    def _single(self, name: str, argument: Node, node: MapNode, path: TemplatePath) -> Expression:
        if name == "Fn::Transform":
            self.note_macro(name, node, path)
        expression = self.read(argument, (*path, name))
        if name in {_CONDITION_CALL, "Fn::RefAll"} and not _is_text(expression):
            return self._mistaken(name, node, path, f"Write it as {FUNCTIONS[name].form}.")
        if name == "Fn::GetStackOutput" and not _names_stack_output(expression):
            return self._mistaken(
                name,
                node,
                path,
                "It takes a mapping with StackName, OutputName and, if wanted, Region and RoleArn.",
            )
        return Function(location=self.at(node), path=path, name=name, arguments=(expression,))

    def _find_in_map(
        self, default: Node, arguments: list[Expression], node: MapNode, path: TemplatePath
    ) -> Expression:
        if not isinstance(default, MapNode) or set(default.entries) != {"DefaultValue"}:
            return self._mistaken(
                "Fn::FindInMap", node, path, "Its fourth argument, if any, is {DefaultValue: value}."
            )
        value = self.read(default.entries["DefaultValue"], (*path, "Fn::FindInMap", 3, "DefaultValue"))
        return Function(
            location=self.at(node), path=path, name="Fn::FindInMap", arguments=(*arguments[:3], value)
        )

    def _ref(self, argument: Node, node: MapNode, path: TemplatePath) -> Expression:
        if isinstance(argument, ScalarNode) and isinstance(argument.value, str) and argument.value:
            return Ref(location=self.at(node), path=path, name=argument.value)
        return self._mistaken("Ref", node, path, "It takes the name of a parameter or resource, as a string.")

    def _get_att(self, argument: Node, node: MapNode, path: TemplatePath) -> Expression:
        wanted = "Write it as !GetAtt resource.attribute or as a list of the two names."
        if isinstance(argument, ScalarNode) and isinstance(argument.value, str):
            logical_id, _, attribute = argument.value.partition(".")
            if logical_id and attribute:
                name = Literal(location=self.at(argument), path=(*path, "Fn::GetAtt"), value=attribute)
                return GetAtt(location=self.at(node), path=path, logical_id=logical_id, attribute=name)
        if isinstance(argument, ListNode) and len(argument.items) >= 2:
            first, *rest = argument.items
            if isinstance(first, ScalarNode) and isinstance(first.value, str) and first.value:
                attribute_name = self._attribute(rest, (*path, "Fn::GetAtt", 1))
                if attribute_name is not None:
                    return GetAtt(
                        location=self.at(node), path=path, logical_id=first.value, attribute=attribute_name
                    )
        return self._mistaken("Fn::GetAtt", node, path, wanted)

    def _attribute(self, rest: list[Node], path: TemplatePath) -> Expression | None:
        """The attribute's name: one expression, or texts that are joined with dots."""
        if len(rest) == 1:
            expression = self.read(rest[0], path)
            is_name = _is_text(expression) or isinstance(expression, Ref | Sub | Function)
            return expression if is_name else None
        names = [item.value for item in rest if isinstance(item, ScalarNode) and isinstance(item.value, str)]
        if len(names) != len(rest):
            return None
        return Literal(location=self.at(rest[0]), path=path, value=".".join(names))

    def _sub(self, argument: Node, node: MapNode, path: TemplatePath) -> Expression:
        variables: dict[str, Expression] = {}
        text: Node | None = argument
        if isinstance(argument, ListNode):
            text = argument.items[0] if len(argument.items) == 2 else None
            bound = argument.items[-1] if argument.items else None
            if not isinstance(bound, MapNode):
                text = None
            else:
                variables = {
                    key: self.read(value, (*path, "Fn::Sub", 1, key)) for key, value in bound.entries.items()
                }
        if not isinstance(text, ScalarNode) or not isinstance(text.value, str):
            return self._mistaken(
                "Fn::Sub",
                node,
                path,
                "Write it as !Sub text, or as a list of the text and a mapping of variables.",
            )
        return Sub(location=self.at(node), path=path, parts=self._parts(text, text.value, variables, path))

    def _parts(
        self, node: ScalarNode, text: str, variables: dict[str, Expression], path: TemplatePath
    ) -> tuple[str | Expression, ...]:
        parts: list[str | Expression] = []
        end = 0
        literal = ""
        for match in _VARIABLE.finditer(text):
            literal += text[end : match.start()]
            end = match.end()
            name = match.group(1)
            if name.startswith("!"):
                literal += f"${{{name[1:]}}}"
                continue
            part = variables.get(name) or self._variable(name, node, path)
            if part is None:
                continue
            if literal:
                parts.append(literal)
                literal = ""
            parts.append(part)
        literal += text[end:]
        if literal:
            parts.append(literal)
        return tuple(parts)

    def _variable(self, name: str, node: ScalarNode, path: TemplatePath) -> Expression | None:
        if not _VARIABLE_NAME.fullmatch(name):
            detail = (
                f'"${{{name}}}" is not a variable of Fn::Sub: names hold only letters, digits, "_", ":" and, '
                f'before an attribute, ".". For the text itself write "${{!{name}}}".'
            )
            self.report("LF1205", detail, node.place, path)
            return None
        logical_id, dot, attribute = name.partition(".")
        if not dot:
            return Ref(location=self.at(node), path=path, name=name)
        return GetAtt(
            location=self.at(node),
            path=path,
            logical_id=logical_id,
            attribute=Literal(location=self.at(node), path=path, value=attribute),
        )

    def _mistaken(self, name: str, node: MapNode, path: TemplatePath, cure: str) -> Function:
        refusal = REFUSALS.get(name)
        said = f"Template error: {refusal}\n" if refusal else f"{name} does not have the arguments it needs. "
        self.report("LF1202", f"{said}{cure}", node.place, path)
        return Function(location=self.at(node), path=path, name=name, arguments=())


def _is_text(expression: Expression) -> bool:
    return isinstance(expression, Literal) and isinstance(expression.value, str) and expression.value != ""


def _names_stack_output(expression: Expression) -> bool:
    if not isinstance(expression, MapExpression):
        return False
    names = set(expression.entries)
    return {"StackName", "OutputName"} <= names <= _GET_STACK_OUTPUT_KEYS
