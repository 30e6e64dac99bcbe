"""The judge: watches what the machine says and what the cloud holds, and knows nothing of how it decides.

Everything here is written from AWS's documentation and the invariants of docs/architecture.md, with tables of
its own; nothing is imported from the machine but the names of its messages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from landform.deploy.messages import CallProvider, Command, EmitEvent, Finish, SetStackStatus
from landform.deploy.spec import DeploymentSpec
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, OperationKind, StackStatus
from landform.ground.values import Properties, Value
from landform.providers.pretend import NOT_UPDATABLE, PretendResource
from tests.simulation.model import Resource, Template
from tests.simulation.stories import AFTER, AMONG_COPIES, CLEANUPS, FORWARD, MID_UPDATE, STORIES
from tests.simulation.world import DELETES, Violation, World


@dataclass
class History:
    """What is known about physical resources over the whole life of the stack."""

    in_service: set[str] = field(default_factory=set)  # was complete once
    let_go: set[str] = field(default_factory=set)  # retained by a policy or given up in a clean-up
    outside: set[str] = field(default_factory=set)  # what was made by nobody here, or was said to exist
    # What was taken in from there, with the properties it had.
    adopted: dict[str, Properties] = field(default_factory=dict)


class Checker:
    """Watches one operation."""

    def __init__(
        self, world: World, history: History, spec: DeploymentSpec, template: Template, stable: Template
    ) -> None:
        self.world = world
        self.history = history
        self.spec = spec
        self.template = template
        self.stable = stable
        self.stable_records = {
            name: target.stable for name, target in spec.resources.items() if target.stable is not None
        }
        self.statuses: list[str] = []
        self.last: dict[str, str] = {}
        self.last_of_copy: dict[str, str] = {}
        self.made: set[str] = set()  # copies made on the way forward
        self.finishes = 0

    # -- while it runs -----------------------------------------------------------------------------------

    def see(self, command: Command) -> None:
        if self.finishes:
            raise Violation(f"after Finish: {command}")
        if isinstance(command, EmitEvent):
            self.world.say(
                "  {} {} {} {}",
                command.logical_id,
                command.physical_id,
                command.status,
                command.reason or "",
            )
            self._event(command)
        elif isinstance(command, SetStackStatus):
            self.world.say("stack {} {}", command.status, command.reason or "")
            self.statuses.append(command.status)
        elif isinstance(command, Finish):
            self.finishes += 1
            self._expect(command.status == self.statuses[-1], "Finish tells another status")
        elif isinstance(command, CallProvider) and command.call_number == 1:
            self._call(command)

    def _expect(self, holds: bool, message: str) -> None:
        if not holds:
            raise Violation(message)

    def _event(self, event: EmitEvent) -> None:
        self._expect(
            event.reason != NOT_UPDATABLE, f"(10) {event.logical_id} could have been replaced and was not"
        )
        before = self._before(event)
        are_copies = {before, event.status} <= AMONG_COPIES and "IMPORT" in f"{before}{event.status}"
        self._expect(
            event.status in AFTER[before] or are_copies,
            f"(1) {event.logical_id}: {event.status} after {before or 'nothing'}",
        )
        self.last[event.logical_id] = event.status
        copy = event.physical_id
        if not copy:
            return
        gone = ("DELETE_COMPLETE", "DELETE_SKIPPED")
        self._expect(
            self.last_of_copy.get(copy) not in gone, f"(1) {copy} tells {event.status} after its end"
        )
        self.last_of_copy[copy] = event.status
        self._waited(event)
        if event.status == "IMPORT_COMPLETE":
            self.history.adopted[copy] = dict(self._made(copy, "imported").properties)
            self.history.let_go.discard(copy)
            self.history.in_service.add(copy)
        if event.status in ("IMPORT_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_FAILED"):
            self._released(event)
        if event.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            self.history.in_service.add(copy)
            self._expect(
                copy in self.world.cloud.resources, f"(3) {copy} is told complete but does not exist"
            )
        if event.status == "DELETE_COMPLETE":
            self._expect(copy not in self.world.cloud.resources, f"(3) {copy} is told deleted but exists")
        if event.status == "DELETE_SKIPPED":
            self._skipped(event)
        if event.status == "DELETE_FAILED" and self.statuses[-1] in CLEANUPS:
            self.history.let_go.add(copy)

    def _waited(self, event: EmitEvent) -> None:
        """(8) What is made on the way forward is complete only when all its signals have been heard."""
        if self.statuses[-1] not in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
            return
        if event.reason == "Resource creation Initiated":
            self.made.add(event.physical_id)
        if not event.status.endswith("_COMPLETE") or event.physical_id not in self.made:
            return
        heard = {each for each in self.world.heard if each[:2] == (self.spec.operation_id, event.logical_id)}
        wanted = self._declared(event.logical_id, "complete").signals
        self._expect(len(heard) >= wanted, f"(8) {event.logical_id} is complete after {len(heard)} signals")

    def _before(self, event: EmitEvent) -> str:
        """What the event is judged to follow: a rollback tells of the stable copy, not of the newer ones.

        The reasons are in docs/decisions/0002 ("What a rollback tells").
        """
        before = self.last.get(event.logical_id, "")
        stable = self.stable_records.get(event.logical_id)
        if stable is None or self.statuses[-1] != "UPDATE_ROLLBACK_IN_PROGRESS":
            return before
        takes_back = event.status == "UPDATE_COMPLETE" and event.physical_id == stable.physical_id
        if takes_back and before in ("", "DELETE_COMPLETE"):
            return "UPDATE_IN_PROGRESS"
        return "UPDATE_COMPLETE" if before == "CREATE_COMPLETE" else before

    def _released(self, event: EmitEvent) -> None:
        """An import was undone: what had been taken in is as it was, unless it says that it could not be."""
        copy = event.physical_id
        self._expect(copy in self.history.adopted, f"(8) {copy} is let go like an import, but was made here")
        found = self.history.adopted.pop(copy)
        self.history.let_go.add(copy)
        now = self._made(copy, "let go")
        if event.status == "IMPORT_ROLLBACK_COMPLETE":
            self._expect(now.properties == found, f"(8) {event.physical_id} is not as it was found")
        self.world.counts[f"imports undone ({event.status})"] += 1

    def _skipped(self, event: EmitEvent) -> None:
        self.history.let_go.add(event.physical_id)
        record, is_live = self._record(event.physical_id)
        policy = record.deletion_policy if is_live else record.update_replace_policy
        allowed = [DeletionPolicy.RETAIN]
        if not (is_live and self._undoes_creation()):
            allowed.append(DeletionPolicy.RETAIN_EXCEPT_ON_CREATE)
        asked = event.logical_id in self.spec.retain_resources
        self._expect(policy in allowed or asked, f"policy: {event.physical_id} is kept although {policy}")
        self._expect(
            event.physical_id in self.history.in_service or asked, f"policy: half-made {event} is kept"
        )

    def _made(self, physical_id: str | None, said: str) -> PretendResource:
        """The real resource of which the machine says something."""
        made = self.world.cloud.resources.get(physical_id or "")
        if made is None:
            raise Violation(f"(3) {physical_id or 'a resource without an id'} is {said} but does not exist")
        return made

    def _declared(self, logical_id: str, said: str) -> Resource:
        """What the template says of a resource on which the machine works."""
        declared = self.template.resources.get(logical_id)
        if declared is None:
            raise Violation(f"(3) {logical_id} is {said} but is not in the template")
        return declared

    def _undoes_creation(self) -> bool:
        if self.statuses[-1] == "DELETE_IN_PROGRESS":
            return self.spec.kind is OperationKind.CREATE
        return "ROLLBACK" in self.statuses[-1]

    def _record(self, physical_id: str) -> tuple[ResourceRecord, bool]:
        memory = self.world.memory
        for record in memory.live.values():
            if record.physical_id == physical_id:
                return record, True
        for record in memory.superseded.values():
            if record.physical_id == physical_id:
                return record, False
        raise Violation(f"(3) {physical_id} is dealt with but not recorded")

    def _call(self, call: CallProvider) -> None:
        self._expect(len(call.token) <= 64, f"token too long: {call.token}")
        if call.action in DELETES:
            self._delete(call)
        elif self.statuses[-1] in FORWARD:
            wanted = self._declared(call.logical_id, "worked on").depends_on
            self._dependencies_exist(call, [each for each in wanted if each in self.template.resources])
        elif call.action is HandlerAction.CREATE:
            stable = self.stable_records.get(call.logical_id)
            if stable is None:
                raise Violation(f"(4) a rollback makes {call.logical_id}, which did not exist before")
            self._dependencies_exist(call, list(stable.depends_on))

    def _dependencies_exist(self, call: CallProvider, dependencies: list[str]) -> None:
        for each in dependencies:
            live = self.world.memory.live.get(each)
            exists = live is not None and live.physical_id in self.world.cloud.resources
            is_done = self.last.get(each, "") in ("", "CREATE_COMPLETE", "UPDATE_COMPLETE")
            self._expect(exists and is_done, f"(2) {call.action} of {call.logical_id} before {each}")

    def _delete(self, call: CallProvider) -> None:
        physical_id = call.physical_id or ""
        record, is_live = self._record(physical_id)
        stable = self.stable_records.get(call.logical_id)
        is_imported = physical_id in self.history.adopted and (
            stable is None or stable.physical_id != physical_id
        )
        undoes = is_imported and self._undoes_creation() and self.statuses[-1] not in MID_UPDATE
        self._expect(not undoes, f"(8) {physical_id} was imported by what is undone, and is deleted")
        if self.statuses[-1] in MID_UPDATE:
            may = call.type_name == "Pretend::First" or physical_id not in self.history.in_service
            self._expect(may, f"(2) {physical_id} is deleted in the middle of {self.statuses[-1]}")
            return
        self._no_user_exists(record, is_live)
        if physical_id in self.history.in_service:
            self._policy_allows_deletion(call, record, is_live)

    def _no_user_exists(self, record: ResourceRecord, is_live: bool) -> None:
        """No resource of the stack still refers to it, by value or, for the live ones, by declaration."""
        memory = self.world.memory
        is_built_upon = is_live and record.physical_id in self.history.in_service
        for other in (*memory.live.values(), *memory.superseded.values()):
            names = other.physical_id not in self.history.let_go and self._names(other, record)
            if not names and not (is_built_upon and self._declares(other, record)):
                continue
            # Resources that use each other have no right order (docs/decisions/0002, 6).
            self._expect(
                other.physical_id in self._used_by(record),
                f"(2) {record.physical_id} is deleted before {other.physical_id} that uses it",
            )
            self.world.counts["deletions in a circle of users"] += 1

    def _names(self, user: ResourceRecord, record: ResourceRecord) -> bool:
        """Whether the real user's values mention the other."""
        made = self.world.cloud.resources.get(user.physical_id or "")
        if made is None or user.physical_id == record.physical_id:
            return False
        return any(_mentions(value, record.physical_id or "") for value in made.properties.values())

    def _declares(self, user: ResourceRecord, record: ResourceRecord) -> bool:
        """Whether both are live and the user depends on the other."""
        live = self.world.memory.live
        are_live = live.get(user.logical_id) == user and live.get(record.logical_id) == record
        is_another = user.logical_id != record.logical_id and user.physical_id is not None
        return are_live and is_another and record.logical_id in user.depends_on

    def _used_by(self, record: ResourceRecord) -> set[str | None]:
        """The physical ids of all that the resource uses, and what those use, as far as it leads."""
        memory = self.world.memory
        all_copies = [*memory.live.values(), *memory.superseded.values()]
        used: set[str | None] = set()
        ahead = [record]
        while ahead:
            user = ahead.pop()
            for each in all_copies:
                uses = self._names(user, each) or self._declares(user, each)
                if uses and each.physical_id not in used:
                    used.add(each.physical_id)
                    ahead.append(each)
        return used - {None}

    def _policy_allows_deletion(self, call: CallProvider, record: ResourceRecord, is_live: bool) -> None:
        policy = record.deletion_policy if is_live else record.update_replace_policy
        undone = self._undoes_creation()
        if undone and not is_live:
            stable = self.stable_records.get(record.logical_id)
            if stable is None or stable.physical_id != record.physical_id:
                return  # a copy made by what is undone
        if undone and is_live and policy is DeletionPolicy.RETAIN_EXCEPT_ON_CREATE:
            policy = DeletionPolicy.DELETE
        if undone and policy is DeletionPolicy.RETAIN and self.spec.retain_except_on_create:
            policy = DeletionPolicy.DELETE
        snapshots = call.action is HandlerAction.SNAPSHOT_AND_DELETE
        wanted = DeletionPolicy.SNAPSHOT if snapshots else DeletionPolicy.DELETE
        self._expect(policy is wanted, f"policy: {call.action} of {record.physical_id} although {policy}")

    # -- at the end --------------------------------------------------------------------------------------

    def judge(self) -> StackStatus:
        """All that must hold when the operation is over; gives the final status."""
        story = " ".join(self.statuses)
        self._expect(story in STORIES[self.spec.kind] and self.finishes == 1, f"(6) the stack tells {story}")
        status = StackStatus(self.statuses[-1])
        for name, last in self.last.items():
            self._expect(not last.endswith("IN_PROGRESS"), f"(1) {name} ends with {last}")
        self._existing_is_recorded()
        if status in (
            StackStatus.CREATE_COMPLETE,
            StackStatus.UPDATE_COMPLETE,
            StackStatus.IMPORT_COMPLETE,
        ):
            self._matches(self.template, self.template.resources.keys())
        elif status is StackStatus.UPDATE_ROLLBACK_COMPLETE or status.startswith("IMPORT_ROLLBACK"):
            self._rolled_back()
        elif status in (StackStatus.DELETE_COMPLETE, StackStatus.ROLLBACK_COMPLETE):
            memory = self.world.memory
            self._expect(
                not memory.live and not memory.superseded, f"(3) resources are recorded after {status}"
            )
        return status

    def _existing_is_recorded(self) -> None:
        memory, existing = self.world.memory, set(self.world.cloud.resources)
        live = {each.physical_id for each in memory.live.values() if each.physical_id is not None}
        recorded = live | {physical_id for _, physical_id in memory.superseded}
        strangers = self.history.outside - self.history.adopted.keys()
        lost = existing - recorded - self.history.let_go - strangers
        self._expect(not lost, f"(3) exist but are not recorded: {sorted(lost)}")
        missing = recorded - existing
        self._expect(not missing, f"(3) recorded but do not exist: {sorted(missing)}")
        for record in memory.live.values():
            self._expect(
                not record.status.endswith("IN_PROGRESS"), f"(1) {record.logical_id} is {record.status}"
            )

    def _matches(self, template: Template, names: object) -> None:
        memory = self.world.memory
        self._expect(memory.live.keys() == names, f"(3) recorded {sorted(memory.live)}, wanted {names}")
        self._expect(not memory.superseded, f"(3) copies are left: {sorted(memory.superseded)}")
        for name, record in memory.live.items():
            made = self._made(record.physical_id, f"recorded as {name}")
            self._expect(made.type_name == template.resources[name].type_name, f"(4) {name} has another type")
            wanted = template.properties(name, _Values(memory.live))
            self._expect(made.properties == wanted, f"(4) {name} is {made.properties}, should be {wanted}")
            self._expect(record.properties == wanted, f"(4) {name} is recorded as {record.properties}")

    def _rolled_back(self) -> None:
        memory = self.world.memory
        if self.spec.previous_desired is not None:
            self._matches(self.stable, self.stable_records.keys())
        self._expect(memory.live.keys() == self.stable_records.keys(), f"(4) recorded {sorted(memory.live)}")
        self._expect(not memory.superseded, f"(3) copies are left: {sorted(memory.superseded)}")
        for name, record in memory.live.items():
            before = self.stable_records[name]
            made = self._made(record.physical_id, f"recorded as {name}")
            if self.spec.previous_desired is None:
                self._expect(made.properties == before.properties, f"(4) {name} is not restored")
            for attribute in ("metadata", "deletion_policy", "update_replace_policy", "depends_on"):
                same = getattr(record, attribute) == getattr(before, attribute)
                self._expect(same, f"(4) the {attribute} of {name} is not restored")
            if record.physical_id != before.physical_id:
                self._expect(self._had_to_be_remade(name), f"(4) {name} was made anew without need")

    def _had_to_be_remade(self, name: str) -> bool:
        before = self.stable_records[name]
        if before.physical_id not in self.world.cloud.resources and before.type_name == "Pretend::First":
            return True
        live = self.world.memory.live
        return any(
            live[each].physical_id != self.stable_records[each].physical_id for each in before.depends_on
        )


@dataclass(frozen=True)
class _Values:
    live: Mapping[str, ResourceRecord]

    def ref(self, logical_id: str) -> Value:
        return self.live[logical_id].physical_id

    def attribute(self, logical_id: str, name: str) -> Value:
        return f"arn:pretend:{self.live[logical_id].physical_id}"


def _mentions(value: Value, physical_id: str) -> bool:
    return isinstance(value, str) and value in (physical_id, f"arn:pretend:{physical_id}")


def outcomes(world: World) -> Iterator[str]:
    """The counters as lines."""
    for name, count in sorted(world.counts.items()):
        yield f"{count:10,}  {name}"
