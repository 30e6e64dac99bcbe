"""AWS's change set records back to a plan, with the source lines of a template beside them.

Whoever talks to CloudFormation over its API gets change records; with the template at hand they are told as
a plan, each change with its reason chain and line. Works the same for AWS's own answers.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from landform.ground.source import SourceLocation
from landform.ground.statuses import DeletionPolicy
from landform.ground.values import ResourceReference, Unknown, Value
from landform.plan.causes import expression_at
from landform.plan.model import (
    Cause,
    CauseKind,
    Plan,
    PropertyChange,
    PropertySteps,
    Replacement,
    Step,
    StepAction,
)
from landform.template.model import Expression, Template
from landform.template.references import references

KNOWN_AFTER = "{{changeSet:KNOWN_AFTER_APPLY}}"
_MAX_DEPTH = 8  # of a reason chain; a cycle cannot be, but records come from outside
_REPLACEMENT = {"True": Replacement.YES, "Conditional": Replacement.MAY, "False": Replacement.NO}
_RECREATION = {"Always": Replacement.YES, "Conditionally": Replacement.MAY, "Never": Replacement.NO}
_KINDS = {
    "ParameterReference": CauseKind.PARAMETER,
    "ResourceReference": CauseKind.REFERENCE,
    "ResourceAttribute": CauseKind.ATTRIBUTE,
}

Record = Mapping[str, Any]
"""A Change structure, as botocore parses it."""


def plan_of(records: Iterable[Record], template: Template | None) -> Plan:
    """The plan that the records describe; unchanged resources are counted from the template."""
    names = template.resources if template is not None else {}
    places = {name: place for place, name in enumerate(names)}
    # AWS gives changes by name; people read them as the template goes, what is removed last.
    changes = sorted(
        (each["ResourceChange"] for each in records if each.get("Type") == "Resource"),
        key=lambda each: places.get(each["LogicalResourceId"], len(places)),
    )
    teller = _Teller({each["LogicalResourceId"]: each for each in changes}, template)
    steps = tuple(teller.step(each) for each in changes)
    changed = {step.logical_id for step in steps}
    return Plan(steps=steps, unchanged=tuple(name for name in names if name not in changed))


class _Teller:
    """Turns records into steps; knows all records, to follow reasons from one to the next."""

    def __init__(self, changes: Mapping[str, Record], template: Template | None) -> None:
        self._changes = changes
        self._template = template

    def step(self, change: Record) -> Step:
        """One record as a step."""
        name = change["LogicalResourceId"]
        replacement = _REPLACEMENT.get(change.get("Replacement", "False"), Replacement.NO)
        action = _action(change, replacement)
        declaration = self._template.resources.get(name) if self._template else None
        keeps = "Retain" in str(change.get("PolicyAction"))
        return Step(
            logical_id=name,
            type_name=change["ResourceType"],
            action=action,
            replacement=Replacement.NO if action in _NEW else replacement,
            physical_id=change.get("PhysicalResourceId"),
            changes=tuple(self._property_changes(name, change)),
            before=_context(change.get("BeforeContext")),
            after=_context(change.get("AfterContext")),
            deletion_policy=DeletionPolicy.RETAIN if keeps else DeletionPolicy.DELETE,
            location=declaration.location if declaration else None,
        )

    def _property_changes(self, name: str, change: Record) -> Iterable[PropertyChange]:
        by_path: dict[PropertySteps, list[Record]] = {}
        for detail in change.get("Details", ()):
            by_path.setdefault(_path(detail["Target"]), []).append(detail)
        for path, details in by_path.items():
            target = details[0]["Target"]
            is_short = not target.keys() & {"Path", "BeforeValue", "AfterValue"}  # told without values
            yield PropertyChange(
                path=path,
                before=Unknown(()) if is_short else _value(target.get("BeforeValue")),
                after=Unknown(()) if is_short else _value(target.get("AfterValue")),
                kind=target.get("AttributeChangeType", "Modify"),
                replacement=_RECREATION.get(target.get("RequiresRecreation", "Never"), Replacement.NO),
                causes=self._causes(name, path, details, 0),
                location=self._location(name, path),
            )

    def _causes(
        self, name: str, path: PropertySteps, details: Iterable[Record], depth: int
    ) -> tuple[Cause, ...]:
        found = [
            Cause(
                kind=_KINDS[detail["ChangeSource"]],
                entity=detail.get("CausingEntity"),
                location=self._use(name, path, detail.get("CausingEntity", "")),
                because=self._because(detail, depth),
            )
            for detail in details
            if detail.get("ChangeSource") in _KINDS
        ]
        if found:
            return tuple(found)
        tags = any(detail["Target"].get("Attribute") == "Tags" for detail in details)
        kind = CauseKind.TAGS if tags else CauseKind.TEMPLATE
        return (Cause(kind=kind, location=self._location(name, path)),)

    def _because(self, detail: Record, depth: int) -> tuple[Cause, ...]:
        """The causes of the change of the resource that a detail names."""
        other, _, attribute = str(detail.get("CausingEntity", "")).partition(".")
        change = self._changes.get(other)
        if change is None or depth >= _MAX_DEPTH or detail["ChangeSource"] == "ParameterReference":
            return ()
        grouped: dict[PropertySteps, list[Record]] = {}
        for each in change.get("Details", ()):
            grouped.setdefault(_path(each["Target"]), []).append(each)
        replaced = change.get("Replacement") in ("True", "Conditional")
        causes: dict[Cause, None] = {}
        for path, details in grouped.items():
            decisive = (
                details[0]["Target"].get("RequiresRecreation") != "Never"
                if replaced
                else str(path[0]) == attribute.split(".")[0]
            )
            if decisive:
                causes.update(dict.fromkeys(self._causes(other, path, details, depth + 1)))
        return tuple(causes)

    def _expression(self, name: str, path: PropertySteps) -> Expression | None:
        declaration = self._template.resources.get(name) if self._template else None
        return expression_at(declaration.properties, path) if declaration else None

    def _location(self, name: str, path: PropertySteps) -> SourceLocation | None:
        expression = self._expression(name, path)
        if expression is not None:
            return expression.location
        declaration = self._template.resources.get(name) if self._template else None
        return declaration.location if declaration else None

    def _use(self, name: str, path: PropertySteps, entity: str) -> SourceLocation | None:
        """Where the expression at the path uses the entity."""
        expression = self._expression(name, path)
        if expression is None:
            return self._location(name, path)
        for reference in references(expression):
            used = reference.target + (f".{reference.attribute}" if reference.attribute else "")
            if used == entity:
                return reference.location
        return expression.location


_NEW = (StepAction.CREATE, StepAction.IMPORT)


def _action(change: Record, replacement: Replacement) -> StepAction:
    if change["Action"] == "Add":
        return StepAction.CREATE
    if change["Action"] == "Import":
        return StepAction.IMPORT
    if change["Action"] == "Remove":
        return StepAction.RETAIN if change.get("PolicyAction") == "Retain" else StepAction.DELETE
    return StepAction.REPLACE if replacement is Replacement.YES else StepAction.UPDATE


def _path(target: Record) -> PropertySteps:
    text = target.get("Path")
    if not text:
        return (str(target.get("Name", target.get("Attribute", ""))),)
    steps = str(text).removeprefix("/Properties/").split("/")
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _value(text: str | None) -> Value:
    if text is None:
        return None
    if text == KNOWN_AFTER:
        return Unknown(())
    if text[:1] in "[{" and text[-1:] in "]}":
        return _read(text)
    return text


def _context(text: str | None) -> dict[str, Value]:
    if not text:
        return {}
    found = _read(text)
    properties = found.get("Properties") if isinstance(found, dict) else None
    return properties if isinstance(properties, dict) else {}


def _read(text: str) -> Value:
    try:
        plain = json.loads(text)
    except ValueError:
        return text
    return _opened(plain)


def _opened(value: Any) -> Value:
    """AWS's marker for a value known after deployment, back to an Unknown."""
    if value == KNOWN_AFTER:
        return Unknown((ResourceReference("the deployment"),))
    if isinstance(value, dict):
        return {key: _opened(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_opened(item) for item in value]
    checked: Value = value
    return checked
