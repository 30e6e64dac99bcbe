"""What a deployment is told before it starts: the resources, what is wanted of them, and the rules.

A DeploymentSpec is complete: with it and the inputs, the machine decides everything. It holds no template,
plan or schema; it asks for them through the protocols below, whose answers must depend on nothing but their
arguments, because a restart replays the inputs and must meet the same answers again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from landform.ground.records import OutputRecord, ResourceRecord
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, StackStatus
from landform.ground.values import Json, Properties, Value


class ResourceValues(Protocol):
    """What the resources that exist by now are called."""

    def ref(self, logical_id: str) -> Value:
        """What Ref gives for the resource. KeyError when it does not exist: a bug of the caller."""

    def attribute(self, logical_id: str, name: str) -> Value:
        """What Fn::GetAtt gives. KeyError when the resource or the attribute does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredFailure:
    """The wanted properties or outputs cannot be computed; `reason` goes into the stack's events."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalWait:
    """A resource that is made is not complete before it is told so from outside."""

    sources: tuple[str, ...]  # whose signals count: SignalReceived.source
    count: int  # signals expected; more than 0
    timeout_seconds: float  # from the moment when the resource is made
    # MinSuccessfulInstancesPercent of an Auto Scaling group, 0 to 100; None: each signal must be a success.
    percent: int | None = None
    has_data: bool = False  # a wait condition: the signals' data become its attribute Data


class DesiredState(Protocol):
    """What the template wants, once the values it refers to are known. Pure."""

    def wait(self, logical_id: str, properties: Properties) -> SignalWait | DesiredFailure | None:
        """What a resource that was made with these properties waits for; None: nothing."""

    def properties(self, logical_id: str, values: ResourceValues) -> Properties | DesiredFailure:
        """The resource's properties; asked when all it depends on is complete, so nothing is unknown."""

    def outputs(self, values: ResourceValues) -> tuple[OutputRecord, ...] | DesiredFailure:
        """The stack's outputs; asked when every wanted resource is complete."""


class ChangeKind(Enum):
    """What brings a resource from its properties before to those after."""

    NONE = "none"
    UPDATE = "update"  # in place
    REPLACE = "replace"  # by a new physical resource


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVerdict:
    """How a change of properties has to be carried out."""

    kind: ChangeKind
    delete_first: bool = False  # REPLACE only: the old one must go before the new one is made
    immutable_paths: tuple[str, ...] = ()  # the properties that force a replacement
    # UPDATE only: where the provider answers that it cannot (NotUpdatable), the resource is replaced.
    may_replace: bool = False
    # A name that the template gives and keeps, so that no second resource can be made beside the first.
    custom_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """An existing resource, seen with the eyes of the template that takes it in."""

    properties: Properties  # as they are, of those that the template sets
    fixed_paths: tuple[str, ...] = ()  # create-only properties that are not as the template wants them


class TypeRules(Protocol):
    """What is known about resource types. Pure."""

    def adopt(self, type_name: str, actual: Properties, wanted: Properties) -> Adoption:
        """What an existing resource with the actual properties is to a template that wants others."""

    def verdict(self, type_name: str, before: Properties, after: Properties) -> ChangeVerdict:
        """How a resource of this type gets from one set of properties to the other."""

    def ref(self, type_name: str, physical_id: str, attributes: Mapping[str, Value]) -> Value:
        """What Ref gives for a resource of this type."""

    def is_held(self, type_name: str) -> bool:
        """Whether an update of this type can be undone until it is settled (HandlerAction.SETTLE)."""

    def can_snapshot(self, type_name: str) -> bool:
        """Whether DeletionPolicy Snapshot means something for this type."""


class UpdateRules(Protocol):
    """A stack policy: which changes of existing resources an update may make. Pure."""

    def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
        """Why Update:Modify, Update:Replace or Update:Delete is not allowed; None: it is."""


class SameAsPrior(Enum):
    """The type of SAME_AS_PRIOR, an enum so that `is` narrows it."""

    SAME_AS_PRIOR = "same as prior"


SAME_AS_PRIOR: Final = SameAsPrior.SAME_AS_PRIOR


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceTarget:
    """One logical id: what exists, what is wanted, and what a failure returns to.

    A resource that is wanted under another type than it has is replaced.
    """

    logical_id: str
    type_name: str  # as wanted; as it is when not wanted any more
    is_desired: bool = True
    # In the graph after the operation; ids that are not in the spec or not desired are ignored.
    depends_on: tuple[str, ...] = ()
    # The live record at the start of this operation; None when the stack has no such resource.
    prior: ResourceRecord | None = None
    # What a rollback returns to, the record of the last stable state. It differs from `prior` only after a
    # failure that was kept (or a rollback that failed); None: the resource did not exist then.
    rollback_to: ResourceRecord | SameAsPrior | None = SAME_AS_PRIOR
    # Other copies that still exist: what an earlier, kept, failed operation had replaced, oldest first.
    superseded: tuple[ResourceRecord, ...] = ()
    deletion_policy: DeletionPolicy = DeletionPolicy.DELETE
    update_replace_policy: DeletionPolicy = DeletionPolicy.DELETE
    metadata: Json = None
    # What it stands for has changed although its properties have not: update it, and undo that in a rollback.
    is_edited: bool = False
    # The physical id of a resource that exists outside the stack and is taken in instead of creating one.
    import_as: str | None = None
    # `prior` has the properties that were found, not those that were deployed: it is to be remembered.
    had_drifted: bool = False

    @property
    def stable(self) -> ResourceRecord | None:
        """The record a rollback returns to; None when the resource did not exist."""
        return self.prior if self.rollback_to is SAME_AS_PRIOR else self.rollback_to


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentSpec:
    """Everything that is fixed when an operation starts."""

    operation_id: str
    kind: OperationKind
    stack_id: str
    stack_name: str
    resources: Mapping[str, ResourceTarget]  # by logical id, in the template's order, then the removed ones
    desired: DesiredState  # not asked by DELETE and ROLLBACK
    types: TypeRules
    rules: UpdateRules | None = None  # UPDATE only; None: everything is allowed
    on_failure: OnFailure = OnFailure.ROLLBACK
    timeout_seconds: float | None = None  # from Begin to the end of the forward work; CREATE only
    # The template before this operation, for one purpose: when a rollback has to make a resource anew
    # (its old copy is gone), what refers to it needs the new one's values. None: the recorded properties.
    previous_desired: DesiredState | None = None
    prior_status: StackStatus | None = None  # ROLLBACK: which state is being left; None: a new stack
    is_held: bool = False  # UPDATE of a nested stack by its parent: wait for Released before the clean-up
    retain_resources: frozenset[str] = field(default_factory=frozenset)  # DeleteStack RetainResources
    # The API parameter: a rollback deletes what the operation made even where DeletionPolicy is Retain.
    retain_except_on_create: bool = False
    alarms: tuple[str, ...] = ()  # rollback triggers, ARNs; CREATE and UPDATE only
    monitoring_seconds: float = 0.0  # how long they are watched when all work is done
    max_concurrency: int | None = None  # provider calls at a time; None: as many as dependencies allow
