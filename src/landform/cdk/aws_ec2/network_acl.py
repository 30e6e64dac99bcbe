"""Network ACLs: numbered rules for the traffic of subnets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html
"""

from abc import abstractmethod
from typing import Any

from landform.cdk.aws_ec2.network_kinds import Action, TrafficDirection
from landform.cdk.aws_ec2.parts import as_record, filled, l1
from landform.cdk.aws_ec2.subnet import ANYWHERE_IPV4, ANYWHERE_IPV6
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags

ALL, ICMP, TCP, UDP, ICMPV6 = -1, 1, 6, 17, 58
"""Protocol numbers. Source: https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml"""


class AclCidr(AbstractChecked):
    """The addresses of a rule."""

    @abstractmethod
    def to_cidr_config(self) -> Any:
        """As the resource has it."""

    @staticmethod
    def ipv4(ipv4_cidr: str) -> "AclCidr":
        """An IPv4 block."""
        return _Cidr(cidr_block=ipv4_cidr)

    @staticmethod
    def any_ipv4() -> "AclCidr":
        """All IPv4 addresses."""
        return _Cidr(cidr_block=ANYWHERE_IPV4)

    @staticmethod
    def ipv6(ipv6_cidr: str) -> "AclCidr":
        """An IPv6 block."""
        return _Cidr(ipv6_cidr_block=ipv6_cidr)

    @staticmethod
    def any_ipv6() -> "AclCidr":
        """All IPv6 addresses."""
        return _Cidr(ipv6_cidr_block=ANYWHERE_IPV6)


class _Cidr(AclCidr):
    def __init__(self, **block: str) -> None:
        self._block = block

    def to_cidr_config(self) -> Any:
        return filled("AclCidrConfig", **self._block)


class AclTraffic(AbstractChecked):
    """The protocol and ports of a rule."""

    @abstractmethod
    def to_traffic_config(self) -> Any:
        """As the resource has it."""

    @staticmethod
    def all_traffic() -> "AclTraffic":
        """Everything."""
        return _Traffic(protocol=ALL)

    @staticmethod
    def icmp(*, code: float | None = None, type: float | None = None) -> "AclTraffic":
        """A kind of ICMP message."""
        return _Traffic(protocol=ICMP, icmp={"code": code, "type": type})

    @staticmethod
    def icmpv6(*, code: float | None = None, type: float | None = None) -> "AclTraffic":
        """A kind of ICMP message of IPv6."""
        return _Traffic(protocol=ICMPV6, icmp={"code": code, "type": type})

    @staticmethod
    def tcp_port(port: float) -> "AclTraffic":
        """A TCP port."""
        return _Traffic(protocol=TCP, port_range={"from_": port, "to": port})

    @staticmethod
    def tcp_port_range(start_port: float, end_port: float) -> "AclTraffic":
        """TCP ports."""
        return _Traffic(protocol=TCP, port_range={"from_": start_port, "to": end_port})

    @staticmethod
    def udp_port(port: float) -> "AclTraffic":
        """A UDP port."""
        return _Traffic(protocol=UDP, port_range={"from_": port, "to": port})

    @staticmethod
    def udp_port_range(start_port: float, end_port: float) -> "AclTraffic":
        """UDP ports."""
        return _Traffic(protocol=UDP, port_range={"from_": start_port, "to": end_port})


class _Traffic(AclTraffic):
    def __init__(self, **values: Any) -> None:
        self._values = values

    def to_traffic_config(self) -> Any:
        return filled("AclTrafficConfig", **self._values)


class NetworkAclBase(Native, Resource):
    """What network ACLs of the app and imported ones share."""

    network_acl_id: str
    network_acl_ref: Any

    def add_entry(
        self,
        id: str,
        *,
        cidr: AclCidr,
        rule_number: float,
        traffic: AclTraffic,
        direction: TrafficDirection | None = None,
        network_acl_entry_name: str | None = None,
        rule_action: Action | None = None,
    ) -> "NetworkAclEntry":
        """Add a rule."""
        return NetworkAclEntry(
            self,
            id,
            network_acl=self,
            cidr=cidr,
            rule_number=rule_number,
            traffic=traffic,
            direction=direction,
            network_acl_entry_name=network_acl_entry_name,
            rule_action=rule_action,
        )


