"""One seed: the life of one stack, from its creation through random operations."""

import traceback
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from landform.deploy.spec import SAME_AS_PRIOR, DeploymentSpec, ResourceTarget
from landform.ground.records import ResourceRecord
from landform.ground.statuses import OnFailure, OperationKind, StackStatus
from landform.providers.pretend import PretendResource
from tests.simulation.checker import Checker, History
from tests.simulation.driver import Driver
from tests.simulation.model import (
    Denials,
    Resource,
    Template,
    Types,
    changed_template,
    importing_template,
    random_template,
)
from tests.simulation.world import Violation, Weather, World

GOOD = (StackStatus.CREATE_COMPLETE, StackStatus.UPDATE_COMPLETE, StackStatus.IMPORT_COMPLETE)
UNDONE = (
    StackStatus.UPDATE_ROLLBACK_COMPLETE,
    StackStatus.IMPORT_ROLLBACK_COMPLETE,
    StackStatus.IMPORT_ROLLBACK_FAILED,
)
STABLE = (*GOOD, *UNDONE)
ALARMED = (OperationKind.CREATE, OperationKind.UPDATE)
ON_FAILURES = (OnFailure.ROLLBACK, OnFailure.ROLLBACK, *OnFailure, OnFailure.DO_NOTHING)
#: Operations in one life.
OPERATIONS_MAX = 6


@dataclass
class Report:
    """What became of a seed."""

    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    digest: str = ""
    violation: str | None = None
    trace: list[str] = field(default_factory=list)


