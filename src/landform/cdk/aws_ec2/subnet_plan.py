"""Makes the subnets of a VPC: each configuration once in each zone."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.network_kinds import SubnetType
from landform.cdk.aws_ec2.parts import as_record, filled
from landform.cdk.aws_ec2.selection import subnet_id_of
from landform.cdk.aws_ec2.subnet import PrivateSubnet, PublicSubnet
from landform.cdk.core.tags import Tags

_ONLY_SUBNETS = ["AWS::EC2::Subnet"]
_KINDS = {SubnetType.PUBLIC: PublicSubnet}


def make_subnets(vpc: Any, zones: Sequence[str]) -> None:
    """Give every subnet its addresses, also those kept for later; make the others."""
    requested = [
        filled(
            "RequestedSubnet",
            availability_zone=zone,
            subnet_construct_id=subnet_id_of(kind.name, index),
            configuration=kind,
        )
        for kind in vpc._kinds
        for index, zone in enumerate(zones)
    ]
    allocated = as_record(
        "SubnetIpamOptions",
        vpc._addresses.allocate_subnets_cidr(vpc_cidr=vpc.vpc_cidr_block, requested_subnets=requested),
    ).allocated_subnets
    if len(allocated) != len(requested):
        raise ValueError("Incomplete Subnet Allocation; response array dose not equal input array")
    blocks = [as_record("AllocatedSubnet", each) for each in allocated]
    if vpc._ipv6 is not None:
        blocks = _with_ipv6(vpc, blocks)
    for one, block in zip(requested, blocks, strict=True):
        if not one.configuration.reserved and one.availability_zone not in vpc._reserved:
            _make(vpc, one, block)


def _with_ipv6(vpc: Any, blocks: list[Any]) -> list[Any]:
    cidrs = vpc._ipv6.create_ipv6_cidr_blocks(ipv6_selected_cidr=vpc._ipv6_selected, subnet_count=len(blocks))
    found = vpc._ipv6.allocate_subnets_ipv6_cidr(allocated_subnets=blocks, ipv6_cidrs=cidrs)
    return [as_record("AllocatedSubnet", each) for each in found.allocated_subnets]


def _make(vpc: Any, one: Any, block: Any) -> None:
    configuration = one.configuration
    is_dual = vpc._ipv6 is not None
    subnet = _KINDS.get(configuration.subnet_type, PrivateSubnet)(
        vpc,
        one.subnet_construct_id,
        availability_zone=one.availability_zone,
        vpc_id=vpc.vpc_id,
        cidr_block=block.cidr,
        map_public_ip_on_launch=_maps_public_ip(configuration, is_dual),
        ipv6_cidr_block=block.ipv6_cidr,
        assign_ipv6_address_on_creation=_assigns_ipv6(configuration, is_dual),
    )
    if is_dual:
        subnet.node.add_dependency(vpc._ipv6_block)
    _listed(vpc, configuration.subnet_type).append(subnet)
    tags = Tags.of(subnet)
    tags.add("aws-cdk:subnet-name", configuration.name, include_resource_types=_ONLY_SUBNETS)
    tags.add("aws-cdk:subnet-type", _tag(configuration.subnet_type), include_resource_types=_ONLY_SUBNETS)


def _listed(vpc: Any, kind: SubnetType) -> list[Any]:
    lists = {SubnetType.PUBLIC: vpc.public_subnets, SubnetType.PRIVATE_ISOLATED: vpc.isolated_subnets}
    found: list[Any] = lists.get(kind, vpc.private_subnets)
    return found


def _tag(kind: SubnetType) -> str:
    return SubnetType.PRIVATE_WITH_EGRESS.value if kind is SubnetType.PRIVATE_WITH_NAT else kind.value


def _maps_public_ip(configuration: Any, is_dual: bool) -> bool | None:
    asked = configuration.map_public_ip_on_launch
    if configuration.subnet_type is not SubnetType.PUBLIC:
        if asked is not None:
            raise ValueError(
                f"{configuration.subnet_type.value} subnet cannot include mapPublicIpOnLaunch parameter"
            )
        return False
    return bool(asked) if asked is not None else not is_dual


def _assigns_ipv6(configuration: Any, is_dual: bool) -> bool | None:
    asked = configuration.ipv6_assign_address_on_creation
    if not is_dual:
        if asked is not None:
            raise ValueError(
                "ipv6AssignAddressOnCreation can only be set if IPv6 is enabled. Set ipProtocol to DUAL_STACK"
            )
        return None
    return True if asked is None else bool(asked)
