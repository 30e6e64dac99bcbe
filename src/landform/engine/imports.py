"""Resources that exist and are taken into a stack: what may be imported, and whether it is there.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-manually.html and
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html; the errors
are AWS's, as users of it and makers of emulators recorded them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from landform.engine.errors import EngineError, validation_error
from landform.engine.identified import Identified
from landform.engine.operation_request import request_of
from landform.engine.prepare import Prepared
from landform.engine.requests import Place, ResourceToImport
from landform.engine.runner import Parts
from landform.ground.handler import HandlerSuccess
from landform.ground.records import StackRecord
from landform.ground.statuses import KEEPING_POLICIES, StackStatus
from landform.plan.model import Plan, Step, StepAction
from landform.schema.catalog import Catalog
from landform.schema.resource_schema import IDENTIFIER_SEPARATOR, ResourceSchema
from landform.template.model import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """What a change set takes in; `refusal` is why it cannot, for a change set that is kept as FAILED."""

    identifiers: Mapping[str, str] = field(default_factory=dict)  # physical ids by logical id
    refusal: str | None = None


def check_entries(
    entries: Sequence[ResourceToImport], ready: Prepared, plan: Plan, prior: StackRecord | None
) -> None:
    """Raise AWS's error for an import operation that it would not make a change set of.

    `plan` is that without any import. The order is AWS's where two mistakes meet.
    """
    if not entries:
        raise validation_error("Must Provide at least one resource to import")
    names = [each.logical_id for each in entries]
    if len(set(names)) != len(names):
        raise validation_error("Every resource to import must have unique LogicalResourceId")
    declared = ready.desired.template.resources
    undeclared = [name for name in names if name not in declared]
    if undeclared:
        raise validation_error(
            f"The logical resource ids {_listed(undeclared)} provided in ResourceToImport do not exist in "
            "the template."
        )
    for each in entries:
        _check_entry(each, declared[each.logical_id].type_name, ready.desired.catalog)
    _check_plan(names, plan)
    without = [name for name in names if declared[name].deletion_policy is None]
    if without:
        raise validation_error(
            f"The following resources to import {_listed(without)} must have DeletionPolicy attribute "
            "specified in the template."
        )
    _check_rest(ready, plan, prior)


def _check_entry(entry: ResourceToImport, declared_type: str, catalog: Catalog) -> None:
    schema = catalog.find(entry.type_name)
    if schema is not None and not schema.is_importable:
        raise validation_error(
            f"The following resource types are not supported for resource import: {entry.type_name}"
        )
    if schema is not None and set(entry.identifier) != set(schema.identifier_names):
        raise validation_error(
            f"Invalid resource identifier for resource type {entry.type_name}. "
            f"Expected {_listed(schema.identifier_names)}"
        )
    if entry.type_name != declared_type:
        raise validation_error(
            f"Resource type of [{entry.logical_id}] passed in ResourceToImport does not match with resource "
            f"type defined in the template. Resource type in ResourceToImport: {entry.type_name}; Resource "
            f"type in Template: {declared_type}."
        )


def _check_plan(names: Sequence[str], plan: Plan) -> None:
    added = [step.logical_id for step in plan.steps if step.action is StepAction.CREATE]
    if not added:
        raise validation_error("The template should contain at least one new resource to import.")
    known = [name for name in names if name not in added]
    if known:
        raise validation_error(
            f"Resources {_listed(known)} passed in ResourceToImport are already in a stack and cannot be "
            "imported."
        )
    others = [name for name in added if name not in names]
    if others:
        raise validation_error(f"Resources {_listed(others)} is missing from ResourceToImport list")
    steps = [step.logical_id for step in plan.steps if step.action is not StepAction.CREATE]
    modified = sorted({*steps, *plan.attribute_changes})
    if modified:
        raise validation_error(
            f"You have modified resources {_listed(modified)} in your template that are not being imported. "
            "Update, create or delete operations cannot be executed during import operations."
        )


def _check_rest(ready: Prepared, plan: Plan, prior: StackRecord | None) -> None:
    """An import leaves outputs and tags as they are.

    AWS names the role too when it refuses the tags; a role alone is taken, as `cdk import` always gives one.
    """
    changed = ["Outputs"] if plan.outputs else []
    if dict(ready.desired.tags) != dict(prior.tags if prior else {}):
        changed.append("Tags")
    if changed:
        raise validation_error(
            f"As part of the import operation, you cannot modify or add {_listed(changed)}"
        )


class Importer:
    """Finds out whether what is to be imported exists and is nobody's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._resources = Identified(parts)

    def of_entries(self, place: Place, entries: Iterable[ResourceToImport], ready: Prepared) -> Imports:
        """The resources that the request names."""
        found: dict[str, str] = {}
        owners = self._owners(place)
        for each in entries:
            schema = _schema(ready, each.type_name)
            given = IDENTIFIER_SEPARATOR.join(each.identifier[name] for name in schema.identifier_names)
            identifier = self._look_up(place, schema, given)
            if identifier is None:
                return Imports(
                    refusal=f"Resource of type '{each.type_name}' with identifier '{given}' was not found."
                )
            owner = owners.get(claim(each.type_name, identifier))
            if owner is not None:
                return Imports(refusal=f"{given} already exists in stack {owner}")
            found[each.logical_id] = identifier
        return Imports(identifiers=found)

    def of_names(self, place: Place, plan: Plan, ready: Prepared) -> Imports:
        """ImportExistingResources: what the plan would create under a name that is taken."""
        taken = list(self._taken(place, plan, ready))
        owners = self._owners(place) if taken else {}
        unprotected: list[str] = []
        for step, schema, given, identifier in taken:
            owner = owners.get(claim(step.type_name, identifier))
            if owner is not None:
                return Imports(refusal=f"{given} already exists in stack {owner}")
            if step.deletion_policy not in KEEPING_POLICIES:
                unprotected.append(_affected(step.logical_id, schema, identifier))
        if unprotected:
            return Imports(refusal=_unprotected(unprotected))
        return Imports(identifiers={step.logical_id: identifier for step, _, _, identifier in taken})

    def _taken(
        self, place: Place, plan: Plan, ready: Prepared
    ) -> Iterator[tuple[Step, ResourceSchema, str, str]]:
        """Each such step, with its type, its identifier as the template writes it, and the physical id."""
        for step in plan.steps:
            schema = ready.desired.catalog.find(step.type_name)
            if step.action is not StepAction.CREATE or schema is None or not schema.is_importable:
                continue
            given = _static_identifier(ready, step.logical_id, schema)
            identifier = self._look_up(place, schema, given) if given else None
            if given is not None and identifier is not None:
                yield step, schema, given, identifier

    def require_free(self, place: Place, imported: Mapping[str, str], ready: Prepared) -> None:
        """Raise when somebody has taken one of the resources since the change set was made."""
        owners = self._owners(place) if imported else {}
        for identifier, claimed in zip(imported.values(), claims(imported, ready), strict=True):
            if claimed in owners:
                raise validation_error(f"{identifier} already exists in stack {owners[claimed]}")

    def _look_up(self, place: Place, schema: ResourceSchema, given: str) -> str | None:
        """The physical id of the resource with the identifier; None when there is none."""
        answer = self._resources.find(place, schema, given)
        return answer.physical_id if isinstance(answer, HandlerSuccess) else None

    def _owners(self, place: Place) -> dict[str, str]:
        """The ids of the stacks that have resources, or whose running operations take them in, by claim."""
        store = self._parts.store
        here = f":{place.region}:{place.account_id}:"
        found: dict[str, str] = {}
        for operation in store.live_operations():
            if here in operation.stack_id:
                found.update(dict.fromkeys(request_of(operation).claims, operation.stack_id))
        for stack in store.stacks(place.account_id, place.region):
            if stack.status is not StackStatus.DELETE_COMPLETE:
                records = store.resources(stack.stack_id).values()
                held = (claim(each.type_name, each.physical_id) for each in records if each.physical_id)
                found.update(dict.fromkeys(held, stack.stack_id))
        return found


