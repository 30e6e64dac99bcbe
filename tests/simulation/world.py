"""The world around one operation: virtual time, a network, a driver that can die, a journal that cannot.

The driver here does what the engine's driver must do: journal the input (with what its commands change in
memory) in one step, then act. It dies at any of these moments: before the journal write (the input is lost),
after it (nothing was acted on), or between two acts. Then a new machine replays the journal.
"""

import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Protocol
from zlib import crc32

from landform.deploy.codec import decode_input, encode_input
from landform.deploy.deployment import Deployment
from landform.deploy.messages import (
    AlarmsSeen,
    Answered,
    Begin,
    CallProvider,
    CancelRequested,
    Command,
    ForgetResource,
    ForgetSuperseded,
    Input,
    Released,
    SaveResource,
    SaveSuperseded,
    SetOutputs,
    SignalReceived,
    SignalStatus,
    TimerFired,
    WakeAt,
)
from landform.deploy.monitoring import Watch
from landform.deploy.spec import DeploymentSpec, SignalWait
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerRequest
from landform.ground.records import OutputRecord, ResourceRecord
from landform.ground.statuses import OperationKind
from landform.providers.pretend import Conduct, Fault, PretendCloud

#: Events of one operation; far above what nine resources need, so that a machine that never ends is caught.
EVENTS_MAX = 5_000

DELETES = (HandlerAction.DELETE, HandlerAction.SNAPSHOT_AND_DELETE)


class Violation(Exception):
    """An invariant does not hold."""


class Watcher(Protocol):
    """Sees every command before it is acted on."""

    def see(self, command: Command) -> None: ...


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
    is_strict: bool = False  # compare replays as text, which shows what equality does not: orders and types
    trace: list[str] = field(default_factory=list)
    now: float = 1_000_000.0
    memory: Memory = field(default_factory=Memory)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)  # of every journal line
    heard: set[tuple[str, str, str]] = field(default_factory=set)  # operation, source and id of each signal

    def __post_init__(self) -> None:
        self.cloud = PretendCloud(conduct_of=self._conduct, unique_properties={"Pretend::First": "Slot"})

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


@dataclass(order=True)
class _Happening:
    at: float
    number: int
    life: int = field(compare=False)  # which driver process started it
    act: Callable[["Driver", int], None] = field(compare=False)


