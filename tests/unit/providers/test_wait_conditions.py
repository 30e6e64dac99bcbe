from dataclasses import replace
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.providers.wait_conditions import (
    CONDITION,
    HANDLE,
    WaitConditions,
    handle_owner,
    handle_source,
)

STACK_ID = "arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1f2e"


@pytest.fixture
def provider() -> WaitConditions:
    cloud = EmbeddedCloud(None)
    cloud.endpoint = lambda: "http://127.0.0.1:4566"
    return WaitConditions(cloud)


def request(action: HandlerAction, type_name: str, **more: Any) -> HandlerRequest:
    return HandlerRequest(
        action=action,
        type_name=type_name,
        client_token="token",
        account_id="111122223333",
        region="us-east-1",
        stack_id=STACK_ID,
        stack_name="shop",
        logical_id="Ready",
        **more,
    )


def made_handle(provider: WaitConditions) -> str:
    answer = provider.answer(request(HandlerAction.CREATE, HANDLE))
    assert isinstance(answer, HandlerSuccess)
    return answer.physical_id


def test_a_handle_is_a_url_that_tells_its_owner_and_that_nobody_can_guess(provider: WaitConditions) -> None:
    first, second = made_handle(provider), made_handle(provider)
    assert first.startswith("http://127.0.0.1:4566/_landform/signals/arn%3Aaws%3Acloudformation%3A")
    assert first != second
    source = handle_source(first)
    assert source is not None
    assert handle_owner(source) == (STACK_ID, "Ready")
    assert len(source.partition("?Signature=")[2]) == 43


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:4566/", "https://example.com/x?Signature=a"])
def test_another_url_is_no_handle(url: str) -> None:
    assert handle_source(url) is None


def test_a_wait_condition_is_called_as_its_handle_s_owner(provider: WaitConditions) -> None:
    handle = made_handle(provider)
    answer = provider.answer(request(HandlerAction.CREATE, CONDITION, desired={"Handle": handle}))
    assert isinstance(answer, HandlerSuccess)
    assert answer.physical_id == f"{STACK_ID}/Ready"


def test_a_wait_condition_wants_the_ref_of_a_handle(provider: WaitConditions) -> None:
    answer = provider.answer(request(HandlerAction.CREATE, CONDITION, desired={"Handle": "https://x.y/z"}))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.INVALID_REQUEST


def test_an_update_is_refused_in_aws_s_words_unless_it_changes_nothing(provider: WaitConditions) -> None:
    before = {"Timeout": "60"}
    changed = request(
        HandlerAction.UPDATE, CONDITION, physical_id="x", desired={"Timeout": "50"}, previous=before
    )
    refused = provider.answer(changed)
    assert isinstance(refused, HandlerFailure)
    assert refused.message == "Update to resource type AWS::CloudFormation::WaitCondition is not supported."
    same = request(HandlerAction.UPDATE, CONDITION, physical_id="x", desired=before, previous=before)
    assert provider.answer(same) == HandlerSuccess(physical_id="x")
    # The refused attempt changed nothing, so that it can be rolled back.
    back = replace(same, previous=changed.desired, also_possible=(before,))
    assert provider.answer(back) == HandlerSuccess(physical_id="x")
