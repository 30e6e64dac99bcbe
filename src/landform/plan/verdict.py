"""Whether a change of properties updates a resource or replaces it, from the schema alone.

The planner asks before a deployment, with values that may be unknown; the deployment asks again when
everything is known. Both ask here, so that what was shown is what is done.
"""

from landform.ground.values import Properties, Unknown, Value, is_known
from landform.plan.compare import Difference
from landform.plan.model import Replacement
from landform.schema.resource_schema import PropertyPath, ResourceSchema


def replacement_of(schema: ResourceSchema | None, difference: Difference) -> Replacement:
    """What this one difference means for the physical resource.

    YES: the property is create-only, or an item of it is (replaced_by_edits), or the type cannot be updated.
    MAY: it is create-only but its new value is not known yet and may turn out to be the old one, or the
    service decides by the values (conditionalCreateOnlyProperties). NO: otherwise.
    """
    if schema is None:
        return Replacement.NO
    is_fixed = _touches(schema.create_only, difference) or _edits_an_item(schema, difference)
    if not schema.is_updatable or is_fixed:
        return Replacement.YES if is_known(difference.after) else Replacement.MAY
    if _touches(schema.conditional_create_only, difference):
        return Replacement.MAY
    return Replacement.NO


def custom_name(schema: ResourceSchema | None, before: Properties, after: Properties) -> str | None:
    """The name of the user's choice that a replacement would need and the old resource still has."""
    name = schema.custom_name_property if schema is not None else None
    value = after.get(name) if name is not None else None
    return value if isinstance(value, str) and value == before.get(name or "") else None


def overall(replacements: list[Replacement]) -> Replacement:
    """The verdict on the resource: the strongest of its properties' verdicts."""
    for strongest in (Replacement.YES, Replacement.MAY):
        if strongest in replacements:
            return strongest
    return Replacement.NO


def _edits_an_item(schema: ResourceSchema, difference: Difference) -> bool:
    """Whether an item of a list is another under the same name, where items cannot be changed in place."""
    key = schema.replaced_by_edits.get(str(difference.path[0])) if len(difference.path) == 1 else None
    if key is None or not isinstance(difference.before, list) or not isinstance(difference.after, list):
        return False
    before, after = _named(difference.before, key), _named(difference.after, key)
    return any(name in after and after[name] != item for name, item in before.items())


def _named(items: list[Value], key: str) -> dict[str, Value]:
    return {str(item[key]): item for item in items if isinstance(item, dict) and key in item}


def _touches(paths: frozenset[PropertyPath], difference: Difference) -> bool:
    """Whether the difference lies at or below one of the paths, or holds a difference at one."""
    changed = tuple(step for step in difference.path if isinstance(step, str))
    return any(_meets(path, changed, difference) for path in paths)


def _meets(path: PropertyPath, changed: PropertyPath, difference: Difference) -> bool:
    if path == changed[: len(path)]:
        return True
    if path[: len(changed)] != changed:
        return False
    below = path[len(changed) :]
    return _below(difference.before, below) != _below(difference.after, below)


def _below(value: Value, path: PropertyPath) -> list[Value]:
    """The values at a path below, through every item of the lists on the way."""
    if isinstance(value, list):
        return [each for item in value for each in _below(item, path)]
    if value is None:
        return []
    if not path:
        return [value]
    if isinstance(value, dict):
        return _below(value.get(path[0]), path[1:])
    return [value] if isinstance(value, Unknown) else []
