"""JSON text to the plain tree, with the line and column of every value and key.

Python's own reader keeps no positions, and YAML's refuses some JSON (surrogate pairs, tabs before a value),
so the text is cut into tokens here and each token's content is read by `json`.
"""

import json
import math
import re
from typing import Final

from landform.ground.source import SourceLocation
from landform.template.codes import diagnose
from landform.template.nodes import ListNode, MapNode, Scalar, ScalarNode, TreeBuilder, UnreadableError

_TOKEN: Final = re.compile(
    r"([ \t\r\n]*)(?:"
    r'("[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
    r"|([{}\[\],:])"
    r"|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|(true|false|null)\b)"
)
_STRING, _MARK, _NUMBER, _WORD = 2, 3, 4, 5
_WORDS: Final[dict[str, Scalar]] = {"true": True, "false": False, "null": None}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def read_json(text: str, file: str) -> TreeBuilder:
    """The tree of a JSON text.

    Raises UnreadableError at the first place that is not JSON.
    """
    return _JsonReader(text, file).read()


class _JsonReader:
    __slots__ = ("builder", "file", "line", "line_start", "position", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.position = 0
        self.line = 1
        self.line_start = 0
        self.builder = TreeBuilder()

    def read(self) -> TreeBuilder:
        may_close = False  # right after an opening bracket
        while True:
            kind, token, location = self._next()
            if kind == _MARK and token in "{[":
                self.builder.open(MapNode(location) if token == "{" else ListNode(location))
                may_close = self._begin_entry(is_first=True)
                continue
            if not (kind == _MARK and token in "}]" and may_close and self._closes(token)):
                self.builder.add(self._scalar(kind, token, location))
            else:
                self.builder.close()
            may_close = False
            if self._finish_entry():
                return self.builder

    def _next(self) -> tuple[int, str, SourceLocation]:
        """The next token: its kind, its text and where it begins."""
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            blank = re.compile(r"[ \t\r\n]*").match(self.text, self.position)
            self._advance(blank.group() if blank else "", blank.end() if blank else self.position)
            raise self._error(self.position, "a value")
        blank_text = match.group(1)
        kind = match.lastindex or 0
        start = match.start(kind)
        if blank_text:
            self._advance(blank_text, start)
        self.position = match.end()
        return kind, match.group(kind), SourceLocation(self.file, self.line, start - self.line_start + 1)

    def _advance(self, blank: str, end: int) -> None:
        newlines = blank.count("\n")
        if newlines:
            self.line += newlines
            self.line_start = end - (len(blank) - blank.rfind("\n") - 1)
        self.position = end

    def _closes(self, token: str) -> bool:
        frames = self.builder.frames
        return bool(frames) and (token == "}") == (type(frames[-1].node) is MapNode)

    def _begin_entry(self, is_first: bool) -> bool:
        """In a mapping, read the key and its colon. True when the collection may end here instead."""
        if not self.builder.awaits_key():
            return is_first
        before = (self.position, self.line, self.line_start)
        kind, token, location = self._next()
        if is_first and token == "}" and kind == _MARK:
            self.position, self.line, self.line_start = before
            return True
        if kind != _STRING:
            raise self._error(self.position - len(token), "a key in double quotes")
        self.builder.add_key(self._string(token, location), location)
        kind, colon, _ = self._next()
        if colon != ":" or kind != _MARK:
            raise self._error(self.position - len(colon), 'a ":" after the key')
        return False

    def _finish_entry(self) -> bool:
        """After a value: read commas and closing brackets. True at the end of the text."""
        while self.builder.frames:
            kind, token, _ = self._next()
            if kind == _MARK and token == ",":
                self._begin_entry(is_first=False)
                return False
            if kind != _MARK or token not in "}]" or not self._closes(token):
                closing = "}" if type(self.builder.frames[-1].node) is MapNode else "]"
                raise self._error(self.position - len(token), f'a "," or "{closing}"')
            self.builder.close()
        rest = self.text[self.position :]
        if rest.strip(" \t\r\n"):
            blank = rest[: len(rest) - len(rest.lstrip(" \t\r\n"))]
            self._advance(blank, self.position + len(blank))
            raise self._error(self.position, "the end of the text")
        return True

    def _scalar(self, kind: int, token: str, location: SourceLocation) -> ScalarNode:
        if kind == _STRING:
            return ScalarNode(self._string(token, location), location)
        if kind == _WORD:
            return ScalarNode(_WORDS[token], location)
        if kind == _NUMBER:
            return ScalarNode(number(token), location)
        raise self._error(self.position - len(token), "a value")

    def _string(self, token: str, location: SourceLocation) -> str:
        if "\\" not in token:
            return token[1:-1]
        try:
            text: str = json.loads(token)
        except ValueError:
            text = "\ud800"
        if _SURROGATE.search(text):
            detail = "The string holds a backslash sequence that stands for no character."
            raise UnreadableError(diagnose("LF1001", detail, location, self.builder.path()))
        return text

    def _error(self, position: int, expected: str) -> UnreadableError:
        location = SourceLocation(self.file, self.line, position - self.line_start + 1)
        found = self.text[position : position + 1]
        seen = f'"{found}"' if found.isprintable() and found else "a control character"
        detail = f"JSON wants {expected} here, but the text {f'has {seen}' if found else 'ends'}."
        return UnreadableError(diagnose("LF1001", detail, location, self.builder.path()))


def number(token: str) -> Scalar:
    """The number, or its text where Python or JSON cannot hold it (1e999, thousands of digits)."""
    try:
        value = int(token) if token.lstrip("-").isdigit() else float(token)
    except ValueError:
        return token
    return value if isinstance(value, int) or math.isfinite(value) else token
