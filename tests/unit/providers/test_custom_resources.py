"""Custom resources: the request that is sent, and what each kind of response means."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from landform.cloud.responses import Responses
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Secret
from landform.providers.custom_resources import CustomResources

TOPIC = "arn:aws:sns:us-east-1:000000000000:makers"
STACK = "arn:aws:cloudformation:us-east-1:000000000000:stack/app/1"
CREATE = HandlerRequest(
    action=HandlerAction.CREATE,
    type_name="Custom::Thing",
    client_token="create-1",
    account_id="000000000000",
    region="us-east-1",
    stack_id=STACK,
    stack_name="app",
    logical_id="Thing",
    desired={"ServiceToken": TOPIC, "Flag": True, "Count": 3, "Deep": {"List": [1, False, "x"]}},
)


class Cloud:
    """Stands for the embedded cloud: whoever listens to the topic answers at once, or never."""

    def __init__(self, body: bytes | None) -> None:
        self.responses = Responses()
        self.events: list[dict[str, Any]] = []
        self._body = body

    @staticmethod
    def endpoint() -> str:
        return "http://127.0.0.1:4566"

    def clients(self, _account_id: str, _region: str) -> "Cloud":
        return self

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        assert (service, operation, parameters["TopicArn"]) == ("sns", "Publish", TOPIC)
        event = json.loads(parameters["Message"])
        self.events.append(event)
        if self._body is not None:
            assert self.responses.deliver(event["ResponseURL"].rpartition("/")[2], self._body)
        return {}


def ask(request: HandlerRequest, response: Any) -> tuple[HandlerAnswer, list[dict[str, Any]]]:
    """What the provider answers when this is put at the URL, and the requests that were sent."""
    body = response if isinstance(response, bytes | None) else json.dumps(response).encode()
    cloud = Cloud(body)
    provider = CustomResources(cloud, "000000000000", "us-east-1")  # type: ignore[arg-type]  # see Cloud
    return asyncio.run(provider.handle(request)), cloud.events


def test_the_request_is_awss_with_every_scalar_as_a_string() -> None:
    _, (event,) = ask(CREATE, {"Status": "SUCCESS", "PhysicalResourceId": "one"})
    url, request_id = event.pop("ResponseURL"), event.pop("RequestId")
    assert url.startswith("http://127.0.0.1:4566/_landform/responses/")
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", request_id)
    assert event == {
        "RequestType": "Create",
        "ServiceToken": TOPIC,
        "StackId": STACK,
        "LogicalResourceId": "Thing",
        "ResourceType": "Custom::Thing",
        "ResourceProperties": {
            "ServiceToken": TOPIC,
            "Flag": "true",
            "Count": "3",
            "Deep": {"List": ["1", "false", "x"]},
        },
    }


def test_a_repeated_request_has_the_same_request_id_and_another_url() -> None:
    response = {"Status": "SUCCESS", "PhysicalResourceId": "one"}
    _, (first,) = ask(CREATE, response)
    _, (second,) = ask(CREATE, response)
    assert first["RequestId"] == second["RequestId"]
    assert first["ResponseURL"] != second["ResponseURL"]
    _, (other,) = ask(replace(CREATE, client_token="create-2"), response)
    assert other["RequestId"] != first["RequestId"]


def test_success_gives_the_physical_id_and_the_data_as_attributes() -> None:
    response = {"Status": "SUCCESS", "PhysicalResourceId": "one", "Data": {"Url": "http://x", "Port": 80}}
    answer, _ = ask(CREATE, response)
    assert answer == HandlerSuccess(physical_id="one", attributes={"Url": "http://x", "Port": 80})


def test_data_that_is_not_to_be_shown_is_secret() -> None:
    response = {
        "Status": "SUCCESS",
        "PhysicalResourceId": "one",
        "NoEcho": True,
        "Data": {"Key": "k", "N": 1},
    }
    answer, _ = ask(CREATE, response)
    assert isinstance(answer, HandlerSuccess)
    assert answer.attributes == {"Key": "k", "N": "1"}
    assert all(isinstance(each, Secret) for each in answer.attributes.values())


def test_an_update_sends_the_old_properties_and_may_make_another_resource() -> None:
    update = replace(
        CREATE,
        action=HandlerAction.UPDATE,
        physical_id="one",
        desired={"ServiceToken": TOPIC, "Count": 4},
        previous={"ServiceToken": TOPIC, "Count": 3},
    )
    same, (event,) = ask(update, {"Status": "SUCCESS", "PhysicalResourceId": "one"})
    assert event["RequestType"] == "Update"
    assert event["PhysicalResourceId"] == "one"
    assert event["ResourceProperties"]["Count"] == "4"
    assert event["OldResourceProperties"] == {"ServiceToken": TOPIC, "Count": "3"}
    assert same == HandlerSuccess(physical_id="one")
    other, _ = ask(update, {"Status": "SUCCESS", "PhysicalResourceId": "two"})
    assert other == HandlerSuccess(physical_id="two", is_replacement=True)


def test_a_rollback_sends_what_the_failed_update_asked_for_as_the_old_properties() -> None:
    back = replace(
        CREATE,
        action=HandlerAction.UPDATE,
        physical_id="one",
        previous={"ServiceToken": "another", "Count": 4},
        also_possible=(CREATE.desired,),
    )
    answer, (event,) = ask(back, {"Status": "SUCCESS", "PhysicalResourceId": "one"})
    assert event["ResourceProperties"]["Count"] == "3"
    assert event["OldResourceProperties"] == {"ServiceToken": "another", "Count": "4"}
    assert answer == HandlerSuccess(physical_id="one")


def test_a_deletion_after_a_failed_update_sends_what_was_deployed() -> None:
    delete = replace(
        CREATE,
        action=HandlerAction.DELETE,
        physical_id="one",
        desired={},
        previous={"ServiceToken": "another"},
        also_possible=(CREATE.desired,),
    )
    _, (event,) = ask(delete, {"Status": "SUCCESS"})
    assert (event["ServiceToken"], event["ResourceProperties"]["Count"]) == (TOPIC, "3")


def test_a_deletion_sends_what_the_resource_was() -> None:
    delete = replace(
        CREATE, action=HandlerAction.DELETE, physical_id="one", desired={}, previous=CREATE.desired
    )
    answer, (event,) = ask(delete, {"Status": "SUCCESS"})
    assert (event["RequestType"], event["PhysicalResourceId"]) == ("Delete", "one")
    assert event["ResourceProperties"]["Count"] == "3"
    assert answer == HandlerSuccess(physical_id="one")


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (
            {"Status": "FAILED", "Reason": "no room", "PhysicalResourceId": "one"},
            "Received response status [FAILED] from custom resource. Message returned: no room (RequestId: ",
        ),
        ({"Status": "SUCCESS"}, "Invalid PhysicalResourceId"),
        ({"Status": "SUCCESS", "PhysicalResourceId": ""}, "Invalid PhysicalResourceId"),
        ({"Status": "SUCCESS", "PhysicalResourceId": "x" * 1025}, "Invalid PhysicalResourceId"),
        (
            {"Status": "SUCCESS", "PhysicalResourceId": "one", "Data": {"A": "x" * 4096}},
            "Response object is too long.",
        ),
        (b"<html>", "Invalid response object: it is no JSON object (RequestId: "),
        ([], "Invalid response object: it is no JSON object (RequestId: "),
        ({"Status": "DONE"}, "Invalid response object: Status must be SUCCESS or FAILED (RequestId: "),
        (
            {"Status": "SUCCESS", "PhysicalResourceId": "one", "Data": [1]},
            "Invalid response object: Data must be an object (RequestId: ",
        ),
    ],
    ids=["failed", "no id", "empty id", "long id", "too long", "no JSON", "list", "status", "data"],
)
def test_a_response_that_is_no_success_fails_the_resource(response: Any, message: str) -> None:
    answer, _ = ask(CREATE, response)
    assert isinstance(answer, HandlerFailure)
    assert answer.message.startswith(message)


def test_a_failed_creation_names_what_is_to_be_deleted() -> None:
    named, _ = ask(CREATE, {"Status": "FAILED", "PhysicalResourceId": "half"})
    assert isinstance(named, HandlerFailure)
    assert named.physical_id == "half"
    unnamed, _ = ask(CREATE, b"?")
    assert isinstance(unnamed, HandlerFailure)
    assert unnamed.physical_id is not None
    assert unnamed.physical_id.startswith("app-Thing-")


def test_no_response_in_time_fails_the_resource_in_awss_words() -> None:
    request = replace(CREATE, desired={"ServiceToken": TOPIC, "ServiceTimeout": 1})
    answer, (event,) = ask(request, None)
    assert isinstance(answer, HandlerFailure)
    assert answer.message == (
        "CloudFormation did not receive a response from your Custom Resource. Please check your logs for "
        f"requestId [{event['RequestId']}]. If you are using the Python cfn-response module, you may need to "
        "update your Lambda function code so that CloudFormation can attach the updated version."
    )


def test_the_service_token_cannot_change() -> None:
    update = replace(CREATE, action=HandlerAction.UPDATE, physical_id="one", previous={"ServiceToken": "arn"})
    answer, events = ask(update, None)
    assert isinstance(answer, HandlerFailure)
    assert (answer.message, answer.physical_id) == ("Modifying service token is not allowed.", "one")
    assert events == []


def test_a_service_token_is_the_arn_of_a_function_or_a_topic() -> None:
    answer, events = ask(replace(CREATE, desired={"ServiceToken": "makers"}), None)
    assert isinstance(answer, HandlerFailure)
    assert (answer.message, answer.physical_id) == ("Invalid service token.", None)
    assert events == []


def test_custom_resources_cannot_be_read() -> None:
    answer, _ = ask(replace(CREATE, action=HandlerAction.READ, physical_id="one"), None)
    assert isinstance(answer, HandlerFailure)
    assert answer.message == "Custom::Thing does not support read."


def test_a_url_takes_one_response_and_none_after_it_is_forgotten() -> None:
    responses = Responses()
    token, answered = responses.expect()
    assert responses.deliver(token, b"1")
    assert not responses.deliver(token, b"2")
    assert answered.result(0) == b"1"
    other, _ = responses.expect()
    responses.forget(other)
    assert not responses.deliver(other, b"3")
    assert not responses.deliver("made-up", b"4")
