"""Each property of a type on its own: made, changed and taken away, and looked for in the service.

A property is looked for by the handler's read, which is told another value than the one that was sent: what
only repeats its question is found out. Properties that no read returns are asked of the service itself.
"""

import json
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any, Final

from landform.cloud.clients import Clients
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerFailure,
    HandlerSuccess,
)
from landform.plan.drift import property_drifts
from landform.providers.fidelity import fidelity
from landform.providers.handlers.model import ResourceHandler, at_path
from landform.providers.schema_facts import SchemaFactsCatalog
from landform.schema.catalog import load_catalog
from landform.schema.coerce import coerce
from landform.schema.resource_schema import ResourceSchema
from tests.conformance.providers.asked import ASKED
from tests.conformance.providers.case import Case
from tests.conformance.providers.generated import values_of
from tests.conformance.providers.kit import World, holds
from tests.conformance.providers.worth import MORE_CALLS, MORE_NEEDS, WORTH

ALONE: Final = frozenset({"AWS::EC2::NatGateway"})
"""Types of which a deleted resource leaves something behind (an address that stays associated): each of their
properties is tried in a world of its own."""


class Step(StrEnum):
    """What was done with the property."""

    MADE = "made"
    CHANGED = "changed"
    TAKEN_AWAY = "taken away"


@dataclass(frozen=True, slots=True)
class Loss:
    """A property that the service does not have as it was wanted."""

    name: str
    step: Step
    found: Any  # what there is instead, or the failure
    members: frozenset[str]  # dotted paths of what is lost: the name itself, or members below it

    def __str__(self) -> str:
        return f"{self.name} {self.step}: {self.found}"


@dataclass(frozen=True, slots=True)
class Trial:
    """One property with two values, among the properties it needs."""

    case: Case
    name: str
    beside: Mapping[str, Any]
    first: Any
    second: Any = None  # None where there is no other value
    is_needed: bool = False  # by what stands beside it, so that it cannot be taken away
    seen: tuple[Any, ...] = ()  # how the two values look to the service, where not as they are written

    def looks_like(self, value: Any) -> Any:
        """What the service should say of one of the values."""
        if not self.seen:
            return value
        return self.seen[0] if value == self.first else self.seen[1]


Doubt = Callable[[], Iterator[Loss]]
"""A question that can be asked only when the resource is gone: what another one without the property has."""


