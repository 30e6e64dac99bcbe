"""A state folder that came from somebody else: what it stores is there, and none of its code runs."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from landform.cli.main import run
from landform.engine.engine import Engine, Settings, open_engine
from landform.engine.own_state import ForeignStateError, adopt, is_ours
from landform.keyfile import KeyFileError
from landform.server.local import LocalTarget
from tests.unit.cloud.functions import make, make_role

WAITING = {
    "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
    "Wait": {
        "Type": "AWS::CloudFormation::WaitCondition",
        "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "3600"},
    },
}
QUIET_SECONDS = 1.0  # several times what an event source mapping takes to run a function
PATIENCE_SECONDS = 20.0


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))


def leave_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as a user who has another key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another home"))


def with_a_waiting_function(folder: Path, marker: Path) -> None:
    """A state in which a queue would start a function that makes the marker."""
    target = LocalTarget(folder)
    target._engine.cloud.runs_by_itself = False
    session = target.session()
    make_role(session.client("iam"))
    make(
        session.client("lambda"),
        "f",
        f"def handler(event, context):\n    open({str(marker)!r}, 'w').close()\n",
    )
    queue = session.client("sqs").create_queue(QueueName="in")["QueueUrl"]
    session.client("sqs").send_message(QueueUrl=queue, MessageBody="run")
    arn = "arn:aws:sqs:us-east-1:000000000000:in"
    session.client("lambda").create_event_source_mapping(FunctionName="f", EventSourceArn=arn)
    target.close()


def names_of_queues(session: Any) -> list[str]:
    return [each.rpartition("/")[2] for each in session.client("sqs").list_queues()["QueueUrls"]]


def test_looking_at_a_stranger_s_state_runs_none_of_its_functions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, marker = tmp_path / "state", tmp_path / "ran"
    with_a_waiting_function(folder, marker)
    leave_home(tmp_path, monkeypatch)
    with LocalTarget(folder) as target:
        assert names_of_queues(target.session()) == ["in"]
        time.sleep(QUIET_SECONDS)
        assert not marker.exists()
    assert "was not made by this user" in caplog.text
    adopt(folder)
    with LocalTarget(folder) as target:
        assert names_of_queues(target.session()) == ["in"]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not marker.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert marker.exists()  # so the state is one whose code would have run


def engine(folder: Path) -> Engine:
    return open_engine(Settings(folder=folder))


def test_a_stranger_s_operation_is_not_resumed_until_the_state_is_adopted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "state"
    with LocalTarget(folder) as target:
        template = json.dumps({"Resources": WAITING})
        target.session().client("cloudformation").create_stack(StackName="app", TemplateBody=template)
    leave_home(tmp_path, monkeypatch)
    with LocalTarget(folder) as target, pytest.raises(ForeignStateError, match="was interrupted") as caught:
        target.resume()
    assert "landform adopt" in str(caught.value.hint)
    assert run(["--state", str(folder), "resume"]) == 1
    assert "hint: `landform adopt`" in capsys.readouterr().err
    assert run(["--state", str(folder), "adopt"]) == 0
    with LocalTarget(folder) as target:
        assert target.resume() == ["app"]


def test_a_new_state_is_its_user_s_own_and_the_mark_of_another_folder_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(tmp_path / "mine").close()
    assert is_ours(tmp_path / "mine")
    leave_home(tmp_path, monkeypatch)
    assert not is_ours(tmp_path / "mine")
    engine(tmp_path / "yours").close()
    for content in ("", "name", "name signature", "\x00\xff"):
        (tmp_path / "yours" / "made.by").write_text(content)
        assert not is_ours(tmp_path / "yours")


def test_a_state_without_a_mark_is_nobody_s(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    engine(tmp_path / "state").close()
    (tmp_path / "state" / "made.by").unlink()
    opened = engine(tmp_path / "state")
    assert not opened.cloud.runs_by_itself
    opened.close()
    assert "`landform adopt` makes it your own" in caplog.text


def test_where_no_key_can_be_kept_a_new_state_works_and_is_adopted_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    opened = engine(tmp_path / "state")
    assert opened.cloud.runs_by_itself
    opened.close()
    with pytest.raises(ForeignStateError, match="no place to keep this user's key"):
        adopt(tmp_path / "state")


def test_files_that_others_may_change_are_refused_with_what_to_do(tmp_path: Path) -> None:
    engine(tmp_path / "state").close()
    file = tmp_path / "state" / "state.db"
    file.chmod(0o666)
    with pytest.raises(KeyFileError, match=r"state\.db: other users may change it") as caught:
        engine(tmp_path / "state")
    assert caught.value.hint == f"take their rights away: chmod go-rwx {file}"


def test_a_link_in_the_state_is_refused(tmp_path: Path) -> None:
    engine(tmp_path / "state").close()
    (tmp_path / "state" / "state.db").rename(tmp_path / "elsewhere")
    (tmp_path / "state" / "state.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyFileError, match=r"state\.db: it is a link"):
        engine(tmp_path / "state")


def test_a_folder_made_under_a_generous_umask_is_closed_to_others(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        for _ in range(2):  # what the first process makes, the second accepts
            with LocalTarget(tmp_path / "state") as target:
                target.session().client("sqs").create_queue(QueueName="q")
    finally:
        os.umask(before)
    (tmp_path / "state").chmod(0o775)
    engine(tmp_path / "state").close()
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o755


def test_files_of_another_user_are_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(tmp_path / "state").close()
    file = tmp_path / "state" / "state.db"
    if os.getuid() == 0:  # what the administrator owns is accepted, so the file gets another owner
        os.chown(file, 1234, 1234)
    else:
        monkeypatch.setattr("os.geteuid", lambda: 4321)
    with pytest.raises(KeyFileError, match="belongs to another user") as caught:
        engine(tmp_path / "state")
    assert "`chown`" in str(caught.value.hint)
