"""What a store must do, whichever way it keeps its rows.

Every method is one transaction. A running operation writes through `commit`, which first checks that the
writer still holds the operation's epoch: a writer that has been superseded changes nothing. A store knows
rows, versions and epochs; it does not know what a status means.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    StackEvent,
    StackRecord,
)
from landform.ground.values import Json


class OperationInProgressError(Exception):
    """The stack already has a live operation; there can be only one."""

    def __init__(self, stack_id: str) -> None:
        super().__init__(f"stack {stack_id} already has an operation in progress")
        self.stack_id = stack_id


class FencedError(Exception):
    """Another owner has claimed the operation, or it is over: stop at once, write nothing."""


class CancelPendingError(Exception):
    """The operation was to be cancelled before these writes; they are not made until the machine knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A document to remember in the transaction of what it is about."""

    scope: str
    token: str
    value: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One input of a machine, at its place."""

    sequence: int  # from 0, without gaps
    now: float  # what the machine was told the time was
    input: Json  # as deploy.codec writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """A value a stack offers to the other stacks of its account and region."""

    name: str
    value: str
    stack_id: str


@dataclass(slots=True, kw_only=True)
class OperationWrites:
    """All that a batch of inputs changed, written in one transaction; later writes replace earlier ones."""

    operation_id: str
    stack_id: str
    epoch: int
    inputs: list[JournalEntry] = field(default_factory=list)
    resources: dict[str, ResourceRecord | None] = field(default_factory=dict)  # None: forget it
    # By (logical id, physical id); None: forget it.
    superseded: dict[tuple[str, str], ResourceRecord | None] = field(default_factory=dict)
    events: list[StackEvent] = field(default_factory=list)
    stack: StackRecord | None = None
    exports: tuple[ExportRecord, ...] | None = None  # None: unchanged
    imports: tuple[str, ...] | None = None  # None: unchanged
    result: str | None = None  # the operation is over, with this stack status
    finished_at: float | None = None
    knows_cancel: bool = False  # whether the machine was told of a cancel, if there is one


class Store(Protocol):
    """The memory of one Landform installation."""

    @property
    def revision(self) -> int:
        """Another number after every write, by whichever process."""

    def stack(self, stack_id: str) -> StackRecord | None:
        """The stack with this id, deleted or not."""

    def stack_named(self, account_id: str, region: str, name: str) -> StackRecord | None:
        """The newest stack of this name; the caller looks whether it is deleted."""

    def stacks(self, account_id: str, region: str) -> list[StackRecord]:
        """All stacks, deleted ones included, newest first."""

    def save_stack(self, record: StackRecord, events: Sequence[StackEvent] = ()) -> None:
        """Insert or replace a stack outside an operation, with events that go with it."""

    def forget_stack(self, stack_id: str) -> None:
        """Remove a stack that has no resources, with its events, change sets, operations and tokens."""

    def deleted_before(self, moment: float) -> list[str]:
        """Ids of the stacks that were deleted before the moment, in seconds since the epoch."""

    def resources(self, stack_id: str) -> dict[str, ResourceRecord]:
        """The stack's resources by logical id."""

    def has_resources(self) -> bool:
        """Whether any stack has a resource."""

    def superseded(self, stack_id: str) -> list[ResourceRecord]:
        """Copies that are replaced but still exist, oldest first."""

    def events(
        self, stack_id: str, *, before: int | None = None, limit: int = 100
    ) -> list[tuple[int, StackEvent]]:
        """Events with their positions, newest first, older than position `before`."""

    def save_change_set(self, record: ChangeSetRecord) -> None:
        """Insert or replace a change set."""

    def change_set(self, change_set_id: str) -> ChangeSetRecord | None:
        """The change set with this id."""

    def change_sets(self, stack_id: str) -> list[ChangeSetRecord]:
        """The stack's change sets, newest first."""

    def delete_change_set(self, change_set_id: str) -> None:
        """Remove a change set; nothing happens when there is none."""

    def exports(self, account_id: str, region: str) -> dict[str, ExportRecord]:
        """All exports of an account and region by name."""

    def importers(self, account_id: str, region: str, export_name: str) -> list[str]:
        """Names of the stacks that import the export, sorted."""

    def begin_operation(
        self,
        operation: OperationRecord,
        stack: StackRecord,
        events: Sequence[StackEvent],
        remembered: Remembered | None = None,
    ) -> None:
        """Insert the operation and the stack as it begins. Raises OperationInProgressError.

        What is `remembered`, such as the answer to the request, is so exactly when the operation has begun.
        """

    def operation(self, operation_id: str) -> OperationRecord | None:
        """The operation with this id."""

    def live_operations(self) -> list[OperationRecord]:
        """Operations that are not finished, oldest first."""

    def claim(self, operation_id: str, owner: str) -> int | None:
        """Take the operation over: the new epoch, or None when it is finished or unknown."""

    def journal(self, operation_id: str) -> list[JournalEntry]:
        """The operation's inputs in order."""

    def commit(self, writes: OperationWrites) -> None:
        """Write a batch. Raises FencedError when the epoch is not the operation's any more.

        Raises CancelPendingError when the batch changes the stack in ignorance of a cancel: so a cancel that
        was taken can never come too late.
        """

    def request_cancel(self, operation_id: str, while_status: str | None = None) -> bool:
        """Ask whoever runs the operation to cancel it: whether it was still live to be asked.

        Args:
            while_status: ask only while the stack has this status; None: whatever it has.
        """

    def cancel_requested(self, operation_id: str) -> bool:
        """Whether somebody has asked for the operation to be cancelled."""

    def idempotent(self, scope: str, token: str) -> Mapping[str, Json] | None:
        """What was remembered under a token."""

    def remember(self, scope: str, token: str, value: Mapping[str, Json]) -> None:
        """Remember a document under a token of a scope, such as the answer to a client request token."""

    def remembered(self, scope: str) -> dict[str, Mapping[str, Json]]:
        """All documents of a scope by their tokens."""

    def close(self) -> None:
        """Release files and connections."""
