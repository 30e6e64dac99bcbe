"""Tasks of DynamoDB.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.dynamodb_values import DynamoProjectionExpression
from landform.cdk.aws_stepfunctions_tasks.service_task import ServiceTask, allow


class DynamoConsumedCapacity(Enum):
    """How much is told of the capacity that was used."""

    INDEXES = "INDEXES"
    TOTAL = "TOTAL"
    NONE = "NONE"


class DynamoItemCollectionMetrics(Enum):
    """Whether the sizes of collections of items are told."""

    SIZE = "SIZE"
    NONE = "NONE"


class DynamoReturnValues(Enum):
    """Which attributes of the item are given back."""

    NONE = "NONE"
    ALL_OLD = "ALL_OLD"
    UPDATED_OLD = "UPDATED_OLD"
    ALL_NEW = "ALL_NEW"
    UPDATED_NEW = "UPDATED_NEW"


class _ItemTask(ServiceTask):
    _patterns = None
    _has_suffix = False
    _permission: ClassVar[str]

    def _table_name(self) -> str:
        return str(self._props.table.table_ref.table_name)

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow(self._permission, self._arn("dynamodb", "table", self._table_name()))]

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "Key": _attributes(props.key),
            "TableName": self._table_name(),
            "ConditionExpression": props.condition_expression,
            "ExpressionAttributeNames": props.expression_attribute_names,
            "ExpressionAttributeValues": _attributes(props.expression_attribute_values),
            "ReturnConsumedCapacity": props.return_consumed_capacity,
            "ReturnItemCollectionMetrics": props.return_item_collection_metrics,
            "ReturnValues": props.return_values,
        }


class DynamoDeleteItem(_ItemTask):
    """Deletes an item."""

    _action = "dynamodb:deleteItem"
    _permission = "dynamodb:DeleteItem"


class DynamoUpdateItem(_ItemTask):
    """Changes an item."""

    _action = "dynamodb:updateItem"
    _permission = "dynamodb:UpdateItem"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        return {**super()._parameters(is_jsonata), "UpdateExpression": self._props.update_expression}


class DynamoPutItem(_ItemTask):
    """Writes an item."""

    _action = "dynamodb:putItem"
    _permission = "dynamodb:PutItem"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "Item": _attributes(props.item),
            "TableName": self._table_name(),
            "ConditionExpression": props.condition_expression,
            "ExpressionAttributeNames": props.expression_attribute_names,
            "ExpressionAttributeValues": _attributes(props.expression_attribute_values),
            "ReturnConsumedCapacity": props.return_consumed_capacity,
            "ReturnItemCollectionMetrics": props.return_item_collection_metrics,
            "ReturnValues": props.return_values,
        }


class DynamoGetItem(_ItemTask):
    """Reads an item."""

    _action = "dynamodb:getItem"
    _permission = "dynamodb:GetItem"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "Key": _attributes(props.key),
            "TableName": self._table_name(),
            "ConsistentRead": bool(props.consistent_read),
            "ExpressionAttributeNames": props.expression_attribute_names,
            "ProjectionExpression": _projected(props.projection_expression),
            "ReturnConsumedCapacity": props.return_consumed_capacity,
        }


def _attributes(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {name: each.to_object() for name, each in values.items()} if values is not None else None


def _projected(expressions: Sequence[DynamoProjectionExpression] | None) -> str | None:
    return ",".join(each.to_string() for each in expressions) if expressions is not None else None
