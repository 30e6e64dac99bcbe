"""Map states: what both kinds share.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
"""

from typing import Any, Final

from landform.cdk.aws_stepfunctions.chain import NextableState
from landform.cdk.aws_stepfunctions.condition import is_jsonata
from landform.cdk.aws_stepfunctions.enums import ProcessorMode, QueryLanguage
from landform.cdk.aws_stepfunctions.path_token import path_of_number
from landform.cdk.aws_stepfunctions.rendering import checked_path, present, render_object
from landform.cdk.core.tokens import is_unresolved

MAX_SAFE_INTEGER: Final = 2**53 - 1  # of JavaScript: the largest whole number that JSON readers keep exactly

_ALTERNATIVES: Final = (
    ("max_concurrency", "max_concurrency_path"),
    ("max_concurrency", "jsonata_max_concurrency"),
    ("max_concurrency_path", "jsonata_max_concurrency"),
    ("item_selector", "jsonata_item_selector"),
)


class MapBase(NextableState):
    """Does the same with each of a list of items."""

    _props_kind = "MapBaseProps"

    def to_state_json(self, top_level_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        props = self._props
        items, concurrency = props.get("items"), props.max_concurrency
        return present(
            {
                "Type": "Map",
                **self._render_query_language(top_level_query_language),
                "Comment": props.comment,
                "ResultPath": checked_path(props.result_path),
                **self._render_next_end(),
                **self._render_input_output(),
                **self._render_result_selector(),
                **self._render_retry_catch(top_level_query_language),
                "Items": items.items if items is not None else None,
                "ItemsPath": checked_path(props.items_path),
                "ItemSelector": self._render_item_selector(),
                **self._render_iterator(),
                **self._render_item_processor(),
                "MaxConcurrency": concurrency if concurrency is not None else props.jsonata_max_concurrency,
                "MaxConcurrency.$": path_of_number(concurrency) if isinstance(concurrency, float) else None,
                "MaxConcurrencyPath": props.max_concurrency_path,
                **self._render_assign(top_level_query_language),
            }
        )

    def _render_item_selector(self) -> Any:
        props = self._props
        if props.jsonata_item_selector is not None:
            return props.jsonata_item_selector
        return props.item_selector if self._is_jsonata else render_object(props.item_selector)

    def _validate_state(self) -> list[str]:
        props, found = self._props, []
        config = self._processor_config
        if config is not None and config.mode is ProcessorMode.DISTRIBUTED and not config.execution_type:
            found.append("You must specify an execution type for the distributed Map workflow")
        if props.max_concurrency is not None and not _is_count(props.max_concurrency):
            found.append("max_concurrency has to be a positive integer")
        for one, other in _ALTERNATIVES:
            if props.get(one) is not None and props.get(other) is not None:
                found.append(f"Provide either `{one}` or `{other}`, but not both")
        for name in ("jsonata_item_selector", "jsonata_max_concurrency"):
            if props.get(name) is not None and not is_jsonata(props[name]):
                found.append(f"The `{name}` property must be a valid JSONata expression")
        return found


def _is_count(number: float) -> bool:
    if is_unresolved(number) or (isinstance(number, float) and path_of_number(number) is not None):
        return True
    return 0 <= number <= MAX_SAFE_INTEGER and float(number).is_integer()
