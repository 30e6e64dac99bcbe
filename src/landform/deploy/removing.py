"""Deleting copies, dependents first, where policies let it: in clean-up, undoing a create, deleting a stack.

Carries out the effects of the REMOVAL table. A copy is one physical resource; a resource that was replaced
has several, and each is judged by itself.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from landform.deploy import wording
from landform.deploy.calls import Calls, Outcome, OutcomeKind
from landform.deploy.ledger import Ledger
from landform.deploy.order import Countdown
from landform.deploy.resource_machine import (
    POLICIES,
    REMOVAL,
    Removal,
    RemovalCause,
    RemovalEffect,
    RemovalSignal,
    RemovalState,
    step,
)
from landform.deploy.spec import TypeRules
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, ResourceStatus
from landform.ground.values import Properties, Value

#: AWS tries three times to delete what an update leaves over, then gives up on it.
#: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
CLEANUP_TRIES: Final = 3
CLEANUP_RETRY_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The statuses a removal tells."""

    begun: ResourceStatus
    done: ResourceStatus
    failed: ResourceStatus


_DELETED: Final = _Words(
    ResourceStatus.DELETE_IN_PROGRESS, ResourceStatus.DELETE_COMPLETE, ResourceStatus.DELETE_FAILED
)
_RELEASED: Final = _Words(
    ResourceStatus.IMPORT_ROLLBACK_IN_PROGRESS,
    ResourceStatus.IMPORT_ROLLBACK_COMPLETE,
    ResourceStatus.IMPORT_ROLLBACK_FAILED,
)

_SIGNALS: Final[Mapping[Removal, RemovalSignal]] = {
    Removal.DELETE: RemovalSignal.DELETE,
    Removal.SKIP: RemovalSignal.SKIP,
    Removal.SNAPSHOT: RemovalSignal.DELETE,
    Removal.RELEASE: RemovalSignal.DELETE,
}


_ACTIONS: Final[Mapping[Removal, HandlerAction]] = {
    Removal.DELETE: HandlerAction.DELETE,
    Removal.SNAPSHOT: HandlerAction.SNAPSHOT_AND_DELETE,
    Removal.RELEASE: HandlerAction.UPDATE,
}


_TOLD_WITH_PROPERTIES: Final = frozenset({RemovalCause.STACK_DELETED, RemovalCause.CREATION_UNDONE})


class _Use(IntEnum):
    """How sure it is that a copy uses another, when its record depends on that one's logical id."""

    OF_ANOTHER_COPY = 0  # its values mention another copy of the same resource
    OF_SOME_COPY = 1  # by declaration alone, and one of the two is superseded
    POSSIBLE = 2  # its update failed, so it may or may not use the live one
    DECLARED = 3  # both are live
    NAMED = 4  # its values mention it


