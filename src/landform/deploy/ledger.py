"""What exists at this moment, and the commands that say so to the outside.

Every change of the ledger is a command, so memory outside and state inside cannot drift apart. It decides
nothing: the works (`forward`, `restoring`, `removing`) do.
"""

from collections.abc import Mapping
from dataclasses import replace

from landform.deploy.messages import (
    Command,
    EmitEvent,
    ForgetResource,
    ForgetSuperseded,
    SaveResource,
    SaveSuperseded,
)
from landform.deploy.spec import DeploymentSpec, ResourceTarget
from landform.ground.records import ResourceRecord
from landform.ground.statuses import ResourceStatus
from landform.ground.values import Properties, Value


class Ledger:
    """The resources of the stack with all their copies."""

    def __init__(self, spec: DeploymentSpec) -> None:
        self._spec = spec
        self._commands: list[Command] = []
        self._live: dict[str, ResourceRecord] = {}
        self._superseded: dict[str, dict[str, ResourceRecord]] = {}
        # Resources whose update is to be undone although their recorded properties do not show it.
        self._edited: set[str] = set()
        self._touched: set[str] = set()  # had an event in this operation
        self.now = 0.0
        for logical_id, target in spec.resources.items():
            if target.prior is not None:
                self._live[logical_id] = target.prior
            for copy in target.superseded:
                self._superseded.setdefault(logical_id, {})[copy.physical_id or ""] = copy

    def add(self, command: Command) -> None:
        """One more command of the current input."""
        self._commands.append(command)

    def take_commands(self) -> list[Command]:
        """All commands since the last time."""
        commands, self._commands = self._commands, []
        return commands

    def live(self, logical_id: str) -> ResourceRecord | None:
        """The stack's resource under this logical id."""
        return self._live.get(logical_id)

    def live_records(self) -> list[ResourceRecord]:
        """All of them, in the order in which they came to the stack."""
        return list(self._live.values())

    def copies(self, logical_id: str) -> list[ResourceRecord]:
        """The superseded copies, oldest first."""
        return list(self._superseded.get(logical_id, {}).values())

    def superseded_records(self) -> list[ResourceRecord]:
        """The superseded copies of all resources."""
        return [record for copies in self._superseded.values() for record in copies.values()]

    def ref(self, logical_id: str) -> Value:
        """What Ref gives for the live resource (ResourceValues)."""
        record = self._live[logical_id]
        if record.physical_id is None:
            raise KeyError(logical_id)
        return self._spec.types.ref(record.type_name, record.physical_id, record.attributes)

    def attribute(self, logical_id: str, name: str) -> Value:
        """What Fn::GetAtt gives for the live resource (ResourceValues)."""
        return self._live[logical_id].attributes[name]

    def is_unsure(self, logical_id: str) -> bool:
        """Whether the resource may differ from its recorded properties."""
        live = self._live.get(logical_id)
        return logical_id in self._edited or (live is not None and bool(live.attempted))

    def was_edited(self, logical_id: str) -> bool:
        """Whether this operation changed the resource in a way that its properties do not show."""
        return logical_id in self._edited

    def was_touched(self, logical_id: str) -> bool:
        """Whether this operation has told anything about the resource."""
        return logical_id in self._touched

    def save(self, record: ResourceRecord) -> None:
        """The stack's resource is now this."""
        self._edited.discard(record.logical_id)
        self.note(record)

    def save_edited(self, record: ResourceRecord) -> None:
        """Save a resource that was changed in a way that its properties do not show."""
        self._edited.add(record.logical_id)
        self.note(record)

    def note(self, record: ResourceRecord) -> None:
        """Save a change that leaves it open whether there is something to undo."""
        if record.updated_at != self.now:
            record = replace(record, updated_at=self.now)
        self._live[record.logical_id] = record
        self.add(SaveResource(record=record))

    def note_possible(self, record: ResourceRecord, depends_on: tuple[str, ...]) -> None:
        """Save a record whose update failed: it may or may not use what it was to depend on."""
        self.note(replace(record, depends_on=tuple(dict.fromkeys((*record.depends_on, *depends_on)))))

    def supersede(self, record: ResourceRecord) -> None:
        """This copy exists but is not the stack's resource. Nothing to do for one that was never made."""
        if record.physical_id is None:
            return
        physical_id, live = record.physical_id, self._live.get(record.logical_id)
        is_live = live is not None and live.physical_id == physical_id
        if record.status is ResourceStatus.UPDATE_IN_PROGRESS:
            record = replace(record, status=ResourceStatus.UPDATE_COMPLETE, status_reason=None)
        if is_live and record.logical_id in self._edited:
            # Its properties do not show it, should it come back.
            record = replace(record, attempted=(*record.attempted, record.properties))
        self._superseded.setdefault(record.logical_id, {})[physical_id] = record
        self.add(SaveSuperseded(record=record))

    def forget_live(self, logical_id: str) -> None:
        """The stack has no resource under this id any more."""
        del self._live[logical_id]
        self.add(ForgetResource(logical_id=logical_id))

    def forget_copy(self, logical_id: str, physical_id: str) -> ResourceRecord:
        """The copy is gone or has another role now; gives it back."""
        record = self._superseded[logical_id].pop(physical_id)
        self.add(ForgetSuperseded(logical_id=logical_id, physical_id=physical_id))
        return record

    def tell(
        self,
        record: ResourceRecord,
        status: ResourceStatus,
        reason: str | None = None,
        properties: Properties | None = None,
        physical_id: str | None = None,
    ) -> None:
        """Emit an event about the record's resource; `physical_id` when it is not the record's."""
        self._touched.add(record.logical_id)
        self.add(
            EmitEvent(
                logical_id=record.logical_id,
                physical_id=physical_id or record.physical_id or "",
                resource_type=record.type_name,
                status=status,
                reason=reason,
                properties=properties,
            )
        )

    def record_of(
        self,
        target: ResourceTarget,
        properties: Properties,
        status: ResourceStatus,
        physical_id: str | None = None,
        attributes: Mapping[str, Value] | None = None,
        *,
        is_half_made: bool = False,
    ) -> ResourceRecord:
        """A record for a resource as the target wants it; without a physical id it is not made yet."""
        return ResourceRecord(
            logical_id=target.logical_id,
            type_name=target.type_name,
            physical_id=physical_id,
            status=status,
            properties=properties,
            attributes=attributes or {},
            depends_on=self.kept_dependencies(target),
            deletion_policy=target.deletion_policy,
            update_replace_policy=target.update_replace_policy,
            metadata=target.metadata,
            updated_at=self.now,
            is_half_made=is_half_made,
        )

    def kept_dependencies(self, target: ResourceTarget) -> tuple[str, ...]:
        """The target's dependencies that are in the template."""
        if not target.depends_on:
            return ()
        resources = self._spec.resources
        return tuple(each for each in target.depends_on if each in resources and resources[each].is_desired)
