import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from landform.environment import EnvironmentFaultError
from landform.ground.records import ResourceRecord, StackRecord
from landform.ground.statuses import ResourceStatus, StackStatus
from landform.ground.values import Secret
from landform.keyfile import KeyFileError
from landform.store.codec import FileKeyCipher, closed_text, dumps, loads, opened_text
from landform.store.rows import document, from_plain, record_of
from landform.store.sql import StateMissingError, open_store
from landform.store.tables import UnknownSchemaError

STACK = StackRecord(
    stack_id="arn:s",
    stack_name="s",
    account_id="000000000000",
    region="us-east-1",
    status=StackStatus.CREATE_COMPLETE,
    created_at=1.0,
    parameters={"Password": Secret("hunter2-secret")},
)


def test_the_state_folder_ignores_itself_and_is_private(tmp_path: Path) -> None:
    open_store(tmp_path / ".landform").close()
    assert (tmp_path / ".landform" / ".gitignore").read_text().splitlines()[-1] == "*"
    assert stat.S_IMODE((tmp_path / ".landform" / "state.db").stat().st_mode) == 0o600


def test_no_file_of_the_state_holds_a_secret_in_clear(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.save_stack(STACK)
    store.close()
    for file in tmp_path.iterdir():
        assert b"hunter2-secret" not in file.read_bytes(), file
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_state_survives_closing(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    first.save_stack(STACK)
    first.close()
    second = open_store(tmp_path)
    assert second.stack("arn:s") == STACK
    second.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE schema_version SET version = 99",
        "UPDATE schema_version SET version = 0",
        "UPDATE schema_version SET version = -1",
        "DELETE FROM schema_version",
        "INSERT INTO schema_version VALUES (1)",
        "PRAGMA user_version = 7",
    ],
)
def test_a_schema_version_that_is_unknown_is_refused_with_the_file(tmp_path: Path, change: str) -> None:
    open_store(tmp_path).close()
    edit(tmp_path, change)
    with pytest.raises(UnknownSchemaError, match=r"state\.db: its schema version \(.+\) is unknown"):
        open_store(tmp_path)


def edit(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "state.db")) as connection:
        for each in statements:
            connection.execute(each)
        connection.commit()


@pytest.mark.parametrize("is_missing", [True, False], ids=["missing", "empty"])
def test_a_state_that_is_gone_is_not_begun_anew_beside_resources(tmp_path: Path, is_missing: bool) -> None:
    open_store(tmp_path).close()
    (tmp_path / "state.db").write_bytes(b"")
    if is_missing:
        (tmp_path / "state.db").unlink()
    with pytest.raises(StateMissingError, match=r"state\.db: it is missing or empty"):
        open_store(tmp_path, has_resources=lambda: True)
    assert (tmp_path / "state.db").exists() is not is_missing  # nothing was made in its place
    open_store(tmp_path).close()


@pytest.mark.parametrize(
    "change",
    [
        """UPDATE stacks SET document = '{"stack_id": "arn:s"'""",
        "UPDATE stacks SET document = '{}'",
        "UPDATE stacks SET document = replace(document, 'CREATE_COMPLETE', 'CREATE_COMPLETF')",
        "UPDATE stacks SET document = CAST(x'7b22ff' AS TEXT)",
        "DROP TABLE stacks",
    ],
    ids=["half a row", "an empty row", "an unknown word", "no text", "no table"],
)
def test_what_cannot_be_read_is_told_as_damage(tmp_path: Path, change: str) -> None:
    store = open_store(tmp_path)
    store.save_stack(STACK)
    store.close()
    edit(tmp_path, change)
    damaged = open_store(tmp_path)
    with pytest.raises(EnvironmentFaultError, match="it is damaged"):
        damaged.stacks("000000000000", "us-east-1")
    damaged.close()


def test_who_reads_does_not_wait_for_who_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.store.sql.BUSY_SECONDS", 0.0)
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        reader = open_store(tmp_path)
        assert reader.stacks("000000000000", "us-east-1") == []
        with pytest.raises(EnvironmentFaultError, match=r"state\.db: another process keeps it locked"):
            reader.save_stack(STACK)
        reader.close()


