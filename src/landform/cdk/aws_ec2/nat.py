"""NAT: how private subnets reach the internet.

Sources: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html and
https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.network_kinds import RouterType
from landform.cdk.aws_ec2.parts import as_record, filled, l1
from landform.cdk.aws_ec2.subnet import drain_seconds
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration


class Preferences:
    """Values of zones; a zone without one gets one of the others, in turn."""

    def __init__(self) -> None:
        self._by_zone: dict[str, list[Any]] = {}
        self._all: list[tuple[str, Any]] = []
        self._next = 0

    def add(self, zone: str, value: Any) -> None:
        """Add a value of a zone."""
        self._by_zone.setdefault(zone, []).append(value)
        self._all.append((zone, value))

    def pick(self, zone: str) -> Any:
        """A value of the zone, or of another."""
        if not self._all:
            raise ValueError("Cannot pick, set is empty")
        index = self._next
        self._next += 1
        own = self._by_zone.get(zone)
        return own[index % len(own)] if own else self._all[index % len(self._all)][1]

    def values(self) -> list[tuple[str, Any]]:
        """All of them, with their zones."""
        return list(self._all)


class NatProvider(Native):
    """Sets up NAT for a VPC; subclasses say how."""

    @staticmethod
    def gateway(
        *, eip_allocation_ids: Sequence[str] | None = None, max_drain_duration: Duration | None = None
    ) -> "NatGatewayProvider":
        """By NAT gateways."""
        return NatGatewayProvider(
            eip_allocation_ids=eip_allocation_ids, max_drain_duration=max_drain_duration
        )

    @staticmethod
    def regional_gateway(
        *,
        allocation_id: str | None = None,
        availability_zone_addresses: Sequence[Any] | None = None,
        eip: Any = None,
        max_drain_duration: Duration | None = None,
    ) -> "RegionalNatGatewayProvider":
        """By one NAT gateway for all zones."""
        return RegionalNatGatewayProvider(
            allocation_id=allocation_id,
            availability_zone_addresses=availability_zone_addresses,
            eip=eip,
            max_drain_duration=max_drain_duration,
        )

    @staticmethod
    def instance(**options: Any) -> Any:
        """By instances with the old image for NAT."""
        from landform.cdk.aws_ec2.nat_instance import NatInstanceProvider

        return NatInstanceProvider(**options)

    @staticmethod
    def instance_v2(**options: Any) -> Any:
        """By instances that set themselves up for NAT."""
        from landform.cdk.aws_ec2.nat_instance import NatInstanceProviderV2

        return NatInstanceProviderV2(**options)

    @property
    @abstractmethod
    def configured_gateways(self) -> list[Any]:
        """The gateways with their zones."""

    @abstractmethod
    def configure_nat(self, *, nat_subnets: Sequence[Any], private_subnets: Sequence[Any], vpc: Any) -> None:
        """Set up NAT in some subnets for others."""

    @abstractmethod
    def configure_subnet(self, subnet: Any) -> None:
        """Send what a subnet sends to the internet through NAT."""


def configs(chosen: Preferences) -> list[Any]:
    """The gateways as records."""
    return [filled("GatewayConfig", az=zone, gateway_id=gateway) for zone, gateway in chosen.values()]


def route_by(subnet: Any, kind: RouterType, router_id: str) -> None:
    """The default route of a subnet through NAT."""
    subnet.add_route(
        "DefaultRoute", router_type=kind, router_id=router_id, enables_internet_connectivity=True
    )


class NatGatewayProvider(NatProvider):
    """A NAT gateway in each of the subnets for NAT."""

    def __init__(
        self,
        *,
        eip_allocation_ids: Sequence[str] | None = None,
        max_drain_duration: Duration | None = None,
    ) -> None:
        self._addresses = eip_allocation_ids
        self._drain = max_drain_duration
        self._gateways = Preferences()

    @property
    def configured_gateways(self) -> list[Any]:
        """The gateways with their zones."""
        return configs(self._gateways)

    def configure_nat(self, *, nat_subnets: Sequence[Any], private_subnets: Sequence[Any], vpc: Any) -> None:
        """Make the gateways and the routes."""
        del vpc
        addresses = self._addresses
        if addresses is not None and len(addresses) < len(nat_subnets):
            raise ValueError(
                f"Not enough NAT gateway EIP allocation IDs ({len(addresses)} provided) for the requested "
                f"subnet count ({len(nat_subnets)} needed)."
            )
        for index, subnet in enumerate(nat_subnets):
            address = addresses[index] if addresses is not None else None
            gateway = subnet.add_nat_gateway(address, max_drain_duration=self._drain)
            self._gateways.add(subnet.availability_zone, gateway.ref)
        for subnet in private_subnets:
            self.configure_subnet(subnet)

    def configure_subnet(self, subnet: Any) -> None:
        """Use the gateway of the subnet's zone."""
        route_by(subnet, RouterType.NAT_GATEWAY, self._gateways.pick(subnet.availability_zone))


class RegionalNatGatewayProvider(NatProvider):
    """One NAT gateway that spans the zones.

    Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
    """

    def __init__(
        self,
        *,
        allocation_id: str | None = None,
        availability_zone_addresses: Sequence[Any] | None = None,
        eip: Any = None,
        max_drain_duration: Duration | None = None,
    ) -> None:
        if allocation_id is not None and eip is not None:
            raise ValueError("Cannot specify both `allocationId` and `eip`. Use one or the other.")
        for each in availability_zone_addresses or ():
            address = as_record("AvailabilityZoneAddress", each)
            if not address.availability_zone and not address.availability_zone_id:
                raise ValueError(
                    "Either `availabilityZone` or `availabilityZoneId` must be specified in"
                    " `AvailabilityZoneAddress`."
                )
        if availability_zone_addresses is not None and (allocation_id is not None or eip is not None):
            raise ValueError(
                "Cannot specify 'allocationId' or 'eip' together with 'availabilityZoneAddresses'"
            )
        self._allocation_id = allocation_id if eip is None else eip.attr_allocation_id
        self._addresses = availability_zone_addresses
        self._drain = max_drain_duration
        self._gateways = Preferences()

    @property
    def configured_gateways(self) -> list[Any]:
        """The gateway with the zones of its subnets."""
        return configs(self._gateways)

    def configure_nat(self, *, nat_subnets: Sequence[Any], private_subnets: Sequence[Any], vpc: Any) -> None:
        """Make the gateway and the routes."""
        gateway = l1("CfnNatGateway")(
            vpc,
            "RegionalNatGateway",
            availability_mode="regional",
            connectivity_type="public",
            vpc_id=vpc.vpc_id,
            allocation_id=self._allocation_id,
            availability_zone_addresses=_zone_addresses(self._addresses),
            max_drain_duration_seconds=drain_seconds(self._drain),
        )
        gateway.node.add_dependency(vpc.internet_connectivity_established)
        for subnet in nat_subnets:
            self._gateways.add(subnet.availability_zone, gateway.attr_nat_gateway_id)
        for subnet in private_subnets:
            self.configure_subnet(subnet)

    def configure_subnet(self, subnet: Any) -> None:
        """Use the gateway."""
        route_by(subnet, RouterType.NAT_GATEWAY, self._gateways.pick(subnet.availability_zone))


def _zone_addresses(given: Sequence[Any] | None) -> list[Any] | None:
    if given is None:
        return None
    records = [as_record("AvailabilityZoneAddress", each) for each in given]
    return [
        {
            "AllocationIds": list(each.allocation_ids),
            "AvailabilityZone": each.availability_zone,
            "AvailabilityZoneId": each.availability_zone_id,
        }
        for each in records
    ]
