"""Drift: resources read and compared with what their stack deployed; the findings are kept.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from landform.engine.errors import no_such_stack, validation_error
from landform.engine.reading import read_all
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.engine.stacks import Stacks
from landform.ground.handler import (
    HandlerErrorCode,
    HandlerFailure,
    HandlerSuccess,
)
from landform.ground.records import ResourceRecord, StackRecord
from landform.ground.statuses import ResourceStatus, StackStatus
from landform.ground.values import Json, masked
from landform.plan.drift import compared, property_drifts
from landform.providers.fidelity import fidelity
from landform.providers.schema_facts import SchemaFactsCatalog

DETECTABLE: Final = frozenset(
    {
        StackStatus.CREATE_COMPLETE,
        StackStatus.UPDATE_COMPLETE,
        StackStatus.UPDATE_ROLLBACK_COMPLETE,
        StackStatus.UPDATE_ROLLBACK_FAILED,
        StackStatus.IMPORT_COMPLETE,
        StackStatus.IMPORT_ROLLBACK_COMPLETE,
    }
)
_OF_STACK: Final = "drift"  # scopes of the kept documents: by stack id, and by detection id
_OF_DETECTION: Final = "drift-detection"
_DRIFTED: Final = ("MODIFIED", "DELETED")

Found = Mapping[str, Json]
"""What is kept: AWS's StackResourceDrift, with the time in seconds."""