class NetworkAcl(NetworkAclBase):
    """A network ACL."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        network_acl_name: str | None = None,
        subnet_selection: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=network_acl_name)
        self._vpc = vpc
        resource = l1("CfnNetworkAcl")(self, "Resource", vpc_id=vpc.vpc_id)
        Tags.of(self).add("Name", network_acl_name or self.node.path)
        self.network_acl_id = resource.ref
        self.network_acl_vpc_id: str = resource.vpc_id
        if subnet_selection is not None:
            self._associate("DefaultAssociation", subnet_selection)

    @staticmethod
    def from_network_acl_id(scope: Any, id: str, network_acl_id: str) -> "ImportedNetworkAcl":
        """A network ACL that exists already."""
        return ImportedNetworkAcl(scope, id, network_acl_id)

    def associate_with_subnet(
        self,
        id: str,
        *,
        availability_zones: Any = None,
        one_per_az: bool | None = None,
        subnet_filters: Any = None,
        subnet_group_name: str | None = None,
        subnets: Any = None,
        subnet_type: Any = None,
    ) -> None:
        """Use it for subnets."""
        self._associate(
            id,
            {
                "availability_zones": availability_zones,
                "one_per_az": one_per_az,
                "subnet_filters": subnet_filters,
                "subnet_group_name": subnet_group_name,
                "subnets": subnets,
                "subnet_type": subnet_type,
            },
        )

    def _associate(self, id: str, selection: Any) -> None:
        for subnet in self._vpc.select_subnets(**(as_record("SubnetSelection", selection) or {})).subnets:
            subnet.associate_network_acl(id, self)


class ImportedNetworkAcl(NetworkAclBase):
    """A network ACL that exists already."""

    def __init__(self, scope: Any, id: str, network_acl_id: str) -> None:
        super().__init__(scope, id)
        self.network_acl_id = network_acl_id


class NetworkAclEntry(Native, Resource):
    """A rule of a network ACL."""

    network_acl_entry_ref: Any

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        network_acl: Any,
        cidr: AclCidr,
        rule_number: float,
        traffic: AclTraffic,
        direction: TrafficDirection | None = None,
        network_acl_entry_name: str | None = None,
        rule_action: Action | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=network_acl_entry_name)
        self.network_acl = network_acl
        kind = traffic.to_traffic_config()
        icmp, ports = as_record("AclIcmp", kind.icmp), as_record("AclPortRange", kind.port_range)
        resource = l1("CfnNetworkAclEntry")(
            self,
            "Resource",
            network_acl_id=network_acl.network_acl_id,
            rule_number=rule_number,
            rule_action=(rule_action or Action.ALLOW).value,
            egress=direction is TrafficDirection.EGRESS if direction is not None else None,
            protocol=kind.protocol,
            icmp={"Code": icmp.code, "Type": icmp.type} if icmp is not None else None,
            port_range={"From": ports.from_, "To": ports.to} if ports is not None else None,
            **as_record("AclCidrConfig", cidr.to_cidr_config()),
        )
        self.network_acl_entry_id: str = resource.ref


class SubnetNetworkAclAssociation(Native, Resource):
    """Gives a subnet its network ACL."""

    subnet_network_acl_association_ref: Any

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        network_acl: Any,
        subnet: Any,
        subnet_network_acl_association_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=subnet_network_acl_association_name)
        resource = l1("CfnSubnetNetworkAclAssociation")(
            self, "Resource", network_acl_id=network_acl.network_acl_id, subnet_id=subnet.subnet_id
        )
        self.network_acl = network_acl
        self.subnet = subnet
        self.subnet_network_acl_association_association_id: str = resource.attr_association_id

    @staticmethod
    def from_subnet_network_acl_association_association_id(
        scope: Any, id: str, subnet_network_acl_association_association_id: str
    ) -> Any:
        """An association that exists already."""
        imported: Any = Resource(scope, id)
        imported.subnet_network_acl_association_association_id = subnet_network_acl_association_association_id
        return imported
