"""A template of a file as constructs of the app."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from landform.cdk.cloudformation_include import sections
from landform.cdk.cloudformation_include.reader import read_template
from landform.cdk.cloudformation_include.resources import (
    UntouchedResource,
    add_attributes,
    make_resource,
)
from landform.cdk.cloudformation_include.values import Values
from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_element import CfnElement
from landform.cdk.core.cfn_elements import CfnCondition, CfnMapping, CfnOutput, CfnParameter, CfnRule
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.hooks import CfnHook
from landform.cdk.core.native import Native

Entry = TypeVar("Entry")
STACK: Final = "AWS::CloudFormation::Stack"
_AS_CONSTRUCTS: Final = ("Conditions", "Mappings", "Resources", "Parameters", "Rules", "Hooks", "Outputs")


class CfnInclude(CfnElement, Native):
    """Everything of a template; `get_…` gives the construct of an entry, to be referred to or changed."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        template_file: str,
        allow_cyclical_references: bool | None = None,
        dehydrated_resources: Sequence[str] | None = None,
        load_nested_stacks: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Any] | None = None,
        preserve_logical_ids: bool | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.parameters: dict[str, Any] = dict(parameters or {})
        self._template = read_template(template_file)
        self._preserves = preserve_logical_ids is not False
        self._allows_cycles = bool(allow_cyclical_references)
        self._untouched = list(dehydrated_resources or ())
        self._to_nest = dict(load_nested_stacks or {})
        self._nested: dict[str, Any] = {}
        self._being_made: list[str] = []
        self._late: list[tuple[CfnResource, str]] = []  # resources that come after one not made yet
        self._resources: dict[str, CfnResource] = {}
        self._check_names()
        self._mappings: dict[str, CfnMapping] = sections.mappings(self)
        self._parameters: dict[str, CfnParameter] = sections.parameters(self)
        self._conditions: dict[str, CfnCondition] = {}
        self._condition_scope = Construct(self, "$Conditions")
        for name in self._section("Conditions"):
            self.condition(name)
        self._rules: dict[str, CfnRule] = sections.rules(self)
        for name in self._section("Resources"):
            self.resource(name)
        for made, name in self._late:
            made.add_dependency(self._resources[name])
        self._hooks: dict[str, CfnHook] = sections.hooks(self)
        self._outputs: dict[str, CfnOutput] = sections.outputs(self)

    def get_resource(self, logical_id: str) -> CfnResource:
        """The resource of this logical id in the template, as the class of its type."""
        return _found(self._resources, "Resource with logical ID", logical_id)

    def get_condition(self, condition_name: str) -> CfnCondition:
        """The condition of this name."""
        return _found(self._conditions, "Condition with name", condition_name)

    def get_parameter(self, parameter_name: str) -> CfnParameter:
        """The parameter of this name."""
        return _found(self._parameters, "Parameter with name", parameter_name)

    def get_mapping(self, mapping_name: str) -> CfnMapping:
        """The mapping of this name."""
        return _found(self._mappings, "Mapping with name", mapping_name)

    def get_output(self, logical_id: str) -> CfnOutput:
        """The output of this name."""
        return _found(self._outputs, "Output with logical ID", logical_id)

    def get_rule(self, rule_name: str) -> CfnRule:
        """The rule of this name."""
        return _found(self._rules, "Rule with name", rule_name)

    def get_hook(self, hook_logical_id: str) -> CfnHook:
        """The hook of this name."""
        return _found(self._hooks, "Hook with logical ID", hook_logical_id)

    def get_nested_stack(self, logical_id: str) -> Any:
        """A nested stack that was loaded with its template: `stack` and `included_template`."""
        if logical_id in self._nested:
            return self._nested[logical_id]
        declared = self._section("Resources").get(logical_id)
        if declared is None:
            raise ValueError(f"Nested Stack with logical ID '{logical_id}' was not found in the template")
        if declared.get("Type") != STACK:
            raise ValueError(f"Resource with logical ID '{logical_id}' is not a CloudFormation Stack")
        raise ValueError(
            f"Nested Stack '{logical_id}' was not included in the parent template. To retrieve an included "
            "nested stack, it must be specified either in the `loadNestedStacks` property, or through the "
            "`loadNestedStack` method"
        )

    def load_nested_stack(
        self,
        logical_id: str,
        *,
        template_file: str,
        allow_cyclical_references: bool | None = None,
        dehydrated_resources: Sequence[str] | None = None,
        load_nested_stacks: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Any] | None = None,
        preserve_logical_ids: bool | None = None,
    ) -> Any:
        """Replace a nested stack's resource by a stack with the constructs of its template."""
        if logical_id in self._nested:
            raise ValueError(f"Nested Stack '{logical_id}' was already included in its parent template")
        self._check_nested(logical_id)
        self._to_nest[logical_id] = {
            "template_file": template_file,
            "allow_cyclical_references": allow_cyclical_references,
            "dehydrated_resources": dehydrated_resources,
            "load_nested_stacks": load_nested_stacks,
            "parameters": parameters,
            "preserve_logical_ids": preserve_logical_ids,
        }
        self._resources.pop(logical_id)
        self.node.try_remove_child(logical_id)
        self.resource(logical_id)
        return self._nested[logical_id]

    def element(self, logical_id: str) -> Any:
        """The construct of a parameter or a resource; None where there is none."""
        return self._parameters.get(logical_id) or self.resource(logical_id)

    def resource(self, logical_id: str) -> Any:
        """The construct of a resource, made when it is first asked for; None where there is none."""
        if logical_id in self._resources:
            return self._resources[logical_id]
        if logical_id not in self._section("Resources"):
            return None
        if logical_id in self._being_made:
            return self._again(logical_id)
        self._being_made.append(logical_id)
        made = self._make(logical_id, self._section("Resources")[logical_id])
        self._being_made.pop()
        return made

    def mapping(self, name: str) -> CfnMapping | None:
        """The construct of a mapping; None where there is none."""
        return self._mappings.get(name)

    def condition(self, name: str) -> CfnCondition | None:
        """The construct of a condition, made when it is first asked for; None where there is none."""
        if name not in self._conditions and name in self._section("Conditions"):
            if name in self._being_made:
                raise ValueError(f"Found a cycle between conditions in the template: {name}")
            self._being_made.append(name)
            expression = Values(self, "Conditions").parse(self._section("Conditions")[name])
            self._being_made.pop()
            made = CfnCondition(self._condition_scope, name, expression=expression)
            self._conditions[name] = self._keep_id(made, name)
        return self._conditions.get(name)

    def _make(self, logical_id: str, body: Mapping[str, Any]) -> CfnResource:
        if logical_id in self._untouched:
            self._resources[logical_id] = UntouchedResource(self, logical_id, body)
            return self._resources[logical_id]
        values = Values(self)
        if logical_id in self._to_nest:
            made: CfnResource = sections.nested_stack(self, logical_id, body, self._to_nest[logical_id])
        else:
            made = make_resource(self, logical_id, body, values)
        self._keep_id(made, logical_id)
        if self._allows_cycles:
            self._resources[logical_id] = made
        add_attributes(made, logical_id, body, values, self)
        depends_on = body.get("DependsOn") or []
        for name in [depends_on] if isinstance(depends_on, str) else depends_on:
            target = self.resource(name)
            if target is None:
                raise ValueError(f"Resource '{logical_id}' depends on '{name}' that doesn't exist")
            if isinstance(target, sections.Later):
                self._late.append((made, name))
            else:
                made.add_dependency(target)
        self._resources[logical_id] = made
        return made

    def _again(self, logical_id: str) -> Any:
        """A resource that is being made, and is referred to by what it refers to."""
        if self._allows_cycles:
            return sections.Later(self, logical_id)
        path = [*self._being_made, logical_id]
        path = path[path.index(logical_id) :]
        raise ValueError("Found a cycle between resources in the template: " + " depends on ".join(path))

    def _keep_id(self, element: Any, name: str) -> Any:
        if self._preserves:
            element.override_logical_id(name)
        return element

    def _section(self, name: str) -> dict[str, Any]:
        return self._template.get(name) or {}

    def _check_names(self) -> None:
        declared = self._section("Resources")
        for name in self.parameters:
            if name not in self._section("Parameters"):
                raise ValueError(f"Parameter with logical ID '{name}' was not found in the template")
        for name in self._untouched:
            if name not in declared:
                raise ValueError(
                    f"Logical ID '{name}' was specified in 'dehydratedResources', but does not belong to a "
                    "resource in the template."
                )
        for name in self._to_nest:
            self._check_nested(name)

    def _check_nested(self, name: str) -> None:
        declared = self._section("Resources").get(name)
        if declared is None:
            raise ValueError(f"Nested Stack with logical ID '{name}' was not found in the template")
        if declared.get("Type") != STACK:
            raise ValueError(f"Nested Stack with logical ID '{name}' is not an {STACK} resource")

    def _to_cloud_formation(self) -> dict[str, Any]:
        """The sections that are no constructs, as they were read."""
        return {name: value for name, value in self._template.items() if name not in _AS_CONSTRUCTS}


def _found(entries: Mapping[str, Entry], kind: str, name: str) -> Entry:
    if name not in entries:
        raise ValueError(f"{kind} '{name}' was not found in the template")
    return entries[name]
