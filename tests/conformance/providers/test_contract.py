"""Every native type on the embedded cloud, and every case of it, keeps the provider contract."""

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.providers.embedded import EmbeddedProvider
from landform.providers.handlers.table import all_handlers, find_handler
from tests.conformance.providers import (
    cases_compute,
    cases_fleet,
    cases_identity,
    cases_machine_learning,
    cases_network,
    cases_security,
    cases_storage,
)
from tests.conformance.providers.case import Case
from tests.conformance.providers.kit import World, run_case

ALL_CASES = (
    *cases_storage.CASES,
    *cases_identity.CASES,
    *cases_network.CASES,
    *cases_fleet.CASES,
    *cases_compute.CASES,
    *cases_security.CASES,
    *cases_machine_learning.CASES,
)


class NoTypes:
    """A catalogue without types: nothing falls back to the twin unnoticed."""

    def find(self, _type_name: str, /) -> None:
        return None


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.title)
def test_a_native_type_keeps_the_contract(case: Case) -> None:
    cloud = EmbeddedCloud(None)
    provider = EmbeddedProvider(cloud, NoTypes(), "000000000000", "us-east-1")
    handler = find_handler(case.type_name)
    assert handler is not None
    not_read = {*handler.unread, *handler.embedded_gaps, *handler.change_gaps}

    def upload(bucket: str, key: str, body: bytes) -> None:
        parameters = {"Bucket": bucket, "Key": key, "Body": body}
        cloud.clients("000000000000", "us-east-1").call("s3", "PutObject", parameters)

    run_case(World(provider, not_read, handler.name_property, upload=upload), case)


def test_every_native_type_has_a_case() -> None:
    assert sorted({case.type_name for case in ALL_CASES}) == sorted(
        handler.type_name for handler in all_handlers()
    )
