"""What happens to the stack, as one table: phases, and AWS's status on entering each.

The theory: an operation goes forward; if that fails it turns back at once (the status says so), waits until
the calls under way have ended (a STOPPING phase), and then undoes. A failed create is undone by deleting what
was made. A failed update first restores what it changed (RESTORING) and then deletes what it made
(CLEANING_UP_ROLLBACK), just as a successful update first changes and then deletes what it replaced. A nested
stack that a parent updates deletes nothing (HELD) before the parent's own update is done or undone. A failed
import lets go what it took in and deletes nothing.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import auto
from typing import Final

from landform.deploy.table_key import TableKey
from landform.ground.statuses import StackStatus


class Phase(TableKey):
    """What the operation is at."""

    NEW = auto()
    CREATING = auto()
    UPDATING = auto()
    HELD = auto()  # an update that is done, but may still have to go back with the parent's
    CLEANING_UP = auto()  # deletes what an update replaced or removed
    STOPPING_CREATE = auto()
    STOPPING_CREATE_TO_DELETE = auto()
    STOPPING_UPDATE = auto()
    UNDOING_CREATE = auto()
    RESTORING = auto()
    CLEANING_UP_ROLLBACK = auto()  # deletes what a failed update had made
    DELETING = auto()
    DELETING_FAILED_CREATE = auto()
    IMPORTING = auto()
    STOPPING_IMPORT = auto()
    UNDOING_IMPORT = auto()  # lets go what was taken in
    DONE = auto()


class Signal(TableKey):
    """What moves it on."""

    BEGIN_CREATE = auto()
    BEGIN_UPDATE = auto()
    BEGIN_DELETE = auto()
    BEGIN_IMPORT = auto()
    BEGIN_UNDO_CREATE = auto()
    BEGIN_UNDO_UPDATE = auto()
    UNDO = auto()  # something failed, the time is over, or the user cancels
    UNDO_AND_DELETE = auto()
    KEEP_FAILURE = auto()  # something failed, all else has been done, and nothing is to be undone
    DRAINED = auto()  # no call is under way any more
    DONE_AND_HELD = auto()
    RELEASED = auto()  # the parent's update is done
    DONE_WELL = auto()
    DONE_BADLY = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """The next phase, and the status the stack gets on the way; None: the status stays."""

    phase: Phase
    status: StackStatus | None


_P, _G, _T = Phase, Signal, StackStatus

STACK: Final[Mapping[tuple[Phase, Signal], Move]] = {
    (_P.NEW, _G.BEGIN_CREATE): Move(_P.CREATING, _T.CREATE_IN_PROGRESS),
    (_P.NEW, _G.BEGIN_UPDATE): Move(_P.UPDATING, _T.UPDATE_IN_PROGRESS),
    (_P.NEW, _G.BEGIN_DELETE): Move(_P.DELETING, _T.DELETE_IN_PROGRESS),
    (_P.NEW, _G.BEGIN_UNDO_CREATE): Move(_P.UNDOING_CREATE, _T.ROLLBACK_IN_PROGRESS),
    (_P.NEW, _G.BEGIN_UNDO_UPDATE): Move(_P.RESTORING, _T.UPDATE_ROLLBACK_IN_PROGRESS),
    (_P.CREATING, _G.DONE_WELL): Move(_P.DONE, _T.CREATE_COMPLETE),
    (_P.CREATING, _G.KEEP_FAILURE): Move(_P.DONE, _T.CREATE_FAILED),
    (_P.CREATING, _G.UNDO): Move(_P.STOPPING_CREATE, _T.ROLLBACK_IN_PROGRESS),
    (_P.CREATING, _G.UNDO_AND_DELETE): Move(_P.STOPPING_CREATE_TO_DELETE, _T.DELETE_IN_PROGRESS),
    (_P.STOPPING_CREATE, _G.DRAINED): Move(_P.UNDOING_CREATE, None),
    (_P.STOPPING_CREATE_TO_DELETE, _G.DRAINED): Move(_P.DELETING_FAILED_CREATE, None),
    (_P.UNDOING_CREATE, _G.DONE_WELL): Move(_P.DONE, _T.ROLLBACK_COMPLETE),
    (_P.UNDOING_CREATE, _G.DONE_BADLY): Move(_P.DONE, _T.ROLLBACK_FAILED),
    (_P.UPDATING, _G.DONE_WELL): Move(_P.CLEANING_UP, _T.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS),
    (_P.UPDATING, _G.DONE_AND_HELD): Move(_P.HELD, _T.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS),
    (_P.HELD, _G.RELEASED): Move(_P.CLEANING_UP, None),
    (_P.HELD, _G.UNDO): Move(_P.STOPPING_UPDATE, _T.UPDATE_ROLLBACK_IN_PROGRESS),
    (_P.UPDATING, _G.KEEP_FAILURE): Move(_P.DONE, _T.UPDATE_FAILED),
    (_P.UPDATING, _G.UNDO): Move(_P.STOPPING_UPDATE, _T.UPDATE_ROLLBACK_IN_PROGRESS),
    # A copy that will not go does not spoil the update: AWS gives up on it and reports it.
    (_P.CLEANING_UP, _G.DONE_WELL): Move(_P.DONE, _T.UPDATE_COMPLETE),
    (_P.CLEANING_UP, _G.DONE_BADLY): Move(_P.DONE, _T.UPDATE_COMPLETE),
    (_P.STOPPING_UPDATE, _G.DRAINED): Move(_P.RESTORING, None),
    (_P.RESTORING, _G.DONE_WELL): Move(
        _P.CLEANING_UP_ROLLBACK, _T.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS
    ),
    (_P.RESTORING, _G.DONE_BADLY): Move(_P.DONE, _T.UPDATE_ROLLBACK_FAILED),
    (_P.CLEANING_UP_ROLLBACK, _G.DONE_WELL): Move(_P.DONE, _T.UPDATE_ROLLBACK_COMPLETE),
    (_P.CLEANING_UP_ROLLBACK, _G.DONE_BADLY): Move(_P.DONE, _T.UPDATE_ROLLBACK_COMPLETE),
    (_P.DELETING, _G.DONE_WELL): Move(_P.DONE, _T.DELETE_COMPLETE),
    (_P.DELETING, _G.DONE_BADLY): Move(_P.DONE, _T.DELETE_FAILED),
    (_P.DELETING_FAILED_CREATE, _G.DONE_WELL): Move(_P.DONE, _T.DELETE_COMPLETE),
    (_P.DELETING_FAILED_CREATE, _G.DONE_BADLY): Move(_P.DONE, _T.DELETE_FAILED),
    (_P.NEW, _G.BEGIN_IMPORT): Move(_P.IMPORTING, _T.IMPORT_IN_PROGRESS),
    (_P.IMPORTING, _G.DONE_WELL): Move(_P.DONE, _T.IMPORT_COMPLETE),
    (_P.IMPORTING, _G.UNDO): Move(_P.STOPPING_IMPORT, _T.IMPORT_ROLLBACK_IN_PROGRESS),
    (_P.STOPPING_IMPORT, _G.DRAINED): Move(_P.UNDOING_IMPORT, None),
    (_P.UNDOING_IMPORT, _G.DONE_WELL): Move(_P.DONE, _T.IMPORT_ROLLBACK_COMPLETE),
    (_P.UNDOING_IMPORT, _G.DONE_BADLY): Move(_P.DONE, _T.IMPORT_ROLLBACK_FAILED),
}

CANCELLABLE: Final = frozenset({Phase.UPDATING, Phase.HELD})
"""Where a cancel means something: CancelUpdateStack needs UPDATE_IN_PROGRESS; a parent that rolls back also
cancels what is held. Elsewhere it is dropped."""

DELETABLE: Final = frozenset({Phase.CREATING})
"""Where a deletion may cut in. Elsewhere AWS refuses it while an operation runs."""

LIMITED_IN_TIME: Final = frozenset({Phase.CREATING})
"""Where the stack's timeout means something; elsewhere its timer is dropped."""


def move(phase: Phase, signal: Signal) -> Move:
    """The row for this phase and signal."""
    found = STACK.get((phase, signal))
    if found is None:
        raise RuntimeError(
            f"a stack that is {phase.name} cannot meet {signal.name}. This is a bug in Landform."
        )
    return found
