"""What updates of queues and topics send, and what reads of them tell."""

from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import ABSENT, asked, changes, told

QUEUE = "AWS::SQS::Queue"


def test_a_queue_is_sent_what_differs_and_the_default_of_what_is_gone() -> None:
    sent = changes(
        QUEUE,
        {
            "DelaySeconds": 5,
            "VisibilityTimeout": 9,
            "RedrivePolicy": {"maxReceiveCount": 1},
            "KmsMasterKeyId": "k",
        },
        {"DelaySeconds": 5, "RedrivePolicy": {"maxReceiveCount": 2}, "ContentBasedDeduplication": True},
        physical_id="it/1/q",
    )
    attributes = {
        "ContentBasedDeduplication": "true",
        "KmsMasterKeyId": "",
        "RedrivePolicy": '{"maxReceiveCount": 2}',
        "VisibilityTimeout": "30",
    }
    assert sent == [("SetQueueAttributes", {"QueueUrl": "it/1/q", "Attributes": attributes})]


@pytest.mark.parametrize(
    ("desired", "sent"),
    [
        ({"QueueName": "q", "DelaySeconds": 0}, {"QueueName": "q", "Attributes": {"DelaySeconds": "0"}}),
        (
            {"QueueName": "q.fifo", "FifoQueue": True},
            {"QueueName": "q.fifo", "Attributes": {"FifoQueue": "true"}},
        ),
        ({"QueueName": "q", "FifoQueue": False}, {"QueueName": "q", "Attributes": {}}),
    ],
    ids=["a number", "first in, first out", "said to be none"],
)
def test_a_queue_is_made_with_texts(desired: dict[str, Any], sent: dict[str, Any]) -> None:
    url = "https://sqs.eu-west-1.amazonaws.com/111122223333/q"
    answers = {"GetQueueUrl": ABSENT, "CreateQueue": {"QueueUrl": url}}
    answer, clients = asked(QUEUE, HandlerAction.CREATE, desired=desired, physical_id=None, answers=answers)
    assert clients.changes == [("CreateQueue", sent)]
    attributes = {"Arn": "arn:aws:sqs:eu-west-1:111122223333:q", "QueueName": "q", "QueueUrl": url}
    assert answer == HandlerSuccess(physical_id=url, attributes=attributes)


@pytest.mark.parametrize(
    ("type_name", "operation", "result", "length"),
    [(QUEUE, "CreateQueue", "QueueUrl", 80), ("AWS::SNS::Topic", "CreateTopic", "TopicArn", 256)],
)
def test_a_generated_name_ends_as_what_is_in_order_has_to(
    type_name: str, operation: str, result: str, length: int
) -> None:
    fifo = {"FifoQueue": True} if type_name == QUEUE else {"FifoTopic": True}
    fields: dict[str, Any] = {"physical_id": None, "answers": {operation: {result: "a:b/c/d"}}}
    _, clients = asked(type_name, HandlerAction.CREATE, desired=fifo, **fields)
    sent = clients.changes[0][1]
    name = sent.get("QueueName") or sent["Name"]
    assert name.startswith("stack-It-")
    assert name.endswith(".fifo")
    assert len(name) <= length
    assert sent["Attributes"] == {"FifoQueue" if type_name == QUEUE else "FifoTopic": "true"}


def test_a_queue_tells_numbers_booleans_and_documents() -> None:
    found = told(
        QUEUE,
        {
            "DelaySeconds": "5",
            "FifoQueue": "true",
            "SqsManagedSseEnabled": "false",
            "KmsMasterKeyId": "7",
            "RedrivePolicy": '{"maxReceiveCount": 1}',
        },
        physical_id="https://sqs/1/q",
    )
    assert found == {
        "DelaySeconds": 5,
        "FifoQueue": True,
        "SqsManagedSseEnabled": False,
        "KmsMasterKeyId": "7",
        "RedrivePolicy": {"maxReceiveCount": 1},
        "QueueName": "q",
    }


TOPIC = "AWS::SNS::Topic"
TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:t"