def test_a_file_that_is_cut_off_is_told_as_damage(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    file = tmp_path / "state.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(EnvironmentFaultError, match=r"state\.db: it is damaged"):
        open_store(tmp_path)


def test_a_state_that_is_replaced_is_not_made_anew_by_a_later_connection(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state")
    (tmp_path / "state").rename(tmp_path / "old")
    (tmp_path / "state").mkdir()
    store._database.engine.dispose()
    with pytest.raises(EnvironmentFaultError, match=r"state\.db: it cannot be opened"):
        store.stacks("000000000000", "us-east-1")
    assert list((tmp_path / "state").iterdir()) == []
    store.close()


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, None, True, "x"]},
        {"$secret": "not one"},
        {"$map": {"$secret": 1}},
        {"password": Secret("s3cret"), "list": [Secret("t")]},
    ],
)
def test_any_value_survives_the_codec(tmp_path: Path, value: object) -> None:
    cipher = FileKeyCipher(tmp_path / "key", lambda: False)
    text_form = dumps(value, cipher)
    assert loads(text_form, cipher) == value
    assert "s3cret" not in text_form


def test_the_revision_changes_with_the_write_of_another_process(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    before = store.revision
    other.remember("scope", "token", {"a": 1})
    assert store.revision != before
    store.close()
    other.close()


def test_a_missing_key_is_not_replaced_while_the_state_holds_secrets(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.remember("scope", "one", {"a": "open"})
    store.remember("scope", "two", {"a": Secret("s3cret")})
    store.close()
    key = tmp_path / "secret.key"
    right = key.read_bytes()
    key.unlink()
    store = open_store(tmp_path)
    assert store.idempotent("scope", "one") == {"a": "open"}
    with pytest.raises(KeyFileError, match="the key is missing"):
        store.idempotent("scope", "two")
    with pytest.raises(KeyFileError, match="the key is missing"):
        store.remember("scope", "three", {"a": Secret("other")})
    assert not key.exists()
    for wrong, told in ((Fernet.generate_key(), "does not open"), (b"short", "is damaged")):
        key.write_bytes(wrong)
        key.chmod(0o600)
        again = open_store(tmp_path)
        with pytest.raises(KeyFileError, match=told):
            again.idempotent("scope", "two")
        again.close()
    key.write_bytes(right)
    assert store.idempotent("scope", "two") == {"a": "s3cret"}
    store.close()


def test_a_text_that_only_looks_like_a_secret_needs_no_key(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.remember("scope", "one", {"a": '{"$secret":"gAAAAA'})
    store.remember("scope", "two", {"a": Secret("s3cret")})
    assert store.idempotent("scope", "two") == {"a": "s3cret"}
    store.close()


def test_an_export_of_a_secret_is_kept_closed_and_one_that_looks_so_comes_back(tmp_path: Path) -> None:
    cipher = FileKeyCipher(tmp_path / "key", lambda: False)
    for shown, is_closed in ((Secret("s3cret"), True), ('{"$secret":"shown"}', True), ("plain", False)):
        kept = closed_text(shown, cipher)
        assert (kept != shown) is is_closed
        assert "s3cret" not in kept
        assert opened_text(kept, cipher) == shown
    assert isinstance(opened_text(closed_text(Secret("s3cret"), cipher), cipher), Secret)


def test_what_older_documents_said_by_a_status_alone_is_read_as_the_facts_of_today() -> None:
    plain = {"logical_id": "A", "type_name": "T", "physical_id": "a", "properties": {"Size": 1}}
    half_made = from_plain(ResourceRecord, {**plain, "status": "CREATE_FAILED"})
    assert (half_made.is_half_made, half_made.models) == (True, ({"Size": 1},))
    failed = from_plain(ResourceRecord, {**plain, "status": "UPDATE_FAILED"})
    assert (failed.is_half_made, failed.models) == (False, ({"Size": 1}, {}, {"Size": 1}))
    complete = from_plain(ResourceRecord, {**plain, "status": "UPDATE_COMPLETE"})
    assert (complete.is_half_made, complete.models) == (False, ({"Size": 1},))


def test_attempts_come_back_as_they_were_saved_and_hide_their_secrets(tmp_path: Path) -> None:
    cipher = FileKeyCipher(tmp_path / "secret.key", lambda: False)
    record = ResourceRecord(
        logical_id="A",
        type_name="T",
        physical_id="a",
        status=ResourceStatus.UPDATE_FAILED,
        is_half_made=False,
        attempted=({"Password": Secret("hunter2-secret")}, {}),
    )
    text = document(record, cipher)
    assert "hunter2-secret" not in text
    again = record_of(ResourceRecord, text, cipher)
    assert again == record
    assert isinstance(again.attempted[0]["Password"], Secret)
