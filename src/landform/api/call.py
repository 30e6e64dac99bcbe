"""One API call, as an operation sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landform.api.pages import Page, page_of, position_of
from landform.api.shapes import Answer
from landform.engine.engine import Engine
from landform.engine.errors import validation_error
from landform.engine.requests import Place
from landform.ground.records import StackEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One API call."""

    engine: Engine
    place: Place
    parameters: Mapping[str, Any]  # in botocore's input shape

    def text(self, name: str) -> str | None:
        """A parameter that is text."""
        value = self.parameters.get(name)
        return None if value is None else str(value)

    def required(self, name: str) -> str:
        """A parameter that has to be there."""
        value = self.text(name)
        if value is None:
            raise validation_error(f"{name} must be specified.")
        return value


Operation = Callable[[Call], Answer]

EVENTS_A_PAGE = 100


def page_of_events(call: Call, stack_name: str) -> tuple[list[StackEvent], str | None]:
    """One page of a stack's events, newest first, with the token of the next."""
    token = call.text("NextToken")
    before = None if token is None else position_of(token)
    found = call.engine.queries.events(call.place, stack_name, before=before, limit=EVENTS_A_PAGE + 1)
    page = found[:EVENTS_A_PAGE]
    more = str(page[-1][0]) if len(found) > EVENTS_A_PAGE else None
    return [event for _, event in page], more


def paged(call: Call, name: str, items: list[Any]) -> Answer:
    """One page of the items under their name, with the token of the next."""
    page: Page = page_of(items, call.text("NextToken"))
    return {name: page.items, "NextToken": page.next_token}
