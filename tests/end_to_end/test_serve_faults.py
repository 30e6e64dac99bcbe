"""A server whose state is gone, or cannot be worked with, says so and ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from landform.server.local import LocalTarget
from tests.end_to_end.serving import SOURCE, client, start
from tests.unit.engine.world import queue

TEMPLATE = json.dumps({"Resources": {"Jobs": queue("jobs")}})
END_SECONDS = 20.0


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "landform.cli.main", "--state", str(folder), *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=END_SECONDS,
        check=False,
    )


def deployed(folder: Path) -> None:
    with LocalTarget(folder) as target:
        target.session().client("cloudformation").create_stack(StackName="app", TemplateBody=TEMPLATE)
        target.wait()


def test_a_server_whose_state_folder_is_replaced_ends_and_leaves_the_new_one_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    process, note = start(folder)
    client(note.url, "cloudformation").create_stack(StackName="app", TemplateBody=TEMPLATE)
    shutil.rmtree(folder)
    folder.mkdir()
    assert process.wait(END_SECONDS) == 1
    assert list(folder.iterdir()) == []
    said = (tmp_path / "state.log").read_text()
    assert "error: the state folder was removed or replaced while it was used\n" in said
    assert "Traceback" not in said


def test_no_server_is_started_on_a_cloud_that_cannot_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    deployed(folder)
    (folder / "cloud" / "cloud.sqlite").write_bytes(b"something else" * 1000)
    ended = command(folder, "serve", "--port", "0")
    assert ended.returncode == 1
    assert f"error: {folder}/cloud/cloud.sqlite: it is damaged\n" in ended.stderr
    assert "bug in Landform" not in ended.stderr


def test_commands_do_not_begin_a_missing_state_anew_beside_its_resources(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    deployed(folder)
    (folder / "state.db").unlink()
    (tmp_path / "app.json").write_text(TEMPLATE)
    for arguments in (["ls"], ["deploy", "--yes", str(tmp_path / "app.json")], ["serve", "--port", "0"]):
        ended = command(folder, *arguments)
        assert ended.returncode == 1
        assert (
            f"error: {folder}/state.db: it is missing or empty, although there are resources\n"
            in ended.stderr
        )
    assert not (folder / "state.db").exists()
