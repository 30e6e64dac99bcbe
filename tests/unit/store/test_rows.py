"""Records as documents: every field comes back as what it was, and documents of other versions are read."""

from dataclasses import replace
from pathlib import Path

import pytest

from landform.environment import EnvironmentFaultError
from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    OutputRecord,
    ResourceRecord,
    RollbackConfiguration,
    StackEvent,
    StackRecord,
)
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, ResourceStatus, StackStatus
from landform.ground.values import Secret
from landform.store import statements
from landform.store.codec import FileKeyCipher, closed_text, dumps, loads
from landform.store.rows import document, from_plain, record_of
from landform.store.sql import _holds_secrets, open_store

ROLLBACK = RollbackConfiguration(triggers={"arn:a": "AWS::CloudWatch::Alarm"}, monitoring_minutes=5)
RESOURCE = ResourceRecord(
    logical_id="A",
    type_name="T",
    physical_id="a",
    status=ResourceStatus.UPDATE_COMPLETE,
    deletion_policy=DeletionPolicy.SNAPSHOT,
    update_replace_policy=DeletionPolicy.RETAIN,
    depends_on=("B",),
    properties={"List": ["x"]},
)
STACK = StackRecord(
    stack_id="s",
    stack_name="s",
    account_id="000000000000",
    region="us-east-1",
    status=StackStatus.UPDATE_COMPLETE,
    created_at=1.0,
    capabilities=("CAPABILITY_IAM",),
    notification_arns=("arn:n",),
    imports=("net-vpc",),
    outputs=(OutputRecord(key="Url", value="u", description="d", export_name="e"),),
    rollback_configuration=ROLLBACK,
)
CHANGE_SET = ChangeSetRecord(
    change_set_id="c",
    change_set_name="c",
    stack_id="s",
    stack_name="s",
    kind=OperationKind.UPDATE,
    status="CREATE_COMPLETE",
    execution_status="AVAILABLE",
    created_at=1.0,
    on_failure=OnFailure.DELETE,
    changes=({"Type": "Resource"},),
    rollback_configuration=ROLLBACK,
)
OPERATION = OperationRecord(
    operation_id="o", stack_id="s", kind=OperationKind.DELETE, started_at=1.0, request={"list": [1]}
)
EVENT = StackEvent(
    event_id="e",
    stack_id="s",
    stack_name="s",
    logical_id="A",
    physical_id="a",
    resource_type="T",
    timestamp=1.0,
    status=ResourceStatus.DELETE_SKIPPED,
)


@pytest.fixture
def cipher(tmp_path: Path) -> FileKeyCipher:
    return FileKeyCipher(tmp_path / "key", lambda: False)


@pytest.mark.parametrize(
    "record", [RESOURCE, STACK, CHANGE_SET, OPERATION, EVENT], ids=lambda record: type(record).__name__
)
def test_a_record_comes_back_with_the_same_types(record: object, cipher: FileKeyCipher) -> None:
    again: object = record_of(type(record), document(record, cipher), cipher)  # type: ignore[type-var]
    assert again == record
    assert repr(again) == repr(record)  # a status that came back as a plain text would be equal too


def test_an_event_has_the_status_of_a_resource_or_of_a_stack(cipher: FileKeyCipher) -> None:
    for status in (ResourceStatus.IMPORT_COMPLETE, StackStatus.ROLLBACK_IN_PROGRESS):
        text = document(replace(EVENT, status=status), cipher)
        assert repr(record_of(StackEvent, text, cipher).status) == repr(status)


def test_a_field_of_a_newer_version_is_dropped_and_one_of_an_older_has_its_default() -> None:
    plain: dict[str, object] = {
        "event_id": "e",
        "stack_id": "s",
        "stack_name": "s",
        "logical_id": "A",
        "physical_id": "a",
    }
    plain |= {"resource_type": "T", "timestamp": 1.0, "status": "DELETE_SKIPPED", "of_tomorrow": 1}
    assert from_plain(StackEvent, plain) == EVENT


def test_a_document_that_lacks_a_field_is_damage_that_names_the_record(cipher: FileKeyCipher) -> None:
    for text in ('{"event_id":"e"}', "[]", "7"):
        with pytest.raises(EnvironmentFaultError, match="a StackEvent of the state: it is damaged"):
            record_of(StackEvent, text, cipher)
    with pytest.raises(EnvironmentFaultError, match="a document of the state: it is damaged"):
        loads("{", cipher)


def test_documents_are_compact_and_readable(cipher: FileKeyCipher) -> None:
    assert dumps({"name": "Zürich", "list": (1, [2])}, cipher) == '{"name":"Zürich","list":[1,[2]]}'


def test_maps_that_look_like_the_codec_s_own_come_back(cipher: FileKeyCipher) -> None:
    given = {"$map": [{"$secret": Secret("deep")}], "plain": {"$secret": None}}
    again = loads(dumps(given, cipher), cipher)
    assert again == given
    assert isinstance(again["$map"][0]["$secret"], Secret)


@pytest.mark.parametrize(
    "table", [str(each.clause).split("FROM ")[1].split()[0] for each in statements.ANY_SECRET]
)
def test_a_secret_is_seen_in_every_table_that_may_hold_one(table: str, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert not _holds_secrets(store._database)
    with store._database.writing() as session:
        columns = [row[1:4] for row in session._cursor.execute(f"PRAGMA table_info({table})")]
        names = [name for name, _, is_needed in columns if is_needed and name != "position"]
        text = closed_text(Secret("hidden"), store._cipher)
        values = [text if name in ("document", "input", "value") else "1" for name in names]
        marks = ", ".join("?" * len(names))
        session._cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)
    assert _holds_secrets(store._database)
    store.close()


def test_nine_columns_may_hold_a_secret() -> None:
    assert len(statements.ANY_SECRET) == 9
