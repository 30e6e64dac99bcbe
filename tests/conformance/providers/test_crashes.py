"""A process that dies after any call of a handler, and sends its request again, makes nothing twice.

Every case of the contract is led through create, update and delete; in each the process "dies" after a
call was answered, and the same request comes again with the same client token.
"""

from collections.abc import Mapping
from typing import Any, Self

import pytest

from landform.cloud.clients import ServiceAnswer
from landform.cloud.direct import DirectClients
from landform.cloud.embedded import EmbeddedCloud
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.providers.handlers.model import ResourceHandler
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler
from tests.conformance.providers.case import Case
from tests.conformance.providers.kit import World, holds
from tests.conformance.providers.test_contract import ALL_CASES

MOST_CRASHES = 5  # crash points tried per request, spread over its calls


class Crashed(Exception):
    """The process is no more."""


class Doomed:
    """Clients that die after a number of answered calls, shared by all that come from them."""

    def __init__(self, clients: DirectClients, state: dict[str, int]) -> None:
        self._clients = clients
        self._state = state

    @property
    def accepts_system_tags(self) -> bool:
        return True

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        answer = self._clients.call(service, operation, parameters)
        self._state["calls"] += 1
        if self._state["calls"] == self._state["last"]:
            raise Crashed
        return answer

    def with_token(self, token: str) -> Self:
        return type(self)(self._clients.with_token(token), self._state)

    def was_answered(self) -> bool:
        return self._clients.was_answered()


class MortalProvider:
    """Native handlers on a cloud; `last` says after which call of the next request to die (0: never)."""

    def __init__(self) -> None:
        self.clients = EmbeddedCloud(None).clients()
        self.state = {"calls": 0, "last": 0}

    def answer(self, request: HandlerRequest) -> HandlerAnswer:
        handler = find_handler(request.type_name)
        assert handler is not None
        return carry_out(handler, request, Doomed(self.clients, self.state))


def crashing(world: World, request: HandlerRequest, last: int) -> HandlerAnswer:
    """The request carried out with a crash after call number `last`, then sent again."""
    provider = world.provider
    assert isinstance(provider, MortalProvider)
    provider.state.update(calls=0, last=last)
    try:
        return world.ask(request)
    except Crashed:
        provider.state.update(calls=0, last=0)
        return world.ask(request)


def crash_points(calls: int) -> list[int]:
    """Some of the call numbers, first and last among them."""
    if calls <= MOST_CRASHES:
        return list(range(1, calls + 1))
    step = (calls - 1) / (MOST_CRASHES - 1)
    return sorted({1 + round(step * index) for index in range(MOST_CRASHES)})


def lives(case: Case, last: int) -> dict[str, int]:
    """One life with a crash after that call of each request; the number of calls each one took."""
    provider = MortalProvider()
    world = World(provider)
    handler = find_handler(case.type_name)
    assert handler is not None
    for name, type_name, properties in case.needs:
        world.make(name, type_name, properties)
    for bucket, key, body in case.uploads:
        parameters = {"Bucket": world.resolved(bucket), "Key": key, "Body": body}
        provider.clients.call("s3", "PutObject", parameters)
    counts = {}
    desired = world.resolved(case.properties)
    create = world.request(HandlerAction.CREATE, case.type_name, "It", desired=desired)
    made = crashing(world, create, last)
    counts["create"] = provider.state["calls"]
    provider.state.update(last=0)
    assert isinstance(made, HandlerSuccess), made
    again = world.ask(create)
    assert isinstance(again, HandlerSuccess)
    assert again.physical_id == made.physical_id
    physical_id = made.physical_id
    assert_reads(world, case, handler, physical_id, desired)
    for step in case.updates:
        after = world.resolved(step)
        fields = {"physical_id": physical_id, "desired": after, "previous": desired}
        updated = crashing(world, world.request(HandlerAction.UPDATE, case.type_name, "It", **fields), last)
        counts["update"] = max(counts.get("update", 0), provider.state["calls"])
        provider.state.update(last=0)
        assert isinstance(updated, HandlerSuccess), updated
        physical_id, desired = updated.physical_id, after
        assert_reads(world, case, handler, physical_id, desired)
    fields = {"physical_id": physical_id, "previous": desired}
    deleted = crashing(world, world.request(HandlerAction.DELETE, case.type_name, "It", **fields), last)
    counts["delete"] = provider.state["calls"]
    provider.state.update(last=0)
    if isinstance(deleted, HandlerFailure):
        assert deleted.code is HandlerErrorCode.NOT_FOUND, deleted
    gone = world.read(case, physical_id, desired)
    assert isinstance(gone, HandlerFailure), gone
    assert gone.code is HandlerErrorCode.NOT_FOUND
    return counts


def assert_reads(
    world: World, case: Case, handler: ResourceHandler, physical_id: str, desired: Mapping[str, Any]
) -> None:
    found = world.read(case, physical_id, desired)
    assert isinstance(found, HandlerSuccess), found
    not_read = {*handler.unread, *handler.embedded_gaps, *handler.change_gaps}
    for name in set(desired) - not_read:
        assert holds(found.properties.get(name), desired[name]), name


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.title)
def test_a_crash_after_any_call_only_costs_time(case: Case) -> None:
    counts = lives(case, 0)
    for last in crash_points(max(counts.values())):
        lives(case, last)
