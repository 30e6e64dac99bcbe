"""An update that fails at any of its calls can be undone, tried again and deleted, on the service itself.

Every case of the contract is updated with a fault at changing calls, first and last among them: before the
service acts, and after it has acted although its answer is an error. Then the old properties are asked for,
or the new ones once more; what exists is compared with what a resource that met no fault is. It is seen
through every read operation of the service that can be called with what is known of the resource, not through
the handler's eyes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any, Final, Self, TypeAlias

import pytest

from landform.cloud.clients import ServiceAnswer, ServiceError
from landform.cloud.direct import DirectClients
from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.models import service_model
from landform.cloud.operations import is_change
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Properties
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler
from tests.conformance.providers.case import Case
from tests.conformance.providers.kit import World
from tests.conformance.providers.test_contract import ALL_CASES
from tests.conformance.providers.test_crashes import crash_points

READS: Final = ("Get", "List", "Describe")
#: Members that tell when or how often something was changed, or that the service makes up anew each time.
MADE_UP: Final = frozenset(
    {
        "DefaultVersionId",
        "Id",
        "LastModified",
        "LastModifiedTimestamp",
        "LatestStreamArn",
        "LatestStreamLabel",
        "LatestVersionNumber",
        "LastModifiedTime",
        "NextToken",
        "NumberOfDecreasesToday",
        "Location",
        "ResponseMetadata",
        "RevisionId",
        "SubscriptionArn",
        "Version",
        "VersionId",
        "VersionIdsToStages",
        "VersionNumber",
        "WarmThroughput",
        "deployments",
        "events",
        "pendingCount",
        "runningCount",
    }
)
#: The same inside one answer: a group's instances come and go with its size; moto tells the tags of a launch
#: template among the data of its first version.
MADE_UP_IN: Final = {
    "autoscaling DescribeAutoScalingGroups": frozenset({"Instances"}),
    "ec2 DescribeLaunchTemplateVersions": frozenset({"DefaultVersion", "TagSpecifications"}),
}
#: Properties that ask for something made up, and the member that shows it.
MADE_UP_FOR: Final = {"GenerateSecretString": "SecretString"}
#: Operations that tell of the past, or nothing but such members.
OF_THE_PAST: Final = frozenset(
    {
        "GetParameterHistory",
        "GetPasswordData",
        "GetPolicyVersion",
        "ListSecretVersionIds",
    }
)
#: What no handler reads and nothing known asks: operation, the member for the id, and the others.
ASKED_BESIDES: Final[Mapping[str, tuple[str, str, dict[str, Any]]]] = {
    "AWS::EC2::LaunchTemplate": (
        "ec2 DescribeLaunchTemplateVersions",
        "LaunchTemplateId",
        {"Versions": ["$Latest"]},
    ),
}
Questions: TypeAlias = dict[str, dict[str, Any]]
"""Parameters, by "service operation"."""
UPDATED: Final = tuple(case for case in ALL_CASES if case.updates and not case.changes_id)


class InjectedError(ServiceError):
    """The fault."""

    def __init__(self) -> None:
        super().__init__("Injected", "This call was told to fail.", 400)


@dataclass
class Plan:
    """Which changing call fails, and what was seen of all calls."""

    fails_at: int = 0  # from 1; 0: none
    acts_first: bool = False
    changes: int = 0
    reads: Questions = field(default_factory=dict)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)  # service -> member -> value


class Faulty:
    """Clients that fail as planned, shared by all that come from them."""

    def __init__(self, clients: DirectClients, plan: Plan) -> None:
        self._clients = clients
        self._plan = plan

    @property
    def accepts_system_tags(self) -> bool:
        return True

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        plan = self._plan
        plan.known.setdefault(service, {}).update(parameters)
        if not is_change(service, operation):
            plan.reads[f"{service} {operation}"] = dict(parameters)
            return self._clients.call(service, operation, parameters)
        plan.changes += 1
        if plan.changes != plan.fails_at:
            return self._clients.call(service, operation, parameters)
        if plan.acts_first:
            self._clients.call(service, operation, parameters)
        raise InjectedError

    def with_token(self, token: str) -> Self:
        return type(self)(self._clients.with_token(token), self._plan)

    def was_answered(self) -> bool:
        return self._clients.was_answered()


class FaultyProvider:
    """Native handlers on a cloud of their own."""

    def __init__(self) -> None:
        self.clients = EmbeddedCloud(None).clients()
        self.plan = Plan()

    def answer(self, request: HandlerRequest) -> HandlerAnswer:
        handler = find_handler(request.type_name)
        assert handler is not None
        return carry_out(handler, request, Faulty(self.clients, self.plan))

    def list(self, type_name: str, model: Properties) -> tuple[str, ...] | HandlerFailure:
        raise AssertionError(f"nobody lists {type_name} here")

    def upload(self, bucket: str, key: str, body: bytes) -> None:
        self.clients.call("s3", "PutObject", {"Bucket": bucket, "Key": key, "Body": body})


class Subject:
    """A resource of a case, that is updated with faults."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.provider = FaultyProvider()
        self.plan = self.provider.plan
        self.world = World(self.provider, upload=self.provider.upload)
        for name, type_name, properties in case.needs:
            self.world.make(name, type_name, properties)
        for bucket, key, body in case.uploads:
            self.world.upload(self.world.resolved(bucket), key, body)
        self.plan.known.clear()
        self.plan.reads.clear()
        desired = self.world.resolved(case.properties)
        made = self.world.ask(self.world.request(HandlerAction.CREATE, case.type_name, "It", desired=desired))
        assert isinstance(made, HandlerSuccess), made
        self.world.made["It"] = made
        self.physical_id = made.physical_id
        self.made_up: frozenset[str] = frozenset()
        self.questions: Questions = {}

    def update(
        self,
        models: tuple[Properties, ...],
        desired: Properties,
        fails_at: int = 0,
        *,
        acts_first: bool = False,
    ) -> HandlerAnswer:
        self.plan.fails_at, self.plan.acts_first, self.plan.changes = fails_at, acts_first, 0
        answer = self.world.ask(
            self.world.request(
                HandlerAction.UPDATE,
                self.case.type_name,
                "It",
                physical_id=self.physical_id,
                desired=desired,
                previous=models[-1],
                also_possible=models[:-1],
            )
        )
        self.plan.fails_at = 0
        return answer

    def learn(self, *models: Properties) -> None:
        """Settle on what is asked about the resource: what its reads ask, and what else can be asked."""
        for model in models:
            self.world.read(self.case, self.physical_id, model)
        asked = self.plan.reads.items()
        self.questions = {name: given for name, given in asked if name.split(" ")[1] not in OF_THE_PAST}
        if self.case.type_name in ASKED_BESIDES:
            name, member, others = ASKED_BESIDES[self.case.type_name]
            self.questions[name] = {member: self.physical_id, **others}
        for service, known in self.plan.known.items():
            for operation in _answerable(service, known):
                self.questions.setdefault(f"{service} {operation}", dict(known))

    def look(self, model: Properties, questions: Questions | None = None) -> dict[str, Any]:
        """What the service itself says of the resource, which is to be as the model says."""
        self.made_up = frozenset(MADE_UP_FOR[name] for name in model if name in MADE_UP_FOR)
        return {name: self._ask(name, given) for name, given in (questions or self.questions).items()}

    def _ask(self, name: str, known: Mapping[str, Any]) -> Any:
        service, operation = name.split(" ")
        members = service_model(service).operation_model(operation).input_shape
        given = {key: known[key] for key in (members.members if members else ()) if key in known}
        try:
            answer = self.provider.clients.call(service, operation, given)
            return _plain(answer, MADE_UP | MADE_UP_IN.get(name, frozenset()) | self.made_up)
        except ServiceError as error:
            return error.code


