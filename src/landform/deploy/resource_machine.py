"""What happens to one resource, as tables. Everything that decides about a resource's steps is in this file.

Three machines, used one after the other:

- FORWARD brings a resource to what the template wants: create, update in place, replace, or replace by
  deleting first. A resource whose creation failed earlier is scrapped and then created.
- RESTORE brings it back to its last stable state after an update failed.
- REMOVAL deletes one copy (a physical resource), where a policy lets it.

A row says: in this state, on this signal, go to that state and have this effect. The effects are carried out
by `forward`, `restoring` and `removing`, which decide nothing. STOP reaches every resource when the
operation turns back; a call that is already under way cannot be recalled, so its resource goes to a
..._STOPPED state, its failure is told at once, and its answer is still awaited, because whatever it made has
to be undone. A resource that waits for signals has no call under way: STOP ends it at once. A pair of state
and signal without a row cannot happen; meeting one is a bug in Landform.
Answers that come late or twice never get here: `calls` drops them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Generic, TypeVar

from landform.deploy.table_key import TableKey
from landform.ground.statuses import DeletionPolicy

State = TypeVar("State", bound=Enum)
SignalOf = TypeVar("SignalOf", bound=Enum)
EffectOf = TypeVar("EffectOf", bound=Enum)


@dataclass(frozen=True, slots=True)
class Step(Generic[State, EffectOf]):
    """Where a signal leads, and what it brings about."""

    next_state: State
    effect: EffectOf


class ForwardState(TableKey):
    """Where a resource is on its way to what is wanted."""

    WAITING = auto()  # for what it depends on, or for room
    CREATING = auto()
    UPDATING = auto()
    REPLACING = auto()  # the new one is being made, the old one is untouched
    CLEARING = auto()  # the old one is being deleted, so that the new one can be made
    REMAKING = auto()  # after CLEARING: the new one is being made
    SCRAPPING = auto()  # what an earlier, failed creation left is being deleted; CREATING follows
    CREATED_WAITING = auto()  # the ..._WAITING states: made, and complete when its signals have come
    REPLACED_WAITING = auto()
    REMADE_WAITING = auto()
    IMPORTING = auto()  # what exists outside the stack is being looked at; UPDATING follows
    CREATING_STOPPED = auto()
    UPDATING_STOPPED = auto()
    REPLACING_STOPPED = auto()
    CLEARING_STOPPED = auto()
    REMAKING_STOPPED = auto()
    SCRAPPING_STOPPED = auto()
    IMPORTING_STOPPED = auto()
    UNCHANGED = auto()
    COMPLETE = auto()
    FAILED = auto()
    STOPPED = auto()  # it was under way when the operation turned back
    NOT_STARTED = auto()  # it was still waiting then


class ForwardSignal(TableKey):
    """What can befall it."""

    NOTHING = auto()  # the first eight: its turn has come, and this is what must be done
    CREATE = auto()
    UPDATE = auto()
    REPLACE = auto()
    REPLACE_DELETE_FIRST = auto()
    SCRAP_AND_CREATE = auto()
    IMPORT = auto()
    IMPOSSIBLE = auto()  # what is wanted cannot be computed
    IDENTIFIED = auto()  # the provider told the physical id before it is done
    MADE = auto()  # the provider is done, but signals are waited for
    SUCCEEDED = auto()
    FOUND_AS_WANTED = auto()  # what is imported needs no update
    FAILED = auto()
    NOT_UPDATABLE = auto()  # the provider left it as it was, and the type promises a replacement then
    STOP = auto()


class ForwardEffect(TableKey):
    """What a step brings about; `forward` carries it out."""

    NONE = auto()
    KEEP = auto()
    BEGIN_CREATE = auto()
    BEGIN_UPDATE = auto()
    BEGIN_REPLACEMENT = auto()
    BEGIN_REPLACEMENT_INSTEAD = auto()
    BEGIN_CLEARING = auto()
    BEGIN_REMAKING = auto()
    BEGIN_SCRAPPING = auto()
    BEGIN_CREATE_AFTER_SCRAPPING = auto()
    BEGIN_IMPORT = auto()
    TAKE_IN = auto()
    TAKE_IN_AS_IT_IS = auto()
    FAIL_IMPORT = auto()
    CANCEL_IMPORT = auto()
    REFUSE = auto()
    ANNOUNCE_CREATION = auto()
    ANNOUNCE_REPLACEMENT = auto()
    COMPLETE_CREATE = auto()
    COMPLETE_UPDATE = auto()
    COMPLETE_REPLACEMENT = auto()
    COMPLETE_REMAKING = auto()
    FAIL_CREATE = auto()
    FAIL_UPDATE = auto()
    FAIL_REPLACEMENT = auto()
    FAIL_CLEARING = auto()
    FAIL_REMAKING = auto()
    FAIL_SCRAPPING = auto()
    CANCEL_CREATE = auto()
    CANCEL_UPDATE = auto()
    CANCEL_REPLACEMENT = auto()
    CANCEL_REMAKING = auto()
    NOTE_CREATED = auto()  # the NOTE effects: an answer after STOP; what was made is remembered, to be undone
    NOTE_UPDATED = auto()
    NOTE_NOT_UPDATED = auto()
    NOTE_REPLACEMENT = auto()
    NOTE_CLEARED = auto()
    NOTE_NOT_CLEARED = auto()
    NOTE_REMADE = auto()


_S, _G, _E = ForwardState, ForwardSignal, ForwardEffect

FORWARD: Final[Mapping[tuple[ForwardState, ForwardSignal], Step[ForwardState, ForwardEffect]]] = {
    (_S.WAITING, _G.NOTHING): Step(_S.UNCHANGED, _E.KEEP),
    (_S.WAITING, _G.CREATE): Step(_S.CREATING, _E.BEGIN_CREATE),
    (_S.WAITING, _G.UPDATE): Step(_S.UPDATING, _E.BEGIN_UPDATE),
    (_S.WAITING, _G.REPLACE): Step(_S.REPLACING, _E.BEGIN_REPLACEMENT),
    (_S.WAITING, _G.REPLACE_DELETE_FIRST): Step(_S.CLEARING, _E.BEGIN_CLEARING),
    (_S.WAITING, _G.SCRAP_AND_CREATE): Step(_S.SCRAPPING, _E.BEGIN_SCRAPPING),
    (_S.WAITING, _G.IMPORT): Step(_S.IMPORTING, _E.BEGIN_IMPORT),
    (_S.WAITING, _G.IMPOSSIBLE): Step(_S.FAILED, _E.REFUSE),
    (_S.WAITING, _G.STOP): Step(_S.NOT_STARTED, _E.NONE),
    (_S.CREATING, _G.IDENTIFIED): Step(_S.CREATING, _E.ANNOUNCE_CREATION),
    (_S.CREATING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_CREATE),
    (_S.CREATING, _G.FAILED): Step(_S.FAILED, _E.FAIL_CREATE),
    (_S.CREATING, _G.STOP): Step(_S.CREATING_STOPPED, _E.CANCEL_CREATE),
    (_S.UPDATING, _G.IDENTIFIED): Step(_S.UPDATING, _E.NONE),
    (_S.UPDATING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_UPDATE),
    (_S.UPDATING, _G.FAILED): Step(_S.FAILED, _E.FAIL_UPDATE),
    (_S.UPDATING, _G.NOT_UPDATABLE): Step(_S.REPLACING, _E.BEGIN_REPLACEMENT_INSTEAD),
    (_S.UPDATING, _G.STOP): Step(_S.UPDATING_STOPPED, _E.CANCEL_UPDATE),
    (_S.REPLACING, _G.IDENTIFIED): Step(_S.REPLACING, _E.ANNOUNCE_REPLACEMENT),
    (_S.REPLACING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_REPLACEMENT),
    (_S.REPLACING, _G.FAILED): Step(_S.FAILED, _E.FAIL_REPLACEMENT),
    (_S.REPLACING, _G.STOP): Step(_S.REPLACING_STOPPED, _E.CANCEL_UPDATE),
    (_S.CLEARING, _G.IDENTIFIED): Step(_S.CLEARING, _E.NONE),
    (_S.CLEARING, _G.SUCCEEDED): Step(_S.REMAKING, _E.BEGIN_REMAKING),
    (_S.CLEARING, _G.FAILED): Step(_S.FAILED, _E.FAIL_CLEARING),
    (_S.CLEARING, _G.STOP): Step(_S.CLEARING_STOPPED, _E.CANCEL_UPDATE),
    (_S.REMAKING, _G.IDENTIFIED): Step(_S.REMAKING, _E.ANNOUNCE_REPLACEMENT),
    (_S.REMAKING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_REMAKING),
    (_S.REMAKING, _G.FAILED): Step(_S.FAILED, _E.FAIL_REMAKING),
    (_S.REMAKING, _G.STOP): Step(_S.REMAKING_STOPPED, _E.CANCEL_UPDATE),
    (_S.SCRAPPING, _G.IDENTIFIED): Step(_S.SCRAPPING, _E.NONE),
    (_S.SCRAPPING, _G.SUCCEEDED): Step(_S.CREATING, _E.BEGIN_CREATE_AFTER_SCRAPPING),
    (_S.SCRAPPING, _G.FAILED): Step(_S.FAILED, _E.FAIL_SCRAPPING),
    (_S.SCRAPPING, _G.STOP): Step(_S.SCRAPPING_STOPPED, _E.CANCEL_CREATE),
    # A resource that is taken in is updated, as AWS does, to the template's properties and the stack's tags.
    (_S.IMPORTING, _G.IDENTIFIED): Step(_S.IMPORTING, _E.NONE),
    (_S.IMPORTING, _G.SUCCEEDED): Step(_S.UPDATING, _E.TAKE_IN),
    (_S.IMPORTING, _G.FOUND_AS_WANTED): Step(_S.COMPLETE, _E.TAKE_IN_AS_IT_IS),
    (_S.IMPORTING, _G.FAILED): Step(_S.FAILED, _E.FAIL_IMPORT),
    (_S.IMPORTING, _G.STOP): Step(_S.IMPORTING_STOPPED, _E.CANCEL_IMPORT),
    (_S.CREATING_STOPPED, _G.IDENTIFIED): Step(_S.CREATING_STOPPED, _E.NONE),
    (_S.CREATING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NOTE_CREATED),
    (_S.CREATING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NOTE_CREATED),
    (_S.UPDATING_STOPPED, _G.IDENTIFIED): Step(_S.UPDATING_STOPPED, _E.NONE),
    (_S.UPDATING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NOTE_UPDATED),
    (_S.UPDATING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NOTE_NOT_UPDATED),
    (_S.REPLACING_STOPPED, _G.IDENTIFIED): Step(_S.REPLACING_STOPPED, _E.NONE),
    (_S.REPLACING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NOTE_REPLACEMENT),
    (_S.REPLACING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NOTE_REPLACEMENT),
    (_S.CLEARING_STOPPED, _G.IDENTIFIED): Step(_S.CLEARING_STOPPED, _E.NONE),
    (_S.CLEARING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NOTE_CLEARED),
    (_S.CLEARING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NOTE_NOT_CLEARED),
    (_S.REMAKING_STOPPED, _G.IDENTIFIED): Step(_S.REMAKING_STOPPED, _E.NONE),
    (_S.REMAKING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NOTE_REMADE),
    (_S.REMAKING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NOTE_REMADE),
    (_S.SCRAPPING_STOPPED, _G.IDENTIFIED): Step(_S.SCRAPPING_STOPPED, _E.NONE),
    (_S.SCRAPPING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NOTE_CLEARED),
    (_S.SCRAPPING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NOTE_NOT_CLEARED),
    (_S.CREATING, _G.MADE): Step(_S.CREATED_WAITING, _E.ANNOUNCE_CREATION),
    (_S.CREATED_WAITING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_CREATE),
    (_S.CREATED_WAITING, _G.FAILED): Step(_S.FAILED, _E.FAIL_CREATE),
    (_S.CREATED_WAITING, _G.STOP): Step(_S.FAILED, _E.CANCEL_CREATE),
    (_S.REPLACING, _G.MADE): Step(_S.REPLACED_WAITING, _E.ANNOUNCE_REPLACEMENT),
    (_S.REPLACED_WAITING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_REPLACEMENT),
    (_S.REPLACED_WAITING, _G.FAILED): Step(_S.FAILED, _E.FAIL_REPLACEMENT),
    (_S.REPLACED_WAITING, _G.STOP): Step(_S.FAILED, _E.CANCEL_REPLACEMENT),
    (_S.REMAKING, _G.MADE): Step(_S.REMADE_WAITING, _E.ANNOUNCE_REPLACEMENT),
    (_S.REMADE_WAITING, _G.SUCCEEDED): Step(_S.COMPLETE, _E.COMPLETE_REMAKING),
    (_S.REMADE_WAITING, _G.FAILED): Step(_S.FAILED, _E.FAIL_REMAKING),
    (_S.REMADE_WAITING, _G.STOP): Step(_S.FAILED, _E.CANCEL_REMAKING),
    (_S.IMPORTING_STOPPED, _G.IDENTIFIED): Step(_S.IMPORTING_STOPPED, _E.NONE),
    (_S.IMPORTING_STOPPED, _G.SUCCEEDED): Step(_S.STOPPED, _E.NONE),
    (_S.IMPORTING_STOPPED, _G.FAILED): Step(_S.STOPPED, _E.NONE),
    # STOP is sent to all: it means nothing to a resource whose fate is settled.
    (_S.UNCHANGED, _G.STOP): Step(_S.UNCHANGED, _E.NONE),
    (_S.COMPLETE, _G.STOP): Step(_S.COMPLETE, _E.NONE),
    (_S.FAILED, _G.STOP): Step(_S.FAILED, _E.NONE),
}


class RestoreState(TableKey):
    """Where a resource is on its way back."""

    WAITING = auto()
    UPDATING = auto()
    CLEARING = auto()  # what stands in the way of making it anew is being deleted
    REMAKING = auto()
    RESTORED = auto()
    FAILED = auto()


class RestoreSignal(TableKey):
    """What can befall it."""

    KEEP = auto()  # the first five: its turn has come, and this is what must be done
    UPDATE = auto()
    REMAKE = auto()
    CLEAR_AND_REMAKE = auto()
    IMPOSSIBLE = auto()
    IDENTIFIED = auto()
    SUCCEEDED = auto()
    FAILED = auto()


class RestoreEffect(TableKey):
    """What a step brings about; `restoring` carries it out."""

    NONE = auto()
    KEEP = auto()
    BEGIN_UPDATE = auto()
    BEGIN_CLEARING = auto()
    BEGIN_REMAKING = auto()
    BEGIN_REMAKING_AFTER_CLEARING = auto()
    REFUSE = auto()
    ANNOUNCE = auto()
    COMPLETE_UPDATE = auto()
    COMPLETE_REMAKING = auto()
    FAIL_UPDATE = auto()
    FAIL_CLEARING = auto()
    FAIL_REMAKING = auto()


_RS, _RG, _RE = RestoreState, RestoreSignal, RestoreEffect

RESTORE: Final[Mapping[tuple[RestoreState, RestoreSignal], Step[RestoreState, RestoreEffect]]] = {
    (_RS.WAITING, _RG.KEEP): Step(_RS.RESTORED, _RE.KEEP),
    (_RS.WAITING, _RG.UPDATE): Step(_RS.UPDATING, _RE.BEGIN_UPDATE),
    (_RS.WAITING, _RG.REMAKE): Step(_RS.REMAKING, _RE.BEGIN_REMAKING),
    (_RS.WAITING, _RG.CLEAR_AND_REMAKE): Step(_RS.CLEARING, _RE.BEGIN_CLEARING),
    (_RS.WAITING, _RG.IMPOSSIBLE): Step(_RS.FAILED, _RE.REFUSE),
    (_RS.UPDATING, _RG.IDENTIFIED): Step(_RS.UPDATING, _RE.NONE),
    (_RS.UPDATING, _RG.SUCCEEDED): Step(_RS.RESTORED, _RE.COMPLETE_UPDATE),
    (_RS.UPDATING, _RG.FAILED): Step(_RS.FAILED, _RE.FAIL_UPDATE),
    (_RS.CLEARING, _RG.IDENTIFIED): Step(_RS.CLEARING, _RE.NONE),
    (_RS.CLEARING, _RG.SUCCEEDED): Step(_RS.REMAKING, _RE.BEGIN_REMAKING_AFTER_CLEARING),
    (_RS.CLEARING, _RG.FAILED): Step(_RS.FAILED, _RE.FAIL_CLEARING),
    (_RS.REMAKING, _RG.IDENTIFIED): Step(_RS.REMAKING, _RE.ANNOUNCE),
    (_RS.REMAKING, _RG.SUCCEEDED): Step(_RS.RESTORED, _RE.COMPLETE_REMAKING),
    (_RS.REMAKING, _RG.FAILED): Step(_RS.FAILED, _RE.FAIL_REMAKING),
}


class RemovalState(TableKey):
    """Where a copy is on its way out."""

    WAITING = auto()  # for what depends on it
    DELETING = auto()  # or, where an import is undone, being put back as it was found
    GONE = auto()
    SKIPPED = auto()
    FAILED = auto()


class RemovalSignal(TableKey):
    """What can befall it."""

    DELETE = auto()  # the first five: its turn has come, and this is what must be done
    SKIP = auto()  # a policy keeps it
    LET_GO = auto()  # it was imported, and is as it was found
    FORGET = auto()  # nothing was ever made
    REFUSE = auto()  # a snapshot is asked for and cannot be made
    IDENTIFIED = auto()
    SUCCEEDED = auto()
    FAILED = auto()
    FAILED_WITH_TRIES_LEFT = auto()


class RemovalEffect(TableKey):
    """What a step brings about; `removing` carries it out."""

    NONE = auto()
    BEGIN = auto()
    TRY_AGAIN = auto()
    SKIP = auto()
    LET_GO = auto()
    FORGET = auto()
    COMPLETE = auto()
    FAIL = auto()


_DS, _DG, _DE = RemovalState, RemovalSignal, RemovalEffect

REMOVAL: Final[Mapping[tuple[RemovalState, RemovalSignal], Step[RemovalState, RemovalEffect]]] = {
    (_DS.WAITING, _DG.DELETE): Step(_DS.DELETING, _DE.BEGIN),
    (_DS.WAITING, _DG.SKIP): Step(_DS.SKIPPED, _DE.SKIP),
    (_DS.WAITING, _DG.LET_GO): Step(_DS.GONE, _DE.LET_GO),
    (_DS.WAITING, _DG.FORGET): Step(_DS.GONE, _DE.FORGET),
    (_DS.WAITING, _DG.REFUSE): Step(_DS.FAILED, _DE.FAIL),
    (_DS.DELETING, _DG.IDENTIFIED): Step(_DS.DELETING, _DE.NONE),
    (_DS.DELETING, _DG.SUCCEEDED): Step(_DS.GONE, _DE.COMPLETE),
    (_DS.DELETING, _DG.FAILED_WITH_TRIES_LEFT): Step(_DS.DELETING, _DE.TRY_AGAIN),
    (_DS.DELETING, _DG.FAILED): Step(_DS.FAILED, _DE.FAIL),
}


class RemovalCause(TableKey):
    """Why a copy is to go."""

    STACK_DELETED = auto()
    DECLARATION_REMOVED = auto()
    REPLACED = auto()  # the policy is UpdateReplacePolicy, in the other rows DeletionPolicy
    CREATION_UNDONE = auto()  # made by the operation that is rolled back, and complete
    REPLACEMENT_UNDONE = auto()  # a copy made by that operation for a resource that existed before
    HALF_MADE = auto()  # its creation failed: it was never in use
    IMPORT_UNDONE = auto()  # taken in by what is rolled back: it existed before and goes on existing


class Removal(Enum):
    """What is done with it."""

    DELETE = auto()
    SKIP = auto()
    SNAPSHOT = auto()
    RELEASE = auto()  # it is put back as it was found, and leaves the stack


_DELETE, _RETAIN = DeletionPolicy.DELETE, DeletionPolicy.RETAIN
_EXCEPT, _SNAPSHOT = DeletionPolicy.RETAIN_EXCEPT_ON_CREATE, DeletionPolicy.SNAPSHOT
_KEPT = {
    _DELETE: Removal.DELETE,
    _RETAIN: Removal.SKIP,
    _EXCEPT: Removal.SKIP,
    _SNAPSHOT: Removal.SNAPSHOT,
}

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
# RetainExceptOnCreate differs from Retain in one case: the operation that created the resource is rolled
# back. That Retain keeps a resource even then follows from the API parameter RetainExceptOnCreate, which
# exists to change it. No policy protects what was never in use (HALF_MADE, REPLACEMENT_UNDONE):
# docs/decisions/0002.
POLICIES: Final[Mapping[RemovalCause, Mapping[DeletionPolicy, Removal]]] = {
    RemovalCause.STACK_DELETED: _KEPT,
    RemovalCause.DECLARATION_REMOVED: _KEPT,
    RemovalCause.REPLACED: _KEPT,
    RemovalCause.CREATION_UNDONE: _KEPT | {_EXCEPT: Removal.DELETE},
    RemovalCause.REPLACEMENT_UNDONE: dict.fromkeys(DeletionPolicy, Removal.DELETE),
    RemovalCause.HALF_MADE: dict.fromkeys(DeletionPolicy, Removal.DELETE),
    RemovalCause.IMPORT_UNDONE: dict.fromkeys(DeletionPolicy, Removal.RELEASE),
}


def step(
    table: Mapping[tuple[State, SignalOf], Step[State, EffectOf]], state: State, signal: SignalOf
) -> Step[State, EffectOf]:
    """The row for this state and signal."""
    found = table.get((state, signal))
    if found is None:
        raise RuntimeError(
            f"a resource that is {state.name} cannot meet {signal.name}. This is a bug in Landform."
        )
    return found


WAITING_FOR_SIGNALS: Final = frozenset(
    {ForwardState.CREATED_WAITING, ForwardState.REPLACED_WAITING, ForwardState.REMADE_WAITING}
)
"""The states in which only signals, time or STOP lead on."""