class Prober:
    """Tries the properties of one type in one world, in which the needs of its cases exist."""

    def __init__(
        self, world: World, handler: ResourceHandler, schema: ResourceSchema, clients: Clients
    ) -> None:
        self._world = world
        self._handler = handler
        self._schema = schema
        self._clients = clients
        self._doubts: list[Doubt] = []
        self.drifts: list[str] = []  # of what was not touched: there should be none
        self.misnamed: list[str] = []  # refusals that call the resource missing though it is there
        self.refused_empty: list[str] = []  # lists that may be absent and not be empty

    def losses(self, trial: Trial) -> Iterator[Loss]:
        """What is lost of the property, step by step; nothing more after a step that was refused."""
        assert trial.first is not None, f"{self._handler.type_name}.{trial.name} has no value to try"
        first = {**trial.beside, trial.name: trial.first}
        answer = self._create(first)
        if not isinstance(answer, HandlerSuccess):
            yield _refused(trial, Step.MADE, answer)
            return
        physical_id = answer.physical_id
        yield from self._lost(trial, Step.MADE, physical_id, trial.first, trial.second)
        self._look_for_drift(trial, physical_id, first)
        if trial.name in changeable(self._handler, self._schema):
            physical_id = yield from self._changes(trial, physical_id, first)
            self._try_strange(trial, physical_id)
        self._delete(physical_id, first)
        for doubt in self._doubts:
            yield from doubt()
        self._doubts.clear()
        self._try_empty(trial)

    def _changes(
        self, trial: Trial, physical_id: str, first: Mapping[str, Any]
    ) -> Generator[Loss, None, str]:
        """Change the property, then take it away; returns the resource's last physical id."""
        values = [trial.first]
        if trial.second is not None:
            values.append(trial.second)
            answer = self._update(physical_id, {**trial.beside, trial.name: trial.second}, first)
            if not isinstance(answer, HandlerSuccess):
                yield _refused(trial, Step.CHANGED, answer)
                return physical_id
            physical_id = answer.physical_id
            yield from self._lost(trial, Step.CHANGED, physical_id, trial.second, trial.first)
            self._look_for_drift(trial, physical_id, {**trial.beside, trial.name: trial.second})
        if trial.name in self._schema.required or trial.is_needed:
            return physical_id
        return self._taken_away(trial, physical_id, values)

    def _taken_away(self, trial: Trial, physical_id: str, values: list[Any]) -> str:
        """Take each of the values away: one of them may be the service's default, not both."""
        stays: Any = None
        for number, value in enumerate(reversed(values)):
            whole = {**trial.beside, trial.name: value}
            if number:
                answer = self._update(physical_id, whole, trial.beside)
                physical_id = answer.physical_id or physical_id
            before = self._found(trial, physical_id, value)
            answer = self._update(physical_id, trial.beside, whole)
            if not isinstance(answer, HandlerSuccess):
                self._doubts.append(
                    partial(self._could_be_made, trial, _refused(trial, Step.TAKEN_AWAY, answer))
                )
                return physical_id
            physical_id = answer.physical_id
            stays = self._found(trial, physical_id, value)
            if stays is None or not holds(stays, before):
                return physical_id
        loss = Loss(trial.name, Step.TAKEN_AWAY, stays, frozenset({trial.name}))
        self._doubts.append(partial(self._could_be_made, trial, loss, may_be_default=len(values) == 1))
        return physical_id

    def _could_be_made(self, trial: Trial, loss: Loss, may_be_default: bool = False) -> Iterator[Loss]:
        """The loss, unless a resource without the property cannot be, or has the same value."""
        answer = self._create(trial.beside)
        if isinstance(answer, HandlerSuccess):
            found = self._found(trial, answer.physical_id, trial.first)
            self._delete(answer.physical_id, trial.beside)
            if not (may_be_default and holds(found, loss.found)):
                yield loss

    def _lost(self, trial: Trial, step: Step, physical_id: str, wanted: Any, other: Any) -> Iterator[Loss]:
        """Nothing when the resource has what is wanted, though the read is told of something else."""
        found, seen = self._found(trial, physical_id, other), trial.looks_like(wanted)
        if holds(found, seen):
            return
        loss = Loss(trial.name, step, found, frozenset(missing(found, seen, trial.name)))
        # Some reads look only for what they are told of (a group's own rules). They must not make it up.
        if holds(self._found(trial, physical_id, wanted), seen):
            self._doubts.append(partial(self._made_up, trial, loss, wanted, other))
        else:
            yield loss

    def _made_up(self, trial: Trial, loss: Loss, wanted: Any, other: Any) -> Iterator[Loss]:
        """The loss, when a read that is told of the value finds it where it was never set."""
        made = trial.beside
        if trial.name in self._schema.required or trial.is_needed:
            made = {**trial.beside, trial.name: other}
        answer = self._create(made)
        if not isinstance(answer, HandlerSuccess):
            yield loss
            return
        found = self._found(trial, answer.physical_id, wanted)
        self._delete(answer.physical_id, made)
        if holds(found, trial.looks_like(wanted)):
            yield loss

    def _found(self, trial: Trial, physical_id: str, told: Any) -> Any:
        """The property's value now, read with another one as the desired."""
        asked = ASKED.get((self._handler.type_name, trial.name))
        if asked is not None:
            return asked(self._clients, physical_id)
        desired = {**trial.beside, **({} if told is None else {trial.name: told})}
        answer = self._ask(HandlerAction.READ, physical_id, desired=desired)
        return answer.properties.get(trial.name) if isinstance(answer, HandlerSuccess) else answer

    def _try_strange(self, trial: Trial, physical_id: str) -> None:
        """A value that names nothing may be refused, but not as if the resource itself were not there."""
        for value in values_of(self._schema, trial.name, 1):
            answer = self._update(physical_id, {**trial.beside, trial.name: value}, trial.beside)
            if isinstance(answer, HandlerFailure) and "Resource of type" in answer.message:
                self.misnamed.append(f"{trial.name}: {answer.message}")

    def _try_empty(self, trial: Trial) -> None:
        """A list that ends up empty (its items were AWS::NoValue) is as good as none.

        Lists that the schema wants items in are left out.
        """
        node = self._schema.node((trial.name,)) or {}
        if trial.is_needed or not isinstance(trial.first, list) or node.get("minItems"):
            return
        answers = []
        for desired in (trial.beside, {**trial.beside, trial.name: []}):
            answers.append(self._create(desired))
            if isinstance(answers[-1], HandlerSuccess):
                self._delete(answers[-1].physical_id, desired)
        without, empty = answers
        if isinstance(without, HandlerSuccess) and not isinstance(empty, HandlerSuccess):
            self.refused_empty.append(f"{trial.name}: {empty}")

    def _look_for_drift(self, trial: Trial, physical_id: str, deployed: Mapping[str, Any]) -> None:
        """Compare the resource, as nobody has touched it, with what was deployed last."""
        wanted = coerce(self._schema, dict(deployed))
        answer = self._ask(HandlerAction.READ, physical_id, desired=wanted)
        assert isinstance(answer, HandlerSuccess), answer
        unreliable = fidelity(self._handler.type_name, SchemaFactsCatalog(load_catalog())).unreliable
        for drift in property_drifts(self._schema, wanted, answer.properties, unreliable):
            self.drifts.append(f"{trial.name}: {drift.path}: {drift.expected} is {drift.actual}")

    def _update(
        self, physical_id: str, desired: Mapping[str, Any], previous: Mapping[str, Any]
    ) -> HandlerAnswer:
        return self._ask(HandlerAction.UPDATE, physical_id, desired=desired, previous=previous)

    def _delete(self, physical_id: str, previous: Mapping[str, Any]) -> None:
        self._ask(HandlerAction.DELETE, physical_id, previous=previous)

    def _create(self, desired: Mapping[str, Any]) -> HandlerAnswer:
        request = self._world.request(
            HandlerAction.CREATE, self._handler.type_name, f"It{self._world.count}", desired=desired
        )
        return self._world.ask(request)

    def _ask(self, action: HandlerAction, physical_id: str, **more: Any) -> HandlerAnswer:
        request = self._world.request(action, self._handler.type_name, "It", physical_id=physical_id, **more)
        return self._world.ask(request)


