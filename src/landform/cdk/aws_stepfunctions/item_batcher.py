"""Batches of items that an execution of a distributed Map state is given.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class ItemBatcher(Native):
    """How many items an execution is given at once."""

    def __init__(self, **props: Any) -> None:
        self._props: Any = given("aws_stepfunctions", "ItemBatcherProps", props)

    def render(self) -> Any:
        """The batcher as the Amazon States Language writes it."""
        props = self._props
        return present(
            {
                "MaxItemsPerBatch": props.max_items_per_batch,
                "MaxItemsPerBatchPath": props.max_items_per_batch_path,
                "MaxInputBytesPerBatch": props.max_input_bytes_per_batch,
                "MaxInputBytesPerBatchPath": props.max_input_bytes_per_batch_path,
                "BatchInput": props.batch_input,
            }
        )

    def validate_item_batcher(self) -> list[str]:
        """What is wrong with it."""
        names = ("max_items_per_batch", "max_input_bytes_per_batch")
        both = [name for name in names if self._props.get(name) and self._props.get(f"{name}_path")]
        found = [f"Provide either `{name}` or `{name}_path`, but not both" for name in both]
        if not any(self._props.get(name) or self._props.get(f"{name}_path") for name in names):
            found.append("Provide at least one value to the ItemBatcher")
        return found
