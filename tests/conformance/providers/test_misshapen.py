"""A value that is known only while a deployment runs may have a shape that no handler can read."""

from collections.abc import Iterator
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerFailure, HandlerRequest
from landform.providers.embedded import EmbeddedProvider
from tests.conformance.providers.case import Case
from tests.conformance.providers.test_contract import ALL_CASES
from tests.registry import registry

ONE_CASE_A_TYPE = list({case.type_name: case for case in ALL_CASES}.values())

FREE = ("PolicyDocument", "PolicyText", "KeyPolicy", "FilterPolicy", "Environment")
"""The user's own documents and maps, whose shape the registry leaves open: no handler may break on them."""


def misshapen(value: Any, path: str = "#") -> Iterator[tuple[str, Any]]:
    """The value with a text for one of its lists and maps, or a list for one of its scalars, at a time."""
    if path != "#":
        yield path, "text" if isinstance(value, list | dict) else ["text"]
    if isinstance(value, dict):
        for name, item in value.items():
            yield from ((where, {**value, name: other}) for where, other in misshapen(item, f"{path}/{name}"))
    if isinstance(value, list):
        for index, item in enumerate(value):
            for where, other in misshapen(item, f"{path}/{index}"):
                yield where, [*value[:index], other, *value[index + 1 :]]


@pytest.mark.parametrize("case", ONE_CASE_A_TYPE, ids=lambda case: case.type_name)
def test_every_handler_refuses_what_has_another_shape_than_its_schema_says(case: Case) -> None:
    provider = EmbeddedProvider(EmbeddedCloud(None), registry(), "000000000000", "us-east-1")
    for where, properties in misshapen(dict(case.properties)):
        request = HandlerRequest(
            action=HandlerAction.CREATE,
            type_name=case.type_name,
            client_token=where,
            account_id="000000000000",
            region="us-east-1",
            stack_id="arn:aws:cloudformation:us-east-1:000000000000:stack/shop/1",
            stack_name="shop",
            logical_id="It",
            desired=properties,
        )
        answer = provider.answer(request)
        if any(name in where for name in FREE):
            continue
        assert isinstance(answer, HandlerFailure), where
        assert answer.code is HandlerErrorCode.INVALID_REQUEST, (where, answer)