def changeable(handler: ResourceHandler, schema: ResourceSchema) -> set[str]:
    """The properties that an update may change by the handler's and the registry's word."""
    names = {name for step in handler.update for name in step.properties} | (
        {"Tags"} if handler.tags else set()
    )
    return {name for name in names if (name,) not in schema.create_only}


def trials_of(
    handler: ResourceHandler, schema: ResourceSchema, cases: list[Case]
) -> list[tuple[Case, list[Trial]]]:
    """A trial for each property that is not listed as unsupported, with the case it stands in."""
    trials = [
        _trial(handler, schema, cases, name) for name in sorted(schema.writable - set(handler.unsupported))
    ]
    return [(case, [each for each in trials if each.case is case]) for case in cases]


def _trial(handler: ResourceHandler, schema: ResourceSchema, cases: list[Case], name: str) -> Trial:
    worth = WORTH.get((handler.type_name, name))
    if worth is not None:
        case = next(each for each in cases if each.name == worth.case)
        beside = {**case.properties, **worth.beside}
        left_out = {name, handler.name_property, *worth.without} - set(worth.beside)
        values = [worth.first, *([] if worth.second is None else [worth.second])]
        is_needed, seen = worth.is_needed, worth.seen
    else:
        is_needed, seen = False, ()
        case, model = _home(cases, name)
        beside, left_out = model, {name, handler.name_property}
        known = [each[name] for each in _models(case) if name in each]
        values = [*dict.fromkeys(map(_Frozen, known)), *map(_Frozen, values_of(schema, name))]
        values = [each.value for each in dict.fromkeys(values)]
    kept = {
        key: value for key, value in beside.items() if key not in left_out or key in schema.required - {name}
    }
    first, second = [*values, None, None][:2]
    return Trial(case, name, kept, first, second, is_needed, seen)


def missing(found: Any, wanted: Any, path: str) -> Iterator[str]:
    """The dotted paths at or below a path of what is wanted and not found; items of lists have no step."""
    if holds(found, wanted):
        return
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key, value in wanted.items():
            yield from missing(found.get(key), value, f"{path}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        for have, want in zip(found, wanted, strict=True):
            yield from missing(have, want, path)
    else:
        yield path


def _refused(trial: Trial, step: Step, answer: HandlerAnswer) -> Loss:
    return Loss(trial.name, step, answer, frozenset({trial.name}))


def _home(cases: list[Case], name: str) -> tuple[Case, Mapping[str, Any]]:
    """The case and the model in which the property stands already, else the first."""
    standing = ((case, model) for case in cases for model in _models(case) if name in model)
    return next(standing, (cases[0], cases[0].properties))


def _models(case: Case) -> tuple[Mapping[str, Any], ...]:
    return (case.properties, *case.updates, *([case.replaced] if case.replaced else []))


class _Frozen:
    """A value as a key: equal when it is the same JSON."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._text = json.dumps(value, sort_keys=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


def prepare(world: World, clients: Clients, case: Case) -> None:
    """Make what the case's resources, and the values beyond the case, refer to."""
    for name, type_name, properties in (*case.needs, *MORE_NEEDS.get(case.type_name, ())):
        if name not in world.made:
            world.make(name, type_name, properties)
    for made in MORE_CALLS.get(case.type_name, ()):
        answer = clients.call(made.service, made.operation, world.resolved(made.parameters))
        if made.name:
            world.made[made.name] = HandlerSuccess(physical_id=at_path(answer, made.path))
    for bucket, key, body in case.uploads:
        world.upload(world.resolved(bucket), key, body)


def resolved(world: World, trial: Trial) -> Trial:
    """The trial with the ids of what was made."""
    return replace(
        trial,
        beside=world.resolved(trial.beside),
        first=world.resolved(trial.first),
        second=world.resolved(trial.second),
    )
