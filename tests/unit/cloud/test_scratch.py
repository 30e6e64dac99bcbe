import os
import subprocess
import sys
import time
from pathlib import Path

from landform.cloud.lambda_runtime.scratch import LOCK, PREFIX, Scratch, remove_orphans


def test_the_folder_of_a_killed_process_is_removed_and_that_of_a_living_one_kept(tmp_path: Path) -> None:
    program = (
        "import time; from landform.cloud.lambda_runtime.scratch import Scratch;"
        "print(Scratch().path, flush=True); time.sleep(600)"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "TMPDIR": str(tmp_path)}
    owner = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert owner.stdout is not None
    folder = Path(owner.stdout.readline().strip())
    assert folder.parent == tmp_path
    assert remove_orphans(tmp_path, time.time()) == []
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert remove_orphans(tmp_path, time.time()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_scratch_folder_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "landform-context-a").mkdir()
    (tmp_path / f"{PREFIX}file").touch()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / LOCK).touch()
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    (tmp_path / f"{PREFIX}new").mkdir()  # another process is just making it
    assert remove_orphans(tmp_path, time.time()) == []
    assert remove_orphans(tmp_path, time.time() + 7200) == [tmp_path / f"{PREFIX}new"]


def test_a_folder_is_gone_after_its_removal() -> None:
    scratch = Scratch()
    (scratch.path / "file").touch()
    scratch.remove()
    assert not scratch.path.exists()