def test_a_topic_s_attributes_are_sent_one_by_one() -> None:
    sent = changes(
        TOPIC,
        {"DisplayName": "a", "TracingConfig": "Active", "SignatureVersion": "2"},
        {"DisplayName": "b", "SignatureVersion": "2", "ArchivePolicy": {"MessageRetentionPeriod": 1}},
        physical_id=TOPIC_ARN,
    )
    assert sent == [
        ("SetTopicAttributes", {"TopicArn": TOPIC_ARN, "AttributeName": name, "AttributeValue": value})
        for name, value in (
            ("ArchivePolicy", '{"MessageRetentionPeriod": 1}'),
            ("DisplayName", "b"),
            ("TracingConfig", "PassThrough"),
        )
    ]


def test_a_topic_begins_and_ends_its_own_subscriptions_only() -> None:
    rows = [{"Protocol": "sqs", "Endpoint": name} for name in ("kept", "gone", "new", "foreign")]
    kept, gone, new, foreign = rows
    there = [{**each, "SubscriptionArn": f"arn:{each['Endpoint']}"} for each in (kept, gone, foreign)]
    sent = changes(
        TOPIC,
        {"Subscription": [kept, gone]},
        {"Subscription": [kept, new]},
        physical_id=TOPIC_ARN,
        answers={"ListSubscriptionsByTopic": {"Subscriptions": there}},
    )
    assert sent == [
        ("Subscribe", {"TopicArn": TOPIC_ARN, "Protocol": "sqs", "Endpoint": "new"}),
        ("Unsubscribe", {"SubscriptionArn": "arn:gone"}),
    ]
    found = told(
        TOPIC,
        {"FifoTopic": "false", "ContentBasedDeduplication": "true", "MaximumMessageSize": "1024"},
        desired={"Subscription": [kept, new]},
        physical_id=TOPIC_ARN,
        answers={"ListSubscriptionsByTopic": {"Subscriptions": there}},
    )
    assert found == {
        "FifoTopic": False,
        "ContentBasedDeduplication": True,
        "MaximumMessageSize": 1024,
        "Subscription": [kept],
        "TopicName": "t",
    }


def test_delivery_logging_is_three_attributes_a_protocol() -> None:
    sent = changes(
        TOPIC,
        {
            "DeliveryStatusLogging": [
                {"Protocol": "sqs", "SuccessFeedbackRoleArn": "a", "SuccessFeedbackSampleRate": "5"},
                {"Protocol": "lambda", "FailureFeedbackRoleArn": "b"},
            ]
        },
        {"DeliveryStatusLogging": [{"Protocol": "sqs", "SuccessFeedbackRoleArn": "c"}]},
        physical_id=TOPIC_ARN,
    )
    assert [(call["AttributeName"], call["AttributeValue"]) for _, call in sent] == [
        ("LambdaFailureFeedbackRoleArn", ""),
        ("SQSSuccessFeedbackRoleArn", "c"),
        ("SQSSuccessFeedbackSampleRate", "0"),
    ]


def test_a_topic_of_that_name_is_not_taken_over() -> None:
    answer, clients = asked(TOPIC, HandlerAction.CREATE, desired={"TopicName": "t"}, physical_id=None)
    assert isinstance(answer, HandlerFailure)
    assert "with identifier 't' already exists." in answer.message
    assert clients.calls == [("GetTopicAttributes", {"TopicArn": TOPIC_ARN})]


def test_a_subscription_is_sent_texts_and_documents() -> None:
    sent = changes(
        "AWS::SNS::Subscription",
        {"FilterPolicy": {"a": ["b"]}, "RawMessageDelivery": True},
        {"FilterPolicyScope": "MessageBody", "RawMessageDelivery": False},
    )
    assert [(call["AttributeName"], call["AttributeValue"]) for _, call in sent] == [
        ("FilterPolicy", "{}"),
        ("FilterPolicyScope", "MessageBody"),
        ("RawMessageDelivery", "false"),
    ]
    found = told("AWS::SNS::Subscription", {"FilterPolicy": '{"a": ["b"]}', "RawMessageDelivery": "true"})
    assert found == {"FilterPolicy": {"a": ["b"]}, "RawMessageDelivery": True}
