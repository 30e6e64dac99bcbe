"""Identifiers come from outside (Cloud Control, imports): none of them is a fault of a handler."""

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerFailure, HandlerRequest
from landform.providers.embedded import EmbeddedProvider
from landform.providers.handlers.table import all_handlers
from tests.conformance.providers.test_contract import NoTypes

ODD = ("x", "a|b", "|", ":", "/", "arn:aws:x:us-east-1:000000000000:y/z", "a:b:c:d:e:f:g:h", "é ", "$LATEST")


@pytest.mark.parametrize("type_name", [each.type_name for each in all_handlers()])
def test_a_read_of_an_odd_identifier_finds_nothing_or_is_refused(type_name: str) -> None:
    provider = EmbeddedProvider(EmbeddedCloud(None), NoTypes(), "000000000000", "us-east-1")
    for number, physical_id in enumerate(ODD):
        request = HandlerRequest(
            action=HandlerAction.READ,
            type_name=type_name,
            client_token=f"token-{number}",
            account_id="000000000000",
            region="us-east-1",
            stack_id="",
            stack_name="cloudcontrol",
            logical_id="It",
            physical_id=physical_id,
        )
        answer = provider.answer(request)
        assert isinstance(answer, HandlerFailure), answer
        assert answer.code is not HandlerErrorCode.INTERNAL_FAILURE, answer
