"""Map states that work on their items in the execution itself.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.map_base import MapBase
from landform.cdk.aws_stepfunctions.state_graph import StateGraph


class Map(MapBase):
    """Does the same with each of a list of items."""

    _props_kind = "MapProps"

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Map":
        """With expressions of JSONata."""
        return Map._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Map":
        """With paths."""
        return Map._made(scope, id, props, None)

    def add_retry(self, **props: Any) -> "Map":
        """Try once more on an error."""
        self._add_retry_record(props)
        return self

    def add_catch(self, handler: Any, **props: Any) -> "Map":
        """Go on with another state on an error."""
        self._add_catch_record(handler, props)
        return self

    def iterator(self, iterator: Any) -> "Map":
        """What is done with each item, by the name of old."""
        self._add_iterator(StateGraph(iterator.start_state, f"Map '{self.state_id}' Iterator"))
        return self

    def item_processor(self, processor: Any, **config: Any) -> "Map":
        """What is done with each item."""
        graph = StateGraph(processor.start_state, f"Map '{self.state_id}' Item Processor")
        self._add_item_processor(graph, **config)
        return self

    def to_state_json(self, query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        return super().to_state_json(query_language)

    def _validate_state(self) -> list[str]:
        found = []
        if self._iteration is None and self._processor is None:
            found.append("Map state must either have a non-empty iterator or a non-empty item processor")
        if self._iteration is not None and self._processor is not None:
            found.append("Map state cannot have both an iterator and an item processor")
        if self._props.parameters is not None and self._props.item_selector is not None:
            found.append("Map state cannot have both parameters and an item selector")
        return [*super()._validate_state(), *found]
