"""What is remembered about stacks, resources, events and change sets: shapes only, no storage.

Times are seconds since the epoch, UTC. Identifiers are AWS's (a stack id is the stack's ARN).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from landform.ground.statuses import (
    DeletionPolicy,
    OnFailure,
    OperationKind,
    ResourceStatus,
    StackStatus,
)
from landform.ground.values import Json, Properties, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRecord:
    """A resource that a stack owns, as last deployed."""

    logical_id: str
    type_name: str
    physical_id: str | None  # None: nothing was made yet
    status: ResourceStatus
    status_reason: str | None = None
    properties: Properties = field(default_factory=dict)  # as deployed; dynamic references unresolved
    attributes: Mapping[str, Value] = field(default_factory=dict)  # by GetAtt name
    depends_on: tuple[str, ...] = ()  # logical ids, from references and DependsOn
    deletion_policy: DeletionPolicy = DeletionPolicy.DELETE
    update_replace_policy: DeletionPolicy = DeletionPolicy.DELETE
    metadata: Json = None
    updated_at: float = 0.0
    # The properties it had when it was imported, which the undoing of the import goes back to; None: a stack
    # made it. Only what the template sets is in them.
    found: Properties | None = None
    # Its creation has not ended well, so it was never in use: no policy protects it, whatever status follows.
    is_half_made: bool = False
    # What was asked of it since `properties` were deployed, oldest first, without success so far: any
    # property may have the value that any of these give it. Empty: it is as `properties` say.
    attempted: tuple[Properties, ...] = ()
    # What its plain references to Parameter Store stood for when it was deployed, by what follows "ssm:".
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def models(self) -> tuple[Properties, ...]:
        """What may exist now, property by property: as deployed, then each attempt since, in order."""
        return (self.properties, *self.attempted)

    def anew(
        self,
        physical_id: str | None,
        status: ResourceStatus,
        *,
        properties: Properties,
        attributes: Mapping[str, Value] | None = None,
        is_half_made: bool = False,
    ) -> "ResourceRecord":
        """What the same declaration says of another physical resource; nothing of the old one goes over.

        This is the only way from a record to that of another resource.
        """
        return ResourceRecord(
            logical_id=self.logical_id,
            type_name=self.type_name,
            physical_id=physical_id,
            status=status,
            properties=properties,
            attributes=attributes or {},
            depends_on=self.depends_on,
            deletion_policy=self.deletion_policy,
            update_replace_policy=self.update_replace_policy,
            metadata=self.metadata,
            updated_at=self.updated_at,
            is_half_made=is_half_made,
        )

    def identified(self, physical_id: str | None) -> "ResourceRecord":
        """The record of a resource that is being made, now that its physical id is known."""
        if self.physical_id not in (None, physical_id):
            raise ValueError(
                f"{self.logical_id} is {self.physical_id}, not {physical_id}. This is a bug in Landform."
            )
        return replace(self, physical_id=physical_id)

    def renamed(self, physical_id: str | None) -> "ResourceRecord":
        """The record of the same resource under the id that an update gave it; None: the one it has."""
        return replace(self, physical_id=physical_id or self.physical_id)

    def asked(self, wanted: Properties) -> "ResourceRecord":
        """The record of a resource that is asked to become this, and may be that in part from now on."""
        return self._attempting(wanted)

    def half_deleted(self) -> "ResourceRecord":
        """The record of a resource whose deletion failed: any of its properties may be gone."""
        return self._attempting({}, self.models[-1])

    def _attempting(self, *models: Properties) -> "ResourceRecord":
        """With these attempts at the end; the same again adds nothing."""
        if self.attempted[-len(models) :] == models:
            return self
        return replace(self, attempted=(*self.attempted, *models))


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackConfiguration:
    """The alarms that undo a stack's operations, and how long they are watched after the work."""

    triggers: Mapping[str, str] | None = None  # ARN -> AWS's type; None: not given
    monitoring_minutes: int | None = None  # None: not given

    def over(self, before: "RollbackConfiguration") -> "RollbackConfiguration":
        """This one, with what it does not give from the one before."""
        return RollbackConfiguration(
            triggers=before.triggers if self.triggers is None else self.triggers,
            monitoring_minutes=(
                before.monitoring_minutes if self.monitoring_minutes is None else self.monitoring_minutes
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputRecord:
    """An output of a stack."""

    key: str
    value: str  # a Secret where it shows one: DescribeStacks shows it, as AWS does, but no file does
    description: str | None = None
    export_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StackRecord:
    """A stack between operations, or as its running operation last left it."""

    stack_id: str
    stack_name: str
    account_id: str
    region: str
    status: StackStatus
    created_at: float
    status_reason: str | None = None
    updated_at: float | None = None
    deleted_at: float | None = None
    template_body: str = ""  # as the user gave it
    processed_body: str | None = None  # what its transforms made of it; None: it calls none
    parameters: Mapping[str, Value] = field(default_factory=dict)  # as given; NoEcho ones are Secret
    resolved_parameters: Mapping[str, Value] = field(default_factory=dict)  # SSM types: what was read
    tags: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    notification_arns: tuple[str, ...] = ()
    role_arn: str | None = None
    description: str | None = None
    outputs: tuple[OutputRecord, ...] = ()
    imports: tuple[str, ...] = ()  # export names it uses
    termination_protection: bool = False
    disable_rollback: bool = False
    timeout_minutes: int | None = None
    change_set_id: str | None = None
    deletion_mode: str | None = None
    client_request_token: str | None = None
    last_operation_id: str | None = None
    last_operation_type: str | None = None  # AWS's OperationType: CREATE_STACK, ROLLBACK, …
    drift_status: str | None = None  # AWS's StackDriftStatus; None: never checked
    drift_checked_at: float | None = None
    policy_body: str | None = None  # the stack policy, as it was given
    rollback_configuration: RollbackConfiguration = RollbackConfiguration()
    parent_id: str | None = None  # of a nested stack: the stack whose resource it is
    root_id: str | None = None  # of a nested stack: the outermost of its parents


@dataclass(frozen=True, slots=True, kw_only=True)
class StackEvent:
    """One line of a stack's history."""

    event_id: str
    stack_id: str
    stack_name: str
    logical_id: str
    physical_id: str
    resource_type: str
    timestamp: float
    status: ResourceStatus | StackStatus
    reason: str | None = None
    properties: str | None = None  # JSON text, secrets masked
    client_request_token: str | None = None
    operation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetRecord:
    """A change set: the request, and AWS's description of the plan made for it."""

    change_set_id: str
    change_set_name: str
    stack_id: str
    stack_name: str
    kind: OperationKind
    status: str  # AWS's ChangeSetStatus: CREATE_COMPLETE, FAILED, …
    execution_status: str  # AWS's ExecutionStatus: AVAILABLE, UNAVAILABLE, EXECUTE_COMPLETE, …
    created_at: float
    status_reason: str | None = None
    description: str | None = None
    template_body: str = ""
    processed_body: str | None = None  # what its transforms made of it; None: it calls none, or one failed
    parameters: Mapping[str, Value] = field(default_factory=dict)
    resolved_parameters: Mapping[str, Value] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    notification_arns: tuple[str, ...] = ()
    role_arn: str | None = None
    on_failure: OnFailure = OnFailure.ROLLBACK
    changes: tuple[Json, ...] = ()  # AWS Change structures with property values, secrets masked
    includes_nested: bool = False  # nested stacks have change sets of their own
    nested: Mapping[str, str] = field(default_factory=dict)  # logical id -> id of the nested change set
    parent_change_set_id: str | None = None  # of a nested one
    root_change_set_id: str | None = None
    client_token: str | None = None
    operation_id: str | None = None  # of its execution
    imported: Mapping[str, str] = field(default_factory=dict)  # logical id -> identifier of what exists
    import_existing_resources: bool = False
    rollback_configuration: RollbackConfiguration = RollbackConfiguration()  # as it was given
    reverts_drift: bool = False
    gives_on_failure: bool = False  # OnStackFailure was given, so DisableRollback may not be


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRecord:
    """A stack operation and all that is needed to run it again from its journal."""

    operation_id: str
    stack_id: str
    kind: OperationKind
    started_at: float
    request: Json  # what the engine needs to rebuild the machine; secrets as Secret
    epoch: int = 0  # fencing: every writer must still hold it
    owner: str | None = None
    finished_at: float | None = None  # None: live
    result: str | None = None  # the stack status it ended with
