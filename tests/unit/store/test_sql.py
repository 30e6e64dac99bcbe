import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text

from landform.ground.records import StackRecord
from landform.ground.statuses import StackStatus
from landform.ground.values import Secret
from landform.keyfile import KeyFileError
from landform.store.codec import FileKeyCipher, closed_text, dumps, loads, opened_text
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
