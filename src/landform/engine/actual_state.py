"""What a stack's resources really are: read now, and put in the place of what was recorded of them.

For drift-aware change sets (DeploymentMode REVERT_DRIFT), which compare the new template with this and go
back to this when they fail. Source:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from landform.engine.reading import read_all
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.ground.handler import (
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerSuccess,
)
from landform.ground.records import ResourceRecord, StackRecord
from landform.plan.drift import as_found, property_drifts
from landform.plan.drift_changes import ResourceDrift
from landform.providers.fidelity import fidelity
from landform.providers.schema_facts import SchemaFactsCatalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """The resources of a stack as they are."""

    records: Mapping[str, ResourceRecord] = field(default_factory=dict)  # those that exist, by logical id
    drifts: Mapping[str, ResourceDrift] = field(default_factory=dict)  # of every resource, by logical id

    @property
    def deleted(self) -> frozenset[str]:
        """The resources that somebody deleted."""
        return frozenset(name for name, each in self.drifts.items() if each.status == "DELETED")

    def start(
        self, recorded: Mapping[str, ResourceRecord], wanted: Collection[str]
    ) -> dict[str, ResourceRecord]:
        """What an operation starts from, instead of what was recorded.

        What was deleted and is wanted still has no record, and so is made anew.
        """
        return {
            name: self.records.get(name, each)
            for name, each in recorded.items()
            if name not in self.deleted or name not in wanted
        }

    @property
    def modified(self) -> frozenset[str]:
        """The resources that somebody changed."""
        return frozenset(name for name, each in self.drifts.items() if each.status == "MODIFIED")


class ActualState:
    """Reads it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._facts = SchemaFactsCatalog(parts.catalog)

    def of(self, place: Place, stack: StackRecord) -> Actual:
        """The actual state of all resources that the stack has."""
        recorded = self._parts.store.resources(stack.stack_id)
        live = {name: each for name, each in recorded.items() if each.physical_id is not None}
        answers = read_all(self._parts, place, stack, live.values())
        records: dict[str, ResourceRecord] = {}
        drifts: dict[str, ResourceDrift] = {}
        for name, record in live.items():
            actual, drifts[name] = self._compared(record, answers[name])
            if actual is not None:
                records[name] = actual
        return Actual(records=records, drifts=drifts)

    def _compared(
        self, record: ResourceRecord, answer: HandlerAnswer | None
    ) -> tuple[ResourceRecord | None, ResourceDrift]:
        """The resource as it is, None when it is gone, and how far that is from what was recorded."""
        schema = self._parts.catalog.find(record.type_name)
        if isinstance(answer, HandlerFailure) and answer.code is HandlerErrorCode.NOT_FOUND:
            return None, ResourceDrift(status="DELETED", previous=record.properties)
        if schema is None or not isinstance(answer, HandlerSuccess):
            return record, ResourceDrift(status="UNSUPPORTED", previous=record.properties)
        unreliable = fidelity(record.type_name, self._facts).unreliable
        found = property_drifts(schema, record.properties, answer.properties, unreliable)
        if not found:
            return record, ResourceDrift(status="IN_SYNC", previous=record.properties)
        actual = as_found(schema, record.properties, answer.properties, unreliable)
        drift = ResourceDrift(status="MODIFIED", previous=record.properties, properties=found)
        return replace(record, properties=actual), drift
