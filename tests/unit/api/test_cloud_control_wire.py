"""What is sent to Cloud Control and is not what its model says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from landform.api.cloud_control import answer
from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings
from landform.engine.requests import Place
from landform.store.memory import MemoryStore

PLACE = Place(account_id="000000000000", region="us-east-1")
QUEUE = "AWS::SQS::Queue"
HALF = '"\\ud800"'


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine(MemoryStore(), EmbeddedCloud(None), Settings(folder=None))
    yield made
    made.close()


def asked(engine: Engine, operation: str, parameters: Any) -> tuple[int, str, str]:
    body = parameters if isinstance(parameters, str) else json.dumps(parameters)
    found = answer(engine, PLACE, f"CloudApiService.{operation}", body.encode())
    told = json.loads(found.body)
    return found.status, told.get("__type", ""), told.get("message", "")


@pytest.mark.parametrize(
    ("operation", "given", "message"),
    [
        ("ListResourceRequests", [], "The request must be an object."),
        ("ListResourceRequests", {"NextToken": ["x"]}, "NextToken must be of type string."),
        (
            "ListResourceRequests",
            {"ResourceRequestStatusFilter": ["x"]},
            "ResourceRequestStatusFilter must be an object.",
        ),
        (
            "ListResourceRequests",
            {"ResourceRequestStatusFilter": {"Operations": "CREATE"}},
            "ResourceRequestStatusFilter.Operations must be a list.",
        ),
        (
            "ListResourceRequests",
            {"ResourceRequestStatusFilter": {"Operations": ["CREATE", 3]}},
            "ResourceRequestStatusFilter.Operations.1 must be of type string.",
        ),
        ("ListResourceRequests", {"MaxResults": True}, "MaxResults must be of type integer."),
        (
            "CreateResource",
            {"TypeName": QUEUE, "DesiredState": "{}", "ClientToken": {"x": "y"}},
            "ClientToken must be of type string.",
        ),
        (
            "CreateResource",
            f'{{"TypeName": "{QUEUE}", "DesiredState": "{{}}", "ClientToken": {HALF}}}',
            "ClientToken holds half of a surrogate pair, which is no character.",
        ),
    ],
)
def test_parameters_of_the_wrong_type_are_refused_with_their_place(
    engine: Engine, operation: str, given: Any, message: str
) -> None:
    assert asked(engine, operation, given) == (400, "SerializationException", message)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ('{"Tags":' + "[" * 200 + "]" * 200 + "}", "nests more than 100 lists and objects in each other."),
        (
            '{"Tags":' + "[" * 90_000 + "]" * 90_000 + "}",
            "nests more than 100 lists and objects in each other.",
        ),
        ('{"DelaySeconds": 1e999}', "holds a number that JSON does not have: inf."),
        (f'{{"QueueName": {HALF}}}', "holds half of a surrogate pair, which is no character."),
        ("[]", "must be a JSON object."),
    ],
    ids=["deep", "deeper than Python reads", "infinite", "half a pair", "list"],
)
def test_a_state_that_cannot_be_kept_is_refused(engine: Engine, state: str, message: str) -> None:
    found = asked(engine, "CreateResource", {"TypeName": QUEUE, "DesiredState": state})
    assert found == (400, "InvalidRequestException", f"DesiredState {message}")


@pytest.mark.parametrize(
    "patch",
    [
        '{"a": 1}',
        "[1]",
        '[{"op": "add", "path": 3, "value": 1}]',
        '[{"op": "add", "path": "/Tags/x", "value": 1}]',
        '[{"op": "replace", "path": "", "value": []}]',
        '[{"op": "move", "path": "/a", "from": []}]',
        "[" * 90_000,
    ],
)
def test_a_patch_that_is_none_is_refused(engine: Engine, patch: str) -> None:
    asked(engine, "CreateResource", {"TypeName": QUEUE, "DesiredState": '{"QueueName": "q"}'})
    queue = "https://sqs.us-east-1.amazonaws.com/000000000000/q"
    given = {"TypeName": QUEUE, "Identifier": queue, "PatchDocument": patch}
    assert asked(engine, "UpdateResource", given)[:2] == (400, "InvalidRequestException")