class Life:
    """A stack as the engine would keep it: templates, records, and the last stable state."""

    def __init__(
        self, seed: int, counts: Counter[str], *, keeps_trace: bool = False, is_strict: bool = False
    ) -> None:
        self.rng = Random(seed)
        self.world = World(
            self.rng, Weather.drawn(self.rng), counts, keeps_trace=keeps_trace, is_strict=is_strict
        )
        self.history = History()
        self.template = Template()
        self.stable_template = Template()
        self.stable_records: dict[str, ResourceRecord] = {}
        self.status: StackStatus | None = None
        # An engine gives the previous template always or never: what a rollback without it leaves stale
        # would be a riddle to a later one with it.
        self.knows_previous = self.rng.random() < 0.7
        self.operations = 0

    def live_on(self) -> None:
        """Operations until the stack is gone or old enough."""
        while self.status is not StackStatus.DELETE_COMPLETE and self.operations < OPERATIONS_MAX:
            kind = self._next_kind()
            template = self._next_template(kind)
            self._operate(kind, template)

    def _next_kind(self) -> OperationKind:
        rng = self.rng
        if self.status is None:
            return rng.choice((*[OperationKind.CREATE] * 4, OperationKind.IMPORT))
        if self.operations >= OPERATIONS_MAX - 1:
            return OperationKind.DELETE
        choices = {
            StackStatus.CREATE_FAILED: [OperationKind.UPDATE, OperationKind.ROLLBACK, OperationKind.DELETE],
            StackStatus.UPDATE_FAILED: [OperationKind.UPDATE, OperationKind.ROLLBACK, OperationKind.ROLLBACK],
            StackStatus.UPDATE_ROLLBACK_FAILED: [OperationKind.ROLLBACK, OperationKind.DELETE],
        }.get(self.status)
        if choices is None:
            stable = [OperationKind.UPDATE] * 7 + [OperationKind.DELETE]
            if self.knows_previous:  # an engine refuses to import beside resources that are stale
                stable.append(OperationKind.IMPORT)
            choices = stable if self.status in STABLE else [OperationKind.DELETE]
        return rng.choice(choices)

    def _next_template(self, kind: OperationKind) -> Template:
        broken = 0.02 if self.world.weather.failing else 0.0
        if kind is OperationKind.CREATE:
            return random_template(self.rng, broken)
        if kind is OperationKind.UPDATE:
            return changed_template(self.rng, self.template, broken)
        if kind is OperationKind.IMPORT:
            return importing_template(self.rng, self.template, self.world.memory.live)
        return Template()

    def _with_imports(self, kind: OperationKind, template: Template) -> Template:
        """Some of what is new (all, in an import) exists already: as wanted, otherwise, or not at all."""
        rng, resources = self.rng, dict(template.resources)
        for name, resource in template.resources.items():
            is_new = name not in self.world.memory.live and resource.import_as is None
            if is_new and (kind is OperationKind.IMPORT or rng.random() < 0.08):
                resources[name] = replace(resource, import_as=self._outside(name, resource))
        return replace(template, resources=resources)

    def _outside(self, name: str, resource: Resource) -> str:
        rng, outside = self.rng, f"outside-{len(self.history.outside)}"
        self.history.outside.add(outside)
        if rng.random() < 0.9:
            other = rng.random() < 0.1  # it has another name and cannot be changed to the wanted one
            self.world.cloud.resources[outside] = PretendResource(
                physical_id=outside,
                type_name=resource.type_name,
                logical_id=name,
                stack_id="",
                properties={"Size": rng.randint(1, 3), "Name": f"{name}-{resource.name + other}"},
                client_token="",
            )
        return outside

    def _operate(self, kind: OperationKind, template: Template) -> None:
        if kind in (OperationKind.CREATE, OperationKind.UPDATE, OperationKind.IMPORT):
            template = self._with_imports(kind, template)
        spec = self._spec(kind, template)
        self.world.say("==== {} on_failure={} status={}", kind, spec.on_failure, self.status)
        for name, resource in template.resources.items():
            self.world.say("     {}: {}", name, resource)
        checker = Checker(self.world, self.history, spec, template, self.stable_template)
        driver = Driver(self.world, spec, checker)
        cancels = kind is OperationKind.UPDATE and self.rng.random() < 0.2
        driver.run(self.rng.uniform(0.0, 12.0) if cancels else None)
        self.status = checker.judge()
        self._judge_looks(spec, driver)
        self._remember(kind, template)
        self._count(kind, checker)

    def _judge_looks(self, spec: DeploymentSpec, driver: Driver) -> None:
        """No operation ends well after an alarm, or without a look at the alarms after its work."""
        if not spec.alarms or self.status not in GOOD:
            return
        if any(each.raised or each.missing for each in driver.looks):
            raise Violation("(9) an alarm was raised and the operation ended well")
        if max((each.number for each in driver.looks), default=0) < 2:
            raise Violation("(9) nobody looked at the alarms when the work was done")

    def _remember(self, kind: OperationKind, template: Template) -> None:
        if kind in (OperationKind.CREATE, OperationKind.UPDATE, OperationKind.IMPORT):
            self.template = template
        if self.status in GOOD:
            self.stable_template = template
        elif self.status in UNDONE:
            self.template = self.stable_template
        if self.status in STABLE:
            self.stable_records = dict(self.world.memory.live)

    def _count(self, kind: OperationKind, checker: Checker) -> None:
        counts = self.world.counts
        counts["operations"] += 1
        counts[f"ended {kind.value.lower()} -> {self.status}"] += 1
        for status in checker.last.values():
            counts[f"resources ended {status}"] += 1

    def _spec(self, kind: OperationKind, template: Template) -> DeploymentSpec:
        rng, memory = self.rng, self.world.memory
        self.operations += 1
        names = dict.fromkeys(
            [
                *template.resources,
                *memory.live,
                *(name for name, _ in memory.superseded),
                *self.stable_records,
            ]
        )
        is_stable = self.status in STABLE
        failed = [name for name, each in memory.live.items() if each.status.value == "DELETE_FAILED"]
        return DeploymentSpec(
            operation_id=f"operation-{self.operations}",
            kind=kind,
            stack_id="arn:aws:cloudformation:us-east-1:111111111111:stack/sim/1",
            stack_name="sim",
            resources={name: self._target(name, template.resources.get(name), is_stable) for name in names},
            desired=template,
            types=Types(),
            rules=self._rules(kind, list(names)),
            on_failure=OnFailure.ROLLBACK if kind is OperationKind.IMPORT else rng.choice(ON_FAILURES),
            timeout_seconds=rng.choice((None, None, 5.0, 40.0)) if kind is OperationKind.CREATE else None,
            previous_desired=self.stable_template if self.knows_previous else None,
            prior_status=self.status,
            alarms=("arn:alarm",) if kind in ALARMED and rng.random() < 0.15 else (),
            monitoring_seconds=rng.choice((0.0, 0.0, 0.0, 30.0)) if kind in ALARMED else 0.0,
            is_held=kind is OperationKind.UPDATE and rng.random() < 0.3,
            retain_resources=frozenset(failed if rng.random() < 0.5 else []),
            retain_except_on_create=rng.random() < 0.2,
            max_concurrency=rng.choice((None, None, 1, 2)),
        )

    def _rules(self, kind: OperationKind, names: list[str]) -> Denials | None:
        is_denying = kind is OperationKind.UPDATE and names and self.rng.random() < 0.1
        return Denials(frozenset(self.rng.sample(names, 1))) if is_denying else None

    def _target(self, name: str, wanted: Resource | None, is_stable: bool) -> ResourceTarget:
        memory = self.world.memory
        prior = memory.live.get(name)
        copies = tuple(each for (owner, _), each in memory.superseded.items() if owner == name)
        known = prior or (copies[0] if copies else self.stable_records.get(name))
        if wanted is None:
            return ResourceTarget(
                logical_id=name,
                type_name=known.type_name if known else "",
                is_desired=False,
                prior=prior,
                superseded=copies,
                rollback_to=SAME_AS_PRIOR if is_stable else self.stable_records.get(name),
            )
        return ResourceTarget(
            logical_id=name,
            type_name=wanted.type_name,
            depends_on=wanted.depends_on,
            prior=prior,
            superseded=copies,
            rollback_to=SAME_AS_PRIOR if is_stable else self.stable_records.get(name),
            deletion_policy=wanted.deletion_policy,
            update_replace_policy=wanted.update_replace_policy,
            metadata=wanted.metadata,
            is_edited=self.rng.random() < 0.05,
            import_as=None if prior and prior.physical_id else wanted.import_as,
        )


def live(seed: int, *, is_strict: bool = False) -> Report:
    """One whole life; a violation or any exception is in the report with the trace."""
    report = Report(seed)
    stack = Life(seed, report.counts, is_strict=is_strict)
    report.violation = _violation_of(stack)
    if report.violation is not None:
        again = Life(seed, Counter(), keeps_trace=True, is_strict=is_strict)
        _violation_of(again)
        report.trace = again.world.trace
    report.digest = stack.world.digest.hexdigest()
    report.counts["seeds"] += 1
    return report


def _violation_of(stack: Life) -> str | None:
    try:
        stack.live_on()
    except Violation as violation:
        return str(violation)
    except Exception:
        return traceback.format_exc()
    return None


def verify(seed: int) -> Report:
    """A life, and for every tenth seed the same again, which must give the same journals (invariant 7)."""
    report = live(seed)
    if seed % 10 == 0 and report.violation is None:
        again = live(seed, is_strict=seed % 40 == 0)
        report.violation, report.trace = again.violation, again.trace
        if again.digest != report.digest and again.violation is None:
            report.violation = "(7) the same seed gives another journal"
    return report
