"""ARNs: put together and taken apart, tokens included.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

_COLON = re.compile(r":(?![^\[\]]*\]\})")
"""A colon that is not inside the text of a token."""


class ArnFormat(Enum):
    """How resource and name follow the account."""

    NO_RESOURCE_NAME = "arn:aws:service:region:account:resource"
    COLON_RESOURCE_NAME = "arn:aws:service:region:account:resource:resourceName"
    SLASH_RESOURCE_NAME = "arn:aws:service:region:account:resource/resourceName"
    SLASH_RESOURCE_SLASH_RESOURCE_NAME = "arn:aws:service:region:account:/resource/resourceName"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArnComponents(Checked):
    """The parts of an ARN; None is the stack's own, "" is empty."""

    resource: str
    service: str
    account: str | None = None
    arn_format: ArnFormat | None = None
    partition: str | None = None
    region: str | None = None
    resource_name: str | None = None


_SEPARATORS = {
    ArnFormat.NO_RESOURCE_NAME: "/",
    ArnFormat.COLON_RESOURCE_NAME: ":",
    ArnFormat.SLASH_RESOURCE_NAME: "/",
    ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME: "/",
}


class Arn(Checked):
    """ARNs as strings."""

    def __init__(self) -> None:
        raise TypeError("Arn has only static methods")

    @staticmethod
    def format(components: ArnComponents | Mapping[str, Any], stack: Any = None) -> str:
        """The ARN; missing partition, region and account are the stack's."""
        if not isinstance(components, ArnComponents):
            components = ArnComponents(**components)
        if stack is None and None in (components.partition, components.region, components.account):
            raise ValueError("Arn.format: partition, region and account are needed when there is no stack")
        partition = stack.partition if components.partition is None else components.partition
        region = stack.region if components.region is None else components.region
        account = stack.account if components.account is None else components.account
        arn_format = components.arn_format or ArnFormat.SLASH_RESOURCE_NAME
        lead = "/" if arn_format is ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME else ""
        name = ""
        if components.resource_name is not None:
            name = f"{_SEPARATORS[arn_format]}{components.resource_name}"
        return f"arn:{partition}:{components.service}:{region}:{account}:{lead}{components.resource}{name}"

    @staticmethod
    def format_components(components: Mapping[str, Any], stack: Any) -> str:
        """The same from keyword arguments."""
        names = {each.name for each in fields(ArnComponents)}
        unknown = sorted(set(components) - names)
        if unknown:
            raise TypeError(f"format_arn() got an unexpected keyword argument '{unknown[0]}'")
        return Arn.format(ArnComponents(**components), stack)

    @staticmethod
    def split(arn: str, arn_format: ArnFormat) -> ArnComponents:
        """The parts of an ARN; functions at deployment where it is a token."""
        if is_unresolved(arn) and not arn.startswith("arn:"):
            return _split_token(arn, arn_format)
        parts = _COLON.split(arn, maxsplit=5)
        if parts[0] != "arn" or len(parts) < 6:
            raise ValueError(f"ARNs must start with 'arn:' and have at least 6 components: {arn}")
        _, partition, service, region, account, rest = parts
        resource, name = _split_resource(rest, arn_format)
        return ArnComponents(
            service=service,
            resource=resource,
            partition=partition or None,
            region=region,
            account=account,
            resource_name=name,
            arn_format=arn_format,
        )

    @staticmethod
    def extract_resource_name(arn: str, resource_type: str) -> str:
        """What follows `resource_type/` or `resource_type:` in the last part of an ARN."""
        from landform.cdk.core.fn import Fn

        if is_unresolved(arn):
            return Fn.select(1, Fn.split(f":{resource_type}/", arn))
        parts = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
        if parts.resource != resource_type or not parts.resource_name:
            raise ValueError(f"Expected resource type '{resource_type}' in ARN, got: '{arn}'")
        return parts.resource_name


def _split_resource(rest: str, arn_format: ArnFormat) -> tuple[str, str | None]:
    if arn_format is ArnFormat.NO_RESOURCE_NAME:
        return rest, None
    if arn_format is ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME:
        rest = rest.removeprefix("/")
    separator = _SEPARATORS[arn_format]
    resource, found, name = rest.partition(separator)
    return resource, name if found else None


def _split_token(arn: str, arn_format: ArnFormat) -> ArnComponents:
    from landform.cdk.core.fn import Fn

    parts = Fn.split(":", arn)
    resource: str = Fn.select(5, parts)
    name: str | None = None
    if arn_format is ArnFormat.COLON_RESOURCE_NAME:
        name = Fn.select(6, parts)
    elif arn_format is not ArnFormat.NO_RESOURCE_NAME:
        pieces = Fn.split("/", Fn.select(5, parts))
        first = 1 if arn_format is ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME else 0
        resource, name = Fn.select(first, pieces), Fn.select(first + 1, pieces)
    return ArnComponents(
        service=Fn.select(2, parts),
        resource=resource,
        partition=Fn.select(1, parts),
        region=Fn.select(3, parts),
        account=Fn.select(4, parts),
        resource_name=name,
        arn_format=arn_format,
    )