class Driver:
    """Runs one operation to its end, through any number of deaths."""

    def __init__(self, world: World, spec: DeploymentSpec, watcher: Watcher) -> None:
        self.world = world
        self.spec = spec
        self.watcher = watcher
        self.machine = Deployment(spec)
        # Each input as it is written, as it is read again, and when it came; then what it gave.
        self.journal: list[tuple[str, Input, float]] = []
        self.told: list[list[Command]] = []
        self._life = 0
        self._happenings: list[_Happening] = []
        self._number = 0
        self._answered: set[tuple[str, int]] = set()
        self.looks: list[AlarmsSeen] = []  # those that the machine was told of while it went forward
        self._watched = 0  # number of the latest look at the alarms in this life
        self._is_decided = False  # the parent of a held update has made up its mind
        self.inbox: list[SignalReceived] = []  # what the signals' senders were told is received

    def run(self, cancel_after: float | None) -> None:
        """Go until the operation is finished."""
        if cancel_after is not None:
            self._at(self.world.now + cancel_after, lambda driver, _life: driver.take(CancelRequested()))
        self.take(Begin())
        events = 0
        while not self.machine.is_finished:
            events += 1
            if events > EVENTS_MAX or not self._happenings:
                raise Violation(f"the operation does not end ({len(self._happenings)} happenings left)")
            happening = heapq.heappop(self._happenings)
            self.world.now = max(self.world.now, happening.at)
            happening.act(self, happening.life)
        self._verify_replay()

    def take(self, given: Input) -> None:
        """One input: journal it, then act; or die on the way."""
        if self._dies():
            self.world.say("driver dies before it has journalled {}", given)
            self._restart()
            if not isinstance(given, Answered | TimerFired | AlarmsSeen):
                self.take(given)  # whoever asked gets no confirmation and asks again
            return
        line = json.dumps(encode_input(given))
        self.journal.append((line, decode_input(json.loads(line)), self.world.now))
        if isinstance(given, AlarmsSeen) and self.machine.watch is not None:
            self.looks.append(given)
        commands = self.machine.handle(given, self.world.now)
        self.told.append(commands)
        if isinstance(given, Answered):
            self._answered.add((given.token, given.call_number or 0))
        for command in commands:
            self._check_call(command)
            if isinstance(command, CallProvider) and command.action is HandlerAction.CREATE:
                self._signal_later(command)
            self.watcher.see(command)
            self.world.memory.perform(command)
        if self.machine.is_held and not self._is_decided:
            self._is_decided = True
            undoes = self.world.rng.random() < 0.5
            decision: Input = CancelRequested() if undoes else Released()
            self.world.counts[f"held updates, then {type(decision).__name__}"] += 1
            self._at(self.world.now + self.world.rng.uniform(0.0, 9.0), partial(_take, decision))
        for command in commands:
            if self._dies():
                self.world.say("driver dies before it has acted")
                self._restart()
                return
            self._act(command)
        self._watch()

    def _watch(self) -> None:
        watch = self.machine.watch
        if watch is not None and watch.number != self._watched:
            self._watched = watch.number
            self._at(self.world.now + self.world.rng.uniform(0.0, 2.0), partial(_look, watch))

    def _check_call(self, command: Command) -> None:
        if isinstance(command, CallProvider) and command.call_number > 1:
            before = (command.token, command.call_number - 1)
            if before not in self._answered:
                raise Violation(f"two calls of one token are under way: {command}")

    def _dies(self) -> bool:
        weather = self.world.weather
        # Fewer deaths as the journal grows, so that every operation comes to its end.
        chance = weather.crashing / (1 + len(self.journal) / 20)
        return not self.machine.is_finished and chance > 0 and self.world.rng.random() < chance

    def _act(self, command: Command) -> None:
        if isinstance(command, CallProvider):
            self._send(command)
        elif isinstance(command, WakeAt):
            self._at(command.time, lambda driver, life: driver._wake(life))

    def _wake(self, life: int) -> None:
        if life == self._life:
            self.take(TimerFired())

    def _signal_later(self, call: CallProvider) -> None:
        """Whoever is to signal the resource does it too early, in time, too late, twice or not at all."""
        rng, weather = self.world.rng, self.world.weather
        if not self.spec.resources[call.logical_id].is_desired or self.spec.kind is OperationKind.ROLLBACK:
            return
        wait = self.spec.desired.wait(call.logical_id, call.desired)
        for number in range(wait.count if isinstance(wait, SignalWait) else 0):
            if rng.random() < weather.silence:
                continue
            fails = rng.random() < weather.failing
            signal = SignalReceived(
                source=call.logical_id,
                unique_id=f"i-{number}",
                status=SignalStatus.FAILURE if fails else SignalStatus.SUCCESS,
                logical_id=call.logical_id,
            )
            for _ in range(2 if rng.random() < weather.duplicates else 1):
                sent_after = rng.choice((rng.uniform(0.0, 8.0), rng.uniform(0.0, 20.0)))
                self._at(self.world.now + sent_after, partial(_receive, signal))

    def _send(self, call: CallProvider) -> None:
        leaves = max(self.world.now, call.not_before)
        self._at(leaves + self.world.rng.uniform(0.0, 2.0), lambda driver, life: driver._reach(call, life))

    def _reach(self, call: CallProvider, life: int) -> None:
        rng = self.world.rng
        if life != self._life and rng.random() < 0.5:
            return  # it died with the process that sent it
        answer = self.world.cloud.handle(_request(self.spec, call))
        self.world.say("provider: {} {} {} -> {}", call.action, call.logical_id, call.token[-6:], answer)
        arrived = Answered(token=call.token, answer=answer, call_number=call.call_number)
        if life != self._life:
            self.world.counts["requests of a dead driver"] += 1
        copies = 2 if rng.random() < self.world.weather.duplicates else 1
        self.world.counts["answers repeated"] += copies - 1
        for _ in range(copies):
            self._at(
                self.world.now + rng.uniform(0.0, 3.0),
                lambda driver, sent_in: driver._arrive(arrived, sent_in),
                life,
            )

    def _arrive(self, answered: Answered, life: int) -> None:
        if life != self._life and self.world.rng.random() < 0.7:
            return
        self.take(answered)

    def _at(self, time: float, act: Callable[["Driver", int], None], life: int | None = None) -> None:
        self._number += 1
        happening = _Happening(time, self._number, self._life if life is None else life, act)
        heapq.heappush(self._happenings, happening)

    def _restart(self) -> None:
        self.world.counts["crashes"] += 1
        self._life += 1
        self.machine = self._replayed()
        self._watched = 0
        if not self.journal:
            return
        self._watch()
        for call in self.machine.outstanding():
            self._send(call)
        for signal in self.inbox:  # kept before it was journalled, so it is handed over again
            self._at(self.world.now, partial(_take, signal))
        if self.machine.wakes_at is not None:
            self._at(self.machine.wakes_at, lambda driver, life: driver._wake(life))

    def _replayed(self) -> Deployment:
        machine = Deployment(self.spec)
        for number, (line, given, now) in enumerate(self.journal):
            told, before = machine.handle(given, now), self.told[number]
            if told != before or (self.world.is_strict and repr(told) != repr(before)):
                raise Violation(f"a replay tells something else at input {number}: {line}\n{told}")
        return machine

    def _verify_replay(self) -> None:
        if not self._replayed().is_finished:
            raise Violation("a replay of the whole journal does not finish")
        for line, _, now in self.journal:
            self.world.digest.update(f"{now!r} {line}\n".encode())
        self.world.counts["inputs"] += len(self.journal)