def claim(type_name: str, identifier: str) -> str:
    """What tells a resource from all others of its place."""
    return f"{type_name} {identifier}"


def claims(imported: Mapping[str, str], ready: Prepared) -> tuple[str, ...]:
    """The resources that an operation takes in."""
    types = ready.desired.template.resources
    return tuple(claim(types[name].type_name, identifier) for name, identifier in imported.items())


def _schema(ready: Prepared, type_name: str) -> ResourceSchema:
    schema = ready.desired.catalog.find(type_name)
    if schema is None:
        raise EngineError("ValidationError", f"There is no resource type {type_name}.")
    return schema


def _static_identifier(ready: Prepared, logical_id: str, schema: ResourceSchema) -> str | None:
    """The identifier that the template writes out; a name that a function gives does not count, as in AWS."""
    entries = ready.desired.template.resources[logical_id].properties.entries
    values: list[str] = []
    for path in schema.primary_identifier:
        expression = entries.get(path[0])
        if len(path) != 1 or not isinstance(expression, Literal) or not isinstance(expression.value, str):
            return None
        values.append(expression.value)
    return IDENTIFIER_SEPARATOR.join(values) if all(values) else None


def _affected(logical_id: str, schema: ResourceSchema, identifier: str) -> str:
    parts = zip(schema.identifier_names, identifier.split(IDENTIFIER_SEPARATOR), strict=False)
    return f"{logical_id} ({{{', '.join(f'{name}={value}' for name, value in parts)}}})"


def _unprotected(affected: Sequence[str]) -> str:
    return (
        "CloudFormation is attempting to import some resources because they already exist in your account. "
        "The resources must have the DeletionPolicy attribute set to 'Retain' or 'RetainExceptOnCreate' in "
        f"the template for successful import. The affected resources are {', '.join(affected)}"
    )


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(names)}]"
