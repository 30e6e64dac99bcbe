"""YAML 1.1 text to the plain tree, with the line and column of every value and key.

Works on libyaml's events, not on its composed nodes: events need no recursion in C (which a text of
100,000 brackets overflows). No object is ever constructed from a tag. What AWS refuses is refused: aliases,
merge keys and unknown tags.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
Aliases: https://github.com/aws-cloudformation/cfn-lint/issues/4670
"""

import re
from collections.abc import Mapping
from typing import Final, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from landform.ground.diagnostics import Diagnostic, did_you_mean
from landform.ground.source import SourceLocation
from landform.template.codes import diagnose
from landform.template.json_source import number
from landform.template.nodes import (
    COLUMN_BITS,
    MAX_DEPTH,
    ListNode,
    MapNode,
    Node,
    Scalar,
    ScalarNode,
    TreeBuilder,
    UnreadableError,
    nests_too_deeply,
    wrap,
)

SHORT_TAGS: Final = {
    "!Ref": "Ref",
    "!Condition": "Condition",
    **{
        f"!{name}": f"Fn::{name}"
        for name in (
            *("And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap"),
            *("GetAZs", "GetAtt", "GetStackOutput", "If", "ImportValue", "Join", "Length", "Not", "Or"),
            *("RefAll", "Select", "Split", "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll"),
        )
    },
}
"""Each short tag with the long name of its function."""

_STARTS: Final = (MappingStartEvent, SequenceStartEvent)
_ENDS: Final = (MappingEndEvent, SequenceEndEvent)
_STANDARD_TAG: Final = "tag:yaml.org,2002:"
_PLAIN_TAGS: Final = frozenset(f"{_STANDARD_TAG}{name}" for name in ("int", "float", "bool", "null"))
_STRUCTURE_TAGS: Final = frozenset(f"{_STANDARD_TAG}{name}" for name in ("str", "map", "seq"))

#: The first characters that a plain scalar other than a string can have.
_TYPED_START: Final = frozenset("0123456789+-.~yYnNtTfFoO")
_WORDS: Final[Mapping[str, Scalar]] = {
    cased: value
    for word, value in (
        ("yes", True),
        ("no", False),
        ("true", True),
        ("false", False),
        ("on", True),
        ("off", False),
        ("null", None),
    )
    for cased in (word, word.capitalize(), word.upper())
} | {"~": None, "": None}
_INTEGER: Final = re.compile(
    r"([-+]?)(?:0b([01_]+)|0x([0-9a-fA-F_]+)|0([0-7_]+)|(0|[1-9][0-9_]*)|([1-9][0-9_]*(?::[0-5]?[0-9])+))"
)
_FLOAT: Final = re.compile(
    r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)"
)


def read_yaml(text: str, file: str, *, takes_tags: bool = True) -> TreeBuilder:
    """The tree of a YAML text with exactly one document.

    `takes_tags`: whether the short tags of functions are known. Raises UnreadableError where the text is not
    YAML.
    """
    try:
        return _YamlReader(text, file, SHORT_TAGS if takes_tags else {}).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        too_deep = _first_bracket_too_deep(text, mark.index if mark else 0)
        if too_deep is not None:
            raise nests_too_deeply(_location(text, too_deep, file)) from None
        raise UnreadableError(_syntax_error(error, text, file)) from None
    except (yaml.YAMLError, UnicodeError):
        # Without a mark: a character that YAML does not allow, such as NUL or half a surrogate pair.
        bad = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
        location = _location(text, bad.start() if bad else 0, file)
        detail = "The text holds a character that YAML does not allow. Remove it."
        raise UnreadableError(diagnose("LF1001", detail, location)) from None


def _location(text: str, index: int, file: str) -> SourceLocation:
    before = text[:index]
    return SourceLocation(file, before.count("\n") + 1, index - before.rfind("\n"))


