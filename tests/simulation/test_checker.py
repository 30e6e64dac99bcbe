"""The checker must notice when the machine or the provider is broken on purpose."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from landform.deploy import calls, deployment, forward, ledger, removing, resource_machine, restoring
from landform.deploy.calls import Calls, Outcome
from landform.deploy.messages import Answered, Command, Finish, SetStackStatus
from landform.deploy.order import Countdown
from landform.deploy.resource_machine import (
    FORWARD,
    RESTORE,
    ForwardEffect,
    ForwardSignal,
    ForwardState,
    Removal,
    RemovalCause,
    RestoreEffect,
    RestoreSignal,
    RestoreState,
    Step,
)
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, StackStatus
from landform.providers import pretend
from tests.simulation.life import live

#: Lives in which a fault has to show itself.
SEEDS_MAX = 1500

Patch = pytest.MonkeyPatch


def ignore_dependencies_forward(patch: Patch) -> None:
    class Disorder(Countdown[str]):
        def __init__(self, prerequisites: Any) -> None:
            super().__init__(dict.fromkeys(prerequisites, ()))

    patch.setattr(forward, "Countdown", Disorder)


def ignore_dependents_when_deleting(patch: Patch) -> None:
    patch.setattr(removing, "_dependents", lambda copies: {copy.key: [] for copy in copies})


def forget_to_update_back(patch: Patch) -> None:
    row = (RestoreState.WAITING, RestoreSignal.UPDATE)
    patch.setattr(restoring, "RESTORE", {**RESTORE, row: Step(RestoreState.RESTORED, RestoreEffect.KEEP)})


def drop_the_answer_of_a_cancelled_create(patch: Patch) -> None:
    row = (ForwardState.CREATING_STOPPED, ForwardSignal.SUCCEEDED)
    dropped = Step(ForwardState.STOPPED, ForwardEffect.NONE)
    patch.setattr(forward, "FORWARD", {**FORWARD, row: dropped})


def lose_the_half_made_replacement(patch: Patch) -> None:
    row = (ForwardState.REPLACING, ForwardSignal.FAILED)
    lost = Step(ForwardState.FAILED, ForwardEffect.FAIL_UPDATE)
    patch.setattr(forward, "FORWARD", {**FORWARD, row: lost})


def replace_the_old_copy_without_remembering_it(patch: Patch) -> None:
    patch.setattr(ledger.Ledger, "supersede", lambda self, record: None)


def delete_what_is_to_be_retained(patch: Patch) -> None:
    kept = resource_machine.POLICIES[RemovalCause.STACK_DELETED]
    broken = {**kept, DeletionPolicy.RETAIN: Removal.DELETE}
    patch.setattr(removing, "POLICIES", {**resource_machine.POLICIES, RemovalCause.STACK_DELETED: broken})


def retain_what_a_rollback_has_to_delete(patch: Patch) -> None:
    kept = resource_machine.POLICIES[RemovalCause.STACK_DELETED]
    patch.setattr(removing, "POLICIES", {**resource_machine.POLICIES, RemovalCause.CREATION_UNDONE: kept})


def delete_without_the_snapshot(patch: Patch) -> None:
    original = removing.Removing._removal

    def broken(self: removing.Removing, copy: removing.Copy) -> Removal:
        found = original(self, copy)
        return Removal.DELETE if found is Removal.SNAPSHOT else found

    patch.setattr(removing.Removing, "_removal", broken)


def take_a_failed_deletion_for_done(patch: Patch) -> None:
    original = removing.Removing._fail
    patch.setattr(removing.Removing, "_fail", lambda self, copy: (original(self, copy), self._forget(copy)))


def accept_answers_twice(patch: Patch) -> None:
    original = Calls.settle

    def broken(self: Calls, answered: Answered, now: float) -> Outcome:
        return original(self, Answered(token=answered.token, answer=answered.answer), now)

    patch.setattr(Calls, "settle", broken)


def use_one_token_for_all_attempts(patch: Patch) -> None:
    def token(operation_id: str, logical_id: str, action: HandlerAction, attempt: int) -> str:
        return f"{logical_id}-{action.lower()}"

    patch.setattr(calls, "token_of", token)


def decide_by_something_outside(patch: Patch) -> None:
    made = iter(range(10**9))
    patch.setattr(calls, "token_of", lambda *_: f"token-{next(made)}")


def finish_twice(patch: Patch) -> None:
    original = deployment.Deployment.handle

    def broken(self: deployment.Deployment, given: Any, now: float) -> list[Command]:
        commands = original(self, given, now)
        if commands and isinstance(commands[-1], Finish):
            return [*commands, commands[-1]]
        return commands

    patch.setattr(deployment.Deployment, "handle", broken)


def tell_the_end_too_early(patch: Patch) -> None:
    original = deployment.Deployment._begin

    def broken(self: deployment.Deployment, now: float) -> None:
        original(self, now)
        self._ledger.add(SetStackStatus(status=StackStatus.UPDATE_COMPLETE))

    patch.setattr(deployment.Deployment, "_begin", broken)


def tell_complete_before_it_is(patch: Patch) -> None:
    row = (ForwardState.WAITING, ForwardSignal.UPDATE)
    early = Step(ForwardState.COMPLETE, ForwardEffect.COMPLETE_UPDATE)
    patch.setattr(forward, "FORWARD", {**FORWARD, row: early})


def restore_properties_but_not_metadata(patch: Patch) -> None:
    original = restoring.Restoring._keep

    def broken(self: restoring.Restoring, work: restoring.RestoreWork, news: Any) -> None:
        if self._ledger.was_touched(work.logical_id):
            original(self, work, news)

    patch.setattr(restoring.Restoring, "_keep", broken)


def ignore_what_was_made_anew(patch: Patch) -> None:
    patch.setattr(restoring.Restoring, "_note_revision", lambda self, work, record: None)


def provider_ignores_client_tokens(patch: Patch) -> None:
    original = pretend.PretendCloud.handle
    seen: list[int] = []

    def broken(self: pretend.PretendCloud, request: Any) -> Any:
        seen.append(1)
        if request.action is HandlerAction.CREATE and request.callback_context is None:
            self._actions.pop(request.client_token, None)
        return original(self, request)

    patch.setattr(pretend.PretendCloud, "handle", broken)


def provider_deletes_only_in_words(patch: Patch) -> None:
    original = pretend.PretendCloud._act

    def broken(self: pretend.PretendCloud, action: Any, request: Any, *, is_whole: bool) -> None:
        if request.action is HandlerAction.DELETE:
            action.has_acted, action.physical_id = True, request.physical_id
            return
        original(self, action, request, is_whole=is_whole)

    patch.setattr(pretend.PretendCloud, "_act", broken)


def forget_dependencies_in_records(patch: Patch) -> None:
    patch.setattr(ledger.Ledger, "kept_dependencies", lambda self, target: ())


def half_made_resources_are_forgotten(patch: Patch) -> None:
    original = ledger.Ledger.save

    def broken(self: ledger.Ledger, record: ResourceRecord) -> None:
        if record.status.value == "CREATE_FAILED":
            record = ResourceRecord(
                logical_id=record.logical_id,
                type_name=record.type_name,
                physical_id=None,
                status=record.status,
            )
        original(self, record)

    patch.setattr(ledger.Ledger, "save", broken)


def hand_over_the_old_model(patch: Patch) -> None:
    patch.setattr(ResourceRecord, "models", property(lambda self: (self.properties,)))


def hand_over_the_last_attempt_alone(patch: Patch) -> None:
    original = Calls.start

    def broken(self: Calls, *args: Any, existing: ResourceRecord | None = None, **more: Any) -> Any:
        if existing is not None:
            existing = replace(existing, properties=existing.models[-1], attempted=())
        return original(self, *args, existing=existing, **more)

    patch.setattr(Calls, "start", broken)


def let_a_refused_update_fail(patch: Patch) -> None:
    patch.setattr(forward.Forward, "_can_be_replaced", lambda *_: False)


FAULTS: list[tuple[Callable[[Patch], None], str]] = [
    (ignore_dependencies_forward, ""),
    (ignore_dependents_when_deleting, "(2)"),
    (forget_to_update_back, "(4)"),
    (drop_the_answer_of_a_cancelled_create, "(3)"),
    (lose_the_half_made_replacement, "(3)"),
    (replace_the_old_copy_without_remembering_it, ""),
    (delete_what_is_to_be_retained, "policy"),
    (retain_what_a_rollback_has_to_delete, "policy"),
    (delete_without_the_snapshot, "policy"),
    (take_a_failed_deletion_for_done, ""),
    (accept_answers_twice, "two calls of one token"),
    (use_one_token_for_all_attempts, ""),
    (decide_by_something_outside, "a replay tells something else"),
    (finish_twice, "after Finish"),
    (tell_the_end_too_early, "(6)"),
    (tell_complete_before_it_is, ""),
    (restore_properties_but_not_metadata, "(4)"),
    (ignore_what_was_made_anew, "(4)"),
    (provider_ignores_client_tokens, "(3)"),
    (provider_deletes_only_in_words, "(3)"),
    (forget_dependencies_in_records, ""),
    (half_made_resources_are_forgotten, "(3)"),
    (hand_over_the_old_model, "(4)"),
    (hand_over_the_last_attempt_alone, "(4)"),
    (let_a_refused_update_fail, "(10)"),
]


def let_facts_go_over_to_what_is_made_anew(patch: Patch) -> None:
    def broken(self: ResourceRecord, physical_id: str | None, status: Any, **more: Any) -> ResourceRecord:
        attributes = more.get("attributes") or {}
        return replace(self, physical_id=physical_id, status=status, **{**more, "attributes": attributes})

    patch.setattr(ResourceRecord, "anew", broken)


def take_half_made_from_the_status(patch: Patch) -> None:
    original = ledger.Ledger.note

    def broken(self: ledger.Ledger, record: ResourceRecord) -> None:
        original(self, replace(record, is_half_made=record.status.value == "CREATE_FAILED"))

    patch.setattr(ledger.Ledger, "note", broken)


@pytest.mark.parametrize(
    ("break_it", "seed", "words"),
    [
        (let_facts_go_over_to_what_is_made_anew, 19928, "is let go like an import, but was made here"),
        (let_facts_go_over_to_what_is_made_anew, 1003500, "is let go like an import, but was made here"),
        (take_half_made_from_the_status, 1021082, "policy: half-made"),
    ],
)
def test_a_rare_life_catches(
    break_it: Callable[[Patch], None], seed: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_it(monkeypatch)
    assert words in (live(seed).violation or "")


@pytest.mark.parametrize(("break_it", "words"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_the_simulation_catches(
    break_it: Callable[[Patch], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_it(monkeypatch)
    violations = (live(seed).violation for seed in range(SEEDS_MAX))
    found = next((each for each in violations if each and words in each), None)
    assert found is not None, f"{SEEDS_MAX} lives did not notice"
