"""Records as rows of JSON documents: which dataclass field is of which kind.

Each record is stored as one document beside the columns the queries need. Fields added later get their
default when an older document is read.
"""

from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from landform.environment import damaged
from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    OutputRecord,
    ResourceRecord,
    RollbackConfiguration,
    StackEvent,
    StackRecord,
)
from landform.ground.statuses import (
    DeletionPolicy,
    OnFailure,
    OperationKind,
    ResourceStatus,
    StackStatus,
)
from landform.store.codec import Cipher, dumps, loads

_Record = TypeVar(
    "_Record",
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    StackEvent,
    StackRecord,
    OutputRecord,
    RollbackConfiguration,
)
_ENUMS: dict[tuple[type[object], str], type[StrEnum]] = {
    (ResourceRecord, "status"): ResourceStatus,
    (ResourceRecord, "deletion_policy"): DeletionPolicy,
    (ResourceRecord, "update_replace_policy"): DeletionPolicy,
    (StackRecord, "status"): StackStatus,
    (ChangeSetRecord, "kind"): OperationKind,
    (ChangeSetRecord, "on_failure"): OnFailure,
    (OperationRecord, "kind"): OperationKind,
}


def document(record: object, cipher: Cipher) -> str:
    """The record as JSON text."""
    return dumps(to_plain(record), cipher)


def to_plain(record: object) -> dict[str, Any]:
    """The record as a map of its fields; nested records become maps too."""
    plain: dict[str, Any] = {}
    for each in fields(record):  # type: ignore[arg-type]  # every record is a dataclass
        value = getattr(record, each.name)
        if each.name == "outputs":
            value = [to_plain(output) for output in value]
        elif isinstance(value, RollbackConfiguration):
            value = to_plain(value)
        plain[each.name] = value
    return plain


def record_of(kind: type[_Record], text: str, cipher: Cipher) -> _Record:
    """The record that `document` wrote."""
    try:
        return from_plain(kind, loads(text, cipher))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(f"a {kind.__name__} of the state") from error


def from_plain(kind: type[_Record], plain: dict[str, Any]) -> _Record:
    """The record with these fields; unknown fields of newer versions are dropped."""
    values: dict[str, Any] = {}
    for each in fields(kind):
        if each.name not in plain:
            continue
        value = plain[each.name]
        enum = _ENUMS.get((kind, each.name))
        if enum is not None:
            value = enum(value)
        elif each.name == "outputs":
            value = tuple(from_plain(OutputRecord, output) for output in value)
        elif each.name == "rollback_configuration":
            value = from_plain(RollbackConfiguration, value)
        elif isinstance(value, list) and each.name in _TUPLES:
            value = tuple(value)
        values[each.name] = value
    if kind is ResourceRecord:
        values |= _physical_facts(values)
    if kind is StackEvent:
        values["status"] = _event_status(values["status"])
    return kind(**values)


def _physical_facts(values: dict[str, Any]) -> dict[str, Any]:
    """What documents of version 0.1 said of a physical resource by its status alone."""
    status, facts = values["status"], dict[str, Any]()
    if "is_half_made" not in values:
        facts["is_half_made"] = status is ResourceStatus.CREATE_FAILED
    if "attempted" not in values and status is ResourceStatus.UPDATE_FAILED:
        # Nobody wrote down what was tried, so each of its properties may be as it is or gone.
        facts["attempted"] = ({}, values.get("properties", {}))
    return facts


_TUPLES = frozenset({"attempted", "depends_on", "capabilities", "notification_arns", "imports", "changes"})


def _event_status(text: str) -> ResourceStatus | StackStatus:
    """Resource and stack events share words; the wider enum holds those the narrower lacks."""
    return ResourceStatus(text) if text in _RESOURCE_STATUSES else StackStatus(text)


_RESOURCE_STATUSES = frozenset(each.value for each in ResourceStatus)
