"""The functions of Rules that ask about existing resources: Fn::RefAll, Fn::ValueOf, Fn::ValueOfAll.

What exists is a lookup; this module only knows which parameter types and attributes AWS lets rules ask for.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
(Supported attributes)
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from landform.ground.lookups import ExistingAttribute, ExistingValues
from landform.ground.values import Unknown, Value
from landform.template.compute import Call

TAGS: Final = "Tags."
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "AWS::EC2::VPC::Id": frozenset({"DefaultNetworkAcl", "DefaultSecurityGroup"}),
        "AWS::EC2::Subnet::Id": frozenset({"AvailabilityZone", "VpcId"}),
        "AWS::EC2::SecurityGroup::Id": frozenset(),
    }
)
"""Attributes of the parameter types rules may ask for; each also has Tags.KEY."""


def _ref_all(call: Call) -> Value:
    type_name = call.argument(0)
    if not isinstance(type_name, str) or type_name not in ATTRIBUTES:
        return call.refuse(_unknown_type(type_name), "LF1402")
    return call.look_up(ExistingValues(type_name), "LF1402", "")


def _value_of(call: Call) -> Value:
    name, attribute = call.argument(0), call.argument(1)
    declaration = call.evaluator.scope.template.parameters.get(str(name))
    if declaration is None:
        return call.refuse(f'There is no parameter "{name}".', "LF1101")
    type_name = declaration.type_name.removeprefix("List<").removesuffix(">")
    value = call.evaluator.scope.parameters.get(declaration.name, Unknown(()))
    if isinstance(value, list):
        return [_attribute(call, type_name, each, attribute) for each in value]
    return _attribute(call, type_name, value, attribute)


def _value_of_all(call: Call) -> Value:
    type_name = call.argument(0)
    found = _ref_all(call)
    if not isinstance(found, list):
        return found
    return [_attribute(call, str(type_name), each, call.argument(1)) for each in found]


def _attribute(call: Call, type_name: str, value: Value, attribute: Value) -> Value:
    if type_name not in ATTRIBUTES:
        return call.refuse(_unknown_type(type_name), "LF1402")
    name = str(attribute)
    if name not in ATTRIBUTES[type_name] and not name.startswith(TAGS):
        known = ", ".join((*sorted(ATTRIBUTES[type_name]), f"{TAGS}KEY"))
        return call.refuse(
            f"Rules cannot ask for {name} of {type_name}. They can ask for: {known}.", "LF1402"
        )
    if not isinstance(value, str):
        return Unknown(())
    return call.look_up(ExistingAttribute(type_name, value, name), "LF1402", "")


def _unknown_type(type_name: Value) -> str:
    return f"Rules cannot ask for {type_name}. They can ask for: {', '.join(ATTRIBUTES)}."


QUESTIONS: Final[Mapping[str, Callable[[Call], Value]]] = MappingProxyType(
    {"Fn::RefAll": _ref_all, "Fn::ValueOf": _value_of, "Fn::ValueOfAll": _value_of_all}
)
"""Allowed in Rules only; `check` refuses them elsewhere."""
