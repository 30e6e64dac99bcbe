"""Facts from outside that evaluation may need, as data.

A pure room never fetches: it returns the lookups it misses, the engine answers them, and the pure room
is called again with the answers as `Facts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from landform.ground.values import Value


@dataclass(frozen=True, slots=True)
class SsmParameter:
    """The value of a Systems Manager parameter, for template parameters of an SSM type."""

    name: str


@dataclass(frozen=True, slots=True)
class Export:
    """The value of an export of the same account and region (Fn::ImportValue)."""

    name: str


@dataclass(frozen=True, slots=True)
class StackOutput:
    """An output of another stack (Fn::GetStackOutput)."""

    stack_name: str
    output_name: str
    region: str | None = None  # None: the region of the stack that asks
    role_arn: str | None = None


@dataclass(frozen=True, slots=True)
class AvailabilityZones:
    """The zones of a region (Fn::GetAZs); answered by a list of names."""

    region: str


@dataclass(frozen=True, slots=True)
class ExistingValues:
    """All existing values of an AWS-specific parameter type (Fn::RefAll of Rules); a list of texts."""

    type_name: str  # such as AWS::EC2::VPC::Id


@dataclass(frozen=True, slots=True)
class ExistingAttribute:
    """An attribute of an existing resource (Fn::ValueOf of Rules)."""

    type_name: str
    value: str  # a value of that parameter type, such as a VPC's id
    attribute: str  # such as DefaultSecurityGroup or Tags.team


@dataclass(frozen=True, slots=True)
class DynamicReference:
    """The target of `{{resolve:service:key}}`; answered just before a provider is called, never stored."""

    service: str  # one of "ssm", "ssm-secure", "secretsmanager"
    key: str  # all that follows the service, as written


Lookup: TypeAlias = (
    SsmParameter
    | Export
    | StackOutput
    | AvailabilityZones
    | ExistingValues
    | ExistingAttribute
    | DynamicReference
)


class NotFound:
    """The answer to a lookup whose target does not exist; `reason` is AWS's text."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


Facts: TypeAlias = Mapping[Lookup, "Value | NotFound"]
