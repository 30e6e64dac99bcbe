"""Pages of a list: the next token is the position to go on from."""

from dataclasses import dataclass
from typing import Any

from landform.engine.errors import validation_error

ITEMS_A_PAGE = 100
MAX_TOKEN_DIGITS = 15  # more than any position ever has


@dataclass(frozen=True, slots=True)
class Page:
    """Some items, and where the next ones begin."""

    items: list[Any]
    next_token: str | None


def position_of(token: str) -> int:
    """The position a token stands for. Raises when it is none of ours."""
    if not (token.isascii() and token.isdigit() and len(token) <= MAX_TOKEN_DIGITS):
        raise validation_error("NextToken is not valid.")
    return int(token)


def page_of(items: list[Any], token: str | None, limit: int = ITEMS_A_PAGE) -> Page:
    """The page that the token points at; the first without one."""
    start = 0 if token is None else position_of(token)
    end = start + limit
    return Page(items[start:end], str(end) if end < len(items) else None)
