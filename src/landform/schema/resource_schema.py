"""What one resource type declares, asked by name and by property path.

A property path here is a tuple of property names without list indexes: ("LoadBalancerAttributes",
"Key"). Registry pointers such as `/properties/Tags/*/Key` become such paths.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from landform.ground.values import Value
from landform.schema.pack import JsonObject

PropertyPath = tuple[str, ...]

IDENTIFIER_SEPARATOR = "|"  # as Cloud Control joins composite identifiers

_MAX_REF_HOPS = 16  # a $ref chain in the registry is never longer than 4


class ResourceSchema:
    """The facts of one type. Cheap to make: everything is derived on first use."""

    def __init__(self, document: JsonObject, overlay: JsonObject) -> None:
        self._document = document
        self._overlay = overlay
        self.type_name: str = document["typeName"]

    @property
    def document(self) -> JsonObject:
        """The whole schema as the pack has it."""
        return self._document

    @cached_property
    def properties(self) -> frozenset[str]:
        """Names of all top-level properties, read-only ones included."""
        return frozenset(self._document["properties"])

    @cached_property
    def writable(self) -> frozenset[str]:
        """Names of the top-level properties that a template may set."""
        return frozenset(name for name in self.properties if (name,) not in self.read_only)

    @cached_property
    def required(self) -> frozenset[str]:
        """Names of the top-level properties that a template must set."""
        return frozenset(self._document.get("required", ())) - {
            path[0] for path in self.read_only if len(path) == 1
        }

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Names that Fn::GetAtt accepts, dotted when nested."""
        added = self._overlay.get("attributes", ())
        return frozenset(self._document["attributes"]) | frozenset(added)

    def has_attribute(self, name: str) -> bool:
        """Whether Fn::GetAtt accepts the name; types with free attributes accept any."""
        if name in self.attributes:
            return True
        open_prefixes: tuple[str, ...] = tuple(self._overlay.get("open_attributes", ()))
        return any(name.startswith(prefix) for prefix in open_prefixes)

    @cached_property
    def create_only(self) -> frozenset[PropertyPath]:
        """Paths whose change needs a replacement."""
        return self._paths("createOnlyProperties") - self._overlay_paths("not_create_only")

    @cached_property
    def conditional_create_only(self) -> frozenset[PropertyPath]:
        """Paths whose change may need a replacement, depending on the values."""
        return self._paths("conditionalCreateOnlyProperties")

    @cached_property
    def replaced_by_edits(self) -> Mapping[str, str]:
        """List properties an item of which cannot be changed in place, and the member that names an item.

        Items may come and go without a replacement.
        """
        named: Mapping[str, str] = self._overlay.get("replaced_by_edits", {})
        return named

    @cached_property
    def read_only(self) -> frozenset[PropertyPath]:
        """Paths that only the service sets."""
        return self._paths("readOnlyProperties")

    @cached_property
    def write_only(self) -> frozenset[PropertyPath]:
        """Paths that a read never returns."""
        return self._paths("writeOnlyProperties")

    @cached_property
    def primary_identifier(self) -> tuple[PropertyPath, ...]:
        """The parts of the identifier, in order."""
        return tuple(_path_of(pointer) for pointer in self._document["primaryIdentifier"])

    @property
    def is_updatable(self) -> bool:
        """Whether the type has an update handler; without one every change is a replacement."""
        handlers = self._document.get("handlers", ())
        return not handlers or "update" in handlers

    @property
    def is_importable(self) -> bool:
        """Whether an existing resource of the type can be brought into a stack: it has to be readable.

        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-supported-resources.html
        """
        if self._overlay.get("not_importable", False):
            return False
        return "read" in self._document.get("handlers", ()) and bool(self.primary_identifier)

    @property
    def identifier_names(self) -> tuple[str, ...]:
        """The names by which the parts of the identifier are given in an import."""
        return tuple(".".join(path) for path in self.primary_identifier)

    @property
    def is_listable(self) -> bool:
        """Whether the type has a list handler."""
        return "list" in self._document.get("handlers", ())

    @property
    def delete_first(self) -> bool:
        """Whether a replacement deletes the old resource before it makes the new one."""
        strategy = self._overlay.get("replacementStrategy", self._document.get("replacementStrategy"))
        return bool(strategy == "delete_then_create")

    @property
    def can_snapshot(self) -> bool:
        """Whether DeletionPolicy Snapshot is defined for the type."""
        return bool(self._overlay.get("snapshot", False))

    @cached_property
    def secure_references(self) -> frozenset[PropertyPath]:
        """The properties that take references to secure strings; paths pass through lists without a step."""
        return frozenset(tuple(each.split("/")) for each in self._overlay.get("secure_references", ()))

    @property
    def is_held(self) -> bool:
        """Whether an update keeps what it replaced until the stack's own update is done."""
        return bool(self._overlay.get("held_updates", False))

    @property
    def creation_policy(self) -> str | None:
        """How signals count under a CreationPolicy: each, share or none; None: the type has none."""
        kind = self._overlay.get("creation_policy")
        return str(kind) if kind else None

    @property
    def wait_condition(self) -> Mapping[str, str]:
        """The properties that hold handle, count and timeout of a wait condition; empty for other types."""
        named: Mapping[str, str] = self._overlay.get("wait_condition", {})
        return named

    @cached_property
    def volatile_attributes(self) -> frozenset[str]:
        """Attributes that an update in place can change although no property of that name changed."""
        return frozenset(self._overlay.get("volatile_attributes", ()))

    @cached_property
    def needs_capability(self) -> str | None:
        """CAPABILITY_IAM when creating the type must be acknowledged, else None."""
        capability = self._overlay.get("capability")
        return str(capability) if capability else None

    @cached_property
    def name_property(self) -> str | None:
        """The property that gives the resource a name of the user's choice (for CAPABILITY_NAMED_IAM)."""
        name = self._overlay.get("name_property")
        return str(name) if name else None

    @cached_property
    def custom_name_property(self) -> str | None:
        """The property that gives the physical resource a name nobody else may have, or None.

        It cannot change later, and is all that identifies a resource, unless an overlay names another.
        """
        named = self._overlay.get("custom_name")
        if named:
            return str(named)
        path = self.primary_identifier[0] if len(self.primary_identifier) == 1 else ()
        is_given = len(path) == 1 and path in self.create_only and path not in self.read_only
        return path[0] if is_given else None

    @cached_property
    def tag_property(self) -> str | None:
        """The property that holds the tags, or None for a type without tags."""
        tagging = self._document.get("tagging", {})
        if tagging.get("taggable") is False:
            return None
        name = _path_of(tagging.get("tagProperty", "/properties/Tags"))[0]
        return name if name in self.properties else None

    @property
    def takes_system_tags(self) -> bool:
        """Whether CloudFormation puts its own `aws:cloudformation:` tags on resources of the type.

        Source: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
        """
        tagging = self._document.get("tagging", {})
        return bool(tagging.get("taggable", True) and tagging.get("cloudFormationSystemTags", True))

    @cached_property
    def ref_attribute(self) -> str | None:
        """The attribute or property whose value Ref gives, where it is not the physical id."""
        name = self._overlay.get("ref")
        return str(name) if name else None

    def ref(self, physical_id: str, attributes: Mapping[str, Value]) -> Value:
        """What Ref gives: the physical id, but for the types the overlay names.

        The physical id of a type with several identifiers joins them with `|`; the overlay names the one that
        Ref gives.
        """
        name = self.ref_attribute
        parts = physical_id.split(IDENTIFIER_SEPARATOR)
        if name is not None and len(parts) == len(self.primary_identifier):
            return parts[self.primary_identifier.index((name,))]
        return attributes.get(name, physical_id) if name else physical_id

    @cached_property
    def validation_document(self) -> JsonObject:
        """The JSON Schema part, for the checker."""
        kept = {"definitions", "properties", "patternProperties", "additionalProperties", "required"}
        kept |= {"oneOf", "anyOf", "allOf", "if", "then", "else", "dependencies", "type"}
        return {key: value for key, value in self._document.items() if key in kept}

    @property
    def definitions(self) -> Mapping[str, JsonObject]:
        """The schema's named inner types."""
        found: dict[str, JsonObject] = self._document.get("definitions", {})
        return found

    def combination_rules(self) -> Mapping[str, Any]:
        """requiredXor, requiredOr, dependentExcluded and dependentRequired of the top level."""
        names = ("requiredXor", "requiredOr", "dependentExcluded", "dependentRequired")
        return {name: self._document[name] for name in names if name in self._document}

    def node(self, path: PropertyPath) -> JsonObject | None:
        """The schema at a property path, references followed, or None where the schema is open."""
        node: JsonObject | None = self._document
        for name in path:
            node = self.child(node, name) if node is not None else None
        return node

    def child(self, node: JsonObject, name: str) -> JsonObject | None:
        """The schema of a member of an object or, for lists, of its items' member."""
        node = self.resolve(node)
        while "items" in node and "properties" not in node:
            node = self.resolve(node["items"])
        found = node.get("properties", {}).get(name)
        return self.resolve(found) if isinstance(found, dict) else None

    def resolve(self, node: JsonObject) -> JsonObject:
        """The node with `$ref`s to definitions and properties followed."""
        for _ in range(_MAX_REF_HOPS):
            pointer = node.get("$ref")
            if not isinstance(pointer, str):
                return node
            target: Any = self._document
            for step in pointer.removeprefix("#/").split("/"):
                target = target.get(step, {}) if isinstance(target, dict) else {}
            node = target
        return node

    def identifier_values(self, model: Mapping[str, Value]) -> tuple[Value, ...]:
        """The primary identifier's parts as the model holds them; None for a missing part."""
        return tuple(_value_at(model, path) for path in self.primary_identifier)

    def _paths(self, keyword: str) -> frozenset[PropertyPath]:
        return frozenset(_path_of(pointer) for pointer in self._document.get(keyword, ()))

    def _overlay_paths(self, keyword: str) -> frozenset[PropertyPath]:
        return frozenset(_path_of(pointer) for pointer in self._overlay.get(keyword, ()))


def _path_of(pointer: str) -> PropertyPath:
    return tuple(_steps(pointer))


def _steps(pointer: str) -> Iterator[str]:
    for step in pointer.split("/"):
        if step not in ("", "properties", "items", "*"):
            yield step.replace("~1", "/").replace("~0", "~")


def _value_at(model: Mapping[str, Value], path: PropertyPath) -> Value:
    value: Value = dict(model)
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
