"""Tasks that send messages and events.

Sources: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html,
https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html,
https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
"""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.enums import InputType
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions.path_token import path_of
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    WAIT,
    ServiceTask,
    allow,
    input_value,
)
from landform.cdk.core.tokens import is_token, is_unresolved
from landform.cdk.l1.lookup import given


class MessageAttributeDataType(Enum):
    """The kind of a message's attribute."""

    STRING = "String"
    STRING_ARRAY = "String.Array"
    NUMBER = "Number"
    BINARY = "Binary"


class SnsPublish(ServiceTask):
    """Publishes to a topic."""

    _action = "sns:publish"
    _patterns = (REQUEST, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        message = self._props.message
        if self._pattern is WAIT and message.type is not InputType.TEXT:
            self._check_token("message", message.value)
        topic = self._props.topic
        if topic.fifo and self._props.message_group_id is None:
            raise ValueError("'message_group_id' is required for FIFO topics")
        if topic.fifo and not topic.content_based_deduplication and not self._props.message_deduplication_id:
            raise ValueError(
                "'message_deduplication_id' is required for FIFO topics without content-based deduplication"
            )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "TopicArn": props.topic.topic_arn,
            "Message": input_value(props.message),
            "MessageDeduplicationId": props.message_deduplication_id,
            "MessageGroupId": props.message_group_id,
            "MessageStructure": "json" if props.message_per_subscription_type else None,
            "MessageAttributes": _attributes(props.message_attributes),
            "Subject": props.subject,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        found = [allow("sns:Publish", self._props.topic.topic_arn)]
        key = getattr(self._props.topic, "master_key", None)
        return [*found, *([allow(["kms:Decrypt", "kms:GenerateDataKey*"], key.key_arn)] if key else [])]


class SqsSendMessage(ServiceTask):
    """Sends to a queue."""

    _action = "sqs:sendMessage"
    _patterns = (REQUEST, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._check_token("message_body", input_value(self._props.message_body))

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "QueueUrl": props.queue.queue_url,
            "MessageBody": input_value(props.message_body),
            "DelaySeconds": props.delay.to_seconds() if props.delay is not None else None,
            "MessageDeduplicationId": props.message_deduplication_id,
            "MessageGroupId": props.message_group_id,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        queue = self._props.queue
        found = [allow("sqs:SendMessage", queue.queue_arn)]
        key = queue.encryption_master_key
        return [*found, *([allow(["kms:Decrypt", "kms:GenerateDataKey*"], key.key_arn)] if key else [])]


class EventBridgePutEvents(ServiceTask):
    """Puts events on a bus."""

    _action = "events:putEvents"
    _patterns = (REQUEST, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._entries = [
            given("aws_stepfunctions_tasks", "EventBridgePutEventsEntry", each)
            for each in self._props.entries
        ]
        if self._pattern is WAIT and not any(_has_token(each.detail.value) for each in self._entries):
            self._check_token("entries", None)
        for each in self._entries:
            if str(each.source).startswith("aws"):
                raise ValueError('Event source cannot start with "aws."')

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        return {"Entries": [_entry(each) for each in self._entries]}

    def _allowed(self) -> Sequence[PolicyStatement]:
        default = self._arn("events", "event-bus", "default")
        buses = [
            each.event_bus.event_bus_ref.event_bus_arn if each.event_bus is not None else default
            for each in self._entries
        ]
        return [allow("events:PutEvents", list(dict.fromkeys(buses)))] if buses else []


def _has_token(value: Any) -> bool:
    from landform.cdk.aws_stepfunctions.rendering import contains_task_token

    return contains_task_token(value)


def _entry(entry: Any) -> dict[str, Any]:
    bus = entry.event_bus
    return {
        "Detail": entry.detail.value,
        "DetailType": entry.detail_type,
        "EventBusName": bus.event_bus_ref.event_bus_arn if bus is not None else None,
        "Source": entry.source,
    }


def _attributes(attributes: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if attributes is None:
        return None
    return {name: _attribute(each) for name, each in attributes.items()}


def _attribute(attribute: Any) -> dict[str, Any]:
    found = given("aws_stepfunctions_tasks", "MessageAttribute", attribute)
    value, kind = found.value, found.data_type
    if kind is None:
        kind = _kind_of(value)
    if kind is MessageAttributeDataType.BINARY:
        return {"DataType": kind, "BinaryValue": value}
    path = path_of(value)
    if path is not None:
        return {"DataType": kind, "StringValue": JsonPath.string_at(path)}
    _check_value(kind, value)
    return {"DataType": kind, "StringValue": _text_of(kind, value)}


def _kind_of(value: Any) -> MessageAttributeDataType:
    if path_of(value) is not None or is_token(value) or isinstance(value, bool | str):
        return MessageAttributeDataType.STRING
    if isinstance(value, list | tuple):
        return MessageAttributeDataType.STRING_ARRAY
    return (
        MessageAttributeDataType.NUMBER if isinstance(value, int | float) else MessageAttributeDataType.STRING
    )


def _check_value(kind: MessageAttributeDataType, value: Any) -> None:
    expected: tuple[type, ...] = (str, bool, int, float, list, tuple)
    if kind is MessageAttributeDataType.NUMBER:
        expected = (int, float)
    if is_unresolved(value) or isinstance(value, expected):
        return
    raise ValueError(f"An SNS message attribute of type {kind.value} cannot be {value!r}")


def _text_of(kind: MessageAttributeDataType, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return json.dumps(list(value), separators=(",", ":"), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, int | float) and not is_unresolved(value) else value
