"""JSON that a client sent inside a request: what RFC 8259 allows and the engine can keep, or a refusal."""

import json
import math
from typing import Any, Final

from landform.engine.errors import EngineError

MAX_LEVELS: Final = 100  # lists and objects in each other; the same as in templates
CODE: Final = "InvalidRequestException"


def parse_json(text: str, name: str, max_bytes: int) -> Any:
    """The document under the name. Raises EngineError for what is no JSON, too large or too deep."""
    if len(text.encode()) > max_bytes:
        raise EngineError(CODE, f"{name} has more than {max_bytes} bytes.")
    try:
        found = json.loads(text)
    except ValueError as error:
        raise EngineError(CODE, f"{name} is not JSON: {error}") from None
    except RecursionError:
        raise EngineError(CODE, _too_deep(name)) from None
    require_plain(found, name)
    return found


def require_plain(value: Any, name: str) -> None:
    """Refuse nesting without end, numbers that are none, and halves of surrogate pairs."""
    problem = _problem(value, name)
    if problem is not None:
        raise EngineError(CODE, problem)


def _problem(value: Any, name: str) -> str | None:
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        item, level = waiting.pop()
        if level > MAX_LEVELS:
            return _too_deep(name)
        if isinstance(item, dict):
            waiting += [(each, level + 1) for pair in item.items() for each in pair]
        elif isinstance(item, list):
            waiting += [(each, level + 1) for each in item]
        elif isinstance(item, float) and not math.isfinite(item):
            return f"{name} holds a number that JSON does not have: {item}."
        elif isinstance(item, str) and not is_unicode(item):
            return f"{name} holds half of a surrogate pair, which is no character."
    return None


def is_unicode(text: str) -> bool:
    """Whether the text can be written as UTF-8: JSON's escapes can make halves of surrogate pairs."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _too_deep(name: str) -> str:
    return f"{name} nests more than {MAX_LEVELS} lists and objects in each other."
