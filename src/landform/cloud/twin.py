"""The twin: a stand-in for any registry type that no embedded service knows.

It keeps a resource's properties, makes up an id, an ARN and the other read-only attributes, and enforces
what the type's schema says: required and create-only properties, valid values, unique names. It does
nothing else: a twin database holds no data. It is always labelled as a twin in the fidelity ledger.
Everything is derived from the client token, so a repeated request gets the same answer.
"""

import json
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from landform.cloud import failures
from landform.cloud.moto_world import MOTO_LOCK
from landform.cloud.twin_names import Names, attribute_values, new_identifier
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Properties, Value

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud

SEPARATOR: Final = "|"
"""Joins the parts of a composite identifier, as Cloud Control does."""


class TwinType(Protocol):
    """What the twin needs to know of a type. Names may be nested paths joined by dots or slashes."""

    @property
    def type_name(self) -> str:
        """AWS::Service::Resource."""

    @property
    def properties(self) -> Mapping[str, Any]:
        """All top-level properties with their schemas."""

    @property
    def attributes(self) -> Iterable[str]:
        """The GetAtt names, dotted when nested."""

    @property
    def required(self) -> Collection[str]:
        """The properties without which nothing is made."""

    @property
    def create_only(self) -> Collection[str]:
        """The properties that cannot change."""

    @property
    def read_only(self) -> Collection[str]:
        """The properties the service decides."""

    @property
    def write_only(self) -> Collection[str]:
        """The properties that a read does not return."""

    @property
    def primary_identifier(self) -> Collection[str]:
        """The properties that together name a resource."""

    def validate(self, properties: Properties, /) -> Sequence[str]:
        """What is wrong with the properties, in the words of CloudFormation's handlers."""

    def misshapen(self, properties: Properties, /) -> Sequence[str]:
        """The same, only of what has the wrong type, is missing or unknown."""