def _receive(signal: SignalReceived, driver: Driver, _life: int) -> None:
    driver.world.counts[f"signals of {signal.status}"] += 1
    driver.world.heard.add((driver.spec.operation_id, signal.source, signal.unique_id))
    driver.inbox.append(signal)
    driver.take(signal)


def _look(watch: Watch, driver: Driver, life: int) -> None:
    """Somebody of this life looks at the alarms."""
    if life != driver._life:
        return
    rng = driver.world.rng
    raised = watch.alarms if rng.random() < 0.08 else ()
    missing = watch.alarms if not raised and rng.random() < 0.02 else ()
    driver.world.counts["looks at alarms"] += 1
    if not raised and not missing and rng.random() < 0.5:
        driver._at(driver.world.now + 1.0, partial(_look_again, watch))
    driver.take(AlarmsSeen(number=watch.number, raised=raised, missing=missing))


def _look_again(watch: Watch, driver: Driver, life: int) -> None:
    if life == driver._life and driver.machine.watch == watch and driver.world.rng.random() < 0.1:
        driver.take(AlarmsSeen(number=watch.number, raised=watch.alarms))


def _take(given: Input, driver: Driver, _life: int) -> None:
    driver.take(given)


def _request(spec: DeploymentSpec, call: CallProvider) -> HandlerRequest:
    return HandlerRequest(
        action=call.action,
        type_name=call.type_name,
        client_token=call.token,
        account_id="111111111111",
        region="us-east-1",
        stack_id=spec.stack_id,
        stack_name=spec.stack_name,
        logical_id=call.logical_id,
        physical_id=call.physical_id,
        desired=call.desired,
        previous=call.previous,
        also_possible=call.also_possible,
        callback_context=call.callback_context,
    )
