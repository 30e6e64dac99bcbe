"""A resource of a template: type, properties, options, overrides, dependencies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from landform.cdk.core.cfn_element import CfnRefElement
from landform.cdk.core.collation import collation_key
from landform.cdk.core.enums import CfnDeletionPolicy, ReferenceStrength, RemovalPolicy
from landform.cdk.core.references import CfnReference
from landform.cdk.core.resolve import resolve
from landform.cdk.core.tag_manager import TagManager

if TYPE_CHECKING:
    from landform.cdk.core.stack import Stack

_POLICIES = {
    RemovalPolicy.DESTROY: (CfnDeletionPolicy.DELETE, CfnDeletionPolicy.DELETE),
    RemovalPolicy.RETAIN: (CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN),
    RemovalPolicy.SNAPSHOT: (CfnDeletionPolicy.SNAPSHOT, CfnDeletionPolicy.SNAPSHOT),
    RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE: (
        CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE,
        CfnDeletionPolicy.RETAIN,
    ),
}
"""Removal policy -> (DeletionPolicy, UpdateReplacePolicy)."""

DELETED = object()
"""In overrides: this place is taken out of the template."""


@dataclass(slots=True, kw_only=True)
class CfnResourceOptions:
    """The attributes of a resource beside its properties."""

    condition: Any = None
    creation_policy: Any = None
    deletion_policy: CfnDeletionPolicy | None = None
    description: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    update_policy: Any = None
    update_replace_policy: CfnDeletionPolicy | None = None
    version: str | None = None


class CfnResource(CfnRefElement):
    """A resource of any type."""

    def __init__(
        self, scope: Any, id: str, *, type: str, properties: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(scope, id)
        if not type:
            raise ValueError('The "type" property is required')
        self.cfn_resource_type = type
        self._cfn_properties: dict[str, Any] = dict(properties or {})
        self.cfn_options = CfnResourceOptions()
        self._overrides: dict[str, Any] = {}
        self._depends_on: dict[CfnResource, None] = {}  # an ordered set
        if self.node.try_get_context("aws:cdk:enable-path-metadata"):
            self.cfn_options.metadata["aws:cdk:path"] = self.node.path

    @staticmethod
    def is_cfn_resource(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, CfnResource)

    @property
    def _properties(self) -> dict[str, Any]:
        """The properties in CloudFormation's spelling, unresolved."""
        return self._cfn_properties

    @property
    def env(self) -> Any:
        """Account and region: those of the stack."""
        return self.stack.env

    def cfn_property_name(self, cdk_property_name: str) -> str | None:
        """What CloudFormation calls a property (`delaySeconds` or `delay_seconds`); None where unknown."""
        del cdk_property_name  # known to the classes of single types
        return None

    def get_att(self, attribute_name: str, type_hint: Any = None) -> CfnReference:
        """The reference to an attribute."""
        return CfnReference.for_(self, attribute_name, type_hint=type_hint)

    def apply_removal_policy(
        self,
        policy: RemovalPolicy | None = None,
        *,
        apply_to_update_replace_policy: bool | None = None,
        default: RemovalPolicy | None = None,
    ) -> None:
        """Say what becomes of the resource when it is removed or replaced; RETAIN by default."""
        deletion, replacement = _POLICIES[policy or default or RemovalPolicy.RETAIN]
        self.cfn_options.deletion_policy = deletion
        if apply_to_update_replace_policy is not False:
            self.cfn_options.update_replace_policy = replacement

    def add_metadata(self, key: str, value: Any) -> None:
        """Set an entry of the resource's Metadata."""
        self.cfn_options.metadata[key] = value

    def get_metadata(self, key: str) -> Any:
        """An entry of the resource's Metadata."""
        return self.cfn_options.metadata.get(key)

    def add_override(self, path: str, value: Any) -> None:
        r"""Set any place below the resource, such as `Properties.Tags.0.Value`; `\.` is a dot in a name."""
        _set(self._overrides, _split(path), value)

    def add_deletion_override(self, path: str) -> None:
        """Take a place below the resource out."""
        self.add_override(path, DELETED)

    def add_property_override(self, property_path: str, value: Any) -> None:
        """Set a place below the properties."""
        self.add_override(f"Properties.{property_path}", value)

    def add_property_deletion_override(self, property_path: str) -> None:
        """Take a place below the properties out."""
        self.add_property_override(property_path, DELETED)

    def add_dependency(self, target: "CfnResource") -> None:
        """Come after another resource, in whatever stack it is."""
        from landform.cdk.core.deps import add_dependency

        if target._should_synthesize():
            add_dependency(self, target, f"{{{self.node.path}}}.addDependency({{{target.node.path}}})")

    def add_depends_on(self, target: "CfnResource") -> None:
        """Deprecated name of add_dependency."""
        self.add_dependency(target)

    def add_resource_dependency(self, target: "CfnResource", reason: str | None = None) -> None:
        """The same with a reason."""
        del reason
        self.add_dependency(target)

    def remove_dependency(self, target: "CfnResource") -> None:
        """Take a dependency back."""
        self._depends_on.pop(target, None)

    def remove_resource_dependency(self, target: "CfnResource") -> None:
        """The same."""
        self.remove_dependency(target)

    def replace_dependency(self, target: "CfnResource", new_target: "CfnResource") -> None:
        """Depend on another resource instead."""
        if target in self._depends_on:
            self.remove_dependency(target)
            self.add_dependency(new_target)

    def obtain_dependencies(self) -> "list[Stack | CfnResource]":
        """What it depends on explicitly."""
        return list(self._depends_on)

    def apply_cross_stack_reference_strength(self, strength: ReferenceStrength) -> None:
        """How other stacks refer to this resource."""
        self._reference_strength = strength

    def _add_resource_dependency(self, target: "CfnResource") -> None:
        self._depends_on[target] = None

    def _should_synthesize(self) -> bool:
        return True

    def _render_properties(self, properties: Mapping[str, Any]) -> Mapping[str, Any]:
        return properties

    def _merged_properties(self) -> dict[str, Any]:
        properties = dict(self._properties)
        manager = TagManager.of(self)
        if manager is not None:
            name = manager.tag_property_name
            properties[name[:1].upper() + name[1:]] = manager.render_tags()
        return properties

    def _to_cloud_formation(self) -> dict[str, Any]:
        if not self._should_synthesize():
            return {}
        return {"Resources": {self.logical_id: self._body()}}

    def _unresolved(self) -> Any:
        """Everything that may hold tokens, as it was given."""
        options = self.cfn_options
        plain = [self._render_properties(self._merged_properties()), options.metadata]
        others = [_policy(options.creation_policy), _policy(options.update_policy), options.condition]
        return [*plain, *others, _without_deletions(self._overrides)]

    def _body(self) -> Any:
        """The entry, resolved, with overrides applied."""
        options = self.cfn_options
        body = {
            "Type": self.cfn_resource_type,
            "Properties": _nothing_if_empty(
                resolve(self._render_properties(self._merged_properties()), self.stack)
            ),
            "DependsOn": _depends_on(self._depends_on),
            "CreationPolicy": _policy(options.creation_policy),
            "UpdatePolicy": _policy(options.update_policy),
            "UpdateReplacePolicy": _word(options.update_replace_policy),
            "DeletionPolicy": _word(options.deletion_policy),
            "Version": options.version,
            "Description": options.description,
            "Metadata": _nothing_if_empty(options.metadata),
            "Condition": options.condition.logical_id if options.condition is not None else None,
        }
        resolved = resolve(body, self.stack)
        return _merged(resolved, resolve_overrides(self._overrides, self.stack))


