"""What is asked without changing anything: stacks, resources, events, templates, exports, summaries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from landform.engine.errors import no_such_stack, template_error, validation_error
from landform.engine.prepare import Preparer, checked_template, parsed_template
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.engine.stacks import Stacks
from landform.ground.diagnostics import has_errors
from landform.ground.records import ChangeSetRecord, ResourceRecord, StackEvent, StackRecord
from landform.ground.statuses import StackStatus
from landform.schema.catalog import Catalog
from landform.store.interface import ExportRecord
from landform.template.limits import Limits
from landform.template.model import ParameterDeclaration, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierSummary:
    """How existing resources of a type can be named when they are imported."""

    type_name: str
    logical_ids: tuple[str, ...]
    identifiers: tuple[str, ...]  # names of properties, in the identifier's order


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSummary:
    """What GetTemplateSummary and ValidateTemplate tell about a template."""

    template: Template
    parameters: tuple[ParameterDeclaration, ...]
    resource_types: tuple[str, ...]
    capabilities: tuple[str, ...]
    capabilities_reason: str | None
    identifiers: tuple[IdentifierSummary, ...]  # of the types that can be imported


class Queries:
    """The use cases that only read."""

    def __init__(self, parts: Parts, stacks: Stacks, preparer: Preparer) -> None:
        self._parts = parts
        self._stacks = stacks
        self._preparer = preparer

    def stacks(self, place: Place, name_or_id: str | None = None) -> list[StackRecord]:
        """One stack, or all that are not deleted, newest first."""
        if name_or_id is not None:
            return [self._stacks.find(place, name_or_id)]
        return [
            each
            for each in self._parts.store.stacks(place.account_id, place.region)
            if each.status is not StackStatus.DELETE_COMPLETE
        ]

    def all_stacks(self, place: Place) -> list[StackRecord]:
        """All stacks, deleted ones included, newest first (ListStacks)."""
        return self._parts.store.stacks(place.account_id, place.region)

    def events(
        self, place: Place, name_or_id: str, *, before: int | None = None, limit: int = 100
    ) -> list[tuple[int, StackEvent]]:
        """A stack's events with their positions, newest first."""
        stack = self._stacks.find(place, name_or_id, no_such_stack)
        return self._parts.store.events(stack.stack_id, before=before, limit=limit)

    def operation_kinds(self, operation_ids: Iterable[str | None]) -> dict[str, str]:
        """The kinds of operations by their ids."""
        found = {each: self._parts.store.operation(each) for each in set(operation_ids) if each}
        return {name: str(each.kind) for name, each in found.items() if each is not None}

    def resources(self, place: Place, name_or_id: str) -> tuple[StackRecord, list[ResourceRecord]]:
        """The stack and its resources by logical id."""
        stack = self._stacks.find(place, name_or_id)
        records = self._parts.store.resources(stack.stack_id)
        return stack, [records[name] for name in sorted(records)]

    def resource(self, place: Place, name_or_id: str, logical_id: str) -> tuple[StackRecord, ResourceRecord]:
        """One resource. Raises AWS's error when the stack has none of that name."""
        stack, records = self.resources(place, name_or_id)
        for record in records:
            if record.logical_id == logical_id:
                return stack, record
        raise validation_error(f"Resource {logical_id} does not exist for stack {stack.stack_name}")

    def resource_by_physical_id(
        self, place: Place, physical_id: str
    ) -> tuple[StackRecord, list[ResourceRecord]]:
        """The stack that owns a physical resource, with all its resources."""
        for stack in self.stacks(place):
            records = self._parts.store.resources(stack.stack_id)
            if any(each.physical_id == physical_id for each in records.values()):
                return stack, [records[name] for name in sorted(records)]
        raise validation_error(f"Stack for {physical_id} does not exist")

    def change_sets(self, place: Place, name_or_id: str) -> list[ChangeSetRecord]:
        """A stack's change sets that wait, newest first; an executed one is found by its id only."""
        stack = self._stacks.find(place, name_or_id, no_such_stack)
        found = self._parts.store.change_sets(stack.stack_id)
        return [each for each in found if not each.execution_status.startswith(("EXECUTE_", "OBSOLETE"))]

    def exports(self, place: Place) -> Mapping[str, ExportRecord]:
        """All exports by name."""
        return self._parts.store.exports(place.account_id, place.region)

    def importers(self, place: Place, export_name: str) -> list[str]:
        """Names of the stacks that import an export. Raises AWS's errors for an unknown or unused one."""
        if export_name not in self.exports(place):
            raise validation_error(f"Export with name {export_name} does not exist")
        found = self._parts.store.importers(place.account_id, place.region, export_name)
        if not found:
            raise validation_error(f"Export '{export_name}' is not imported by any stack.")
        return found

    def summary(self, body: str, limits: Limits | None) -> TemplateSummary:
        """What a template declares. Raises EngineError with every mistake."""
        source = parsed_template(body, "template", limits).source
        if source is None:
            template, _ = checked_template(body, "template", limits)
            return _summary(template, self._parts.catalog)
        if has_errors(source.diagnostics):
            raise template_error(source.diagnostics)
        return _summary(source.template, self._parts.catalog)  # as it is written: no transform is run for it

    def summary_of_stack(self, place: Place, name_or_id: str) -> TemplateSummary:
        """What a stack's template declares."""
        stack = self._stacks.find(place, name_or_id)
        template = parsed_template(stack.template_body, "template", None).template
        if template is None:
            raise validation_error(f"Stack [{stack.stack_name}] has no template")
        return _summary(template, self._parts.catalog)


def _summary(template: Template, catalog: Catalog) -> TemplateSummary:
    types = [each.type_name for each in template.resources.values()]
    needing: dict[str, list[str]] = {}
    for declaration in template.resources.values():
        schema = catalog.find(declaration.type_name)
        if schema is None or schema.needs_capability is None:
            continue
        named = schema.name_property in declaration.properties.entries
        capability = "CAPABILITY_NAMED_IAM" if named else schema.needs_capability
        needing.setdefault(capability, []).append(declaration.type_name)
    strongest = "CAPABILITY_NAMED_IAM" if "CAPABILITY_NAMED_IAM" in needing else None
    capabilities = (strongest,) if strongest else tuple(needing)
    reason = None
    if needing:
        names = sorted({each for group in needing.values() for each in group})
        reason = f"The following resource(s) require capabilities: [{', '.join(names)}]"
    return TemplateSummary(
        template=template,
        parameters=tuple(template.parameters.values()),
        resource_types=tuple(dict.fromkeys(types)),
        capabilities=capabilities,
        capabilities_reason=reason,
        identifiers=tuple(_identifiers(template, catalog)),
    )


def _identifiers(template: Template, catalog: Catalog) -> Iterator[IdentifierSummary]:
    by_type: dict[str, list[str]] = {}
    for name, declaration in template.resources.items():
        by_type.setdefault(declaration.type_name, []).append(name)
    for type_name, names in by_type.items():
        schema = catalog.find(type_name)
        if schema is not None and schema.is_importable:
            yield IdentifierSummary(
                type_name=type_name, logical_ids=tuple(names), identifiers=schema.identifier_names
            )
