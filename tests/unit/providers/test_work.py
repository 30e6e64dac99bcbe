"""What a handler makes of several models that may exist, and which refusals do not matter then."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

import pytest

from landform.cloud.clients import ServiceAnswer, ServiceError
from landform.ground.handler import HandlerAction, HandlerRequest
from landform.providers.handlers.work import Work, call_token, is_needless, merged


class Refusing:
    """Clients of a service on which only the item "new" can be added or taken away."""

    accepts_system_tags = True

    def __init__(self, code: str) -> None:
        self.code = code
        self.asked: list[Any] = []

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        self.asked.append(parameters["Items"])
        if parameters["Items"] != ["new"]:
            raise ServiceError(self.code, "No.", 400)
        return {}

    def with_token(self, token: str) -> Self:
        return self

    def was_answered(self) -> bool:
        return False


def work(clients: Refusing, *models: dict[str, Any]) -> Work:
    request = HandlerRequest(
        action=HandlerAction.UPDATE,
        type_name="AWS::SQS::Queue",
        client_token="t",
        account_id="000000000000",
        region="us-east-1",
        stack_id="s",
        stack_name="s",
        logical_id="It",
        physical_id="it",
        previous=models[-1] if models else {},
        also_possible=models[:-1],
    )
    return Work(request, clients, "sqs")


def test_everything_that_any_model_holds_is_there_and_the_latest_plain_value() -> None:
    old = {"Size": 1, "List": ["a", "b"], "Map": {"x": 1, "y": [1]}, "Gone": True}
    new = {"Size": 2, "List": ["b", "c"], "Map": {"x": 2, "y": [2]}}
    both = {"Size": 2, "List": ["a", "b", "c"], "Map": {"x": 2, "y": [1, 2]}, "Gone": True}
    assert merged((old, new)) == both
    assert work(Refusing(""), old, new).previous == both
    assert merged(()) == {}


@pytest.mark.parametrize(
    ("operation", "code", "is_so"),
    [
        ("AttachRolePolicy", "EntityAlreadyExists", True),
        ("AuthorizeSecurityGroupIngress", "InvalidPermission.Duplicate", True),
        ("AssociateRouteTable", "Resource.AlreadyAssociated", True),
        ("DetachRolePolicy", "NoSuchEntity", True),
        ("DetachInternetGateway", "Gateway.NotAttached", True),
        ("RevokeSecurityGroupIngress", "InvalidPermission.NotFound", True),
        # What is attached does not exist, and what is changed is gone: both matter.
        ("AttachRolePolicy", "NoSuchEntity", False),
        ("UpdateRole", "NoSuchEntity", False),
        ("PutRolePolicy", "NoSuchEntity", False),
        ("DetachRolePolicy", "AccessDenied", False),
    ],
)
def test_only_to_add_what_is_there_and_to_take_away_what_is_gone_is_needless(
    operation: str, code: str, is_so: bool
) -> None:
    assert is_needless(operation, ServiceError(code, "No.", 400)) is is_so


def test_an_unsure_call_with_several_items_goes_on_with_each_of_them() -> None:
    clients = Refusing("ItemAlreadyExists")
    unsure = work(clients)
    unsure.is_unsure = True
    assert unsure.call("AddItems", {"Name": "it", "Items": ["old", "new"]}) == {}
    assert clients.asked == [["old", "new"], ["old"], ["new"]]


def test_a_call_that_is_sure_fails_as_it_does() -> None:
    with pytest.raises(ServiceError):
        work(Refusing("ItemAlreadyExists")).call("AddItems", {"Items": ["old", "new"]})


def test_what_is_present_is_looked_up_only_when_it_is_unsure() -> None:
    sure = work(Refusing(""))
    assert sure.present(["a"], ["b"], lambda: pytest.fail("nobody has to look")) == ["a"]
    sure.is_unsure = True
    assert sure.present(["a", "b"], ["b", "c"], lambda: ["b", "c", "foreign"]) == ["b", "c"]


def test_each_step_of_a_request_calls_with_a_token_of_its_own() -> None:
    request = work(Refusing("")).request
    steps = [
        replace(request, callback_context=context)
        for context in ({"a": 1, "b": 2}, {"a": 2}, {"b": 2, "a": 1})
    ]
    first, second, repeated = (call_token(step) for step in steps)
    assert call_token(request) == "t/UPDATE"
    assert first.startswith("t/UPDATE/")
    assert (len(first), repeated, second == first) == (len("t/UPDATE/") + 16, first, False)