class Drifts:
    """The use cases around drift."""

    def __init__(self, parts: Parts, stacks: Stacks) -> None:
        self._parts = parts
        self._stacks = stacks
        self._facts = SchemaFactsCatalog(parts.catalog)

    def detect(self, place: Place, name: str, logical_ids: Sequence[str] = ()) -> str:
        """Compare a stack's resources (all, or the named ones): the detection's id."""
        stack = self._detectable(place, name)
        records = self._records(stack, logical_ids)
        found = self._look_at(place, stack, records)
        kept = {**self._kept(stack.stack_id), **found} if logical_ids else found
        count = sum(each["StackResourceDriftStatus"] in _DRIFTED for each in kept.values())
        status = "DRIFTED" if count else "IN_SYNC"
        detection_id, now = self._parts.new_id(), self._parts.clock()
        self._keep(stack, kept, status)
        self._parts.store.remember(
            _OF_DETECTION,
            detection_id,
            {
                "StackId": stack.stack_id,
                "StackDriftDetectionId": detection_id,
                "StackDriftStatus": status,
                "DetectionStatus": "DETECTION_COMPLETE",
                "DriftedStackResourceCount": count,
                "Timestamp": now,
            },
        )
        return detection_id

    def detect_resource(self, place: Place, name: str, logical_id: str) -> Found:
        """Compare one resource."""
        stack = self._detectable(place, name)
        found = self._look_at(place, stack, self._records(stack, [logical_id]))
        self._keep(stack, {**self._kept(stack.stack_id), **found}, None)
        return found[logical_id]

    def status(self, place: Place, detection_id: str) -> Found:
        """How a detection ended."""
        found = self._parts.store.idempotent(_OF_DETECTION, detection_id)
        stack_id = str(found["StackId"]) if found else ""
        if found is None or f":{place.region}:{place.account_id}:" not in stack_id:
            raise validation_error(f"Drift detection status for {detection_id} not found")
        return found

    def of_resources(self, place: Place, name: str) -> list[Found]:
        """What the last detections found, by logical id; raises when there was none."""
        stack = self._stacks.find(place, name, no_such_stack)
        kept = self._kept(stack.stack_id)
        if not kept:
            raise validation_error(
                f"Drift detection has not been run on stack [{stack.stack_id}]. Run DetectStackDrift first."
            )
        return [kept[logical_id] for logical_id in sorted(kept)]

    def statuses(self, stack_id: str) -> Mapping[str, tuple[str, float]]:
        """Status and time of the last check of each resource that was ever checked."""
        kept: Mapping[str, Any] = self._kept(stack_id)
        return {
            name: (str(each["StackResourceDriftStatus"]), float(each["Timestamp"]))
            for name, each in kept.items()
        }

    def _detectable(self, place: Place, name: str) -> StackRecord:
        # First, because it waits for whoever has the cloud, and that process may change what is recorded.
        self._parts.open_cloud()
        stack = self._stacks.find(place, name, no_such_stack)
        if stack.status not in DETECTABLE:
            raise validation_error(
                f"Drift detection cannot be performed on stack [{stack.stack_id}] while in status "
                f"{stack.status}"
            )
        return stack

    def _records(self, stack: StackRecord, logical_ids: Sequence[str]) -> list[ResourceRecord]:
        records = self._parts.store.resources(stack.stack_id)
        for name in logical_ids:
            if name not in records:
                raise validation_error(f"Resource {name} does not exist for stack {stack.stack_name}")
        return [
            each
            for each in records.values()
            if each.status is not ResourceStatus.DELETE_COMPLETE
            and (not logical_ids or each.logical_id in logical_ids)
        ]

    def _look_at(
        self, place: Place, stack: StackRecord, records: Sequence[ResourceRecord]
    ) -> dict[str, Found]:
        answers = read_all(self._parts, place, stack, records)
        return {each.logical_id: self._judged(stack, each, answers[each.logical_id]) for each in records}

    def _judged(self, stack: StackRecord, record: ResourceRecord, answer: object) -> Found:
        shape: dict[str, Json] = {
            "StackId": stack.stack_id,
            "LogicalResourceId": record.logical_id,
            "PhysicalResourceId": record.physical_id,
            "ResourceType": record.type_name,
            "Timestamp": self._parts.clock(),
        }
        if isinstance(answer, HandlerSuccess):
            return shape | self._compared(record, answer)
        if isinstance(answer, HandlerFailure) and answer.code is HandlerErrorCode.NOT_FOUND:
            return shape | {
                "StackResourceDriftStatus": "DELETED",
                "ExpectedProperties": _json(record.properties),
                "ActualProperties": "null",
            }
        reason = answer.message if isinstance(answer, HandlerFailure) else "The type cannot be read."
        return shape | {"StackResourceDriftStatus": "NOT_CHECKED", "DriftStatusReason": reason}

    def _compared(self, record: ResourceRecord, answer: HandlerSuccess) -> dict[str, Json]:
        schema = self._parts.catalog.find(record.type_name)
        if schema is None:
            return {"StackResourceDriftStatus": "NOT_CHECKED"}
        unreliable = fidelity(record.type_name, self._facts).unreliable
        drifts = property_drifts(schema, record.properties, answer.properties, unreliable)
        return {
            "StackResourceDriftStatus": "MODIFIED" if drifts else "IN_SYNC",
            "ExpectedProperties": _json(record.properties),
            "ActualProperties": _json(compared(record.properties, answer.properties)),
            "PropertyDifferences": [
                {
                    "PropertyPath": each.path,
                    "ExpectedValue": each.expected,
                    "ActualValue": each.actual,
                    "DifferenceType": str(each.kind),
                }
                for each in drifts
            ],
        }

    def _kept(self, stack_id: str) -> dict[str, Found]:
        document = self._parts.store.idempotent(_OF_STACK, stack_id)
        kept: Any = document["resources"] if document else {}
        return dict(kept)

    def _keep(self, stack: StackRecord, found: Mapping[str, Found], status: str | None) -> None:
        self._parts.store.remember(_OF_STACK, stack.stack_id, {"resources": {**found}})  # type: ignore[dict-item]  # maps of JSON are JSON
        now = self._parts.store.stack(stack.stack_id)
        if now is not None and status is not None and now.status in DETECTABLE:
            self._parts.store.save_stack(
                replace(now, drift_status=status, drift_checked_at=self._parts.clock())
            )


def _json(properties: Mapping[str, Any]) -> str:
    return json.dumps(masked(dict(properties)), separators=(",", ":"))