#: Brackets outside of quotes.
_BRACKET: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|([\[{])|([\]}])""", re.DOTALL)


def _first_bracket_too_deep(text: str, end: int) -> int | None:
    """Where the brackets before `end` nest deeper than a template may, or None.

    libyaml scans ahead of the events it gives, and stops at a depth of its own (1,000 since PyYAML 6.0.4):
    whoever nests that deep has met our limit, whichever release reads and however it words its error.
    """
    depth = 0
    for found in _BRACKET.finditer(text, 0, end):
        depth += (found.group(1) is not None) - (found.group(2) is not None)
        if depth > MAX_DEPTH:
            return found.start()
    return None


class _EventSource(Protocol):
    """What libyaml's parser and PyYAML's own have in common."""

    def get_event(self) -> Event | None:
        """The next event."""


def _event_source(text: str) -> _EventSource:
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return CParser(text)
    return _PythonParser(text)


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own reader, for a Python whose PyYAML was built without libyaml."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


class _YamlReader:
    __slots__ = ("builder", "documents", "events", "tags")

    def __init__(self, text: str, file: str, tags: Mapping[str, str]) -> None:
        self.tags = tags
        self.events = _event_source(text)
        self.builder = TreeBuilder(file)
        self.documents = 0

    def read(self) -> TreeBuilder:
        builder = self.builder
        next_event = self.events.get_event
        while True:
            event = next_event()
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, _STARTS):
                self._start(event)
            elif isinstance(event, _ENDS):
                builder.close()
            elif isinstance(event, AliasEvent):
                raise self._alias(event)
            elif isinstance(event, DocumentStartEvent):
                self._document(event)
            elif isinstance(event, StreamEndEvent):
                return builder

    def _scalar(self, event: ScalarEvent) -> None:
        builder = self.builder
        place = _place(event)
        if builder.key is None and type(builder.owner) is MapNode:
            self._key(event.value, place)
            return
        value: Scalar = event.value
        name = None
        tag = event.tag
        if tag is None or tag == "!":
            if event.implicit[0]:
                value = plain_value(event.value)
        elif tag in _PLAIN_TAGS:
            value = plain_value(event.value)
        elif tag not in _STRUCTURE_TAGS:
            name = self._function_name(tag, place)
        node: Node = ScalarNode(value, place)
        if name is not None:
            node = wrap(name, node)
        builder.add(node)

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        place = _place(event)
        if self.builder.awaits_key:
            raise self._key_error(place)
        tag = event.tag
        name = None
        if tag is not None and tag != "!" and tag not in _STRUCTURE_TAGS:
            name = self._function_name(tag, place)
        node = MapNode(place) if isinstance(event, MappingStartEvent) else ListNode(place)
        self.builder.open(node, name)

    def _alias(self, event: AliasEvent) -> UnreadableError:
        # The sentence is AWS's: https://github.com/seeebiii/aws-cloudformation-templates/issues/1
        detail = (
            "Template error: YAML aliases are not allowed in CloudFormation templates.\n"
            f'Write what "*{event.anchor}" stands for out, or run the template through '
            "`aws cloudformation package`, which does that."
        )
        return self.builder.unreadable("LF1009", detail, _place(event))

    def _key(self, key: str, place: int) -> None:
        if key == "<<":
            detail = (
                'AWS does not merge mappings with "<<". Write the entries out, or run the template through '
                "`aws cloudformation package`, which expands them."
            )
            raise self.builder.unreadable("LF1004", detail, place)
        self.builder.add_key(key, place)

    def _document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            detail = 'A template is one YAML document, but another one begins here with "---".'
            raise self.builder.unreadable("LF1001", detail, _place(event))

    def _key_error(self, place: int) -> UnreadableError:
        detail = "A list or mapping is used as a key here; keys in a template are strings."
        return self.builder.unreadable("LF1007", detail, place)

    def _function_name(self, tag: str, place: int) -> str | None:
        name = self.tags.get(tag)
        if name is None:
            shown = tag.replace(_STANDARD_TAG, "!!")
            detail = f'"{shown}" is not a tag of CloudFormation.{did_you_mean(tag, list(SHORT_TAGS))}'
            self.builder.report("LF1003", detail, place)
        return name


def _place(event: Event) -> int:
    mark = event.start_mark
    assert mark is not None, "an event without a place; this is a bug in Landform"
    return (mark.line + 1) << COLUMN_BITS | (mark.column + 1)  # place_of, without its call


def plain_value(text: str) -> Scalar:
    """What an unquoted scalar means in YAML 1.1; dates stay text, as AWS keeps them.

    A leading zero makes an octal number and colons a number to base 60, as YAML 1.1 has it.
    """
    if text and text[0] not in _TYPED_START:
        return text
    if text in _WORDS:
        return _WORDS[text]
    match = _INTEGER.fullmatch(text)
    if match is not None:
        return _integer(match, text)
    if _FLOAT.fullmatch(text):
        return number(text.replace("_", ""))
    return text


def _integer(match: "re.Match[str]", text: str) -> Scalar:
    sign, binary, hexadecimal, octal, decimal, sexagesimal = match.groups()
    digits = (binary or hexadecimal or octal or decimal or sexagesimal).replace("_", "")
    if not digits:
        return text
    value: Scalar
    if sexagesimal:
        value = 0
        for part in digits.split(":"):
            value = value * 60 + int(part)
    elif decimal:
        value = number(digits)
    else:
        value = int(digits, 2 if binary else 16 if hexadecimal else 8)
    if isinstance(value, int) and sign == "-":
        return -value
    return value if isinstance(value, int) else text


#: Two short tags in a row, which YAML does not know.
_TAG_IN_TAG: Final = re.compile(r"!([A-Za-z0-9]+)[ ]+![A-Za-z]")


def _syntax_error(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    location = SourceLocation(file, mark.line + 1, mark.column + 1) if mark else None
    context = f"{error.context}: " if error.context else ""
    detail = f"The text is not YAML: {context}{error.problem}."
    lines = text.splitlines()
    twice = _TAG_IN_TAG.search(lines[mark.line]) if mark and mark.line < len(lines) else None
    if twice is not None:
        detail += (
            " A short tag cannot stand directly in another; write the outer one as "
            f"Fn::{twice.group(1)}: on a line of its own."
        )
    return diagnose("LF1001", detail, location)
