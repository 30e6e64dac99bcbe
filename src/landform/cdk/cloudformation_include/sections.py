"""Makes the constructs of a template's sections other than resources and conditions; nested stacks."""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.cloudformation_include.values import Values
from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_elements import CfnMapping, CfnOutput, CfnParameter, CfnRule
from landform.cdk.core.hooks import BLUE_GREEN, CfnCodeDeployBlueGreenHook, CfnHook
from landform.cdk.core.tokens import Token
from landform.cdk.l1.naming import snake

_PARAMETER: Final = (
    *("Type", "Default", "AllowedPattern", "AllowedValues", "ConstraintDescription", "Description"),
    *("MaxLength", "MaxValue", "MinLength", "MinValue", "NoEcho"),
)


class Later:
    """Stands for a resource that is still being made; only names it."""

    def __init__(self, owner: Any, logical_id: str) -> None:
        self._owner = owner
        self._name = logical_id
        self.node = owner.node
        self.stack = owner.stack

    @property
    def logical_id(self) -> Any:
        """The logical id that the resource turns out to have."""
        from landform.cdk.core.lazy import Lazy

        return Lazy.uncached_string(lambda: self._owner.resource(self._name).logical_id)


def mappings(owner: Any) -> dict[str, CfnMapping]:
    """The mappings; what has to be looked up is refused in them."""
    scope = Construct(owner, "$Mappings")
    values = Values(owner, "Mappings")
    return {
        name: owner._keep_id(CfnMapping(scope, name, mapping=values.parse(body)), name)
        for name, body in owner._section("Mappings").items()
    }


def parameters(owner: Any) -> dict[str, CfnParameter]:
    """The parameters that nothing was given for."""
    found: dict[str, CfnParameter] = {}
    for name, body in owner._section("Parameters").items():
        if name not in owner.parameters:
            given = {snake(key): body.get(key) for key in _PARAMETER}
            found[name] = owner._keep_id(CfnParameter(owner, name, **given), name)
    return found


def rules(owner: Any) -> dict[str, CfnRule]:
    """The rules."""
    scope = Construct(owner, "$Rules")
    found: dict[str, CfnRule] = {}
    values = Values(_WithoutResources(owner))
    for name, body in owner._section("Rules").items():
        rule = CfnRule(scope, name, rule_condition=values.parse(body.get("RuleCondition")))
        for each in body.get("Assertions") or ():
            rule.add_assertion(values.parse(each.get("Assert")), each.get("AssertDescription"))
        found[name] = owner._keep_id(rule, name)
    return found


class _WithoutResources:
    """Rules see parameters alone."""

    def __init__(self, owner: Any) -> None:
        self.parameters = owner.parameters
        self.condition = owner.condition
        self.mapping = owner.mapping
        self._parameters = owner._parameters

    def element(self, name: str) -> Any:
        return self._parameters.get(name)

    def resource(self, name: str) -> Any:
        del name


def outputs(owner: Any) -> dict[str, CfnOutput]:
    """The outputs."""
    scope = Construct(owner, "$Outputs")
    values = Values(owner)
    found: dict[str, CfnOutput] = {}
    for name, body in owner._section("Outputs").items():
        condition = owner.condition(body["Condition"]) if body.get("Condition") else None
        if body.get("Condition") and condition is None:
            raise ValueError(
                f"Output with name '{name}' refers to a Condition with name '{body['Condition']}' which was "
                "not found in this template"
            )
        made = CfnOutput(
            scope,
            name,
            value=values.parse(body.get("Value")),
            description=body.get("Description"),
            export_name=values.parse((body.get("Export") or {}).get("Name")),
            condition=condition,
        )
        found[name] = owner._keep_id(made, name)
    return found


def hooks(owner: Any) -> dict[str, CfnHook]:
    """The hooks; those of CodeDeploy as their own class."""
    scope = Construct(owner, "$Hooks")
    values = Values(owner)
    found: dict[str, CfnHook] = {}
    for name, body in owner._section("Hooks").items():
        properties = values.parse(body.get("Properties"))
        if body["Type"] == BLUE_GREEN:
            hook: CfnHook = CfnCodeDeployBlueGreenHook(scope, name, **_blue_green(owner, name, properties))
        else:
            hook = CfnHook(scope, name, type=body["Type"], properties=properties)
        found[name] = owner._keep_id(hook, name)
    return found


def _blue_green(owner: Any, hook: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    known = _records(owner, hook, properties)
    return {"service_role": None, "applications": [], **known}


def _records(owner: Any, hook: str, value: Any) -> Any:
    """Maps under Python's names; logical ids as those of the resources."""
    if isinstance(value, list):
        return [_records(owner, hook, each) for each in value]
    if not isinstance(value, Mapping):
        return value
    made = {snake(key): _records(owner, hook, each) for key, each in value.items()}
    if "logical_id" in made:
        made["logical_id"] = _target(owner, hook, made["logical_id"])
    for key in ("task_definitions", "task_sets", "target_groups"):
        if key in made:
            made[key] = [_target(owner, hook, each) for each in made[key]]
    return made


def _target(owner: Any, hook: str, logical_id: str) -> str:
    found = owner.resource(logical_id)
    if found is None:
        raise ValueError(
            f"Hook '{hook}' references resource '{logical_id}' that was not found in the template"
        )
    name: str = found.logical_id
    return name


def nested_stack(owner: Any, logical_id: str, body: Mapping[str, Any], given: Any) -> Any:
    """A stack in place of the resource, with the constructs of its template; gives the stack's resource."""
    from landform.cdk.api import find
    from landform.cdk.cloudformation_include.include import CfnInclude
    from landform.cdk.core.nested_stack import NestedStack
    from landform.cdk.core.quantities import Duration

    properties = Values(owner).parse(body.get("Properties") or {})
    given = {key: value for key, value in dict(given).items() if value is not None}
    passed = dict(properties.get("Parameters") or {})
    for name in given.get("parameters") or ():
        passed.pop(name, None)
    timeout = properties.get("TimeoutInMinutes")
    stack = NestedStack(
        owner,
        logical_id,
        parameters={name: _text(value) for name, value in passed.items()},
        notification_arns=properties.get("NotificationARNs"),
        timeout=Duration.minutes(timeout) if timeout is not None else None,
    )
    template = CfnInclude(stack, logical_id, **given)
    kind = find("cloudformation_include", "IncludedNestedStack")
    assert kind is not None  # the API has it
    owner._nested[logical_id] = kind(stack=stack, included_template=template)
    return stack.nested_stack_resource


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else Token.as_string(value)
