"""What runs one operation: a network, a driver that can die, a journal that cannot.

The driver here does what the engine's driver must do: journal the input (with what its commands change in
memory) in one step, then act. It dies at any of these moments: before the journal write (the input is lost),
after it (nothing was acted on), or between two acts. Then a new machine replays the journal.
"""

import heapq
import json
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeAlias

from landform.deploy.codec import decode_input, encode_input
from landform.deploy.deployment import Deployment
from landform.deploy.messages import (
    AlarmsSeen,
    Answered,
    Begin,
    CallProvider,
    CancelRequested,
    Command,
    Input,
    Released,
    SignalReceived,
    SignalStatus,
    TimerFired,
    WakeAt,
)
from landform.deploy.monitoring import Watch
from landform.deploy.spec import DeploymentSpec, SignalWait
from landform.ground.handler import HandlerAction, HandlerRequest
from landform.ground.statuses import OperationKind
from tests.simulation.world import Violation, World

#: Events of one operation; far above what nine resources need, so that a machine that never ends is caught.
EVENTS_MAX = 5_000


class Watcher(Protocol):
    """Sees every command before it is acted on."""

    def see(self, command: Command) -> None: ...


_Happening: TypeAlias = tuple[float, int, int, Callable[["Driver", int], None]]
"""When, a number of its own, which driver process started it, and what it does."""


class Driver:
    """Runs one operation to its end, through any number of deaths.

    A second machine knows nothing but the journal: it is handed every line as it is read again, must tell the
    same, and goes on where the first one dies. That checks each line of a replay once, at its own time, and
    not again at every death; the lives that are strict replay the whole journal then.
    """

    def __init__(self, world: World, spec: DeploymentSpec, watcher: Watcher) -> None:
        self.world = world
        self.spec = spec
        self.watcher = watcher
        self.machine = Deployment(spec)
        self._standby = Deployment(spec)
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
            at, _, life, act = heapq.heappop(self._happenings)
            self.world.now = max(self.world.now, at)
            act(self, life)
        self._verify_replay()

    def take(self, given: Input) -> None:
        """One input: journal it, then act; or die on the way."""
        if self._dies():
            self.world.say("driver dies before it has journalled {}", given)
            self._restart()
            if not isinstance(given, Answered | TimerFired | AlarmsSeen):
                self.take(given)  # whoever asked gets no confirmation and asks again
            return
        if isinstance(given, AlarmsSeen) and self.machine.watch is not None:
            self.looks.append(given)
        commands = self._handle(given)
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

    def _handle(self, given: Input) -> list[Command]:
        line = json.dumps(encode_input(given))
        read_again = decode_input(json.loads(line))
        self.journal.append((line, read_again, self.world.now))
        commands = self.machine.handle(given, self.world.now)
        self.told.append(commands)
        if not self.world.is_strict:
            self._follow(self._standby, len(self.journal) - 1)
        return commands

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
        happening = (time, self._number, self._life if life is None else life, act)
        heapq.heappush(self._happenings, happening)

    def _restart(self) -> None:
        self.world.counts["crashes"] += 1
        self._life += 1
        if self.world.is_strict:
            self.machine = self._replayed()
        else:
            self.machine, self._standby = self._standby, self.machine
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
        for number in range(len(self.journal)):
            self._follow(machine, number)
        return machine

    def _follow(self, machine: Deployment, number: int) -> None:
        """Hand the machine a line of the journal: it has to tell what was told then."""
        line, given, now = self.journal[number]
        told, before = machine.handle(given, now), self.told[number]
        if told != before or (self.world.is_strict and repr(told) != repr(before)):
            raise Violation(f"a replay tells something else at input {number}: {line}\n{told}")

    def _verify_replay(self) -> None:
        replayed = self._replayed() if self.world.is_strict else self._standby
        if not replayed.is_finished:
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
