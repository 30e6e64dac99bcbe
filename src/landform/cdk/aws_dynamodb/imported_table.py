"""Tables that exist already."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_dynamodb.table_base import TableBase
from landform.cdk.aws_dynamodb.table_base_v2 import TableBaseV2
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.stack import Stack


class ImportedTable(TableBase):
    """A table that exists already."""

    def __init__(self, scope: Any, id: str, attributes: Any) -> None:
        arn, name = _arn_and_name(scope, attributes)
        super().__init__(scope, id, environment_from_arn=arn)
        self.table_arn, self.table_name = arn, name
        self.table_stream_arn = attributes.table_stream_arn
        self.encryption_key = attributes.encryption_key
        self._has_index = _indexes(attributes)

    @property
    def has_index(self) -> bool:
        """Whether its indexes are granted with it."""
        return self._has_index


class ImportedTableV2(TableBaseV2):
    """A global table that exists already."""

    def __init__(self, scope: Any, id: str, attributes: Any) -> None:
        arn, name = _arn_and_name(scope, attributes)
        super().__init__(scope, id, environment_from_arn=arn)
        self.table_arn, self.table_name = arn, name
        self.table_id = attributes.table_id
        self.table_stream_arn = attributes.table_stream_arn
        self.encryption_key = attributes.encryption_key
        self.region = self.env.region
        self._has_index = _indexes(attributes)

    @property
    def has_index(self) -> bool:
        """Whether its indexes are granted with it."""
        return self._has_index


def _indexes(attributes: Any) -> bool:
    listed: Sequence[str] = [*(attributes.global_indexes or ()), *(attributes.local_indexes or ())]
    return bool(attributes.grant_index_permissions or listed)


def _arn_and_name(scope: Any, attributes: Any) -> tuple[str, str]:
    arn, name = attributes.table_arn, attributes.table_name
    if arn and name:
        raise ValueError("Only one of `tableArn` or `tableName` can be provided, but not both")
    if name:
        stack = Stack.of(scope)
        return stack.format_arn(service="dynamodb", resource="table", resource_name=name), name
    if not arn:
        raise ValueError("At least one of `tableArn` or `tableName` must be provided")
    found = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name
    if not found:
        raise ValueError(
            "Table ARN must be of the form: arn:<partition>:dynamodb:<region>:<account>:table/<name>, got "
            f"{arn}"
        )
    return arn, found
