"""Names of CloudFormation as Python writes them."""

import keyword
import re
from functools import cache

_ACRONYM = re.compile(r"([A-Z]+)([A-Z][a-z])")
_BOUNDARY = re.compile(r"([a-z0-9])([A-Z])")
_PLURAL = re.compile(r"(ARN|VPC)s(?=[A-Z]|$)")  # the only plurals the API knows: `URLs` is `ur_ls`
_AFTER_DIGIT = re.compile(r"(\d)([a-z])")  # `M2ts`
_RENAMED = {"Equals": "EqualTo", "Build": "BuildProperty"}  # names that are taken in other languages
_UNIT = re.compile(r"(?<=[KMGT]i)B(?=[A-Z]|s?$)")  # `MemoryMiB` is one word, `memory_mib`
_NOT_WORD = re.compile(r"[^A-Za-z0-9]+")


@cache
def snake(name: str) -> str:
    """`VPCZoneIdentifier` -> `vpc_zone_identifier`; a reserved word gets an underscore behind it."""
    text = _PLURAL.sub(lambda found: found[1].capitalize() + "s", _RENAMED.get(name, name))
    text = _NOT_WORD.sub("_", _UNIT.sub("b", text))
    text = _AFTER_DIGIT.sub(r"\1_\2", text)
    text = _ACRONYM.sub(r"\1_\2", text)
    text = _BOUNDARY.sub(r"\1_\2", text).lower()
    return f"{text}_" if keyword.iskeyword(text) else text


@cache
def camel(name: str) -> str:
    """`VPCZoneIdentifier` -> `vpcZoneIdentifier`, as the tree writes names."""
    head, *rest = snake(name).rstrip("_").split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


@cache
def folded(name: str) -> str:
    """What all spellings of a name share: snake, camel and CloudFormation's own."""
    return name.replace("_", "").lower()


def module_of(type_name: str) -> str:
    """`AWS::S3::Bucket` -> `aws_s3`."""
    vendor, service, _ = type_name.split("::", 2)
    return f"{vendor.lower()}_{service.lower()}"


def class_of(type_name: str) -> str:
    """`AWS::S3::Bucket` -> `CfnBucket`."""
    return f"Cfn{type_name.rsplit('::', maxsplit=1)[-1]}"


def attribute_of(name: str) -> str:
    """`Endpoint.Address` -> `attr_endpoint_address`."""
    flat = name.replace(".", "").replace("VPCs", "VpCs")  # here the API has `vp_cs`, unlike in properties
    return f"attr_{snake(flat)}"
