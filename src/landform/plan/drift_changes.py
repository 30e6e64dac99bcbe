"""What a drift-aware change set tells beside its changes: how resources had drifted, and whence values come.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html and
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceTargetDefinition.html
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from landform.ground.records import ResourceRecord
from landform.ground.values import Json, Properties, masked
from landform.plan.drift import PropertyDrift

Change = dict[str, Json]
"""AWS's structure, as `changes` writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDrift:
    """How a resource had drifted when it was looked at."""

    status: str  # AWS's StackResourceDriftStatus
    previous: Properties  # as it was deployed last
    properties: tuple[PropertyDrift, ...] = field(default=())  # MODIFIED only


def with_drift(
    changes: list[Change], drifts: Mapping[str, ResourceDrift], records: Mapping[str, ResourceRecord]
) -> list[Change]:
    """The changes with what is known of drift, and those resources that only their record changes of.

    A resource that had drifted and is now as the template wants it is not touched: SyncWithActual.
    """
    told = [_told(each, drifts) for each in changes]
    named = {_resource(each)["LogicalResourceId"] for each in changes}
    synced: list[Change] = [
        {"Type": "Resource", "ResourceChange": _synced(records[name], drift)}
        for name, drift in drifts.items()
        if drift.status == "MODIFIED" and name not in named
    ]
    return [*told, *synced]


def _resource(change: Change) -> dict[str, Json]:
    found = change["ResourceChange"]
    assert isinstance(found, dict)  # written by changes
    return found


def _told(change: Change, drifts: Mapping[str, ResourceDrift]) -> Change:
    resource = _resource(change)
    drift = drifts.get(str(resource["LogicalResourceId"]))
    if drift is None:
        return change
    details = resource["Details"]
    assert isinstance(details, list)  # written by changes
    by_path = {f"/Properties{each.path}": each for each in drift.properties}
    return {
        **change,
        "ResourceChange": {
            **resource,
            "Details": [_with_sources(each, by_path) for each in details],
            "ResourceDriftStatus": drift.status,
            "PreviousDeploymentContext": _context(drift.previous),
        },
    }


def _with_sources(detail: Json, drifted: Mapping[str, PropertyDrift]) -> Json:
    assert isinstance(detail, dict)  # written by changes
    target = detail["Target"]
    assert isinstance(target, dict)  # written by changes
    found = drifted.get(str(target.get("Path")))
    sources: dict[str, Json] = {"BeforeValueFrom": "ACTUAL_STATE", "AfterValueFrom": "TEMPLATE"}
    if found is not None:
        sources["Drift"] = _values(found)
    return {**detail, "Target": {**target, **sources}}


def _synced(record: ResourceRecord, drift: ResourceDrift) -> dict[str, Json]:
    return {
        "Action": "SyncWithActual",
        "LogicalResourceId": record.logical_id,
        "PhysicalResourceId": record.physical_id,
        "ResourceType": record.type_name,
        "Scope": ["Properties"],
        "Details": list(_synced_details(drift)),
        "ResourceDriftStatus": drift.status,
        "PreviousDeploymentContext": _context(drift.previous),
        "BeforeContext": _context(record.properties),
        "AfterContext": _context(record.properties),
    }


def _synced_details(drift: ResourceDrift) -> Iterator[Json]:
    for each in drift.properties:
        yield {
            "Target": {
                "Attribute": "Properties",
                "Name": each.path.split("/")[1],
                "Path": f"/Properties{each.path}",
                "RequiresRecreation": "Never",
                "AttributeChangeType": "SyncWithActual",
                "BeforeValueFrom": "ACTUAL_STATE",
                "AfterValueFrom": "TEMPLATE",
                "Drift": _values(each),
            },
            "Evaluation": "Static",
            "ChangeSource": "NoModification",
        }


def _values(drift: PropertyDrift) -> dict[str, Json]:
    return {"PreviousValue": drift.expected, "ActualValue": drift.actual}


def _context(properties: Properties) -> str:
    return json.dumps({"Properties": masked(dict(properties))}, separators=(",", ":"))
