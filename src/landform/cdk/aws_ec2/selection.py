"""Choosing subnets of a VPC.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
"""

import re
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from landform.cdk.aws_ec2.network_kinds import SubnetType
from landform.cdk.aws_ec2.parts import as_record, filled
from landform.cdk.aws_iam.grant import CompositeDependable
from landform.cdk.core.checked import AbstractChecked

_NUMBER = re.compile(r"Subnet\d+$")
PRIVATE_KINDS = (SubnetType.PRIVATE_WITH_EGRESS, SubnetType.PRIVATE_WITH_NAT)


class SubnetFilter(AbstractChecked):
    """Keeps some of the subnets that were chosen; a class of the user's may do it in its own way."""

    @abstractmethod
    def select_subnets(self, _subnets: Sequence[Any]) -> list[Any]:
        """The subnets to keep."""

    @staticmethod
    def by_ids(subnet_ids: Sequence[str]) -> "SubnetFilter":
        """Those with one of the ids."""
        return _Where(lambda each: each.subnet_id in subnet_ids)

    @staticmethod
    def availability_zones(availability_zones: Sequence[str]) -> "SubnetFilter":
        """Those in one of the zones."""
        return _Where(lambda each: each.availability_zone in availability_zones)

    @staticmethod
    def one_per_az() -> "SubnetFilter":
        """The first in each zone."""
        return _OnePerZone()

    @staticmethod
    def contains_ip_addresses(ipv4addrs: Sequence[str]) -> "SubnetFilter":
        """Those that hold one of the addresses."""
        addresses = [IPv4Address(each) for each in ipv4addrs]
        return _Where(lambda each: any(address in _block(each) for address in addresses))

    @staticmethod
    def by_cidr_mask(mask: float) -> "SubnetFilter":
        """Those with a mask of this length."""
        return _Where(lambda each: _block(each).prefixlen == mask)

    @staticmethod
    def by_cidr_ranges(cidrs: Sequence[str]) -> "SubnetFilter":
        """Those that lie in one of the blocks."""
        outer = [IPv4Network(each, strict=False) for each in cidrs]
        return _Where(lambda each: any(_block(each).subnet_of(block) for block in outer))


def _block(subnet: Any) -> IPv4Network:
    return IPv4Network(subnet.ipv4_cidr_block, strict=False)


class _Where(SubnetFilter):
    def __init__(self, is_kept: Any) -> None:
        self._is_kept = is_kept

    def select_subnets(self, _subnets: Sequence[Any]) -> list[Any]:
        return [each for each in _subnets if self._is_kept(each)]


class _OnePerZone(SubnetFilter):
    def select_subnets(self, _subnets: Sequence[Any]) -> list[Any]:
        found: dict[str, Any] = {}
        for each in _subnets:
            found.setdefault(each.availability_zone, each)
        return list(found.values())


class SubnetChoice:
    """The subnets of one VPC, by kind."""

    def __init__(self, vpc: Any, *, is_incomplete: bool) -> None:
        self._vpc = vpc
        self._is_incomplete = is_incomplete  # then an empty answer is no mistake

    def objects(self, selection: Any) -> list[Any]:
        """The subnets that a selection means."""
        wanted = as_record("SubnetSelection", selection) or filled("SubnetSelection")
        if wanted.subnet_type is not None and wanted.subnet_group_name is not None:
            raise ValueError("Only one of 'subnetType,subnetGroupName' can be supplied to subnet selection.")
        if wanted.subnets is not None:
            found = list(wanted.subnets)
        elif wanted.subnet_group_name is not None:
            found = self._by_name(wanted.subnet_group_name)
        else:
            found = self._by_type(wanted.subnet_type or self._default_type())
        for each in _filters(wanted):
            found = list(each.select_subnets(found))
        return found

    def selected(self, selection: Any) -> Any:
        """The same with what is known of them."""
        subnets = self.objects(selection)
        public = self._vpc.public_subnets
        return filled(
            "SelectedSubnets",
            subnet_ids=[each.subnet_id for each in subnets],
            availability_zones=[each.availability_zone for each in subnets],
            internet_connectivity_established=CompositeDependable(
                *(each.internet_connectivity_established for each in subnets)
            ),
            has_public=any(each is other for each in subnets for other in public),
            subnets=subnets,
            is_pending_lookup=self._is_incomplete,
        )

    def _default_type(self) -> SubnetType:
        if self._vpc.private_subnets:
            return SubnetType.PRIVATE_WITH_EGRESS
        return SubnetType.PRIVATE_ISOLATED if self._vpc.isolated_subnets else SubnetType.PUBLIC

    def _by_name(self, name: str) -> list[Any]:
        every = [*self._vpc.public_subnets, *self._vpc.private_subnets, *self._vpc.isolated_subnets]
        found = [each for each in every if group_name(each) == name]
        if not found and not self._is_incomplete:
            known = ",".join(_unique(group_name(each) for each in every))
            raise ValueError(
                f"There are no subnet groups with name '{name}' in this VPC. Available names: {known}"
            )
        return found

    def _by_type(self, kind: SubnetType) -> list[Any]:
        groups = {
            SubnetType.PRIVATE_ISOLATED: self._vpc.isolated_subnets,
            SubnetType.PRIVATE_WITH_EGRESS: self._vpc.private_subnets,
            SubnetType.PRIVATE_WITH_NAT: self._vpc.private_subnets,
            SubnetType.PUBLIC: self._vpc.public_subnets,
        }
        found = list(groups[kind])
        if not found and not self._is_incomplete:
            known = ",".join(each.value for each, subnets in groups.items() if subnets)
            raise ValueError(
                f"There are no '{kind.value}' subnet groups in this VPC. Available types: {known}"
            )
        return found


def _filters(selection: Any) -> list[SubnetFilter]:
    found = list(selection.subnet_filters or ())
    if selection.availability_zones is not None:
        found.append(SubnetFilter.availability_zones(selection.availability_zones))
    if selection.one_per_az:
        found.append(SubnetFilter.one_per_az())
    return found


def group_name(subnet: Any) -> str:
    """The name of a subnet's configuration, told from its id."""
    return _NUMBER.sub("", subnet.node.id)


def subnet_id_of(name: str, index: int) -> str:
    """The id of the index-th subnet of a configuration."""
    return f"{name}Subnet{index + 1}"


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def route_table_ids(subnets: Sequence[Any]) -> list[str]:
    """The route tables of subnets, each once."""
    return _unique(each.route_table.route_table_id for each in subnets)
