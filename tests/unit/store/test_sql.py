import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from landform.ground.records import ResourceRecord, StackRecord
from landform.ground.statuses import ResourceStatus, StackStatus
from landform.ground.values import Secret
from landform.store.codec import FileKeyCipher, dumps, loads
from landform.store.rows import document, from_plain, record_of
from landform.store.sql import open_store
from landform.store.tables import NewerSchemaError

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


def test_the_state_of_a_newer_landform_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'state.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 99"))
    engine.dispose()
    with pytest.raises(NewerSchemaError):
        open_store(tmp_path)


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
    cipher = FileKeyCipher(tmp_path / "key")
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


def test_what_older_documents_said_by_a_status_alone_is_read_as_the_facts_of_today() -> None:
    plain = {"logical_id": "A", "type_name": "T", "physical_id": "a", "properties": {"Size": 1}}
    half_made = from_plain(ResourceRecord, {**plain, "status": "CREATE_FAILED"})
    assert (half_made.is_half_made, half_made.models) == (True, ({"Size": 1},))
    failed = from_plain(ResourceRecord, {**plain, "status": "UPDATE_FAILED"})
    assert (failed.is_half_made, failed.models) == (False, ({"Size": 1}, {}, {"Size": 1}))
    complete = from_plain(ResourceRecord, {**plain, "status": "UPDATE_COMPLETE"})
    assert (complete.is_half_made, complete.models) == (False, ({"Size": 1},))


def test_attempts_come_back_as_they_were_saved_and_hide_their_secrets(tmp_path: Path) -> None:
    cipher = FileKeyCipher(tmp_path / "secret.key")
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
