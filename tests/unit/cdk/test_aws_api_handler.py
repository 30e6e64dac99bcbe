"""The function of `AwsApi` targets makes the call that the event names, against an embedded cloud."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.cdk.core.custom_resource_provider import handler_folder
from landform.server.local import LocalTarget


@pytest.fixture
def session() -> Iterator[Any]:
    """A cloud of its own."""
    with LocalTarget() as target:
        yield target.session()


@pytest.fixture
def handle(session: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The handler, with a boto3 that gives the session's clients."""
    folder = Path(handler_folder("aws_sdk_call"))
    monkeypatch.setattr("boto3.client", session.client)
    monkeypatch.syspath_prepend(str(folder))
    for name in ("index", "event", "respond"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import event

    yield event.handler
    for name in ("index", "event", "respond"):
        sys.modules.pop(name, None)


def test_the_call_that_an_event_names_is_made(session: Any, handle: Any) -> None:
    parameters = {"QueueName": "made", "Attributes": {"DelaySeconds": 5}}
    handle({"service": "SQS", "action": "createQueue", "parameters": parameters}, None)
    queues = session.client("sqs")
    url = queues.get_queue_url(QueueName="made")["QueueUrl"]
    found = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])
    assert found["Attributes"] == {"DelaySeconds": "5"}


def test_only_errors_that_the_event_expects_are_left_alone(handle: Any) -> None:
    call = {"service": "s3", "action": "headBucket", "parameters": {"Bucket": "none-of-it"}}
    handle({**call, "catchErrorPattern": "404"}, None)
    with pytest.raises(ClientError):
        handle({**call, "catchErrorPattern": "AccessDenied"}, None)
    with pytest.raises(ClientError):
        handle(call, None)
