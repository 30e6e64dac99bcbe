"""A stack: a template with an environment, and the logical ids of everything in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.constructs.trace import named_construct
from landform.cdk.core.arn import Arn
from landform.cdk.core.aws import Aws
from landform.cdk.core.cfn_element import LOGICAL_ID, CfnElement
from landform.cdk.core.checked import Checked
from landform.cdk.core.enums import ReferenceStrength, TagType
from landform.cdk.core.json_lang import to_json_string
from landform.cdk.core.names import logical_id_of
from landform.cdk.core.permissions_boundary import apply_boundary
from landform.cdk.core.resolve import resolve
from landform.cdk.core.stack_template import template_of
from landform.cdk.core.struct import plain_json
from landform.cdk.core.tag_manager import TagManager
from landform.cdk.core.tokens import is_unresolved

MAX_STACK_NAME = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment(Checked):
    """The account and region a stack is for; None is decided at deployment."""

    account: str | None = None
    region: str | None = None


@dataclass(slots=True, kw_only=True)
class TemplateOptions:
    """The parts of a template beside its elements."""

    description: str | None = None
    metadata: dict[str, Any] | None = None
    template_format_version: str | None = None
    transforms: list[str] | None = None


@dataclass(frozen=True, slots=True)
class StackDependency:
    """One stack after another, with the reasons."""

    stack: "Stack"
    reasons: list[str] = field(default_factory=list)


class Stack(Construct):
    """The root of everything that becomes one template."""

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        analytics_reporting: bool | None = None,
        cross_region_references: bool | None = None,
        description: str | None = None,
        env: "Environment | Mapping[str, Any] | None" = None,
        notification_arns: list[str] | None = None,
        permissions_boundary: Any = None,
        property_injectors: Any = None,
        stack_name: str | None = None,
        suppress_template_indentation: bool | None = None,
        synthesizer: Any = None,
        tags: Mapping[str, str] | None = None,
        termination_protection: bool | None = None,
    ) -> None:
        from landform.cdk.core.stack_identity import environment_of, generated_name
        from landform.cdk.core.stage import Stage

        if scope is None:
            from landform.cdk.core.app import App

            scope = App(auto_synth=False)
        super().__init__(scope, id or "Default")
        self._logical_ids: dict[str, str] = {}  # generated -> renamed
        self._dependencies: dict[Stack, StackDependency] = {}
        self._missing_context: list[dict[str, Any]] = []
        self.nested_stack_resource: Any = None
        self.template_options = TemplateOptions(description=description)
        self.notification_arns = list(notification_arns or [])
        self.termination_protection = bool(termination_protection)
        self._cross_region_references = bool(cross_region_references)
        self._analytics_reporting = analytics_reporting
        self._suppress_indentation = bool(suppress_template_indentation)
        stage = Stage.of(self)
        self.account, self.region, self.environment = environment_of(stage, env)
        if permissions_boundary is not None:
            permissions_boundary._bind(self)
        self.stack_name = stack_name if stack_name is not None else generated_name(self)
        _check_name(self)
        self.tags = TagManager(TagType.KEY_VALUE, "aws:cdk:stack", dict(tags or {}))
        self.artifact_id = self._artifact_id(stage)
        self.template_file = f"{self.artifact_id}.template.json"
        self.synthesizer = _synthesizer(self, synthesizer)
        self.synthesizer.bind(self)
        apply_boundary(self)
        if property_injectors:
            from landform.cdk.core.injection import add_injectors

            add_injectors(self, property_injectors)

    @staticmethod
    def is_stack(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Stack)

    @staticmethod
    def of(construct: Any) -> "Stack":
        """The stack a construct is in. Raises when it is in none."""
        current = construct
        while current is not None:
            if isinstance(current, Stack):
                return current
            current = current.node.scope
        raise ValueError(
            f"{type(construct).__name__} at '{construct.node.path}' should be created in the scope of a "
            "Stack, but no Stack found"
        )

    @property
    def env(self) -> Environment:
        """Account and region."""
        return Environment(account=self.account, region=self.region)

    @property
    def partition(self) -> str:
        """The partition, known when the region is."""
        from landform.cdk.core.stack_identity import partition_of

        return partition_of(self)

    @property
    def url_suffix(self) -> str:
        """The domain of the partition's services."""
        return Aws.URL_SUFFIX

    @property
    def stack_id(self) -> str:
        """The stack's ARN at deployment."""
        from landform.cdk.core.aws import ScopedAws

        return ScopedAws(self).stack_id

    @property
    def nested(self) -> bool:
        """Whether it is part of another stack."""
        return self.nested_stack_resource is not None

    @property
    def nested_stack_parent(self) -> "Stack | None":
        """The stack this one is nested in."""
        return Stack.of(self.nested_stack_resource) if self.nested_stack_resource is not None else None

    @property
    def availability_zones(self) -> list[str]:
        """The zones: two of the region at deployment, or looked up when account and region are known."""
        from landform.cdk.core.context_provider import availability_zones

        return availability_zones(self)

    @property
    def bundling_required(self) -> bool:
        """Whether assets of this stack have to be bundled in this run."""
        patterns = self.node.try_get_context("aws:cdk:bundling-stacks")
        if patterns is None:
            return True
        from fnmatch import fnmatch

        return any(pattern == "**" or fnmatch(self.node.path, pattern) for pattern in patterns)

    @property
    def dependencies(self) -> "list[Stack]":
        """The stacks that have to be deployed before."""
        return list(self._dependencies)

    def add_dependency(self, target: "Stack", reason: str | None = None) -> None:
        """Be deployed after another stack."""
        from landform.cdk.core.deps import add_dependency

        add_dependency(self, target, reason or f"{{{self.node.path}}}.addDependency({{{target.node.path}}})")

    def add_stack_dependency(self, target: "Stack", reason: str | None = None) -> None:
        """The same."""
        self.add_dependency(target, reason)

    def add_stack_tag(self, tag_name: str, tag_value: str) -> None:
        """Tag the stack itself."""
        self.tags.set_tag(tag_name, tag_value)

    def remove_stack_tag(self, tag_name: str) -> None:
        """Take a tag of the stack itself away."""
        self.tags.remove_tag(tag_name, 0)

    def add_transform(self, transform: str) -> None:
        """Add a transform to the template."""
        self.template_options.transforms = [*(self.template_options.transforms or []), transform]

    def add_metadata(self, key: str, value: Any) -> None:
        """Add to the template's Metadata."""
        self.template_options.metadata = {**(self.template_options.metadata or {}), key: value}

    def resolve(self, obj: Any) -> Any:
        """The value with its tokens resolved in this stack."""
        return resolve(obj, self)

    def to_json_string(self, obj: Any, space: float | None = None) -> str:
        """A string that becomes the JSON of the value, tokens included."""
        return to_json_string(obj, space)

    def to_yaml_string(self, obj: Any) -> str:
        """A string that becomes the YAML of the value, tokens included."""
        from landform.cdk.core.yaml_lang import to_yaml_string

        return to_yaml_string(obj)

    def regional_fact(self, fact_name: str, default_value: str | None = None) -> str:
        """A fact of the stack's region, such as `domainSuffix`; looked up at deployment where possible."""
        from landform.cdk.core.region_facts import regional_fact

        return regional_fact(self, fact_name, default_value)

    def format_arn(self, **components: Any) -> str:
        """An ARN whose missing parts are the stack's."""
        return Arn.format_components(components, self)

    def split_arn(self, arn: str, arn_format: Any) -> Any:
        """The parts of an ARN."""
        return Arn.split(arn, arn_format)

    def get_logical_id(self, element: CfnElement) -> str:
        """The logical id of an element, renamings applied."""
        allocated = self._allocate_logical_id(element)
        found = self._logical_ids.get(allocated, allocated)
        if not LOGICAL_ID.match(found):
            raise ValueError(
                f"Logical ID must adhere to the regular expression: /^[A-Za-z0-9]{{1,255}}$/, got '{found}'\n"
                f"  {named_construct(element)}"
            )
        return found

    def rename_logical_id(self, old_id: str, new_id: str) -> None:
        """Use another logical id for what would get `old_id`."""
        if old_id in self._logical_ids:
            raise ValueError(f"A rename has already been registered for '{old_id}'")
        self._logical_ids[old_id] = new_id

    def _allocate_logical_id(self, element: CfnElement) -> str:
        override = getattr(self, "allocate_logical_id", None)
        if override is not None:
            found: str = override(element)
            return found
        scopes = element.node.scopes
        start = scopes.index(element.stack)
        try:
            return logical_id_of([each.node.id for each in scopes[start + 1 :]])
        except ValueError as problem:
            raise ValueError(f"{problem}\n  {named_construct(element)}") from None

    def export_value(
        self, exported_value: Any, *, description: str | None = None, name: str | None = None
    ) -> str:
        """Keep an export that other stacks used, by hand: a string that imports it."""
        from landform.cdk.core.exports import export_value

        return export_value(self, exported_value, name, description)

    def export_string_list_value(
        self, exported_value: Any, *, description: str | None = None, name: str | None = None
    ) -> list[str]:
        """The same for a list of strings."""
        from landform.cdk.core.exports import export_list_value

        return export_list_value(self, exported_value, name, description)

    @staticmethod
    def consume_reference(value: str, strength: ReferenceStrength | None = None) -> str:
        """The value, referred to from other stacks as strongly as asked for; both ways by default."""
        from landform.cdk.core.strength import consume

        return consume(value, strength)

    @staticmethod
    def consume_list_reference(value: list[str], strength: ReferenceStrength | None = None) -> list[str]:
        """The same for a list."""
        from landform.cdk.core.strength import consume_list

        return consume_list(value, strength)

    def report_missing_context_key(self, *, key: str, provider: Any, props: Mapping[str, Any]) -> None:
        """Say that a context value is needed; the toolkit looks it up and runs the app again."""
        name = getattr(provider, "value", provider)
        asked = {**plain_json(props), "lookupRoleArn": getattr(self.synthesizer, "lookup_role", None)}
        asked = {name: value for name, value in asked.items() if value is not None}
        self._missing_context.append({"key": key, "provider": name, "props": asked})

    def _add_assembly_dependency(self, target: "Stack", reason: str | None) -> None:
        from landform.cdk.core.cycles import refuse_stack_cycle

        if self.nested:
            raise ValueError("Cannot add assembly-level dependencies for nested stacks")
        refuse_stack_cycle(self, target, reason)
        known = self._dependencies.setdefault(target, StackDependency(target))
        if reason:
            known.reasons.append(reason)

    def _artifact_id(self, stage: Any) -> str:
        if self.node.try_get_context("@aws-cdk/core:enableStackNameDuplicates") is False:
            return self.stack_name
        del stage
        from landform.cdk.core.stack_identity import artifact_id

        return artifact_id(self)

    def _to_cloud_formation(self) -> dict[str, Any]:
        """The template, tokens unresolved."""
        return template_of(self)


def _check_name(stack: Stack) -> None:
    name, problem = stack.stack_name, None
    if is_unresolved(name):
        problem = "The stack's name may not hold a token"
    elif len(name) > MAX_STACK_NAME:
        problem = f"Stack name must be <= {MAX_STACK_NAME} characters. Stack name: '{name}'"
    elif not re.match(r"[A-Za-z][A-Za-z0-9-]*\Z", name):
        problem = f"Stack name must match the regular expression: /^[A-Za-z][A-Za-z0-9-]*$/, got '{name}'"
    if problem is not None:
        raise ValueError(f"{problem}\n  {named_construct(stack)}")


def _synthesizer(stack: Stack, given: Any) -> Any:
    from landform.cdk.core.synthesizers import default_synthesizer

    return given if given is not None else default_synthesizer(stack)
