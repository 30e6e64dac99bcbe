"""Where a template calls transforms, and what is asked of each: plain nodes to calls.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from landform.ground.source import TemplatePath
from landform.ground.values import Json
from landform.template.nodes import ListNode, MapNode, Node, ScalarNode

LANGUAGE_EXTENSIONS: Final = "AWS::LanguageExtensions"
SERVERLESS: Final = "AWS::Serverless-2016-10-31"
INCLUDE: Final = "AWS::Include"

SECTION: Final = "Transform"
FUNCTION: Final = "Fn::Transform"
LOOP: Final = "Fn::ForEach::"

#: Where AWS calls no transform.
CLOSED_SECTIONS: Final = frozenset({"Parameters", "AWSTemplateFormatVersion", SECTION})


@dataclass(frozen=True, slots=True)
class TransformCall:
    """A question to the outside: what a transform makes of a part of the template."""

    name: str  # of the macro, as written
    parameters: str  # JSON: the call's own parameters, functions evaluated
    fragment: str  # JSON: the part of the template; without the call itself
    path: TemplatePath  # of the part
    position: int  # among the calls that stand at the same place


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The answer to a call: what stands in the place of the part."""

    fragment: Json


@dataclass(frozen=True, slots=True)
class TransformFailure:
    """The answer of a transform that failed; `reason` is AWS's whole sentence."""

    reason: str


TransformAnswer: TypeAlias = Rewritten | TransformFailure


@dataclass(frozen=True, slots=True)
class Written:
    """A call as it is written."""

    name: str
    parameters: Node | None
    place: int


class MalformedCallError(Exception):
    """A call that is no name and no mapping with a Name: AWS's sentence, and its place."""

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place


#: Sources: https://github.com/DataDog/cloudformation-template/issues/76; the second as the code of
#: https://github.com/localstack/localstack quotes it.
_NAMELESS: Final = "Transforms defined as maps require Name key."
_NO_TEXT: Final = "Key Name of transform definition must be a string."


def written_calls(node: Node) -> list[Written]:
    """The calls of a Transform section or an Fn::Transform, in their order. Raises MalformedCallError."""
    return [_written(each) for each in (node.items if isinstance(node, ListNode) else [node])]


def _written(node: Node) -> Written:
    parameters = node.entries.get("Parameters") if isinstance(node, MapNode) else None
    name = node.entries.get("Name") if isinstance(node, MapNode) else node
    if name is None:
        raise MalformedCallError(_NAMELESS, node.place)
    if not isinstance(name, ScalarNode) or not isinstance(name.value, str) or not name.value:
        raise MalformedCallError(_NO_TEXT, name.place)
    return Written(name.value, parameters, node.place)


def embedded_calls(node: Node) -> Iterator[tuple[Node, int]]:
    """The argument and the place of every Fn::Transform below a node, whatever is wrong with it."""
    if isinstance(node, MapNode):
        for key, value in node.entries.items():
            if key == FUNCTION:
                yield value, node.key_places[key]
            yield from embedded_calls(value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from embedded_calls(item)


def has_embedded_calls(root: MapNode) -> bool:
    """Whether a template calls a transform anywhere but in its Transform section."""
    below = (value for name, value in root.entries.items() if name not in CLOSED_SECTIONS)
    return FUNCTION in root.entries or any(next(embedded_calls(each), None) is not None for each in below)


def call_places(root: MapNode) -> Iterator[tuple[str, int]]:
    """The name and the place of every call; those of the Transform section last.

    Raises MalformedCallError.
    """
    for argument, place in embedded_calls(root):
        yield from ((each.name, place) for each in written_calls(argument))
    if SECTION in root.entries:
        yield from ((each.name, each.place) for each in written_calls(root.entries[SECTION]))


def malformed_call(root: MapNode) -> MalformedCallError | None:
    """The first call that is none, or None."""
    try:
        for _ in call_places(root):
            pass
    except MalformedCallError as error:
        return error
    return None