def _answerable(service: str, known: Mapping[str, Any]) -> Iterator[str]:
    """The read operations that want something, and nothing that is not known."""
    model = service_model(service)
    for operation in model.operation_names:
        shape = model.operation_model(operation).input_shape
        required = set(shape.required_members) if shape else set()
        if operation in OF_THE_PAST or not operation.startswith(READS):
            continue
        if required and required <= known.keys() - MADE_UP:
            yield operation


def _plain(value: Any, left_out: frozenset[str]) -> Any:
    """The answer without what tells the time; lists in an order of their own, as services promise none.

    Of a list of versions only the one that holds is kept.
    """
    if isinstance(value, dict):
        return {
            name: _plain(item, left_out)
            for name, item in value.items()
            if name not in left_out and not isinstance(item, datetime)
        }
    if isinstance(value, list):
        now = [each for each in value if not isinstance(each, dict) or each.get("IsDefaultVersion", True)]
        return sorted((_plain(item, left_out) for item in now), key=repr)
    return value.read() if hasattr(value, "read") else value


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where two answers differ, in words; a default may be told or not."""
    if isinstance(expected, dict) and isinstance(found, dict):
        names = sorted({*expected, *found})
        return [line for n in names for line in differences(expected.get(n), found.get(n), f"{path}/{n}")]
    return [] if (expected or None) == (found or None) else [f"{path}: {found!r} instead of {expected!r}"]


def test_the_kit_updates_most_types() -> None:
    assert len({case.type_name for case in UPDATED}) >= 45


@pytest.mark.parametrize("case", UPDATED, ids=lambda case: case.title)
def test_an_update_that_fails_at_any_call_can_be_undone_tried_again_and_deleted(case: Case) -> None:
    subject = Subject(case)
    before = subject.world.resolved(case.properties)
    for step in case.updates:
        after = subject.world.resolved(step)
        calls = _fails_and_recovers(subject, before, after)
        before, last = after, before
    _succeeds(subject.update((before,), last))
    subject.update((last,), before, calls, acts_first=True)
    _is_deleted(subject, last, before)


def _fails_and_recovers(subject: Subject, before: Properties, after: Properties) -> int:
    """The number of changing calls of the update."""
    subject.learn(before, after)
    first_questions, at_first = subject.questions, subject.look(before)
    _succeeds(subject.update((before,), after))
    calls = subject.plan.changes
    subject.learn(before, after)
    is_after = subject.look(after)
    _succeeds(subject.update((after,), before))
    is_before = subject.look(before)
    again = subject.look(before, first_questions)
    assert differences(at_first, again) == [], "the update succeeds, then goes back"
    for call, acts_first in product(crash_points(calls), (False, True)):
        fault = f"call {call} of {calls} fails {'after' if acts_first else 'before'} it acts"
        assert isinstance(subject.update((before,), after, call, acts_first=acts_first), HandlerFailure)
        _succeeds(subject.update((before, after), before), fault)
        assert differences(is_before, subject.look(before)) == [], f"{fault}, then goes back"
        assert isinstance(subject.update((before,), after, call, acts_first=acts_first), HandlerFailure)
        _succeeds(subject.update((before, after), after), fault)
        assert differences(is_after, subject.look(after)) == [], f"{fault}, then goes on"
        _succeeds(subject.update((after,), before))
    _succeeds(subject.update((before,), after))
    return calls


def _is_deleted(subject: Subject, *models: Properties) -> None:
    """What may be as any of the models say is deleted whole."""
    world, case = subject.world, subject.case
    fields = {"physical_id": subject.physical_id, "previous": models[-1], "also_possible": models[:-1]}
    answer = world.ask(world.request(HandlerAction.DELETE, case.type_name, "It", **fields))
    _succeeds(answer, "a failed update, then a deletion")
    gone = world.read(case, subject.physical_id, models[-1])
    assert isinstance(gone, HandlerFailure), gone
    assert gone.code is HandlerErrorCode.NOT_FOUND, gone


def _succeeds(answer: HandlerAnswer, after: str = "") -> None:
    assert isinstance(answer, HandlerSuccess), (after, answer)
