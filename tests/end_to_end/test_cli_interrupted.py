"""Ctrl-C during a deployment, and what the hints that it prints do."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

QUEUES = 150  # enough that the signal comes long before the end


def template(delay: int) -> str:
    queues = {
        f"Q{number}": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": delay}}
        for number in range(QUEUES)
    }
    return json.dumps({"Resources": queues})


def _as_in_a_terminal() -> None:
    """A shell that runs the tests in the background lets them ignore Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "landform.cli.main", "--state", str(folder / "state"), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_as_in_a_terminal,  # noqa: PLW1509  # this process has no other thread of its own
    )


def finish(folder: Path, *arguments: str) -> tuple[int, str]:
    command = start(folder, *arguments)
    output, _ = command.communicate()
    return command.returncode, output


def interrupted_deploy(folder: Path) -> tuple[int, str]:
    """Deploy, and press Ctrl-C when the stack's operation has begun."""
    command = start(folder, "deploy", "--yes", "big.json")
    assert command.stdout is not None
    for line in command.stdout:
        if "_IN_PROGRESS" in line and "big (stack)" in line:
            break
    command.send_signal(signal.SIGINT)
    rest = command.stdout.read()
    command.stdout.close()
    return command.wait(), rest


def status(folder: Path) -> str:
    _, output = finish(folder, "ls", "--json")
    found: str = json.loads(output)["stacks"][0]["status"]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "big.json").write_text(template(1))
    return tmp_path


def test_an_interrupted_creation_is_resumed_to_its_end(folder: Path) -> None:
    code, output = interrupted_deploy(folder)
    assert code == 130
    assert "hint: `landform resume` finishes it" in output
    assert "Traceback" not in output
    _, listed = finish(folder, "ls")
    assert "hint: the operation of big was interrupted; `landform resume` finishes it" in listed
    code, output = finish(folder, "resume")
    assert code == 0
    assert "resuming the interrupted operation of big" in output
    assert status(folder) == "CREATE_COMPLETE"


@pytest.mark.parametrize("command", ["cancel", "rollback"])
def test_an_interrupted_update_is_undone(folder: Path, command: str) -> None:
    assert finish(folder, "deploy", "--yes", "big.json")[0] == 0
    (folder / "big.json").write_text(template(2))
    code, output = interrupted_deploy(folder)
    assert code == 130
    assert "hint: `landform cancel big` or `landform rollback big` undoes the update" in output
    code, output = finish(folder, command, "big")
    assert code == 0
    assert "big is as it was before." in output
    assert status(folder) == "UPDATE_ROLLBACK_COMPLETE"


def test_the_next_change_first_finishes_what_was_interrupted(folder: Path) -> None:
    assert interrupted_deploy(folder)[0] == 130
    code, output = finish(folder, "destroy", "--yes", "big")
    assert code == 0
    assert output.index("CREATE_COMPLETE       big (stack)") < output.index(
        "big is deleted with 150 resources"
    )


def held_deploy(folder: Path) -> subprocess.Popen[str]:
    """A deployment in another process, stopped by the operating system while it runs."""
    command = start(folder, "deploy", "--yes", "big.json")
    assert command.stdout is not None
    for line in command.stdout:
        if "_IN_PROGRESS" in line and "big (stack)" in line:
            break
    command.send_signal(signal.SIGSTOP)
    while is_writing(folder):  # stopped there, it would keep every other process out
        command.send_signal(signal.SIGCONT)
        time.sleep(0.005)
        command.send_signal(signal.SIGSTOP)
    return command


def is_writing(folder: Path) -> bool:
    """Whether some process is inside a transaction that writes the state."""
    with closing(sqlite3.connect(folder / "state" / "state.db", timeout=0, isolation_level=None)) as state:
        try:
            state.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        state.execute("ROLLBACK")
    return False


def test_an_update_that_runs_in_another_process_is_cancelled_from_here(folder: Path) -> None:
    assert finish(folder, "deploy", "--yes", "big.json")[0] == 0
    (folder / "big.json").write_text(template(2))
    deploying = held_deploy(folder)
    cancelling = start(folder, "cancel", "big")
    assert cancelling.stdout is not None
    assert "UPDATE_IN_PROGRESS    big (stack)" in cancelling.stdout.readline()
    deploying.send_signal(signal.SIGCONT)
    told, _ = deploying.communicate()
    output, _ = cancelling.communicate()
    assert (cancelling.returncode, deploying.returncode) == (0, 1)
    assert "big is as it was before." in output
    assert "big is now UPDATE_ROLLBACK_COMPLETE: everything is as it was before" in told


def test_a_second_process_waits_for_the_first(folder: Path) -> None:
    first = held_deploy(folder)
    second = start(folder, "destroy", "--yes", "big")
    assert second.stdout is not None
    told = second.stdout.readline()
    assert told == f"waiting: another Landform process is using this state (process {first.pid})\n"
    first.send_signal(signal.SIGCONT)
    first.communicate()
    second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