@dataclass(slots=True)
class Copy:
    """One physical resource that is to go."""

    record: ResourceRecord
    is_live: bool  # else superseded
    cause: RemovalCause
    state: RemovalState = RemovalState.WAITING
    tries: int = 0
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells the copy from all others."""
        return (self.record.logical_id, self.record.physical_id or "")

    @property
    def is_released(self) -> bool:
        """Whether it leaves the stack and goes on existing, as it was before its import."""
        return self.cause is RemovalCause.IMPORT_UNDONE

    @property
    def told_properties(self) -> Properties | None:
        """What its events show; those of a clean-up show nothing.

        Recorded: api/test_stacks.py test_stack_deletion_order, and the clean-ups of test_change_set_*.
        """
        return self.record.properties if self.cause in _TOLD_WITH_PROPERTIES else None

    @property
    def words(self) -> _Words:
        """The statuses of its way."""
        return _RELEASED if self.is_released else _DELETED


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRules:
    """How this removal goes about it."""

    retained: frozenset[str] = frozenset()  # logical ids that the user wants left alone
    retain_except_on_create: bool = False
    # A clean-up tries again, and a copy that will not go is given up: the stack forgets it, and what it
    # depends on is deleted all the same. Otherwise the stack keeps it, and with it all it depends on.
    is_cleanup: bool = False
    settled: tuple[ResourceRecord, ...] = ()  # live resources that are told that the update is done


class Removing:
    """The removal of some copies."""

    def __init__(
        self, copies: Iterable[Copy], rules: RemovalRules, types: TypeRules, ledger: Ledger, calls: Calls
    ) -> None:
        self._copies = {copy.key: copy for copy in copies}
        self._rules = rules
        self._types = types
        self._ledger = ledger
        self._calls = calls
        self._under_way: dict[str, Copy] = {}  # by token
        self._to_settle = list(rules.settled)
        self._settling: set[str] = set()  # tokens
        # Records depend on logical ids, so copies of different ages may seem to depend on each other in a
        # circle. There it counts how sure it is who really uses whom.
        self._order = Countdown(_dependents(self._copies.values()), certainty=self._use)
        self.failed: list[str] = []
        self._effects: dict[RemovalEffect, Callable[[Copy], None]] = {
            RemovalEffect.NONE: lambda _copy: None,
            RemovalEffect.BEGIN: self._begin,
            RemovalEffect.TRY_AGAIN: self._try,
            RemovalEffect.SKIP: self._skip,
            RemovalEffect.LET_GO: self._let_go,
            RemovalEffect.FORGET: self._forget_unmade,
            RemovalEffect.COMPLETE: self._complete,
            RemovalEffect.FAIL: self._fail,
        }

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way and nothing more can start."""
        is_settled = not self._to_settle and not self._settling
        return is_settled and not self._order.has_ready and not self._under_way

    def advance(self) -> None:
        """Start everything that may start."""
        while self._to_settle and self._calls.has_room:
            self._settle(self._to_settle.pop(0))
        while self._order.has_ready and self._calls.has_room:
            copy = self._copies[self._order.take()]
            self._signal(copy, self._decide(copy))

    def settle(self, _logical_id: str, outcome: Outcome) -> None:
        """A call was answered."""
        if outcome.token in self._settling:
            if outcome.kind is not OutcomeKind.PENDING:
                self._settling.remove(outcome.token)  # whatever it says: there is nothing left to be done
            return
        copy = self._under_way[outcome.token]
        if outcome.kind is OutcomeKind.PENDING:
            self._signal(copy, RemovalSignal.IDENTIFIED)
            return
        del self._under_way[outcome.token]
        copy.reason = outcome.reason
        if outcome.kind is OutcomeKind.SUCCEEDED:
            self._signal(copy, RemovalSignal.SUCCEEDED)
        elif self._rules.is_cleanup and copy.tries < CLEANUP_TRIES:
            self._signal(copy, RemovalSignal.FAILED_WITH_TRIES_LEFT)
        else:
            self._signal(copy, RemovalSignal.FAILED)

    def _settle(self, record: ResourceRecord) -> None:
        call = self._calls.start(
            self._ledger.now,
            HandlerAction.SETTLE,
            logical_id=record.logical_id,
            type_name=record.type_name,
            existing=record,
        )
        self._settling.add(call.token)
        self._ledger.add(call)

    def _use(self, key: tuple[str, str], user_key: tuple[str, str]) -> _Use:
        """How sure it is that the one is used by the other, whose record depends on its logical id."""
        copy, user = self._copies[key], self._copies[user_key]
        if self._is_named(copy.record, user.record):
            return _Use.NAMED
        if copy.is_live and user.record.attempted:
            return _Use.POSSIBLE
        if copy.is_live and user.is_live:
            return _Use.DECLARED
        logical_id = copy.record.logical_id
        live = self._ledger.live(logical_id)
        all_copies = [*self._ledger.copies(logical_id), *([live] if live else [])]
        names_another = any(self._is_named(each, user.record) for each in all_copies)
        return _Use.OF_ANOTHER_COPY if names_another else _Use.OF_SOME_COPY

    def _is_named(self, record: ResourceRecord, user: ResourceRecord) -> bool:
        """Whether the values of the user mention the other."""
        if record.physical_id is None:
            return False
        names = (self._types.ref(record.type_name, record.physical_id, record.attributes),)
        texts = {each for each in (*names, *record.attributes.values()) if isinstance(each, str) and each}
        return any(_mentions(value, texts) for value in user.properties.values())

    def _signal(self, copy: Copy, signal: RemovalSignal) -> None:
        row = step(REMOVAL, copy.state, signal)
        copy.state = row.next_state
        self._effects[row.effect](copy)
        gives_up = self._rules.is_cleanup or copy.is_released
        given_up = copy.state is RemovalState.FAILED and gives_up
        if given_up or copy.state in (RemovalState.GONE, RemovalState.SKIPPED):
            self._order.done(copy.key)

    def _removal(self, copy: Copy) -> Removal:
        if copy.record.logical_id in self._rules.retained:
            return Removal.SKIP
        record = copy.record
        replaced = copy.cause is RemovalCause.REPLACED
        policy = record.update_replace_policy if replaced else record.deletion_policy
        if self._rules.retain_except_on_create and policy is DeletionPolicy.RETAIN:
            policy = DeletionPolicy.RETAIN_EXCEPT_ON_CREATE
        return POLICIES[copy.cause][policy]

    def _decide(self, copy: Copy) -> RemovalSignal:
        """What must be done now that nothing depends on the copy."""
        if copy.record.physical_id is None:
            return RemovalSignal.FORGET
        removal = self._removal(copy)
        if removal is Removal.RELEASE and not self._differs_from_found(copy):
            return RemovalSignal.LET_GO
        if removal is Removal.SNAPSHOT and not self._types.can_snapshot(copy.record.type_name):
            copy.reason = wording.CANNOT_SNAPSHOT
            return RemovalSignal.REFUSE
        return _SIGNALS[removal]

    def _differs_from_found(self, copy: Copy) -> bool:
        """Whether an imported resource has been changed, or may have been."""
        return any(model != copy.record.found for model in copy.record.models)

    def _begin(self, copy: Copy) -> None:
        self._ledger.tell(copy.record, copy.words.begun, properties=copy.told_properties)
        if copy.is_live:
            self._ledger.note(replace(copy.record, status=copy.words.begun, status_reason=None))
        self._try(copy)

    def _try(self, copy: Copy) -> None:
        copy.tries += 1
        call = self._calls.start(
            self._ledger.now,
            _ACTIONS[self._removal(copy)],
            desired=copy.record.found if copy.is_released else None,
            logical_id=copy.record.logical_id,
            type_name=copy.record.type_name,
            existing=copy.record,
            not_before=self._ledger.now + CLEANUP_RETRY_SECONDS if copy.tries > 1 else 0.0,
        )
        self._under_way[call.token] = copy
        self._ledger.add(call)

    def _skip(self, copy: Copy) -> None:
        self._ledger.tell(copy.record, ResourceStatus.DELETE_SKIPPED, properties=copy.told_properties)
        self._forget(copy)

    def _let_go(self, copy: Copy) -> None:
        self._ledger.tell(copy.record, copy.words.begun)
        self._complete(copy)

    def _forget_unmade(self, copy: Copy) -> None:
        # AWS tells a deletion even of what was never made, without DELETE_IN_PROGRESS before it.
        if copy.record.status is not ResourceStatus.IMPORT_FAILED:
            self._ledger.tell(copy.record, ResourceStatus.DELETE_COMPLETE)
        self._forget(copy)

    def _complete(self, copy: Copy) -> None:
        self._ledger.tell(copy.record, copy.words.done, properties=copy.told_properties)
        self._forget(copy)

    def _fail(self, copy: Copy) -> None:
        self._ledger.tell(copy.record, copy.words.failed, copy.reason, copy.told_properties)
        self.failed.append(copy.record.logical_id)
        if self._rules.is_cleanup or copy.is_released:
            self._forget(copy)
        elif copy.is_live:
            record = replace(
                copy.record.half_deleted(), status=ResourceStatus.DELETE_FAILED, status_reason=copy.reason
            )
            self._ledger.note(record)

    def _forget(self, copy: Copy) -> None:
        if copy.is_live:
            self._ledger.forget_live(copy.record.logical_id)
        else:
            self._ledger.forget_copy(*copy.key)


def _dependents(copies: Iterable[Copy]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each copy, the copies that must go before it: those whose records depend on its logical id.

    What is half made has none: nothing was ever built upon it.
    """
    copies = list(copies)
    users: dict[str, list[tuple[str, str]]] = {}
    for copy in copies:
        for dependency in copy.record.depends_on:
            if dependency != copy.record.logical_id:
                users.setdefault(dependency, []).append(copy.key)
    return {
        copy.key: [] if copy.cause is RemovalCause.HALF_MADE else users.get(copy.record.logical_id, [])
        for copy in copies
    }


def _mentions(value: Value, texts: Collection[str]) -> bool:
    """Whether any of the texts occurs anywhere inside the value."""
    if isinstance(value, str):
        return any(text in value for text in texts)
    if isinstance(value, list):
        return any(_mentions(item, texts) for item in value)
    if isinstance(value, dict):
        return any(_mentions(item, texts) for item in value.values())
    return False
