"""A plan as data: what was shown to a person and what AWS's change sets are written from.

A plan has steps, one for each resource that changes. Each step says what will happen, whether the resource
is replaced, and, for each property that changes, why: the reason chain leads from the property through
references to the line of the source that started it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from landform.ground.diagnostics import Diagnostic
from landform.ground.source import SourceLocation
from landform.ground.statuses import DeletionPolicy
from landform.ground.values import Properties, Value

PropertySteps = tuple[str | int, ...]
"""A place inside a resource's properties: names, and list indexes where lists are compared in order."""


class StepAction(StrEnum):
    """What a step does to the real resource."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    RETAIN = "retain"  # leaves the stack, stays in the cloud
    IMPORT = "import"  # exists outside the stack, and becomes its resource


class Replacement(StrEnum):
    """Whether the physical resource is exchanged for a new one."""

    NO = "no"
    YES = "yes"
    MAY = "may"  # decided by a value that is known only later, or by the service


class CauseKind(StrEnum):
    """Where a change of a property comes from."""

    TEMPLATE = "template"  # the expression itself was edited
    PARAMETER = "parameter"  # a parameter it uses has another value
    REFERENCE = "reference"  # Ref to a resource that changes
    ATTRIBUTE = "attribute"  # Fn::GetAtt of a resource that changes
    OUTSIDE = "outside"  # an import, a stack output or another looked-up fact has another value
    TAGS = "tags"  # the stack's tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One link of a reason chain."""

    kind: CauseKind
    entity: str | None = None  # parameter name, "LogicalId" or "LogicalId.Attribute", export name
    location: SourceLocation | None = None  # of the expression that makes the link
    # For a reference: the causes of the change of the resource it names, one level down.
    because: tuple["Cause", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyChange:
    """A property that differs between what is deployed and what is wanted."""

    path: PropertySteps
    before: Value  # None when `kind` is "Add"
    after: Value  # holds Unknown where it is known after deployment; None when `kind` is "Remove"
    kind: str  # AWS's AttributeChangeType: Add, Remove or Modify
    replacement: Replacement
    causes: tuple[Cause, ...] = ()
    location: SourceLocation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens to one resource."""

    logical_id: str
    type_name: str
    action: StepAction
    replacement: Replacement
    physical_id: str | None = None
    changes: tuple[PropertyChange, ...] = ()
    depends_on: tuple[str, ...] = ()
    before: Properties = field(default_factory=dict)
    after: Properties = field(default_factory=dict)
    deletion_policy: DeletionPolicy = DeletionPolicy.DELETE
    update_replace_policy: DeletionPolicy = DeletionPolicy.DELETE
    location: SourceLocation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputChange:
    """An output that appears, goes or has another value."""

    name: str
    before: Value  # None: it is new
    after: Value  # None: it goes; Unknown: known after deployment


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All steps, each after the steps it depends on."""

    steps: tuple[Step, ...] = ()
    unchanged: tuple[str, ...] = ()  # logical ids that stay as they are
    outputs: tuple[OutputChange, ...] = ()
    attribute_changes: tuple[str, ...] = ()  # logical ids of which only metadata or a policy changes
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.steps or self.outputs or self.attribute_changes)

    def counts(self) -> Mapping[StepAction, int]:
        """How many steps there are of each action."""
        counts = dict.fromkeys(StepAction, 0)
        for step in self.steps:
            counts[step.action] += 1
        return counts
