"""A small stack to try the machine on: declared in a line, driven by a script, told as lines of text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from landform.deploy.deployment import Deployment
from landform.deploy.messages import (
    Answered,
    Begin,
    CallProvider,
    Command,
    EmitEvent,
    Finish,
    ForgetResource,
    ForgetSuperseded,
    Input,
    SaveResource,
    SaveSuperseded,
    SetOutputs,
    SetStackStatus,
)
from landform.deploy.spec import (
    Adoption,
    ChangeKind,
    ChangeVerdict,
    DeploymentSpec,
    DesiredFailure,
    ResourceTarget,
    ResourceValues,
    SignalWait,
)
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerSuccess,
)
from landform.ground.records import OutputRecord, ResourceRecord
from landform.ground.statuses import DeletionPolicy, OperationKind, ResourceStatus
from landform.ground.values import Properties, Value

STACK_ID = "arn:aws:cloudformation:us-east-1:111111111111:stack/shop/1"


@dataclass
class Types:
    """Property "Name" is create-only; types that end in First are deleted before they are replaced.

    Only the provider knows whether "Mode" can be changed. "Custom" is a name of the user's choice.
    """

    snapshots: bool = False

    def verdict(self, type_name: str, before: Properties, after: Properties) -> ChangeVerdict:
        if before == after:
            return ChangeVerdict(kind=ChangeKind.NONE)
        name = after.get("Custom") if before.get("Custom") == after.get("Custom") else None
        custom = name if isinstance(name, str) else None
        if before.get("Name") == after.get("Name"):
            may = before.get("Mode") != after.get("Mode")
            return ChangeVerdict(kind=ChangeKind.UPDATE, may_replace=may, custom_name=custom)
        return ChangeVerdict(
            kind=ChangeKind.REPLACE,
            delete_first=type_name.endswith("First"),
            immutable_paths=("Name",),
            custom_name=custom,
        )

    def adopt(self, type_name: str, actual: Properties, wanted: Properties) -> Adoption:
        known = {name: actual[name] for name in wanted if name in actual}
        is_fixed = "Name" in known and known["Name"] != wanted["Name"]
        return Adoption(properties=known, fixed_paths=("Name",) if is_fixed else ())

    def ref(self, type_name: str, physical_id: str, attributes: Mapping[str, Value]) -> Value:
        return physical_id

    def is_held(self, type_name: str) -> bool:
        return type_name.endswith("Held")

    def can_snapshot(self, type_name: str) -> bool:
        return self.snapshots


@dataclass
class Desired:
    """Properties as given; a value "@Id" becomes the Ref of that resource."""

    by_id: Mapping[str, Properties]
    made_outputs: tuple[OutputRecord, ...] | DesiredFailure = ()
    waits: Mapping[str, SignalWait | DesiredFailure] = field(default_factory=dict)

    def wait(self, logical_id: str, properties: Properties) -> SignalWait | DesiredFailure | None:
        return self.waits.get(logical_id)

    def properties(self, logical_id: str, values: ResourceValues) -> Properties | DesiredFailure:
        wanted = self.by_id[logical_id]
        if "Broken" in wanted:
            return DesiredFailure(reason=str(wanted["Broken"]))
        return {
            key: values.ref(value[1:]) if isinstance(value, str) and value.startswith("@") else value
            for key, value in wanted.items()
        }

    def outputs(self, values: ResourceValues) -> tuple[OutputRecord, ...] | DesiredFailure:
        return self.made_outputs


@dataclass
class Wish:
    """One resource of a template."""

    properties: Properties
    type_name: str = "AWS::SQS::Queue"
    after: tuple[str, ...] = ()
    deletion_policy: DeletionPolicy = DeletionPolicy.DELETE
    update_replace_policy: DeletionPolicy = DeletionPolicy.DELETE
    wait: SignalWait | DesiredFailure | None = None
    import_as: str | None = None


@dataclass
class Memory:
    """What the commands ask to be remembered."""

    live: dict[str, ResourceRecord] = field(default_factory=dict)
    superseded: dict[tuple[str, str], ResourceRecord] = field(default_factory=dict)
    outputs: tuple[OutputRecord, ...] | None = None

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


def record(logical_id: str, properties: Properties, **more: object) -> ResourceRecord:
    """A complete resource whose physical id is `<logical id>-0`."""
    base: dict[str, object] = {
        "logical_id": logical_id,
        "type_name": "AWS::SQS::Queue",
        "physical_id": f"{logical_id}-0",
        "status": ResourceStatus.CREATE_COMPLETE,
        "properties": properties,
    }
    return ResourceRecord(**(base | more))  # type: ignore[arg-type]  # test data, spelled by the caller


def spec_of(
    kind: OperationKind, wishes: Mapping[str, Wish], before: Memory | None = None, **more: object
) -> DeploymentSpec:
    """The spec of an operation from what is remembered to what is wished."""
    before = before or Memory()
    targets: dict[str, ResourceTarget] = {}
    for name in [*wishes, *(each for each in before.live if each not in wishes)]:
        wish = wishes.get(name)
        prior = before.live.get(name)
        known = wish or Wish(properties={}, type_name=prior.type_name if prior else "")
        targets[name] = ResourceTarget(
            logical_id=name,
            type_name=known.type_name,
            is_desired=wish is not None,
            depends_on=known.after,
            prior=prior,
            superseded=tuple(each for (owner, _), each in before.superseded.items() if owner == name),
            deletion_policy=known.deletion_policy,
            update_replace_policy=known.update_replace_policy,
            import_as=known.import_as,
        )
    base: dict[str, object] = {
        "operation_id": "op-1",
        "kind": kind,
        "stack_id": STACK_ID,
        "stack_name": "shop",
        "resources": targets,
        "desired": Desired(
            {name: wish.properties for name, wish in wishes.items()},
            waits={name: wish.wait for name, wish in wishes.items() if wish.wait is not None},
        ),
        "types": Types(),
    }
    return DeploymentSpec(**(base | more))  # type: ignore[arg-type]  # test data, spelled by the caller


def failure(message: str, code: HandlerErrorCode = HandlerErrorCode.INVALID_REQUEST) -> HandlerFailure:
    """A failure that will not pass."""
    return HandlerFailure(code=code, message=message)


class Run:
    """A deployment and everything it said; answers come from a script, else every call succeeds."""

    def __init__(self, spec: DeploymentSpec, memory: Memory | None = None) -> None:
        self.deployment = Deployment(spec)
        self.memory = memory or Memory()
        self.lines: list[str] = []
        self.calls: list[CallProvider] = []
        self.waiting: list[CallProvider] = []
        self.now = 1000.0
        self.made = 0
        self.give(Begin())

    def give(self, given: Input) -> list[Command]:
        """Hand over one input and perform what it asks."""
        commands = self.deployment.handle(given, self.now)
        for command in commands:
            self.memory.perform(command)
            match command:
                case CallProvider():
                    self.calls.append(command)
                    self.waiting.append(command)
                case EmitEvent():
                    parts = (command.logical_id, command.physical_id or "-", command.status, command.reason)
                    self.lines.append(" ".join(part for part in parts if part))
                case SetStackStatus():
                    self.lines.append(f"stack {command.status} {command.reason or ''}".strip())
                case Finish():
                    self.lines.append(f"finish {command.status}")
                case _:
                    pass
        return commands

    def answer(self, logical_id: str, answer: HandlerAnswer | None = None) -> list[Command]:
        """Answer the oldest waiting call of this resource; without an answer it succeeds."""
        call = next(each for each in self.waiting if each.logical_id == logical_id)
        self.waiting.remove(call)
        return self.give(Answered(token=call.token, answer=answer or self.success(call)))

    def success(self, call: CallProvider) -> HandlerSuccess:
        """What a provider without trouble says."""
        if call.action is HandlerAction.CREATE:
            self.made += 1
            return HandlerSuccess(physical_id=f"{call.logical_id}-{self.made}")
        if call.action is HandlerAction.READ:
            return HandlerSuccess(physical_id=call.physical_id or "", properties=call.desired)
        return HandlerSuccess(physical_id=call.physical_id or "")

    def play(self, script: Mapping[tuple[str, HandlerAction], HandlerAnswer] | None = None) -> "Run":
        """Answer in order until nothing waits; the script's answers are given every time."""
        while self.waiting:
            call = self.waiting[0]
            self.answer(call.logical_id, (script or {}).get((call.logical_id, call.action)))
        return self

    def told(self, logical_id: str) -> list[str]:
        """The lines about one resource, without its name; "stack" for the stack."""
        return [line.partition(" ")[2] for line in self.lines if line.partition(" ")[0] == logical_id]
