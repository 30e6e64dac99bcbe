"""Who may connect: addresses, security groups, prefix lists.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

import re
from abc import ABC, abstractmethod
from typing import Any

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import filled
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

ANY_IPV4 = "0.0.0.0/0"
ANY_IPV6 = "::/0"
_IPV4 = re.compile(r"^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(/\d+)?$")
_GROUP_ID = re.compile(r"^sg-[a-z0-9]{8,17}$")


class Peer(Checked):
    """Makes peers."""

    @staticmethod
    def ipv4(cidr_ip: str) -> "AddressPeer":
        """An IPv4 block."""
        _check_block(cidr_ip, _is_ipv4, "IPv4", "/32")
        return AddressPeer("cidr_ip", cidr_ip)

    @staticmethod
    def any_ipv4() -> "AddressPeer":
        """Every IPv4 address."""
        return AddressPeer("cidr_ip", ANY_IPV4)

    @staticmethod
    def ipv6(cidr_ip: str) -> "AddressPeer":
        """An IPv6 block."""
        _check_block(cidr_ip, _is_ipv6, "IPv6", "/128")
        return AddressPeer("cidr_ipv6", cidr_ip)

    @staticmethod
    def any_ipv6() -> "AddressPeer":
        """Every IPv6 address."""
        return AddressPeer("cidr_ipv6", ANY_IPV6)

    @staticmethod
    def prefix_list(prefix_list_id: str) -> "PrefixListPeer":
        """The addresses of a prefix list."""
        return PrefixListPeer(prefix_list_id)

    @staticmethod
    def security_group_id(
        security_group_id: str, source_security_group_owner_id: str | None = None
    ) -> "GroupIdPeer":
        """The members of a security group, known by its id."""
        return GroupIdPeer(security_group_id, source_security_group_owner_id)


class PeerBase(ABC):
    """What peers without a resource share."""

    can_inline_rule = True
    unique_id: str

    @property
    def connections(self) -> Connections:
        """The peer as the other side of connections."""
        return Connections(peer=self)

    @abstractmethod
    def to_ingress_rule_config(self) -> Any:
        """The peer as the source of a rule."""

    @abstractmethod
    def to_egress_rule_config(self) -> Any:
        """The peer as the destination of a rule."""


class AddressPeer(PeerBase):
    """A block of addresses."""

    def __init__(self, member: str, block: str) -> None:
        self._member = member
        self.unique_id = block

    def to_ingress_rule_config(self) -> Any:
        """The block as a source."""
        return filled("IngressRuleConfig", **{self._member: self.unique_id})

    def to_egress_rule_config(self) -> Any:
        """The block as a destination."""
        return filled("EgressRuleConfig", **{self._member: self.unique_id})


class PrefixListPeer(PeerBase):
    """A prefix list known by its id."""

    can_inline_rule = False

    def __init__(self, prefix_list_id: str) -> None:
        self.unique_id = prefix_list_id

    def to_ingress_rule_config(self) -> Any:
        """The list as a source."""
        return filled("IngressRuleConfig", source_prefix_list_id=self.unique_id)

    def to_egress_rule_config(self) -> Any:
        """The list as a destination."""
        return filled("EgressRuleConfig", destination_prefix_list_id=self.unique_id)


class GroupIdPeer(PeerBase):
    """A security group known by its id."""

    def __init__(self, group_id: str, owner: str | None) -> None:
        if not is_unresolved(group_id) and not _GROUP_ID.match(group_id):
            raise ValueError(f'Invalid security group ID: "{group_id}"')
        if owner and not is_unresolved(owner) and not re.fullmatch(r"\d{12}", owner):
            raise ValueError(f'Invalid security group owner ID: "{owner}"')
        self.unique_id = group_id
        self._owner = owner

    def to_ingress_rule_config(self) -> Any:
        """The group as a source."""
        values = {"source_security_group_id": self.unique_id}
        if self._owner:
            values["source_security_group_owner_id"] = self._owner
        return filled("IngressRuleConfig", **values)

    def to_egress_rule_config(self) -> Any:
        """The group as a destination."""
        return filled("EgressRuleConfig", destination_security_group_id=self.unique_id)


def _is_ipv4(block: str) -> bool:
    return _IPV4.match(block) is not None


def _is_ipv6(block: str) -> bool:
    from ipaddress import IPv6Network

    try:
        IPv6Network(block, strict=False)
    except ValueError:
        return False
    return True


def _check_block(block: str, is_block: Any, kind: str, host: str) -> None:
    if is_unresolved(block):
        return
    if not is_block(block):
        raise ValueError(f'Invalid {kind} CIDR: "{block}"')
    if "/" not in block:
        raise ValueError(f'CIDR mask is missing in {kind}: "{block}". Did you mean "{block}{host}"?')
