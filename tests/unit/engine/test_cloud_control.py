"""Cloud Control: one resource at a time, and what its requests leave behind."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.cloud_control import CloudControl, Progress
from landform.engine.engine import Engine, Settings
from landform.engine.errors import EngineError
from landform.engine.requests import Place
from landform.ground.handler import HandlerAction
from landform.store.memory import MemoryStore
from tests.unit.engine.world import Whims, WhimsicalProvider

PLACE = Place(account_id="000000000000", region="us-east-1")
ELSEWHERE = Place(account_id="000000000000", region="eu-west-1")
QUEUE = "AWS::SQS::Queue"


@pytest.fixture(scope="module")
def whims() -> Whims:
    return Whims()


@pytest.fixture(scope="module")
def control(whims: Whims) -> Iterator[CloudControl]:
    """One for all tests here: each works with resources and tokens of its own names."""
    numbers = iter(range(1_000_000))
    settings = Settings(
        folder=None,
        clock=lambda: 1234.5,
        new_id=lambda: f"id-{next(numbers)}",
        wrap_provider=lambda inner: WhimsicalProvider(inner, whims),
    )
    engine = Engine(MemoryStore(), EmbeddedCloud(None), settings)
    yield engine.cloud_control
    engine.close()


def made(control: CloudControl, **properties: Any) -> str:
    event = control.create(PLACE, QUEUE, json.dumps(properties), None)
    assert event["OperationStatus"] == "SUCCESS", event
    return str(event["Identifier"])


def refused(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(EngineError) as caught:
        call()
    return caught.value.code, caught.value.message


def patched(control: CloudControl, identifier: str, *steps: dict[str, Any]) -> Progress:
    return control.update(PLACE, QUEUE, identifier, json.dumps(steps), None)


def test_a_resource_is_made_and_its_event_says_all(control: CloudControl) -> None:
    event = control.create(PLACE, QUEUE, '{"QueueName": "made", "DelaySeconds": "5"}', None)
    url = event["Identifier"]
    assert isinstance(url, str)
    assert url.endswith("/000000000000/made")
    model = json.loads(str(event["ResourceModel"]))
    assert (model["QueueName"], model["DelaySeconds"]) == ("made", 5)
    assert (model["Arn"], model["QueueUrl"]) == ("arn:aws:sqs:us-east-1:000000000000:made", url)
    assert {name: event[name] for name in ("TypeName", "Operation", "OperationStatus", "EventTime")} == {
        "TypeName": QUEUE,
        "Operation": "CREATE",
        "OperationStatus": "SUCCESS",
        "EventTime": 1234.5,
    }
    assert "State" not in event
    found = control.get(PLACE, QUEUE, url)
    assert (found.identifier, json.loads(found.properties)) == (url, model)
    assert found.properties.startswith('{"Arn":"')


def test_a_patch_changes_what_it_says_and_nothing_else(control: CloudControl) -> None:
    url = made(control, QueueName="patched", DelaySeconds=5, VisibilityTimeout=40)
    event = patched(control, url, {"op": "replace", "path": "/DelaySeconds", "value": 7})
    assert (event["Operation"], event["OperationStatus"], event["Identifier"]) == ("UPDATE", "SUCCESS", url)
    model = json.loads(control.get(PLACE, QUEUE, url).properties)
    assert (model["DelaySeconds"], model["VisibilityTimeout"]) == (7, 40)


def test_what_is_create_only_cannot_be_patched(control: CloudControl) -> None:
    url = made(control, QueueName="fixed")
    event = patched(control, url, {"op": "replace", "path": "/QueueName", "value": "other"})
    assert (event["OperationStatus"], event["ErrorCode"], event["StatusMessage"]) == (
        "FAILED",
        "NotUpdatable",
        "Cannot be updated in place: QueueName",
    )


@pytest.mark.parametrize(
    ("patch", "told"),
    [
        pytest.param("[", "PatchDocument is not JSON: ", id="no JSON"),
        pytest.param("{}", "PatchDocument cannot be applied: ", id="no list"),
        pytest.param('[{"op": "dance", "path": "/a"}]', "PatchDocument cannot be applied: ", id="operation"),
        pytest.param(
            '[{"op": "remove", "path": "/Ghost"}]', "PatchDocument cannot be applied: ", id="nothing there"
        ),
        pytest.param(
            '[{"op": "replace", "path": "", "value": 1}]',
            "What PatchDocument makes is not a JSON object.",
            id="no object",
        ),
        pytest.param(
            '[{"op": "add", "path": "/DelaySeconds", "value": "often"}]', "#/DelaySeconds: ", id="schema"
        ),
    ],
)
def test_a_patch_that_cannot_be_is_refused(control: CloudControl, patch: str, told: str) -> None:
    url = made(control)
    code, message = refused(lambda: control.update(PLACE, QUEUE, url, patch, None))
    assert code == "InvalidRequestException"
    assert message.startswith(told)


def test_a_deleted_resource_is_gone(control: CloudControl) -> None:
    url = made(control, QueueName="deleted")
    event = control.delete(PLACE, QUEUE, url, None)
    assert (event["Operation"], event["OperationStatus"], event["Identifier"]) == ("DELETE", "SUCCESS", url)
    text = f"Resource of type '{QUEUE}' with identifier '{url}' was not found."
    assert refused(lambda: control.get(PLACE, QUEUE, url)) == ("ResourceNotFoundException", text)
    for failed in (control.delete(PLACE, QUEUE, url, None), patched(control, url)):
        assert (failed["OperationStatus"], failed["ErrorCode"], failed["StatusMessage"]) == (
            "FAILED",
            "NotFound",
            text,
        )


@pytest.mark.parametrize("action", [HandlerAction.CREATE, HandlerAction.UPDATE, HandlerAction.DELETE])
def test_what_the_handler_refuses_is_a_failed_request(
    control: CloudControl, whims: Whims, action: HandlerAction
) -> None:
    url = made(control)
    whims.failing.add(("Queue", action))
    try:
        event = {
            HandlerAction.CREATE: lambda: control.create(PLACE, QUEUE, "{}", None),
            HandlerAction.UPDATE: lambda: patched(
                control, url, {"op": "add", "path": "/DelaySeconds", "value": 1}
            ),
            HandlerAction.DELETE: lambda: control.delete(PLACE, QUEUE, url, None),
        }[action]()
    finally:
        whims.failing.clear()
    assert (event["OperationStatus"], event["ErrorCode"], event["StatusMessage"]) == (
        "FAILED",
        "InvalidRequest",
        "It fails on demand.",
    )


def test_what_cannot_be_read_is_told_with_the_handlers_reason(control: CloudControl, whims: Whims) -> None:
    url = made(control)
    whims.failing.add(("Queue", HandlerAction.READ))
    try:
        found = refused(lambda: control.get(PLACE, QUEUE, url))
    finally:
        whims.failing.clear()
    assert found == ("InvalidRequestException", "It fails on demand.")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("[]", "DesiredState must be a JSON object."),
        ("{", "DesiredState is not JSON: "),
        ('{"Ghost": 1}', '#/Ghost: The property "Ghost" does not exist.'),
        ('{"DelaySeconds": "often"}', "#/DelaySeconds: "),
        (" " * 262_145, "DesiredState has more than 262144 bytes."),
    ],
    ids=["no object", "no JSON", "no property", "schema", "too large"],
)
def test_a_state_that_cannot_be_is_refused(control: CloudControl, state: str, told: str) -> None:
    code, message = refused(lambda: control.create(PLACE, QUEUE, state, None))
    assert code == "InvalidRequestException"
    assert message.startswith(told)


def test_a_type_that_nobody_knows_is_refused(control: CloudControl) -> None:
    found = ("TypeNotFoundException", "Type No::Such::Type cannot be found.")
    for call in (
        lambda: control.create(PLACE, "No::Such::Type", "{}", None),
        lambda: control.update(PLACE, "No::Such::Type", "a", "[]", None),
        lambda: control.delete(PLACE, "No::Such::Type", "a", None),
        lambda: control.get(PLACE, "No::Such::Type", "a"),
        lambda: control.resources(PLACE, "No::Such::Type", None, 0, 1),
    ):
        assert refused(call) == found
    with pytest.raises(EngineError) as caught:
        control.get(PLACE, "No::Such::Type", "a")
    assert caught.value.status == 404


def test_resources_are_listed_in_pages(control: CloudControl) -> None:
    for name in ("a", "b", "c"):
        control.create(ELSEWHERE, QUEUE, json.dumps({"QueueName": name}), None)
    first, following = control.resources(ELSEWHERE, QUEUE, None, 0, 2)
    assert ([each.identifier[-2:] for each in first], following) == (["/a", "/b"], 2)
    second, following = control.resources(ELSEWHERE, QUEUE, None, 2, 2)
    assert ([each.identifier[-2:] for each in second], following) == (["/c"], None)
    assert control.resources(ELSEWHERE, QUEUE, None, 0, 3)[1] is None


def test_a_type_that_cannot_be_listed_says_so(control: CloudControl) -> None:
    assert refused(lambda: control.resources(PLACE, "AWS::CloudFormation::WaitCondition", None, 0, 9)) == (
        "UnsupportedActionException",
        "Resource type AWS::CloudFormation::WaitCondition does not support LIST action",
    )
    code, message = refused(lambda: control.resources(PLACE, QUEUE, "[]", 0, 9))
    assert (code, message) == ("InvalidRequestException", "ResourceModel must be a JSON object.")


def test_a_token_gets_its_first_answer_again(control: CloudControl) -> None:
    asked = '{"QueueName": "once"}'
    event = control.create(PLACE, QUEUE, asked, "token-1")
    assert control.create(PLACE, QUEUE, asked, "token-1") == event
    assert control.status(PLACE, str(event["RequestToken"])) == event
    code, message = refused(lambda: control.create(PLACE, QUEUE, "{}", "token-1"))
    assert (code, message) == (
        "ClientTokenConflictException",
        "The client token was used for another request.",
    )
    with pytest.raises(EngineError) as caught:
        control.delete(PLACE, QUEUE, "x", "token-1")
    assert caught.value.status == 409
    other = control.create(ELSEWHERE, QUEUE, asked, "token-1")
    assert other["RequestToken"] != event["RequestToken"]


def test_requests_are_kept_by_place_newest_first(control: CloudControl) -> None:
    place = Place(account_id="111111111111", region="us-east-1")
    assert control.requests(place) == []
    events = [control.create(place, QUEUE, json.dumps({"QueueName": name}), None) for name in ("x", "y")]
    assert control.requests(place) == [events[1], events[0]]
    token = str(events[0]["RequestToken"])
    assert refused(lambda: control.status(PLACE, token)) == (
        "RequestTokenNotFoundException",
        f"Request with token {token} was not found.",
    )


def test_only_so_many_requests_are_listed(control: CloudControl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.engine.cloud_control.KEPT_REQUESTS", 2)
    place = Place(account_id="222222222222", region="us-east-1")
    events = [control.delete(place, QUEUE, name, None) for name in ("x", "y", "z")]
    assert control.requests(place) == [events[2], events[1]]


def test_what_is_done_cannot_be_cancelled(control: CloudControl) -> None:
    token = str(control.create(PLACE, QUEUE, "{}", None)["RequestToken"])
    assert refused(lambda: control.cancel(PLACE, token)) == (
        "ConcurrentModificationException",
        f"Request with token {token} is in status SUCCESS and cannot be cancelled.",
    )
    assert refused(lambda: control.cancel(PLACE, "ghost"))[0] == "RequestTokenNotFoundException"


def test_a_resource_is_found_by_an_identifier_of_several_parts(control: CloudControl) -> None:
    api = control.create(PLACE, "AWS::ApiGateway::RestApi", '{"Name": "shop"}', None)
    model = json.loads(str(api["ResourceModel"]))
    state = json.dumps(
        {"RestApiId": model["RestApiId"], "ParentId": model["RootResourceId"], "PathPart": "orders"}
    )
    event = control.create(PLACE, "AWS::ApiGateway::Resource", state, None)
    identifier = str(event["Identifier"])
    assert identifier.startswith(f"{model['RestApiId']}|")
    found = control.get(PLACE, "AWS::ApiGateway::Resource", identifier)
    assert (found.identifier, json.loads(found.properties)["PathPart"]) == (identifier, "orders")
    code, _ = refused(lambda: control.get(PLACE, "AWS::ApiGateway::Resource", f"{identifier}x"))
    assert code == "ResourceNotFoundException"


def test_an_identifier_that_cannot_be_printed_is_nobodys(control: CloudControl) -> None:
    assert refused(lambda: control.get(PLACE, QUEUE, "a\nb"))[0] == "ResourceNotFoundException"
