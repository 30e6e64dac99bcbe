"""JSON text to the plain tree, with the line and column of every value and key.

Python's own reader keeps no positions, and YAML's refuses some JSON (surrogate pairs, tabs before a value),
so the text is cut into tokens here and each token's content is read by `json`.
"""

import json
import math
import re
from typing import Final

from landform.template.nodes import (
    ListNode,
    MapNode,
    Scalar,
    ScalarNode,
    TreeBuilder,
    UnreadableError,
    place_of,
)

#: A comma, then a key with its colon, a scalar or a bracket, each with the blanks around it.
_TOKEN: Final = re.compile(
    r"[ \t\r\n]*(,[ \t\r\n]*)?(?:"
    r'("[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")([ \t\r\n]*:)?'
    r"|([{\[])"
    r"|([}\]])"
    r"|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9A-Za-z.])"
    r"|(true|false|null)\b)"
)
_COMMA, _STRING, _COLON, _OPEN, _CLOSE, _NUMBER, _WORD = range(1, 8)
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_WORDS: Final[dict[str, Scalar]] = {"true": True, "false": False, "null": None}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def read_json(text: str, file: str) -> TreeBuilder:
    """The tree of a JSON text.

    Raises UnreadableError at the first place that is not JSON.
    """
    return _JsonReader(text, file).read()


class _JsonReader:
    __slots__ = ("builder", "line", "line_end", "line_start", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.line = 1
        self.line_start = 0
        self.line_end = text.find("\n")  # -1: the last line
        self.builder = TreeBuilder(file)

    def read(self) -> TreeBuilder:
        builder, text = self.builder, self.text
        position = 0
        wants_comma = False  # a value of the open collection is complete
        while True:
            match = _TOKEN.match(text, position)
            if match is None:
                raise self._misplaced(position, wants_comma)
            kind = match.lastindex or 0
            start = match.start(_STRING if kind == _COLON else kind)
            has_comma = match.group(_COMMA) is not None
            if has_comma != (wants_comma and kind != _CLOSE):
                raise self._misplaced(position, wants_comma)
            if (kind == _COLON) != builder.awaits_key and kind != _CLOSE:
                wrong = match.start(_COLON) if kind == _COLON else start
                raise self._error(wrong, self._expected(wants_comma))
            position = match.end()
            place = self._place(start)
            if kind == _COLON:
                builder.add_key(self._string(match.group(_STRING), place), place)
                wants_comma = False
                continue
            if kind == _OPEN:
                builder.open(MapNode(place) if text[start] == "{" else ListNode(place))
                wants_comma = False
                continue
            if kind == _CLOSE:
                self._close(start, wants_comma)
            else:
                builder.add(ScalarNode(self._scalar(kind, match.group(kind), place), place))
            wants_comma = True
            if not builder.is_open:
                end = _skip_blank(text, position)
                if end < len(text):
                    raise self._error(end, "the end of the text")
                return builder

    def _place(self, start: int) -> int:
        """The place of an offset; offsets come in order."""
        while 0 <= self.line_end < start:
            self.line += 1
            self.line_start = self.line_end + 1
            self.line_end = self.text.find("\n", self.line_start)
        return place_of(self.line, start - self.line_start + 1)

    def _close(self, start: int, wants_comma: bool) -> None:
        builder = self.builder
        is_map = type(builder.owner) is MapNode
        matches = builder.is_open and (self.text[start] == "}") == is_map
        is_empty = isinstance(builder.owner, MapNode | ListNode) and not wants_comma and builder.key is None
        if not matches or not (wants_comma or is_empty):
            raise self._error(start, self._expected(wants_comma))
        builder.close()

    def _misplaced(self, position: int, wants_comma: bool) -> UnreadableError:
        """The error of what stands at a position, or behind the comma there when one is wanted."""
        position = _skip_blank(self.text, position)
        if wants_comma and self.text.startswith(",", position):
            return self._misplaced(position + 1, False)
        return self._error(position, self._expected(wants_comma))

    def _expected(self, wants_comma: bool) -> str:
        """What may stand where something else was found."""
        builder = self.builder
        if wants_comma:
            return 'a "," or "}"' if type(builder.owner) is MapNode else 'a "," or "]"'
        return 'a key in double quotes and a ":"' if builder.awaits_key else "a value"

    def _scalar(self, kind: int, token: str, place: int) -> Scalar:
        if kind == _STRING:
            return self._string(token, place)
        return _WORDS[token] if kind == _WORD else number(token)

    def _string(self, token: str, place: int) -> str:
        if "\\" not in token:
            return token[1:-1]
        try:
            text: str = json.loads(token)
        except ValueError:
            text = "\ud800"
        if _SURROGATE.search(text):
            detail = "The string holds a backslash sequence that stands for no character."
            raise self.builder.unreadable("LF1001", detail, place)
        return text

    def _error(self, position: int, expected: str) -> UnreadableError:
        found = self.text[position : position + 1]
        quote = "'" if found == '"' else '"'
        seen = f"{quote}{found}{quote}" if found.isprintable() else "a control character"
        detail = f"JSON wants {expected} here, but the text {f'has {seen}' if found else 'ends'}."
        return self.builder.unreadable("LF1001", detail, self._place(position))


def _skip_blank(text: str, position: int) -> int:
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position


def number(token: str) -> Scalar:
    """The number, or its text where Python or JSON cannot hold it (1e999, thousands of digits)."""
    try:
        value = int(token) if token.lstrip("-").isdigit() else float(token)
    except ValueError:
        return token
    return value if isinstance(value, int) or math.isfinite(value) else token
