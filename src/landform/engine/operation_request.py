"""What an operation needs to be run, and run again after a crash, as one JSON document.

It is written once, when the operation begins, and holds the template, the answers to all lookups and the
state before, so that the machine built from it is the same every time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from landform.ground.lookups import (
    AvailabilityZones,
    ExistingAttribute,
    ExistingValues,
    Export,
    Facts,
    Lookup,
    NotFound,
    SsmParameter,
    StackOutput,
)
from landform.ground.records import OperationRecord, ResourceRecord, StackRecord
from landform.ground.statuses import OnFailure
from landform.ground.values import Value
from landform.store.interface import Store
from landform.store.rows import from_plain, to_plain

_KeptLookup = Export | SsmParameter | StackOutput | AvailabilityZones | ExistingValues | ExistingAttribute
_LOOKUPS: dict[str, type[_KeptLookup]] = {
    "export": Export,
    "ssm": SsmParameter,
    "stack_output": StackOutput,
    "zones": AvailabilityZones,
    "existing_values": ExistingValues,
    "existing_attribute": ExistingAttribute,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A template with everything its evaluation needs."""

    template_body: str
    template_file: str = "template"
    parameters: Mapping[str, Value] = field(default_factory=dict)  # typed, for evaluation
    facts: Facts = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    notification_arns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRequest:
    """Everything fixed when an operation begins."""

    before: StackRecord | None  # the stack before; None: it did not exist
    prior: tuple[ResourceRecord, ...] = ()
    # Records of the last stable state, for a stack that was left failed; None: the same as `prior`.
    stable: tuple[ResourceRecord, ...] | None = None
    superseded: tuple[ResourceRecord, ...] = ()
    wanted: Wanted | None = None  # None: DELETE and ROLLBACK, and with a `refusal`
    # What the last stable state was made from; a rollback that makes something anew needs it.
    previous: Wanted | None = None
    on_failure: OnFailure = OnFailure.ROLLBACK
    retain_except_on_create: bool = False
    timeout_seconds: float | None = None
    retain_resources: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    export_names: tuple[str, ...] = ()  # known ones; nobody else may take them meanwhile
    export_owners: Mapping[str, str] = field(default_factory=dict)
    export_users: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    export_values: Mapping[str, str] = field(default_factory=dict)
    client_request_token: str | None = None
    policy_body: str | None = None  # the stack policy that holds for this update
    begun_by: str | None = None  # the client token of the parent's handler request for a nested stack
    edited: tuple[str, ...] = ()  # nested stacks whose template has changed at its URL
    is_held: bool = False  # an update of a nested stack that waits for its parent's decision
    imported: Mapping[str, str] = field(default_factory=dict)  # logical id -> physical id of what exists
    drifted: tuple[str, ...] = ()  # logical ids whose `prior` is what was found, not what was deployed
    alarms: tuple[str, ...] = ()  # rollback triggers, ARNs
    monitoring_seconds: float = 0.0
    claims: tuple[str, ...] = ()  # see imports.claim; nobody else may import these meanwhile
    refusal: str | None = None  # why nothing is done: what the transforms made cannot be deployed


def to_json(request: OperationRequest) -> dict[str, Any]:
    """The request as a document; secrets stay Secret for the store to encrypt."""
    plain: dict[str, Any] = {each.name: getattr(request, each.name) for each in fields(request)}
    plain["before"] = to_plain(request.before) if request.before else None
    for name in ("prior", "superseded"):
        plain[name] = [to_plain(each) for each in getattr(request, name)]
    plain["stable"] = None if request.stable is None else [to_plain(each) for each in request.stable]
    plain["wanted"] = _wanted_to_json(request.wanted)
    plain["previous"] = _wanted_to_json(request.previous)
    return plain


def from_json(plain: dict[str, Any]) -> OperationRequest:
    """The request that `to_json` wrote."""
    values = dict(plain)
    values["before"] = from_plain(StackRecord, plain["before"]) if plain["before"] else None
    for name in ("prior", "superseded"):
        values[name] = tuple(from_plain(ResourceRecord, each) for each in plain[name])
    stable = plain["stable"]
    values["stable"] = None if stable is None else tuple(from_plain(ResourceRecord, each) for each in stable)
    values["wanted"] = _wanted_from_json(plain["wanted"])
    values["previous"] = _wanted_from_json(plain["previous"])
    values["on_failure"] = OnFailure(plain["on_failure"])
    values["export_users"] = {name: tuple(users) for name, users in plain["export_users"].items()}
    for name in ("retain_resources", "imports", "export_names", "claims", "alarms", "edited", "drifted"):
        values[name] = tuple(plain.get(name, ()))
    return OperationRequest(**values)


def request_of(operation: OperationRecord) -> OperationRequest:
    """What the operation was begun with."""
    assert isinstance(operation.request, dict)  # written by to_json
    return from_json(operation.request)


def last_request(store: Store, stack: StackRecord) -> OperationRequest | None:
    """What the stack's last operation was begun with; None when it never had one."""
    operation = store.operation(stack.last_operation_id or "")
    return None if operation is None else request_of(operation)


def _wanted_to_json(wanted: Wanted | None) -> dict[str, Any] | None:
    if wanted is None:
        return None
    plain: dict[str, Any] = {each.name: getattr(wanted, each.name) for each in fields(wanted)}
    plain["facts"] = [_fact(lookup, value) for lookup, value in wanted.facts.items()]
    return plain


def _wanted_from_json(plain: dict[str, Any] | None) -> Wanted | None:
    if plain is None:
        return None
    facts = dict(_from_fact(each) for each in plain["facts"])
    return Wanted(**{**plain, "facts": facts, "notification_arns": tuple(plain["notification_arns"])})


def _fact(lookup: Lookup, value: Value | NotFound) -> list[Any]:
    """[kind, fields of the lookup, value]; only found facts are kept: others ended the preparation."""
    kind = next(name for name, each in _LOOKUPS.items() if isinstance(lookup, each))
    return [kind, [getattr(lookup, each.name) for each in fields(lookup)], value]


def _from_fact(plain: list[Any]) -> tuple[Lookup, Value]:
    kind, arguments, value = plain
    return _LOOKUPS[kind](*arguments), value
