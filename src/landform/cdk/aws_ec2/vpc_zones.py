"""The zones of a VPC, and its gateways for IPv6.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.parts import l1
from landform.cdk.core.tokens import is_unresolved

MAX_ZONES = 3  # when the app does not say how many


def zones_of(vpc: Any, given: Sequence[str] | None, most: int) -> list[str]:
    """The zones that were asked for, or the first ones of the region."""
    known = list(vpc.stack.availability_zones)
    if given is None:
        return known[:most]
    unknown = [each for each in given if each not in known]
    concrete = not any(is_unresolved(each) for each in [*given, *known])
    if unknown and concrete:
        raise ValueError(
            f"Given VPC 'availabilityZones' {','.join(given)} must be a subset of the stack's availability"
            f" zones {','.join(known)}"
        )
    return list(given)


def egress_gateways(vpc: Any) -> None:
    """Let private subnets open IPv6 connections outwards."""
    gateway = l1("CfnEgressOnlyInternetGateway")(vpc, "EIGW6", vpc_id=vpc.vpc_id)
    for subnet in vpc.private_subnets:
        subnet.add_ipv6_default_egress_only_internet_route(gateway.ref)
