"""Transformers of events.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-transformer.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_logs.enums import JsonMutatorType, ParserProcessorType, VendedLogType
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

MAX_PROCESSORS: Final = 20
MAX_PARSERS: Final = 5
_ONLY_ONCE: Final = {
    ParserProcessorType.GROK: "grok",
    JsonMutatorType.ADD_KEYS: "addKeys",
    JsonMutatorType.COPY_VALUE: "copyValue",
}


class Transformer(Native, Resource):
    """Transforms the events of a log group, step by step."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        log_group: Any,
        transformer_config: Sequence[Any],
        transformer_name: str,
    ) -> None:
        super().__init__(scope, id, physical_name=transformer_name)
        _check(transformer_config)
        # The reference library puts the resource beside the construct, not below it, under a fixed name.
        cfn_class("aws_logs", "CfnTransformer")(
            scope,
            "ResourceTransformer",
            log_group_identifier=log_group.log_group_name,
            transformer_config=[each.written() for each in transformer_config],
        )


def _check(processors: Sequence[Any]) -> None:
    if not processors:
        raise ValueError("At least one processor is required in a transformer")
    if len(processors) > MAX_PROCESSORS:
        raise ValueError(f"A transformer cannot have more than {MAX_PROCESSORS} processors")
    kinds = [each.kind for each in processors]
    parsers = [each for each in kinds if isinstance(each, ParserProcessorType | VendedLogType)]
    if not isinstance(kinds[0], ParserProcessorType | VendedLogType):
        raise ValueError("First processor in a transformer must be a parser")
    if len(parsers) > MAX_PARSERS:
        raise ValueError(f"A transformer cannot have more than {MAX_PARSERS} parser-type processors")
    if any(isinstance(each, VendedLogType) for each in kinds[1:]):
        raise ValueError("AWS vended log parser must be the first processor in a transformer")
    for kind, name in _ONLY_ONCE.items():
        if kinds.count(kind) > 1:
            raise ValueError(f"Only one {name} processor is allowed in a transformer")
