"""One API call, as an operation sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landform.api.pages import Page, page_of
from landform.api.shapes import Answer
from landform.engine.engine import Engine
from landform.engine.errors import validation_error
from landform.engine.requests import Place


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


def paged(call: Call, name: str, items: list[Any]) -> Answer:
    """One page of the items under their name, with the token of the next."""
    page: Page = page_of(items, call.text("NextToken"))
    return {name: page.items, "NextToken": page.next_token}
