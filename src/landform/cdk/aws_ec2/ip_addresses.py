"""How the addresses of a VPC are divided among its subnets.

Sources: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html and
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any

from landform.cdk.aws_ec2.parts import filled, l1
from landform.cdk.core.checked import Checked
from landform.cdk.core.fn import Fn
from landform.cdk.core.tokens import is_unresolved

MAX_CIDR_COUNT = 256  # of one Fn::Cidr
MIN_MASK, MAX_MASK = 16, 28
ADDRESS_BITS = 32


class IpAddresses(Checked):
    """Where the IPv4 addresses of a VPC come from."""

    @staticmethod
    def cidr(cidr_block: str) -> "CidrAddresses":
        """A block that is known now and is divided here."""
        return CidrAddresses(cidr_block)

    @staticmethod
    def aws_ipam_allocation(
        *,
        ipv4_ipam_pool_id: str,
        ipv4_netmask_length: float,
        default_subnet_ipv4_netmask_length: float | None = None,
    ) -> "IpamAddresses":
        """A block of a length from a pool; it is known at deployment and divided there."""
        return IpamAddresses(ipv4_ipam_pool_id, ipv4_netmask_length, default_subnet_ipv4_netmask_length)


class CidrAddresses:
    """A block that is divided here, in the order of the subnets."""

    def __init__(self, cidr_block: str) -> None:
        if is_unresolved(cidr_block):
            raise ValueError(
                "'cidr' property must be a concrete CIDR string, got a Token (we need to parse it for "
                "automatic subdivision)"
            )
        self._block = cidr_block

    def allocate_vpc_cidr(self) -> Any:
        """The block."""
        return filled("VpcIpamOptions", cidr_block=self._block)

    def allocate_subnets_cidr(self, *, requested_subnets: Sequence[Any], vpc_cidr: str) -> Any:
        """Subnets with a size of their own first, then the rest is divided evenly."""
        del vpc_cidr  # known since the beginning
        remaining = _Division(self._block)
        found: list[str | None] = [
            remaining.take(int(mask)) if mask is not None else None
            for mask in (each.configuration.cidr_mask for each in requested_subnets)
        ]
        open_places = [index for index, each in enumerate(found) if each is None]
        if open_places:
            mask = remaining.even_mask(len(open_places))
            for index in open_places:
                found[index] = remaining.take(mask)
        subnets = [filled("AllocatedSubnet", cidr=each) for each in found]
        return filled("SubnetIpamOptions", allocated_subnets=subnets)


class _Division:
    """Takes blocks from a network, one behind the other."""

    def __init__(self, block: str) -> None:
        self._network = IPv4Network(block, strict=False)
        self._next = int(self._network.network_address)

    def take(self, mask: int) -> str:
        if not MIN_MASK <= mask <= MAX_MASK:
            raise ValueError(
                f"x.x.x.x/{mask} is not a valid VPC CIDR range. VPCs must be between /{MIN_MASK} and"
                f" /{MAX_MASK} and the minimum subnet size is /{MAX_MASK}."
            )
        size = 2 ** (ADDRESS_BITS - mask)
        start = math.ceil(self._next / size) * size
        end = start + size - 1
        if end > int(self._network.broadcast_address):
            raise ValueError(f"1 of /{mask} exceeds remaining space of {self._network}")
        self._next = end + 1
        return str(IPv4Network((start, mask)))

    def even_mask(self, count: int) -> int:
        left = int(self._network.broadcast_address) - self._next + 1
        if left < count:
            raise ValueError(f"There is no room left in {self._network} for {count} more subnets")
        return ADDRESS_BITS - int(math.log2(left // count))


@dataclass(frozen=True, slots=True)
class _Split:
    """The index-th of `count` blocks with a mask."""

    mask: int
    count: int
    index: int


class IpamAddresses:
    """A block from a pool, divided at deployment."""

    def __init__(self, pool: str, length: float, default_length: float | None) -> None:
        self._pool = pool
        self._length = int(length)
        self._default = default_length

    def allocate_vpc_cidr(self) -> Any:
        """The pool and the length."""
        return filled("VpcIpamOptions", ipv4_netmask_length=self._length, ipv4_ipam_pool_id=self._pool)

    def allocate_subnets_cidr(self, *, requested_subnets: Sequence[Any], vpc_cidr: str) -> Any:
        """Expressions that divide what the VPC gets."""
        masks = [self._mask(each.configuration) for each in requested_subnets]
        subnets = [
            filled("AllocatedSubnet", cidr=_expression(vpc_cidr, split, self._length))
            for split in _splits(self._length, masks)
        ]
        return filled("SubnetIpamOptions", allocated_subnets=subnets)

    def _mask(self, configuration: Any) -> int:
        found = configuration.cidr_mask if configuration.cidr_mask is not None else self._default
        if found is None:
            raise ValueError(
                "If you have not set a cidr for all subnets in this case you must set a defaultCidrMask"
                " in AwsIpam Options"
            )
        return int(found)


def _splits(root: int, masks: Sequence[int]) -> Iterator[_Split]:
    offset, room = 0, 2 ** (ADDRESS_BITS - root)
    for mask in masks:
        size = 2 ** (ADDRESS_BITS - mask)
        index = math.ceil(offset / size)
        offset = (index + 1) * size
        if offset > room:
            wanted = ",".join(f"/{each}" for each in masks)
            raise ValueError(f"IP space of size /{root} not big enough to allocate subnets of sizes {wanted}")
        yield _Split(mask, 2 ** (mask - root), index)


def _expression(parent: str, split: _Split, root: int) -> str:
    """Fn::Cidr gives no more than 256 blocks, so a finer division is made in two steps."""
    if split.count <= MAX_CIDR_COUNT:
        return Fn.select(split.index, Fn.cidr(parent, split.count, str(ADDRESS_BITS - split.mask)))
    inner = MAX_CIDR_COUNT
    outer = _Split(split.mask - int(math.log2(inner)), split.count // inner, split.index // inner)
    block = _expression(parent, outer, root)
    return Fn.select(split.index % inner, Fn.cidr(block, inner, str(ADDRESS_BITS - split.mask)))


class Ipv6Addresses(Checked):
    """Where the IPv6 addresses of a VPC come from."""

    @staticmethod
    def amazon_provided() -> "AmazonIpv6Addresses":
        """A block that AWS assigns."""
        return AmazonIpv6Addresses()


class AmazonIpv6Addresses:
    """A block that AWS assigns, divided in the order of the subnets."""

    amazon_provided = True

    def allocate_vpc_ipv6_cidr(self, *, scope: Any, vpc_id: str) -> Any:
        """The resource that gives the VPC its block."""
        return l1("CfnVPCCidrBlock")(scope, "ipv6cidr", vpc_id=vpc_id, amazon_provided_ipv6_cidr_block=True)

    def allocate_subnets_ipv6_cidr(self, *, allocated_subnets: Sequence[Any], ipv6_cidrs: list[str]) -> Any:
        """One block for each subnet."""
        subnets = [
            filled("AllocatedSubnet", cidr=each.cidr, ipv6_cidr=Fn.select(index, ipv6_cidrs))
            for index, each in enumerate(allocated_subnets)
        ]
        return filled("SubnetIpamOptions", allocated_subnets=subnets)

    def create_ipv6_cidr_blocks(
        self, *, ipv6_selected_cidr: str, subnet_count: float, size_mask: str | None = None
    ) -> list[str]:
        """The blocks of all subnets; 64 bits each unless told otherwise."""
        return Fn.cidr(ipv6_selected_cidr, subnet_count, size_mask or "64")