class Twin:
    """The twins of one cloud, kept in its file."""

    def __init__(self, cloud: "EmbeddedCloud") -> None:
        self._cloud = cloud

    def answer(self, request: HandlerRequest, facts: TwinType | None) -> HandlerAnswer:
        """Answer one request; `facts` None means the registry has no such type."""
        if facts is None:
            text = f"Resource type {request.type_name} is not known."
            return failures.failure(request, HandlerErrorCode.UNSUPPORTED, text)
        with MOTO_LOCK:
            known = self._answered(request)
            if known is not None:
                return known
            match request.action:
                case HandlerAction.CREATE:
                    return self._create(request, facts)
                case HandlerAction.READ:
                    return self._read(request, facts)
                case HandlerAction.UPDATE:
                    return self._update(request, facts)
                case HandlerAction.DELETE:
                    return self._delete(request)
                case HandlerAction.SNAPSHOT_AND_DELETE:
                    return failures.snapshots_unsupported(request)
                case HandlerAction.SETTLE:
                    return failures.nothing_to_settle(request)

    def list(self, account_id: str, region: str, type_name: str) -> tuple[str, ...]:
        """The physical ids of the type's twins, sorted."""
        query = (
            "SELECT physical_id FROM twins WHERE account = ? AND region = ? AND type_name = ?"
            " ORDER BY physical_id"
        )
        with MOTO_LOCK:
            found = self._cloud.log().connection.execute(query, (account_id, region, type_name)).fetchall()
        return tuple(row[0] for row in found)

    def _create(self, request: HandlerRequest, facts: TwinType) -> HandlerAnswer:
        refusal = _refusal(request, facts)
        if refusal is not None:
            return refusal
        properties: dict[str, Any] = {
            name: value for name, value in request.desired.items() if name not in facts.read_only
        }
        names = Names.of(request)
        identifiers = {
            name: properties[name] if name in properties else new_identifier(name, names, facts.properties)
            for name in facts.primary_identifier
        }
        for name, value in identifiers.items():
            if name not in facts.read_only:
                properties.setdefault(name, value)
        physical_id = SEPARATOR.join(str(value) for value in identifiers.values())
        if self._load(request, physical_id) is not None:
            return failures.already_exists(request, physical_id)
        attributes = attribute_values(facts.attributes, names, facts.properties, physical_id, identifiers)
        return self._save(request, physical_id, properties, attributes)

    def _read(self, request: HandlerRequest, facts: TwinType) -> HandlerAnswer:
        found = self._load(request, request.physical_id or "")
        if found is None:
            return failures.not_found(request)
        properties, attributes = found
        shown = {name: value for name, value in properties.items() if name not in facts.write_only}
        return HandlerSuccess(physical_id=request.physical_id or "", attributes=attributes, properties=shown)

    def _update(self, request: HandlerRequest, facts: TwinType) -> HandlerAnswer:
        found = self._load(request, request.physical_id or "")
        if found is None:
            return failures.not_found(request)
        properties, attributes = found
        wanted: dict[str, Any] = {
            name: value for name, value in request.desired.items() if name not in facts.read_only
        }
        for name in facts.primary_identifier:
            if name in properties:
                wanted.setdefault(name, properties[name])
        fixed = sorted(
            path
            for path in facts.create_only
            if _at(wanted, path) != _at(properties, path) and not _is_generated(path, request, properties)
        )
        if fixed:
            return failures.not_updatable(request, fixed)
        refusal = _refusal(request, facts)
        if refusal is not None:
            return refusal
        return self._save(request, request.physical_id or "", wanted, attributes)

    def _delete(self, request: HandlerRequest) -> HandlerAnswer:
        cursor = self._cloud.log().connection.execute(
            "DELETE FROM twins WHERE account = ? AND region = ? AND type_name = ? AND physical_id = ?",
            (request.account_id, request.region, request.type_name, request.physical_id),
        )
        if cursor.rowcount == 0:
            return failures.not_found(request)
        return HandlerSuccess(physical_id=request.physical_id or "")

    def _load(
        self, request: HandlerRequest, physical_id: str
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        row = (
            self._cloud.log()
            .connection.execute(
                "SELECT properties, attributes FROM twins"
                " WHERE account = ? AND region = ? AND type_name = ? AND physical_id = ?",
                (request.account_id, request.region, request.type_name, physical_id),
            )
            .fetchone()
        )
        return (self._opened(row[0]), self._opened(row[1])) if row else None

    def _save(
        self,
        request: HandlerRequest,
        physical_id: str,
        properties: Mapping[str, Any],
        attributes: Mapping[str, Value],
    ) -> HandlerSuccess:
        """Store the resource, and the answer under its token, in one transaction."""
        answer = self._closed({"physical_id": physical_id, "attributes": attributes})
        row = (
            request.account_id,
            request.region,
            request.type_name,
            physical_id,
            request.client_token,
            self._closed(properties),
            self._closed(attributes),
        )
        log, now = self._cloud.log(), time.time()
        with log.transaction() as execute:
            execute("INSERT OR REPLACE INTO twins VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            execute(
                "INSERT OR REPLACE INTO twin_answers VALUES (?, ?, ?, ?)",
                (request.client_token, request.action.value, now, answer),
            )
        log.count_answer(now)
        return HandlerSuccess(physical_id=physical_id, attributes=attributes)

    def _answered(self, request: HandlerRequest) -> HandlerSuccess | None:
        if request.action not in (HandlerAction.CREATE, HandlerAction.UPDATE):
            return None
        row = (
            self._cloud.log()
            .connection.execute(
                "SELECT answer FROM twin_answers WHERE token = ? AND action = ?",
                (request.client_token, request.action.value),
            )
            .fetchone()
        )
        return HandlerSuccess(**self._opened(row[0])) if row else None

    def _closed(self, value: object) -> bytes:
        """JSON as the file keeps it."""
        return self._cloud.log().seal.close(json.dumps(value).encode())

    def _opened(self, data: bytes) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(self._cloud.log().seal.open(data))
        return opened


def _refusal(request: HandlerRequest, facts: TwinType) -> HandlerFailure | None:
    """What CloudFormation says of properties that break the type's schema, None when they do not."""
    problems = facts.validate(request.desired)
    return failures.model_refused(request, problems) if problems else None


def _at(properties: Mapping[str, Any], path: str) -> Any:
    value: Any = properties
    for step in path.replace("/", ".").split("."):
        if step == "*":
            return value
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _is_generated(path: str, request: HandlerRequest, properties: Mapping[str, Any]) -> bool:
    """Whether the value was made up by the twin and the template still gives none."""
    is_given = any(path in each for each in (request.desired, *request.models))
    return not is_given and path in properties
