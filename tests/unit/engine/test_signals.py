"""What is put at a handle's URL, read and kept."""

import json

import pytest

from landform.deploy.messages import SignalReceived, SignalStatus
from landform.engine import signals
from landform.engine.engine import Settings, open_engine
from landform.engine.errors import EngineError
from landform.engine.signals import SIGNAL_BYTES, read_signal
from landform.providers.wait_conditions import handle_source
from landform.server.local import LocalTarget

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


def test_no_more_signals_are_kept_than_a_state_should_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "SIGNALS_MAX", 2)
    template = {
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Other": {"Type": "AWS::SQS::Queue"},
    }
    engine = open_engine(Settings(folder=None))
    with LocalTarget(engine=engine) as target:
        cloudformation = target.session().client("cloudformation")
        cloudformation.create_stack(StackName="s", TemplateBody=json.dumps({"Resources": template}))
        target.wait()
        found = cloudformation.describe_stack_resource(StackName="s", LogicalResourceId="Handle")
        source = handle_source(found["StackResourceDetail"]["PhysicalResourceId"]) or ""
        for name in ("a", "b", "a"):
            assert engine.signals.deliver(source, json.dumps({**GOOD, "UniqueId": name}).encode())
        with pytest.raises(EngineError, match="has received 2 signals already"):
            engine.signals.deliver(source, json.dumps({**GOOD, "UniqueId": "c"}).encode())
