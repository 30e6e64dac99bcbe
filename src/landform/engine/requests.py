"""What the engine's use cases are asked for: AWS's request members under their own names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from landform.ground.records import RollbackConfiguration
from landform.ground.regions import region_partition, region_url_suffix
from landform.ground.statuses import OnFailure, OperationKind
from landform.template.parameters import ParameterInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Account and region a request is for; every pair is a world of its own."""

    account_id: str
    region: str

    @property
    def partition(self) -> str:
        """The partition of the region."""
        return region_partition(self.region)

    @property
    def url_suffix(self) -> str:
        """The domain of the partition's services."""
        return region_url_suffix(self.region)


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedIn:
    """Which stack's operation asks for a nested stack."""

    parent_id: str
    root_id: str
    token: str  # the handler request's client token: the same request is begun once
    keeps_failure: bool  # the parent's operation does not roll back


@dataclass(frozen=True, slots=True, kw_only=True)
class StackRequest:
    """The common part of CreateStack, UpdateStack and CreateChangeSet."""

    stack_name: str  # or the stack's id, for an update
    template_body: str | None = None  # None with use_previous_template
    template_file: str = "template"  # how messages name the template
    processed_body: str | None = None  # what transforms have made of it already; None: they run now
    use_previous_template: bool = False
    parameters: Mapping[str, ParameterInput] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    tags: Mapping[str, str] | None = None  # None: keep the stack's tags
    notification_arns: tuple[str, ...] | None = None
    role_arn: str | None = None
    on_failure: OnFailure | None = None  # None: ROLLBACK unless disable_rollback
    disable_rollback: bool | None = None
    retain_except_on_create: bool = False
    timeout_minutes: int | None = None
    termination_protection: bool = False
    client_request_token: str | None = None
    resource_types: tuple[str, ...] = ()  # the types that may be in the template; empty: all
    rollback_configuration: RollbackConfiguration = field(default_factory=RollbackConfiguration)
    policy_body: str | None = None  # the stack policy from now on; None: as it was
    policy_during_update: str | None = None  # instead of the stack's, for this update only
    nested: NestedIn | None = None  # None: asked for by a user


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceToImport:
    """A resource that exists, and what it is to be in the stack."""

    logical_id: str
    type_name: str
    identifier: Mapping[str, str]  # by the names of the type's primary identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetRequest:
    """CreateChangeSet."""

    stack: StackRequest
    change_set_name: str
    kind: OperationKind = OperationKind.UPDATE  # CREATE, UPDATE or IMPORT
    description: str | None = None
    client_token: str | None = None
    import_existing_resources: bool = False
    reverts_drift: bool = False  # compare with what exists, not with what was deployed
    resources_to_import: tuple[ResourceToImport, ...] = ()  # IMPORT only
    includes_nested: bool = False
    parent_change_set_id: str | None = None  # of a nested one
    root_change_set_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteStackRequest:
    """DeleteStack."""

    stack_name: str
    retain_resources: tuple[str, ...] = ()
    deletion_mode: str | None = None  # STANDARD or FORCE_DELETE_STACK
    role_arn: str | None = None
    is_nested: bool = False  # the parent asks, not a user
    client_request_token: str | None = None
