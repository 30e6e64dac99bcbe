"""Pages of a list: the next token is the position to go on from."""

from dataclasses import dataclass
from typing import Any

from landform.engine.errors import validation_error

ITEMS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Some items, and where the next ones begin."""

    items: list[Any]
    next_token: str | None


def page_of(items: list[Any], token: str | None) -> Page:
    """The page that the token points at; the first without one."""
    if token is not None and not token.isdigit():
        raise validation_error("NextToken is not valid.")
    start = int(token) if token else 0
    end = start + ITEMS_A_PAGE
    return Page(items[start:end], str(end) if end < len(items) else None)
