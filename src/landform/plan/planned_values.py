"""What is known of each resource while a plan is made.

Unchanged resources are known completely. A resource that is updated in place keeps its Ref and its
attributes, except those the update can change. Only what is created or replaced is known after deployment.
"""

from collections.abc import Mapping

from landform.ground.records import ResourceRecord
from landform.ground.values import Properties, ResourceReference, Unknown, Value
from landform.plan.model import Replacement, Step, StepAction
from landform.schema.catalog import Catalog

_EVERY = "*"  # in volatile_attributes: any attribute may change


class PlannedValues:
    """The resource values a plan's expressions see; filled step by step in dependency order."""

    def __init__(self, prior: Mapping[str, ResourceRecord], catalog: Catalog) -> None:
        self._prior = prior
        self._catalog = catalog
        self._steps: dict[str, Step] = {}

    def add(self, step: Step) -> None:
        """Make a changed resource's new state visible to the resources behind it."""
        self._steps[step.logical_id] = step

    def step(self, logical_id: str) -> Step | None:
        """The step of a resource that changes, once planned."""
        return self._steps.get(logical_id)

    def ref(self, logical_id: str) -> Value:
        """What Ref gives after the deployment."""
        record = self._prior.get(logical_id)
        if record is None or record.physical_id is None or self._is_new(logical_id):
            return Unknown((ResourceReference(logical_id),))
        schema = self._catalog.find(record.type_name)
        return schema.ref(record.physical_id, record.attributes) if schema else record.physical_id

    def attribute(self, logical_id: str, name: str) -> Value:
        """What Fn::GetAtt gives after the deployment."""
        unknown = Unknown((ResourceReference(logical_id, name),))
        record = self._prior.get(logical_id)
        if record is None or record.physical_id is None or self._is_new(logical_id):
            return unknown
        step = self._steps.get(logical_id)
        if step is not None and self._may_change(record, step, name):
            return _at(step.after, name) or unknown
        value = record.attributes.get(name)
        if value is None:
            value = _at(step.after if step else record.properties, name)
        return unknown if value is None else value

    def changes(self, logical_id: str, attribute: str | None) -> bool:
        """Whether a reference to the resource can have another value after the deployment."""
        step = self._steps.get(logical_id)
        if step is None:
            return False
        if self._is_new(logical_id):
            return True
        record = self._prior[logical_id]
        if attribute is None:
            return False
        return attribute == _EVERY or self._may_change(record, step, attribute)

    def _is_new(self, logical_id: str) -> bool:
        step = self._steps.get(logical_id)
        if step is None:
            return False
        return step.action in (StepAction.CREATE, StepAction.IMPORT) or step.replacement is not Replacement.NO

    def _may_change(self, record: ResourceRecord, step: Step, name: str) -> bool:
        schema = self._catalog.find(record.type_name)
        volatile = schema.volatile_attributes if schema else frozenset((_EVERY,))
        if name in volatile or _EVERY in volatile:
            return True
        top = name.split(".", 1)[0]
        return any(change.path[0] == top for change in step.changes)


def _at(properties: Properties, name: str) -> Value:
    """The property an attribute name points at, or None."""
    value: Value = dict(properties)
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
