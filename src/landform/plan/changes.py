"""The plan as AWS's change set records (structure Change of DescribeChangeSet).

Rules learnt from recorded answers of AWS: an added resource says Replacement True and gives its properties
only when property values are asked for; a parameter gives two details, its ParameterReference (Static) and a
DirectModification (Dynamic); a reference to another resource gives ResourceReference or
ResourceAttribute, with a DirectModification (Dynamic) beside it only when property values are asked for.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html
"""

import json
from collections.abc import Iterator
from typing import Final

from landform.ground.statuses import DeletionPolicy
from landform.ground.values import Json, Properties, Value, is_known, masked
from landform.plan.model import (
    Cause,
    CauseKind,
    Plan,
    PropertyChange,
    Replacement,
    Step,
    StepAction,
)

_REPLACEMENT = {Replacement.NO: "False", Replacement.YES: "True", Replacement.MAY: "Conditional"}
_RECREATION = {Replacement.NO: "Never", Replacement.YES: "Always", Replacement.MAY: "Conditionally"}
_SOURCES = {
    CauseKind.PARAMETER: "ParameterReference",
    CauseKind.REFERENCE: "ResourceReference",
    CauseKind.ATTRIBUTE: "ResourceAttribute",
}

_CONTEXTS = ("BeforeContext", "AfterContext", "PreviousDeploymentContext")

# What a nested stack's resource shows whose template may have changed at its URL:
# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html
_AUTOMATIC: Final[Json] = {
    "Target": {"Attribute": "Properties", "RequiresRecreation": "Never"},
    "Evaluation": "Dynamic",
    "ChangeSource": "Automatic",
}


def change_records(plan: Plan) -> list[dict[str, Json]]:
    """One Change a step, with property values; `without_values` gives the short form."""
    return [{"Type": "Resource", "ResourceChange": _resource_change(step)} for step in plan.steps]


