"""Makes the plan: prior state and desired stack in, steps out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from landform.ground.diagnostics import Diagnostic
from landform.ground.records import OutputRecord, ResourceRecord
from landform.ground.statuses import KEEPING_POLICIES, DeletionPolicy
from landform.ground.values import Unknown, Value, is_known
from landform.plan.causes import Causes, expression_at
from landform.plan.compare import Difference, differences
from landform.plan.desired import DesiredResource, DesiredStack, text_of
from landform.plan.graph import topological_order
from landform.plan.model import OutputChange, Plan, PropertyChange, Replacement, Step, StepAction
from landform.plan.planned_values import PlannedValues
from landform.plan.verdict import overall, replacement_of
from landform.schema.catalog import Catalog
from landform.template.evaluate import evaluate
from landform.template.model import Expression, ListExpression, MapExpression, Template
from landform.template.references import references


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorStack:
    """What is deployed now; empty for a stack that does not exist yet."""

    resources: Mapping[str, ResourceRecord] = field(default_factory=dict)
    outputs: tuple[OutputRecord, ...] = ()
    parameters: Mapping[str, Value] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    template: Template | None = None  # None: reasons cannot tell an edit of the template for sure
    edited: frozenset[str] = frozenset()  # logical ids that change although none of their properties does


def make_plan(
    desired: DesiredStack,
    prior: PriorStack,
    parameters: Mapping[str, Value],
    imported: Mapping[str, str] | None = None,
) -> Plan:
    """The steps from prior to desired, in dependency order, deletions last and reversed.

    `parameters` are the new ones in the form in which `prior` holds the old ones: reasons compare them.
    `imported` has, by logical id, the physical ids of what exists and is taken in instead of created.
    """
    existing = {name: each for name, each in prior.resources.items() if each.physical_id is not None}
    values = PlannedValues(existing, desired.catalog)
    causes = Causes(
        stack=desired,
        values=values,
        parameters=parameters,
        prior_parameters=prior.parameters,
        prior_tags=prior.tags,
        prior_template=prior.template,
    )
    steps: list[Step] = []
    unchanged: list[str] = []
    aside: list[str] = []
    diagnostics: list[Diagnostic] = []
    order = topological_order({name: each.depends_on for name, each in desired.resources.items()})
    for logical_id in order:
        resource, record = desired.resources[logical_id], existing.get(logical_id)
        diagnostics.extend(_refusals(desired.catalog, resource, record))
        step = _step(desired, logical_id, record, values, causes, is_edited=logical_id in prior.edited)
        if step is not None and imported and step.action is StepAction.CREATE and logical_id in imported:
            step = replace(step, action=StepAction.IMPORT, physical_id=imported[logical_id])
        if step is not None:
            values.add(step)
            steps.append(step)
        else:
            unchanged.append(logical_id)
            if record is not None and _differs_aside(resource, record):
                aside.append(logical_id)
    steps.extend(_removals(existing, desired.resources, prior.template))
    return Plan(
        steps=tuple(steps),
        unchanged=tuple(unchanged),
        outputs=_output_changes(desired, prior, values),
        attribute_changes=tuple(aside),
        diagnostics=tuple(diagnostics),
    )


def _step(
    desired: DesiredStack,
    logical_id: str,
    record: ResourceRecord | None,
    values: PlannedValues,
    causes: Causes,
    *,
    is_edited: bool,
) -> Step | None:
    resource = desired.resources[logical_id]
    after = desired.properties(logical_id, values).value
    assert isinstance(after, dict)  # properties are a map in every parsed template
    declaration = resource.declaration
    if record is None:
        return Step(
            logical_id=logical_id,
            type_name=declaration.type_name,
            action=StepAction.CREATE,
            replacement=Replacement.NO,
            after=after,
            depends_on=resource.depends_on,
            deletion_policy=resource.deletion_policy,
            update_replace_policy=resource.update_replace_policy,
            location=declaration.location,
        )
    schema = desired.catalog.find(declaration.type_name)
    found = differences(schema, record.properties, after)
    if not found and not is_edited:
        return None
    changes = tuple(_change(desired, logical_id, each, causes) for each in found)
    verdict = overall([each.replacement for each in changes])
    return Step(
        logical_id=logical_id,
        type_name=declaration.type_name,
        action=StepAction.REPLACE if verdict is Replacement.YES else StepAction.UPDATE,
        replacement=verdict,
        physical_id=record.physical_id,
        changes=changes,
        depends_on=resource.depends_on,
        before=record.properties,
        after=after,
        deletion_policy=resource.deletion_policy,
        update_replace_policy=resource.update_replace_policy,
        location=declaration.location,
    )


def _change(desired: DesiredStack, logical_id: str, difference: Difference, causes: Causes) -> PropertyChange:
    declaration = desired.resources[logical_id].declaration
    expression = expression_at(declaration.properties, difference.path)
    kind = "Modify"
    if difference.before is None:
        kind = "Add"
    elif difference.after is None:
        kind = "Remove"
    return PropertyChange(
        path=difference.path,
        before=difference.before,
        after=difference.after,
        kind=kind,
        replacement=replacement_of(desired.catalog.find(declaration.type_name), difference),
        causes=causes.of(logical_id, difference.path),
        location=expression.location if expression else declaration.location,
    )


def _removals(
    existing: Mapping[str, ResourceRecord],
    desired: Mapping[str, DesiredResource],
    template: Template | None,
) -> list[Step]:
    removed = {name: each for name, each in existing.items() if name not in desired}
    order = topological_order({name: each.depends_on for name, each in removed.items()})
    return [_removal(removed[name], template) for name in reversed(order)]


def _removal(record: ResourceRecord, template: Template | None) -> Step:
    """What was a reference is shown as one, not as the value it had.

    Recorded: test_change_set_fn_get_attr.py test_resource_deletion.
    """
    shown = dict(record.properties)
    if template is not None and record.logical_id in template.resources:
        entries = template.resources[record.logical_id].properties.entries
        names = template.resources.keys()
        shown = {name: _as_declared(value, entries.get(name), names) for name, value in shown.items()}
    return Step(
        logical_id=record.logical_id,
        type_name=record.type_name,
        action=StepAction.RETAIN if record.deletion_policy in KEEPING_POLICIES else StepAction.DELETE,
        replacement=Replacement.NO,
        physical_id=record.physical_id,
        before=shown,
        depends_on=record.depends_on,
        deletion_policy=record.deletion_policy,
        update_replace_policy=record.update_replace_policy,
    )


def _as_declared(value: Value, expression: Expression | None, resources: Collection[str]) -> Value:
    """The value with Unknown for each part that a reference to one of the resources gives."""
    if isinstance(expression, MapExpression) and isinstance(value, dict):
        entries = expression.entries
        return {name: _as_declared(item, entries.get(name), resources) for name, item in value.items()}
    if isinstance(expression, ListExpression) and isinstance(value, list):
        pairs = zip(value, expression.items, strict=False)
        return [_as_declared(item, each, resources) for item, each in pairs]
    if expression is not None and any(each.target in resources for each in references(expression)):
        return Unknown(())
    return value


def _refusals(catalog: Catalog, resource: DesiredResource, record: ResourceRecord | None) -> list[Diagnostic]:
    """What no deployment could do: another type under the same name, a snapshot of what cannot."""
    declaration = resource.declaration
    found: list[Diagnostic] = []
    if record is not None and record.type_name != declaration.type_name:
        found.append(
            Diagnostic(
                code="LF2108",
                summary="Resource type changed",
                detail=(
                    "Update of resource type is not permitted. The new template modifies resource type of "
                    f"the following resources: [{declaration.logical_id}]\n"
                    f'"{declaration.logical_id}" is deployed as {record.type_name} and cannot become '
                    f"{declaration.type_name}. Give the new resource another logical id."
                ),
                location=declaration.type_location,
                path=("Resources", declaration.logical_id, "Type"),
            )
        )
    schema = catalog.find(declaration.type_name)
    policies = {
        "DeletionPolicy": resource.deletion_policy,
        "UpdateReplacePolicy": resource.update_replace_policy,
    }
    for name, policy in policies.items():
        if policy is DeletionPolicy.SNAPSHOT and (schema is None or not schema.can_snapshot):
            found.append(_cannot_snapshot(resource, name))
    return found


def _cannot_snapshot(resource: DesiredResource, name: str) -> Diagnostic:
    declaration = resource.declaration
    return Diagnostic(
        code="LF2109",
        summary="Snapshot of a type that has none",
        detail=(
            f"{declaration.type_name} has no snapshots, so {name} Snapshot would delete "
            f'"{declaration.logical_id}" without keeping its data. Use Retain, or Delete if the data may go.'
        ),
        location=declaration.location,
        path=("Resources", declaration.logical_id, name),
    )


def _differs_aside(resource: DesiredResource, record: ResourceRecord) -> bool:
    """Whether only what AWS keeps beside the properties has changed."""
    declaration = resource.declaration
    return (
        declaration.metadata != record.metadata
        or resource.deletion_policy is not record.deletion_policy
        or resource.update_replace_policy is not record.update_replace_policy
        or resource.depends_on != record.depends_on
    )


def _output_changes(
    desired: DesiredStack, prior: PriorStack, values: PlannedValues
) -> tuple[OutputChange, ...]:
    before = {each.key: each for each in prior.outputs}
    scope = desired.scope(values)
    changes: list[OutputChange] = []
    names = desired.active_outputs()
    for name in names:
        value = evaluate(desired.template.outputs[name].value, scope).value
        now = text_of(value) if is_known(value) else value
        old = before.get(name)
        export = desired.template.outputs[name].export_name
        exported = text_of(evaluate(export, scope).value) if export is not None else None
        if old is None or old.value != now or old.export_name != exported:
            changes.append(OutputChange(name=name, before=old.value if old else None, after=now))
    changes.extend(
        OutputChange(name=name, before=old.value, after=None)
        for name, old in before.items()
        if name not in names
    )
    return tuple(changes)
