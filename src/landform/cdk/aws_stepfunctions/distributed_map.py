"""Map states that work on their items in executions of their own.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_stepfunctions.enums import ProcessorMode, QueryLanguage, StateMachineType
from landform.cdk.aws_stepfunctions.map_base import MapBase
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.tokens import is_unresolved

WRITER_V2: Final = "@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2"
MAX_LABEL: Final = 40
_WRONG_IN_LABEL: Final = re.compile(r"[\s?*<>{}\[\]:;,\\|^~$#%&`\"\u0000-\u001f\u007f-\u009f]")


class DistributedMap(MapBase):
    """Does the same with each of very many items."""

    _props_kind = "DistributedMapProps"

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._processor_mode = ProcessorMode.DISTRIBUTED
        v2 = FeatureFlags.of(self).is_enabled(WRITER_V2)
        self._result_writer = self._props.result_writer_v2 if v2 else self._props.result_writer

    @staticmethod
    def is_distributed_map(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, DistributedMap)

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "DistributedMap":
        """With expressions of JSONata."""
        return DistributedMap._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "DistributedMap":
        """With paths."""
        return DistributedMap._made(scope, id, props, None)

    def add_retry(self, **props: Any) -> "DistributedMap":
        """Try once more on an error."""
        self._add_retry_record(props)
        return self

    def add_catch(self, handler: Any, **props: Any) -> "DistributedMap":
        """Go on with another state on an error."""
        self._add_catch_record(handler, props)
        return self

    def item_processor(self, processor: Any, **config: Any) -> "DistributedMap":
        """What is done with each item."""
        graph = StateGraph(processor.start_state, f"Map {self.state_id} Item Processor")
        self._add_item_processor(graph, **config)
        return self

    def to_state_json(self, state_machine_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        props, language = self._props, self._query_language or state_machine_query_language
        reader, batcher, writer = props.item_reader, props.item_batcher, self._result_writer
        return present(
            {
                **super().to_state_json(state_machine_query_language),
                "ItemReader": reader.render(language) if reader is not None else None,
                "ItemBatcher": batcher.render() if batcher is not None else None,
                "ToleratedFailurePercentage": props.tolerated_failure_percentage,
                "ToleratedFailurePercentagePath": props.tolerated_failure_percentage_path,
                "ToleratedFailureCount": props.tolerated_failure_count,
                "ToleratedFailureCountPath": props.tolerated_failure_count_path,
                "Label": props.label,
                "ResultWriter": writer.render(language) if writer is not None else None,
            }
        )

    def _when_bound_to_graph(self, graph: StateGraph) -> None:
        super()._when_bound_to_graph(graph)
        for each in (self._result_writer, self._props.item_reader):
            for statement in each.provide_policy_statements() if each is not None else ():
                graph.register_policy_statement(statement)

    def _render_item_processor(self) -> dict[str, Any]:
        if self._processor is None:
            raise ValueError(f"The distributed Map state '{self.state_id}' needs an item_processor")
        return super()._render_item_processor()

    def _processor_settings(self) -> dict[str, Any]:
        kind = self._props.map_execution_type or StateMachineType.STANDARD
        return present({"Mode": ProcessorMode.DISTRIBUTED, "ExecutionType": kind})

    def _validate_state(self) -> list[str]:
        props, found = self._props, []
        if self._processor is not None and self._processor_config.mode is ProcessorMode.INLINE:
            found.append("Processing mode cannot be `INLINE` for a Distributed Map")
        if props.items_path is not None and props.item_reader is not None:
            found.append("Provide either `items_path` or `item_reader`, but not both")
        for name in ("tolerated_failure_count", "tolerated_failure_percentage"):
            if props.get(name) is not None and props.get(f"{name}_path") is not None:
                found.append(f"Provide either `{name}` or `{name}_path`, but not both")
        percentage = props.tolerated_failure_percentage
        if percentage is not None and not is_unresolved(percentage) and not 0 <= percentage <= 100:
            found.append("tolerated_failure_percentage must be between 0 and 100")
        return [*super()._validate_state(), *found, *self._wrong_parts(), *_wrong_label(props.label)]

    def _wrong_parts(self) -> list[str]:
        props, found = self._props, []
        if props.item_reader is not None:
            found += props.item_reader.validate_item_reader()
        if props.item_batcher is not None:
            found += props.item_batcher.validate_item_batcher()
        validate = getattr(self._result_writer, "validate_result_writer", None)
        return [*found, *(validate() if validate is not None else ())]


def _wrong_label(label: str | None) -> list[str]:
    if label is None or is_unresolved(label):
        return []
    found = [f"label must be {MAX_LABEL} characters or less"] if len(label) > MAX_LABEL else []
    if _WRONG_IN_LABEL.search(label):
        found.append("label cannot contain any whitespace or special characters")
    return found