def with_present_values(records: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """The records as DescribeChangeSet gives them with values: attributes of what is updated are as now.

    What depends on such an attribute alone does not show, although it does without values.
    Recorded: test_change_set_fn_get_attr.py test_direct_attribute_value_change.
    """
    shown = ({**each, "ResourceChange": _present(each["ResourceChange"])} for each in records)
    return [each for each in shown if each["ResourceChange"] is not None]


def _present(change: Json) -> dict[str, Json] | None:
    """The change without what follows an attribute that may change; None when nothing is left of it."""
    assert isinstance(change, dict)  # written by _resource_change
    details = _dicts(change["Details"])
    by_path: dict[str, list[dict[str, Json]]] = {}
    for detail in details:
        by_path.setdefault(_path_of(detail), []).append(detail)
    following = {path for path, those in by_path.items() if _only_follows(those)}
    if change["Action"] != "Modify" or not following:
        return change
    kept = [each for each in details if _path_of(each) not in following]
    if not kept:
        return None
    before, after = (json.loads(str(change[name])) for name in ("BeforeContext", "AfterContext"))
    for path in following:
        name = path.removeprefix("/Properties/").split("/")[0]
        after["Properties"][name] = before["Properties"].get(name)
    return {**change, "Details": [*kept], "AfterContext": json.dumps(after, separators=(",", ":"))}


def _dicts(values: Json) -> list[dict[str, Json]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _path_of(detail: dict[str, Json]) -> str:
    target = detail["Target"]
    return str(target.get("Path", "")) if isinstance(target, dict) else ""


def _only_follows(details: list[dict[str, Json]]) -> bool:
    causes = [each for each in details if each["ChangeSource"] != "DirectModification"]
    return bool(causes) and all(
        each["ChangeSource"] == "ResourceAttribute" and each["Evaluation"] == "Dynamic" for each in causes
    )


def without_values(records: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """The records as DescribeChangeSet gives them when IncludePropertyValues is not set."""
    return [{**each, "ResourceChange": _short(each["ResourceChange"])} for each in records]


def _resource_change(step: Step) -> dict[str, Json]:
    record: dict[str, Json] = {
        "Action": _action(step),
        "LogicalResourceId": step.logical_id,
        "ResourceType": step.type_name,
        "Scope": _scope(step),
        "Details": [each for change in step.changes for each in _details(change)],
    }
    if step.action is StepAction.UPDATE and not step.changes:
        record |= {"Scope": ["Properties"], "Details": [_AUTOMATIC]}
    if step.physical_id is not None:
        record["PhysicalResourceId"] = step.physical_id
    policy = _policy_action(step)
    if policy is not None:
        record["PolicyAction"] = policy
    if step.action in (StepAction.CREATE, StepAction.IMPORT):
        # No Replacement: AWS was recorded to give "True" until May 2025 and nothing since.
        record["AfterContext"] = _context(step.after)
    elif step.action in (StepAction.UPDATE, StepAction.REPLACE):
        record["Replacement"] = _REPLACEMENT[step.replacement]
        record["BeforeContext"] = _context(step.before)
        record["AfterContext"] = _context(step.after)
    elif step.before:
        record["BeforeContext"] = _context(step.before)
    return record


def _action(step: Step) -> str:
    if step.action is StepAction.CREATE:
        return "Add"
    if step.action is StepAction.IMPORT:
        return "Import"
    return "Remove" if step.action in (StepAction.DELETE, StepAction.RETAIN) else "Modify"


def _scope(step: Step) -> list[Json]:
    if not step.changes:
        return []
    only_tags = all(_is_tags(change) for change in step.changes)
    some_tags = any(_is_tags(change) for change in step.changes)
    if only_tags:
        return ["Tags"]
    return ["Properties", "Tags"] if some_tags else ["Properties"]


def _is_tags(change: PropertyChange) -> bool:
    return any(cause.kind is CauseKind.TAGS for cause in change.causes)


def _policy_action(step: Step) -> str | None:
    """AWS's PolicyAction: what happens to the physical resource that goes."""
    words = {DeletionPolicy.DELETE: "Delete", DeletionPolicy.SNAPSHOT: "Snapshot"}
    if step.action in (StepAction.DELETE, StepAction.RETAIN):
        return words.get(step.deletion_policy, "Retain")
    if step.replacement is Replacement.YES:
        return f"ReplaceAnd{words.get(step.update_replace_policy, 'Retain')}"
    return None


def _context(properties: Properties) -> str:
    return json.dumps({"Properties": masked(dict(properties))}, separators=(",", ":"))


def _details(change: PropertyChange) -> Iterator[Json]:
    caused = [cause for cause in change.causes if cause.kind in _SOURCES]
    for cause in caused:
        yield {
            "Target": _target(change),
            "Evaluation": _evaluation(change, cause),
            "ChangeSource": _SOURCES[cause.kind],
            "CausingEntity": cause.entity,
        }
    # Beside a cause too, in the long form; `_short_details` takes it away where AWS does.
    yield {
        "Target": _target(change),
        "Evaluation": "Dynamic" if caused else "Static",
        "ChangeSource": "DirectModification",
    }


def _evaluation(change: PropertyChange, cause: Cause) -> str:
    """AWS is sure of a change when the resource behind it is replaced, not when it is updated in place.

    Recorded: test_change_set_fn_get_attr, test_direct_attribute_value_change and its neighbour
    test_immutable_property_update_causes_resource_replacement.
    """
    is_updated_in_place = cause.kind is CauseKind.ATTRIBUTE and is_known(change.after)
    return "Dynamic" if is_updated_in_place else "Static"


def _target(change: PropertyChange) -> dict[str, Json]:
    name = str(change.path[0])
    is_tags = _is_tags(change)
    target: dict[str, Json] = {
        "Attribute": "Tags" if is_tags else "Properties",
        "Name": name,
        "Path": "/Properties/" + "/".join(map(str, change.path)),
        "RequiresRecreation": _RECREATION[change.replacement],
        "AttributeChangeType": change.kind,
    }
    if change.kind != "Add":
        target["BeforeValue"] = _value_text(change.before)
    if change.kind != "Remove":
        target["AfterValue"] = _value_text(change.after)
    return target


def _value_text(value: Value) -> str:
    shown = masked(value)
    return shown if isinstance(shown, str) else json.dumps(shown, separators=(",", ":"))


def _short(change: Json) -> dict[str, Json]:
    assert isinstance(change, dict)  # written by _resource_change
    kept = {key: value for key, value in change.items() if key not in _CONTEXTS}
    details = change["Details"]
    assert isinstance(details, list)
    kept["Details"] = _short_details(details)
    return kept


def _short_details(details: list[Json]) -> list[Json]:
    """Without values and paths; the late DirectModification beside a resource's cause goes too."""
    result: list[Json] = []
    by_reference: set[str] = set()
    for detail in details:
        assert isinstance(detail, dict)
        target = detail["Target"]
        assert isinstance(target, dict)
        name = str(target.get("Name", ""))
        if str(detail["ChangeSource"]).startswith("Resource"):
            by_reference.add(name)
        elif detail["Evaluation"] == "Dynamic" and name in by_reference:
            continue
        short: dict[str, Json] = {
            key: target[key] for key in ("Attribute", "Name", "RequiresRecreation") if key in target
        }
        entry: Json = {**detail, "Target": short}
        if entry not in result:
            result.append(entry)
    return result
