"""Makes the constructs of a template's resources: typed where the type is known."""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.cloudformation_include.values import Values
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.enums import CfnDeletionPolicy
from landform.cdk.l1.naming import class_of, module_of, snake

_ATTRIBUTES: Final = (
    "Type",
    "Properties",
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Description",
    "Metadata",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    "Version",
)


class UntouchedResource(CfnResource):
    """A resource whose body goes into the template as it was read."""

    def __init__(self, scope: Any, id: str, body: Mapping[str, Any]) -> None:
        super().__init__(scope, id, type=body["Type"])
        self._raw = body

    def _to_cloud_formation(self) -> dict[str, Any]:
        return {"Resources": {self.logical_id: self._raw}}


def make_resource(scope: Any, logical_id: str, body: Mapping[str, Any], values: Values) -> CfnResource:
    """The construct of a resource, with its properties; the other attributes come later."""
    type_name = body.get("Type")
    if not type_name:
        raise ValueError("The `type` property is required")
    properties = body.get("Properties") or {}
    if not isinstance(properties, dict):
        raise ValueError(f"The Properties of resource '{logical_id}' are not a map")
    kind = _class_of(type_name)
    if kind is None:
        return CfnResource(scope, logical_id, type=type_name, properties=values.parse(properties))
    return _typed(kind, scope, logical_id, {name: values.parse(each) for name, each in properties.items()})


def _class_of(type_name: str) -> Any:
    from landform.schema.catalog import load_catalog

    parts = type_name.split("::")
    if len(parts) != 3 or load_catalog().find(type_name) is None:  # vendor, service, resource
        return None
    from landform.cdk.l1.lookup import cfn_class

    return cfn_class(module_of(type_name), class_of(type_name))


def _typed(kind: Any, scope: Any, logical_id: str, properties: dict[str, Any]) -> CfnResource:
    """One of our classes; scalars as the schema has them, unknown properties laid over the others."""
    from landform.schema.coerce import coerce

    typed = coerce(kind._schema, properties)
    known = {snake(name): value for name, value in typed.items() if name in kind._schema.writable}
    made: CfnResource = kind(scope, logical_id, **known)
    for name, value in typed.items():
        if name not in kind._schema.writable:
            made.add_property_override(name, value)
    return made


def add_attributes(
    resource: CfnResource, logical_id: str, body: Mapping[str, Any], values: Values, finder: Any
) -> None:
    """Everything of a resource beside its properties, dependencies left out."""
    options = resource.cfn_options
    options.creation_policy = values.parse(body.get("CreationPolicy"))
    options.update_policy = values.parse(body.get("UpdatePolicy"))
    options.deletion_policy = _policy(body.get("DeletionPolicy"))
    options.update_replace_policy = _policy(body.get("UpdateReplacePolicy"))
    options.metadata = values.parse(body.get("Metadata")) or {}
    options.version = body.get("Version")
    options.description = body.get("Description")
    condition = body.get("Condition")
    if condition is not None:
        options.condition = finder.condition(condition)
        if options.condition is None:
            raise ValueError(f"Resource '{logical_id}' uses Condition '{condition}' that doesn't exist")
    for name, value in body.items():
        if name not in _ATTRIBUTES:
            resource.add_override(name, values.parse(value))


def _policy(name: Any) -> CfnDeletionPolicy | None:
    if name is None:
        return None
    known = {each.value: each for each in CfnDeletionPolicy}
    if name not in known:
        raise ValueError(f"Unrecognized DeletionPolicy '{name}'")
    return known[name]
