"""The world around an operation: what the store and the cloud hold, its weather, and virtual time."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from landform.deploy.messages import (
    Command,
    ForgetResource,
    ForgetSuperseded,
    SaveResource,
    SaveSuperseded,
    SetOutputs,
)
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerRequest
from landform.ground.records import OutputRecord, ResourceRecord
from landform.providers.pretend import Conduct, Fault, PretendCloud

DELETES = (HandlerAction.DELETE, HandlerAction.SNAPSHOT_AND_DELETE)


class Violation(Exception):
    """An invariant does not hold."""


@dataclass
class Memory:
    """What the stack's store holds."""

    live: dict[str, ResourceRecord] = field(default_factory=dict)
    superseded: dict[tuple[str, str], ResourceRecord] = field(default_factory=dict)
    outputs: tuple[OutputRecord, ...] = ()

    def perform(self, command: Command) -> None:
        match command:
            case SaveResource(record=record):
                self.live[record.logical_id] = record
            case ForgetResource(logical_id=logical_id):
                del self.live[logical_id]
            case SaveSuperseded(record=record):
                self.superseded[record.logical_id, record.physical_id or ""] = record
            case ForgetSuperseded(logical_id=logical_id, physical_id=physical_id):
                del self.superseded[logical_id, physical_id]
            case SetOutputs(outputs=outputs):
                self.outputs = outputs
            case _:
                pass


@dataclass(frozen=True, kw_only=True)
class Weather:
    """How rough this world is; drawn once per seed."""

    failing: float
    deleting_fails: float
    hiccups: float
    polling: float
    crashing: float
    duplicates: float
    silence: float  # the chance that a signal is never sent

    @staticmethod
    def drawn(rng: Random) -> "Weather":
        return Weather(
            failing=rng.choice((0.0, 0.03, 0.1, 0.3)),
            deleting_fails=rng.choice((0.0, 0.0, 0.05, 0.3)),
            hiccups=rng.choice((0.0, 0.1, 0.5)),
            polling=rng.choice((0.0, 0.3, 0.9)),
            crashing=rng.choice((0.0, 0.02, 0.1, 0.3)),
            duplicates=rng.choice((0.0, 0.1, 0.4)),
            silence=rng.choice((0.0, 0.0, 0.2)),
        )


@dataclass
class World:
    """All that outlives an operation."""

    rng: Random
    weather: Weather
    counts: Counter[str]
    keeps_trace: bool = False  # a life is played again for its trace, so that the others cost no words
    # Replay every journal from its beginning, at each death and at the end, and compare as text, which shows
    # what equality does not: orders and types. Otherwise a second machine follows each line (see Driver).
    is_strict: bool = False
    trace: list[str] = field(default_factory=list)
    now: float = 1_000_000.0
    memory: Memory = field(default_factory=Memory)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)  # of every journal line
    heard: set[tuple[str, str, str]] = field(default_factory=set)  # operation, source and id of each signal

    def __post_init__(self) -> None:
        self.cloud = PretendCloud(
            conduct_of=self._conduct,
            unique_properties={"Pretend::First": "Slot"},
            fixed_properties={"Pretend::Picky": "Name"},
        )

    def say(self, line: str, *values: object) -> None:
        """A line of the trace, with {} for each value."""
        if self.keeps_trace:
            self.trace.append(f"{self.now - 1_000_000.0:9.2f}  {line.format(*values)}")

    def _conduct(self, request: HandlerRequest) -> Conduct:
        rng, weather = self.rng, self.weather
        chance = weather.deleting_fails if request.action in DELETES else weather.failing
        fault = rng.choice((Fault.CLEAN, Fault.PARTIAL)) if rng.random() < chance else Fault.NONE
        has_hiccups = rng.random() < weather.hiccups
        # Now and then a service stays down for good; then it must not have made or deleted anything, as
        # nobody could know. What it changed is the machine's to doubt.
        is_down = has_hiccups and rng.random() < 0.03
        lot = crc32(request.client_token.encode())  # as good as drawn, whatever was drawn before
        conduct = Conduct(
            polls=rng.randint(1, 3) if rng.random() < weather.polling else 0,
            delay_seconds=rng.choice((0.5, 5.0, 60.0)),
            tells_id_early=rng.random() < 0.5,
            hiccups=10_000 if is_down else rng.randint(1, 4) if has_hiccups else 0,
            hiccup_code=rng.choice((HandlerErrorCode.THROTTLING, HandlerErrorCode.NETWORK_FAILURE)),
            acts_before_hiccup=request.action is HandlerAction.UPDATE and lot % 3 == 0
            if is_down
            else rng.random() < 0.3,
            share=(0.0, 0.4, 0.7, 1.0)[lot % 4],
            from_the_end=lot % 8 > 3,
            fault=fault,
            fault_code=_fault_code(rng, request.action),
            fault_message=f"{request.action} of {request.logical_id} was told to fail",
        )
        if fault is not Fault.NONE:
            self.counts[f"provider failures ({fault.value})"] += 1
        if is_down:
            self.counts["services down"] += 1
        return conduct


def _fault_code(rng: Random, action: HandlerAction) -> HandlerErrorCode:
    codes = {
        HandlerAction.CREATE: (HandlerErrorCode.INVALID_REQUEST, HandlerErrorCode.NOT_STABILIZED),
        HandlerAction.UPDATE: (HandlerErrorCode.NOT_UPDATABLE, HandlerErrorCode.INTERNAL_FAILURE),
    }
    return rng.choice(codes.get(action, (HandlerErrorCode.RESOURCE_CONFLICT,)))
