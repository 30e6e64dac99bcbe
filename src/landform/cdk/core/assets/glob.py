"""Glob patterns as regular expressions: stars, classes, braces and the extended groups of shells.

Two stars between slashes stand for any number of folders. A leading dot is matched by a dot only.
Source: https://www.gnu.org/software/bash/manual/html_node/Pattern-Matching.html
"""

import re
from functools import cache
from typing import Final

MAX_ALTERNATIVES: Final = 1_000  # of one pattern with braces; more is a mistake
_GROUPS: Final = {"?": "?", "*": "*", "+": "+", "@": ""}
_ANY_NAME: Final = r"(?!\.)[^/]+"
_ANY_BELOW: Final = rf"(?:{_ANY_NAME}(?:/{_ANY_NAME})*)?"
_NUMBERS: Final = re.compile(r"(-?\d+)\.\.(-?\d+)\Z")


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """What a whole relative path has to match."""
    alternatives = "|".join(_path(each) for each in _unfolded(pattern))
    return re.compile(rf"(?:{alternatives})\Z", re.DOTALL)


def _unfolded(pattern: str) -> list[str]:
    """The patterns that one with braces stands for."""
    found: list[str] = []
    pending = [pattern]
    while pending:
        current = pending.pop(0)
        span = _braces(current)
        if span is None:
            found.append(current)
        else:
            start, end, options = span
            pending = [*(f"{current[:start]}{each}{current[end:]}" for each in options), *pending]
        if len(found) + len(pending) > MAX_ALTERNATIVES:
            raise ValueError(f"The pattern '{pattern}' stands for more than {MAX_ALTERNATIVES} patterns")
    return found


def _braces(pattern: str) -> tuple[int, int, list[str]] | None:
    """Start, end and options of the first braces that offer a choice."""
    for start, letter in enumerate(pattern):
        if letter != "{" or (start and pattern[start - 1] in "$\\"):
            continue
        end = _closing(pattern, start)
        if end is None:
            return None
        inner = pattern[start + 1 : end]
        numbers = _NUMBERS.match(inner)
        if numbers:
            first, last = int(numbers[1]), int(numbers[2])
            step = 1 if last >= first else -1
            return start, end + 1, [str(each) for each in range(first, last + step, step)]
        options = _split(inner)
        if len(options) > 1:
            return start, end + 1, options
    return None


def _closing(pattern: str, start: int) -> int | None:
    depth = 0
    for index in range(start, len(pattern)):
        depth += {"{": 1, "}": -1}.get(pattern[index], 0)
        if depth == 0:
            return index
    return None


def _split(inner: str) -> list[str]:
    parts, depth = [""], 0
    for letter in inner:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _path(pattern: str) -> str:
    segments = pattern.split("/")
    written = ""
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        if segment == "**":
            written += _ANY_BELOW if is_last else f"(?:{_ANY_NAME}/)*"
        else:
            written += _segment(segment) + ("" if is_last else "/")
    return written


def _segment(text: str) -> str:
    """One component; it never matches a slash."""
    written, index = "", 0
    while index < len(text):
        letter = text[index]
        group = _group(text, index)
        if group is not None:
            part, index = group
        elif letter == "[" and (found := character_class(text, index)) is not None:
            part, index = found
        elif letter == "\\" and index + 1 < len(text):
            part, index = re.escape(text[index + 1]), index + 2
        else:
            part, index = {"*": "[^/]*", "?": "[^/]"}.get(letter, re.escape(letter)), index + 1
        written += part
    hides = text[:1] in ("*", "?", "[")
    at_least_one = bool(text) and set(text) == {"*"}
    return (r"(?!\.)" if hides else "") + ("(?=[^/])" if at_least_one else "") + written


def _group(text: str, index: int) -> tuple[str, int] | None:
    """An extended group such as `@(a|b)`: the expression and where it ends."""
    if text[index] not in "?*+@!" or text[index + 1 : index + 2] != "(":
        return None
    end = text.find(")", index)
    if end < 0:
        return None
    options = "|".join(_segment(each) for each in text[index + 2 : end].split("|"))
    if text[index] == "!":
        return rf"(?!(?:{options})(?:/|\Z))[^/]*", end + 1
    return f"(?:{options}){_GROUPS[text[index]]}", end + 1


def character_class(text: str, index: int) -> tuple[str, int] | None:
    """A class such as `[a-z]`: the expression and where it ends; None when it is not closed."""
    end = text.find("]", index + 2)
    if end < 0:
        return None
    inner = text[index + 1 : end]
    negated = inner[:1] in ("!", "^")
    body = (inner[1:] if negated else inner).replace("\\", "\\\\").replace("[", "\\[")
    return f"[{'^/' if negated else ''}{body}]", end + 1
