"""What is put at a handle's URL, read."""

import json

import pytest

from landform.deploy.messages import SignalReceived, SignalStatus
from landform.engine.signals import SIGNAL_BYTES, read_signal

GOOD = {"Status": "SUCCESS", "UniqueId": "i-1", "Reason": "Done", "Data": "ready"}


def test_a_signal_is_read_as_the_user_guide_has_it() -> None:
    assert read_signal("h", json.dumps(GOOD).encode()) == SignalReceived(
        source="h", unique_id="i-1", status=SignalStatus.SUCCESS, reason="Done", data="ready"
    )


def test_data_that_are_no_text_are_kept_as_json() -> None:
    given = json.dumps({**GOOD, "Data": {"port": 80}}).encode()
    assert read_signal("h", given).data == '{"port": 80}'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        json.dumps({**GOOD, "Status": "Good"}).encode(),
        json.dumps({**GOOD, "Status": ["SUCCESS"]}).encode(),
        json.dumps({**GOOD, "UniqueId": ""}).encode(),
        json.dumps({**GOOD, "UniqueId": 7}).encode(),
        json.dumps({**GOOD, "Data": "x" * SIGNAL_BYTES}).encode(),
    ],
)
def test_everything_else_is_unparsable(body: bytes) -> None:
    assert read_signal("h", body) == SignalReceived(source="h", unique_id="", status=SignalStatus.UNPARSABLE)
