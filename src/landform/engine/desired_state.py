"""What the deployment asks, answered from the template and the catalog."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landform.deploy.spec import (
    Adoption,
    ChangeKind,
    ChangeVerdict,
    DesiredFailure,
    ResourceValues,
    SignalWait,
)
from landform.engine.signal_waits import wait_of
from landform.ground.diagnostics import Diagnostic
from landform.ground.records import OutputRecord
from landform.ground.source import format_path
from landform.ground.values import Properties, Value, is_known
from landform.plan.adoption import adopt
from landform.plan.compare import differences
from landform.plan.desired import DesiredStack, text_of
from landform.plan.model import Replacement
from landform.plan.verdict import custom_name, replacement_of
from landform.schema.catalog import Catalog
from landform.template.evaluate import evaluate


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenExports:
    """What other stacks have to do with exports when an operation starts."""

    owners: Mapping[str, str]  # export name -> name of the other stack that exports it
    users: Mapping[str, tuple[str, ...]]  # own export name -> names of the stacks that import it
    values: Mapping[str, str]  # own export name -> its value


class TemplateDesiredState:
    """landform.deploy.spec.DesiredState over a settled template."""

    def __init__(self, stack: DesiredStack, exports: TakenExports) -> None:
        self._stack = stack
        self._exports = exports

    def properties(self, logical_id: str, values: ResourceValues) -> Properties | DesiredFailure:
        """The resource's properties, or why they cannot be computed."""
        try:
            evaluated = self._stack.properties(logical_id, values)
        except KeyError as error:
            return _no_attribute(error)
        if evaluated.diagnostics:
            return DesiredFailure(reason=_reason(evaluated.diagnostics))
        assert isinstance(evaluated.value, dict)  # properties are a map in every parsed template
        if not is_known(evaluated.value):
            return DesiredFailure(reason=f"Properties of {logical_id} cannot be resolved.")
        return evaluated.value

    def wait(self, logical_id: str, properties: Properties) -> SignalWait | DesiredFailure | None:
        """What the resource waits for when it is made."""
        return wait_of(self._stack, logical_id, properties)

    def outputs(self, values: ResourceValues) -> tuple[OutputRecord, ...] | DesiredFailure:
        """The stack's outputs, or why they cannot be: an unresolvable value, an export taken or in use."""
        outputs: list[OutputRecord] = []
        scope = self._stack.scope(values)
        for name in self._stack.active_outputs():
            declaration = self._stack.template.outputs[name]
            try:
                value = evaluate(declaration.value, scope)
                export = evaluate(declaration.export_name, scope) if declaration.export_name else None
            except KeyError as error:
                return _no_attribute(error)
            problems = (*value.diagnostics, *(export.diagnostics if export else ()))
            if problems:
                return DesiredFailure(reason=_reason(problems))
            outputs.append(
                OutputRecord(
                    key=name,
                    value=text_of(value.value),
                    description=declaration.description,
                    export_name=text_of(export.value) if export else None,
                )
            )
        taken = duplicate_export(outputs)
        if taken is not None:
            return DesiredFailure(reason=taken)
        refused = export_refusal({each.export_name: each.value for each in outputs}, self._exports)
        return DesiredFailure(reason=refused) if refused else tuple(outputs)


def duplicate_export(outputs: Iterable[OutputRecord]) -> str | None:
    """What is wrong when two outputs of one stack export the same name, or None."""
    owners: dict[str, str] = {}
    for each in outputs:
        if each.export_name is None:
            continue
        if each.export_name in owners:
            return (
                f"Export names have to be unique: the outputs {owners[each.export_name]} and {each.key} both "
                f"export {each.export_name}."
            )
        owners[each.export_name] = each.key
    return None


def export_refusal(wanted: Mapping[str | None, Value], exports: TakenExports) -> str | None:
    """AWS's sentence for an export that cannot be as wanted, or None.

    A value that is not known yet is not judged.
    """
    for name in wanted:
        if name is not None and name in exports.owners:
            return f"Export with name {name} is already exported by stack {exports.owners[name]}."
    for name, users in exports.users.items():
        if not users:
            continue
        if name not in wanted:
            return f"Export {name} cannot be deleted as it is in use by {listed(users)}"
        value = wanted[name]
        if is_known(value) and value != exports.values.get(name):
            return f"Export {name} cannot be updated as it is in use by {listed(users)}"
    return None


def listed(names: tuple[str, ...]) -> str:
    """Names as AWS lists them: `a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _reason(diagnostics: tuple[Diagnostic, ...]) -> str:
    return diagnostics[0].detail.splitlines()[0]


def _no_attribute(error: KeyError) -> DesiredFailure:
    return DesiredFailure(reason=f"The value of {error.args[0]} was not returned by its resource.")


class CatalogTypeRules:
    """landform.deploy.spec.TypeRules over the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def verdict(self, type_name: str, before: Properties, after: Properties) -> ChangeVerdict:
        """NONE, UPDATE or REPLACE; the same rules as the plan's."""
        schema = self._catalog.find(type_name)
        found = differences(schema, before, after)
        if not found:
            return ChangeVerdict(kind=ChangeKind.NONE)
        verdicts = [replacement_of(schema, each) for each in found]
        name = custom_name(schema, before, after)
        if Replacement.YES not in verdicts:
            may_replace = Replacement.MAY in verdicts
            return ChangeVerdict(kind=ChangeKind.UPDATE, may_replace=may_replace, custom_name=name)
        decisive = [each for each, what in zip(found, verdicts, strict=True) if what is Replacement.YES]
        return ChangeVerdict(
            kind=ChangeKind.REPLACE,
            delete_first=schema.delete_first if schema else False,
            immutable_paths=tuple(format_path(each.path) for each in decisive),
            custom_name=name,
        )

    def adopt(self, type_name: str, actual: Properties, wanted: Properties) -> Adoption:
        """The properties of an existing resource that the template speaks of."""
        schema = self._catalog.find(type_name)
        if schema is None:
            return Adoption(properties=wanted)
        adopted = adopt(schema, actual, wanted)
        return Adoption(properties=adopted.properties, fixed_paths=adopted.fixed_paths)

    def ref(self, type_name: str, physical_id: str, attributes: Mapping[str, Value]) -> Value:
        """What Ref gives."""
        schema = self._catalog.find(type_name)
        return schema.ref(physical_id, attributes) if schema else physical_id

    def is_held(self, type_name: str) -> bool:
        """Whether an update of the type can be undone until it is settled."""
        schema = self._catalog.find(type_name)
        return schema is not None and schema.is_held

    def can_snapshot(self, type_name: str) -> bool:
        """Whether DeletionPolicy Snapshot means something for the type."""
        schema = self._catalog.find(type_name)
        return schema.can_snapshot if schema else False
