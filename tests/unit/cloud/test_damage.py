"""Damaged, foreign and missing parts of a cloud's folder: told, rebuilt if the log can, never replaced."""

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from landform.cloud.embedded import CloudStateError, EmbeddedCloud
from landform.cloud.seal import Seal, SealError
from landform.environment import EnvironmentFaultError
from tests.unit.cloud.test_embedded import queue_names


class Trap:
    """What a stranger would put into a snapshot: reading the pickle makes the file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[..., object], tuple[Path]]:
        return Path.touch, (self.file,)


def made(folder: Path, *, snapshot: bool = False, names: str = "abc") -> None:
    """A cloud of a queue for each letter; the snapshot is taken before the last one."""
    cloud = EmbeddedCloud(folder)
    for name in names[:-1]:
        cloud.clients().call("sqs", "CreateQueue", {"QueueName": name})
    if snapshot:
        cloud.save_snapshot()
    cloud.clients().call("sqs", "CreateQueue", {"QueueName": names[-1]})
    cloud.close()


def change(folder: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(folder / "cloud.sqlite")
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def names(folder: Path) -> list[str]:
    cloud = EmbeddedCloud(folder)
    try:
        return queue_names(cloud)
    finally:
        cloud.close()


def test_a_snapshot_of_a_stranger_is_not_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    import pickle

    from landform.cloud.snapshot import stamp

    made(tmp_path, snapshot=True)
    code = zlib.compress(pickle.dumps(Trap(tmp_path / "ran")))
    for data in (Seal(tmp_path).close(code), code):  # also with the key that lies in the folder
        change(tmp_path, "UPDATE snapshots SET data = ?, stamp = ?", data, stamp())
        assert names(tmp_path) == ["a", "b", "c"]
        assert not (tmp_path / "ran").exists()
    assert "is rebuilt from its log. It has a snapshot that this user's key has not closed" in caplog.text


def test_the_trap_is_one_that_works(tmp_path: Path) -> None:
    import pickle

    pickle.loads(pickle.dumps(Trap(tmp_path / "ran")))
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize("data", [b"", b"short", bytes(5000)])
def test_a_damaged_snapshot_is_rebuilt_from_a_whole_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, data: bytes
) -> None:
    made(tmp_path, snapshot=True)
    change(tmp_path, "UPDATE snapshots SET data = ?", data)
    assert names(tmp_path) == ["a", "b", "c"]
    assert "is rebuilt from its log" in caplog.text


def test_another_user_rebuilds_from_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made(tmp_path / "cloud", snapshot=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert names(tmp_path / "cloud") == ["a", "b", "c"]
    assert "this user's key has not closed" in caplog.text


def test_where_no_key_can_be_kept_the_log_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    monkeypatch.setattr("landform.cloud.embedded.KEPT_REQUESTS", 0)
    made(tmp_path, snapshot=True)
    assert names(tmp_path) == ["a", "b", "c"]
    assert "no snapshot is kept" in caplog.text
    assert "Set XDG_STATE_HOME" in caplog.text


def test_a_stranger_s_snapshot_without_a_log_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landform.cloud.embedded.KEPT_REQUESTS", 0)
    made(tmp_path / "cloud", snapshot=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(CloudStateError, match="The log begins with request 3") as caught:
        names(tmp_path / "cloud")
    assert "as the user who did" in str(caught.value.hint)
    monkeypatch.undo()
    assert names(tmp_path / "cloud") == ["a", "b", "c"]  # nothing was thrown away


def test_rows_that_are_gone_or_unreadable_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made(tmp_path, names="abcdefg")
    change(tmp_path, "DELETE FROM requests WHERE number IN (2, 3)")
    change(tmp_path, "UPDATE requests SET body = zeroblob(60) WHERE number = 5")
    change(tmp_path, "UPDATE requests SET headers = '{half' WHERE number = 6")
    assert names(tmp_path) == ["a", "d", "g"]
    assert "rows are gone: 2 before row 4; row 5 cannot be read (" in caplog.text
    assert "POST sqs.us-east-1.amazonaws.com); row 6 cannot be read (" in caplog.text


def test_a_whole_log_tells_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made(tmp_path, snapshot=True)
    assert names(tmp_path) == ["a", "b", "c"]
    assert caplog.text == ""


@pytest.mark.parametrize("is_older", [False, True])
@pytest.mark.parametrize("key", [None, b"", b"x" * 7, bytes(32)])
def test_without_its_key_a_cloud_is_refused_and_the_key_not_replaced(
    tmp_path: Path, key: bytes | None, is_older: bool
) -> None:
    made(tmp_path)
    if is_older:  # files of earlier releases do not name their key
        change(tmp_path, "DELETE FROM facts WHERE name = 'key'")
    file = tmp_path / "cloud.key"
    right = file.read_bytes()
    if key is None:
        file.unlink()
    else:
        file.write_bytes(key)
    with pytest.raises(EnvironmentFaultError, match=r"cloud\.key: ") as caught:
        names(tmp_path)
    assert caught.value.hint
    assert (file.read_bytes() if file.exists() else None) == key
    file.write_bytes(right)
    file.chmod(0o600)
    assert names(tmp_path) == ["a", "b", "c"]


def test_an_older_file_is_opened_with_its_own_key(tmp_path: Path) -> None:
    made(tmp_path)
    change(tmp_path, "DELETE FROM facts WHERE name = 'key'")
    assert names(tmp_path) == ["a", "b", "c"]


def test_a_damaged_answer_is_told_as_such(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    cloud.clients().with_token("t").call("sqs", "CreateQueue", {"QueueName": "a"})
    cloud.log().connection.execute("UPDATE answers SET body = zeroblob(60)")
    with pytest.raises(SealError, match="is damaged, or another key has closed it"):
        cloud.clients().with_token("t").call("sqs", "CreateQueue", {"QueueName": "a"})
    cloud.close()


def test_a_file_that_is_gone_is_not_begun_anew_where_resources_are_known(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    cloud.is_expected = lambda: True
    with pytest.raises(CloudStateError, match="missing or empty, although there are stacks"):
        cloud.log()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "cloud.sqlite").touch()
    with pytest.raises(CloudStateError, match="missing or empty"):
        cloud.log()


@pytest.mark.parametrize("content", [b"garbage" * 9000, b"SQLite format 3\x00" + bytes(9000)])
def test_a_file_that_is_no_database_is_told_with_its_name(tmp_path: Path, content: bytes) -> None:
    made(tmp_path)
    (tmp_path / "cloud.sqlite").write_bytes(content)
    with pytest.raises(EnvironmentFaultError, match=r"cloud\.sqlite: it is damaged"):
        names(tmp_path)


def test_a_damaged_page_in_the_middle_is_told_with_the_file_s_name(tmp_path: Path) -> None:
    made(tmp_path)
    connection = sqlite3.connect(tmp_path / "cloud.sqlite")
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'requests'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with (tmp_path / "cloud.sqlite").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(EnvironmentFaultError, match=r"cloud\.sqlite: it is damaged"):
        names(tmp_path)
