"""The types a parameter can have, as data: base kind, list or not, and the shape of AWS-specific values.

Only the shape is checked, since whether a key pair or subnet exists is for the service to say.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
"""

import re
from dataclasses import dataclass
from typing import Final

_SSM_VALUE: Final = "AWS::SSM::Parameter::Value<"
_LIST: Final = "List<"

#: Identifiers of EC2 have 8 or 17 hexadecimal digits; the range leaves room for made-up ones in tests.
_SHAPES: Final = {
    "AWS::EC2::AvailabilityZone::Name": r"[a-z]{2}(-[a-z]+)+-\d+(-[a-z0-9-]+)?[a-z]",
    "AWS::EC2::Image::Id": r"ami-[0-9a-f]{8,17}",
    "AWS::EC2::Instance::Id": r"i-[0-9a-f]{8,17}",
    "AWS::EC2::KeyPair::KeyName": r".{1,255}",
    "AWS::EC2::SecurityGroup::GroupName": r".{1,255}",
    "AWS::EC2::SecurityGroup::Id": r"sg-[0-9a-f]{8,17}",
    "AWS::EC2::Subnet::Id": r"subnet-[0-9a-f]{8,17}",
    "AWS::EC2::VPC::Id": r"vpc-[0-9a-f]{8,17}",
    "AWS::EC2::Volume::Id": r"vol-[0-9a-f]{8,17}",
    "AWS::Route53::HostedZone::Id": r"[A-Z0-9]{1,32}",
}
_NOT_IN_LISTS: Final = frozenset({"AWS::EC2::KeyPair::KeyName"})
_SSM_NAME: Final = "AWS::SSM::Parameter::Name"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterType:
    """What a type name says."""

    is_list: bool = False
    is_number: bool = False
    is_ssm_value: bool = False  # what is given is the name of an SSM parameter that holds the value
    shape: "re.Pattern[str] | None" = None  # of each member of an AWS-specific type


TYPE_NAMES: Final = (
    "String",
    "Number",
    "List<Number>",
    "List<String>",
    "CommaDelimitedList",
    *_SHAPES,
    *(f"{_LIST}{name}>" for name in _SHAPES if name not in _NOT_IN_LISTS),
    _SSM_NAME,
    *(f"{_SSM_VALUE}{name}>" for name in ("String", "List<String>", "CommaDelimitedList", *_SHAPES)),
    *(f"{_SSM_VALUE}{_LIST}{name}>>" for name in _SHAPES if name not in _NOT_IN_LISTS),
)


def parameter_type(name: str) -> ParameterType | None:
    """What the type name says, or None when there is no such type."""
    if name not in TYPE_NAMES:
        return None
    inner = name.removeprefix(_SSM_VALUE).removesuffix(">") if name.startswith(_SSM_VALUE) else name
    is_list = inner == "CommaDelimitedList" or inner.startswith(_LIST)
    member = inner.removeprefix(_LIST).removesuffix(">") if inner.startswith(_LIST) else inner
    shape = _SHAPES.get(member)
    return ParameterType(
        is_list=is_list,
        is_number=member == "Number",
        is_ssm_value=name.startswith(_SSM_VALUE),
        shape=re.compile(shape) if shape else None,
    )
