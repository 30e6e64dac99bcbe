"""Answers what rules ask about existing VPCs, subnets and security groups, through EC2."""

from collections.abc import Mapping
from typing import Any, Final

from landform.cloud.clients import Clients, ServiceError
from landform.ground.lookups import ExistingAttribute, ExistingValues, NotFound
from landform.ground.values import Value
from landform.template.rule_questions import TAGS

# Parameter type -> (operation, list in its answer, member that holds the value).
_KINDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "AWS::EC2::VPC::Id": ("DescribeVpcs", "Vpcs", "VpcId"),
    "AWS::EC2::Subnet::Id": ("DescribeSubnets", "Subnets", "SubnetId"),
    "AWS::EC2::SecurityGroup::Id": ("DescribeSecurityGroups", "SecurityGroups", "GroupId"),
}
# Attributes of a VPC that are resources of their own: (operation, list, filter for "the default one").
_DEFAULTS: Final[Mapping[str, tuple[str, str, str, dict[str, Any]]]] = {
    "DefaultNetworkAcl": (
        "DescribeNetworkAcls",
        "NetworkAcls",
        "NetworkAclId",
        {"Name": "default", "Values": ["true"]},
    ),
    "DefaultSecurityGroup": (
        "DescribeSecurityGroups",
        "SecurityGroups",
        "GroupId",
        {"Name": "group-name", "Values": ["default"]},
    ),
}


def existing(clients: Clients, lookup: ExistingValues | ExistingAttribute) -> Value | NotFound:
    """All values of a parameter type, or one attribute of one of them."""
    operation, list_name, member = _KINDS[lookup.type_name]
    try:
        found: list[dict[str, Any]] = clients.call("ec2", operation, {})[list_name]
        if isinstance(lookup, ExistingValues):
            return [str(each[member]) for each in found]
        one = next((each for each in found if each[member] == lookup.value), None)
        if one is None:
            return NotFound(f"{lookup.value} does not exist")
        return _attribute(clients, one, lookup)
    except ServiceError as error:
        return NotFound(f"{lookup.type_name} cannot be looked up: {error}")


def _attribute(clients: Clients, one: dict[str, Any], lookup: ExistingAttribute) -> Value | NotFound:
    name = lookup.attribute
    if name.startswith(TAGS):
        key = name.removeprefix(TAGS)
        return next((str(each["Value"]) for each in one.get("Tags", ()) if each["Key"] == key), "")
    if name not in _DEFAULTS:
        return str(one[name])
    operation, list_name, member, choice = _DEFAULTS[name]
    filters = [{"Name": "vpc-id", "Values": [lookup.value]}, choice]
    found: list[dict[str, Any]] = clients.call("ec2", operation, {"Filters": filters})[list_name]
    return str(found[0][member]) if found else NotFound(f"{lookup.value} has no {name}")