def resolve_overrides(overrides: Any, scope: Any) -> Any:
    """Overrides with their tokens resolved; places to be taken out stay marked."""
    if overrides is DELETED:
        return DELETED
    if isinstance(overrides, dict):
        return {str(key): resolve_overrides(value, scope) for key, value in overrides.items()}
    return resolve(overrides, scope)


def _merged(body: Any, overrides: Mapping[str, Any]) -> Any:
    """The body with overrides laid over; a map that becomes empty by it is taken out, as the API has it."""
    for key, value in overrides.items():
        inner = _at(body, key)
        if isinstance(value, dict) and isinstance(inner, dict | list):
            if not _merged(inner, value):
                _drop(body, key)
        elif isinstance(value, dict):
            created = _merged({}, value)
            if created:
                _put(body, key, created)
        elif value is DELETED or value is None:
            _drop(body, key)
        else:
            _put(body, key, value)
    return body


def _at(body: Any, key: str) -> Any:
    if isinstance(body, list):
        return body[int(key)] if key.isdigit() and int(key) < len(body) else None
    return body.get(key)


def _put(body: Any, key: str, value: Any) -> None:
    if isinstance(body, list):
        index = int(key)
        body.extend([None] * (index + 1 - len(body)))
        body[index] = value
    else:
        body[key] = value


def _drop(body: Any, key: str) -> None:
    if isinstance(body, list):
        if key.isdigit() and int(key) < len(body):
            del body[int(key)]
    else:
        body.pop(key, None)


def _without_deletions(overrides: Any) -> Any:
    if isinstance(overrides, dict):
        return {key: _without_deletions(value) for key, value in overrides.items()}
    return None if overrides is DELETED else overrides


def _split(path: str) -> list[str]:
    return [part.replace("\0", ".") for part in path.replace("\\.", "\0").split(".")]


def _set(target: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        inner = target.get(step)
        if not isinstance(inner, dict):
            inner = {}
            target[step] = inner
        target = inner
    target[path[-1]] = value


def _depends_on(resources: Mapping["CfnResource", None]) -> Any:
    in_order = sorted(resources, key=lambda each: collation_key(each.node.path))
    return [each.logical_id for each in in_order] or None


def _nothing_if_empty(value: Any) -> Any:
    return value or None


def _word(policy: CfnDeletionPolicy | None) -> str | None:
    return policy.value if isinstance(policy, CfnDeletionPolicy) else policy


def _policy(policy: Any) -> Any:
    written = getattr(policy, "_to_cloudformation", None)
    return written() if written is not None else _capitalized(policy)


def _capitalized(value: Any) -> Any:
    """A policy with CloudFormation's names: `CfnCreationPolicy` has Python's, `resource_signal`."""
    if not isinstance(value, Mapping):
        return value
    return {
        "".join(part[:1].upper() + part[1:] for part in name.split("_")): _capitalized(each)
        for name, each in value.items()
    }
