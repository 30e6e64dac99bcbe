"""Security groups.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
and https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import filled, l1
from landform.cdk.aws_ec2.peer import ANY_IPV4, ANY_IPV6, Peer
from landform.cdk.aws_ec2.port import Port
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

DISABLE_INLINE_CONTEXT = "@aws-cdk/aws-ec2.securityGroupDisableInlineRules"
PROVIDER = "security-group"
Rule = dict[str, Any]
_EVERYONE = ((ANY_IPV4, None), (None, ANY_IPV6))
_NO_TRAFFIC: Final[Rule] = {
    "CidrIp": "255.255.255.255/32",
    "Description": "Disallow all traffic",
    "IpProtocol": "icmp",
    "FromPort": 252,
    "ToPort": 86,
}
"""A rule that lets nothing out; a group without any rule would let everything out."""
_ALL_OUT: Final[Rule] = {
    "CidrIp": ANY_IPV4,
    "Description": "Allow all outbound traffic by default",
    "IpProtocol": "-1",
}
_ALL_OUT_IPV6: Final[Rule] = {
    "CidrIpv6": ANY_IPV6,
    "Description": "Allow all outbound ipv6 traffic by default",
    "IpProtocol": "-1",
}


class SecurityGroupBase(Native, Resource):
    """What security groups of the app and imported ones share."""

    security_group_id: str
    security_group_ref: Any
    allow_all_outbound: bool
    can_inline_rule = False
    default_port: Any = None
    _token_peers = 0

    @property
    def connections(self) -> Connections:
        """The group as one side of connections."""
        known: Connections | None = self.__dict__.get("_connections")
        if known is None:
            known = Connections(security_groups=[self], default_port=self.default_port)
            self._connections = known
        return known

    @property
    def unique_id(self) -> str:
        """Its name in the names of rules."""
        return Names.node_unique_id(self.node)

    def add_ingress_rule(
        self, peer: Any, connection: Any, description: str | None = None, remote_rule: bool | None = None
    ) -> None:
        """Let a peer connect to the members."""
        self._add_rule("from", peer, connection, description, bool(remote_rule))

    def add_egress_rule(
        self, peer: Any, connection: Any, description: str | None = None, remote_rule: bool | None = None
    ) -> None:
        """Let the members connect to a peer."""
        self._add_rule("to", peer, connection, description, bool(remote_rule))

    def to_ingress_rule_config(self) -> Any:
        """The group as the source of a rule."""
        return filled("IngressRuleConfig", source_security_group_id=self.security_group_id)

    def to_egress_rule_config(self) -> Any:
        """The group as the destination of a rule."""
        return filled("EgressRuleConfig", destination_security_group_id=self.security_group_id)

    def _add_rule(self, way: str, peer: Any, port: Any, description: str | None, is_remote: bool) -> None:
        shown = f"{way} {peer.unique_id}:{port}" if description is None else description
        scope, id = self._determine_rule_scope(peer, port, way, is_remote)
        if scope.node.try_find_child(id) is not None:
            return
        is_ingress = way == "from"
        config = peer.to_ingress_rule_config() if is_ingress else peer.to_egress_rule_config()
        l1("CfnSecurityGroupIngress" if is_ingress else "CfnSecurityGroupEgress")(
            scope,
            id,
            group_id=self.security_group_id,
            description=shown,
            **config,
            **_snake(port.to_rule_json()),
        )

    def _determine_rule_scope(
        self, peer: Any, connection: Any, from_to: str, remote_rule: bool
    ) -> tuple[Any, str]:
        """Where the rule's resource lives, and its id.

        Between stacks it lives with the peer that it was started on, so that the stacks depend on each other
        in one direction only.
        """
        if remote_rule and isinstance(peer, SecurityGroupBase) and peer.stack is not self.stack:
            reversed_way = "to" if from_to == "from" else "from"
            return peer, f"{self.unique_id}:{connection} {reversed_way}"
        return self, f"{from_to} {self._shown(peer)}:{connection}".replace("/", "_", 1)

    def _shown(self, peer: Any) -> str:
        if not is_unresolved(peer.unique_id):
            return str(peer.unique_id)
        self._token_peers += 1
        return f"'{{IndirectPeer{self._token_peers}}}'" if self._token_peers > 1 else "{IndirectPeer}"


def _snake(rule: Rule) -> Rule:
    names = {"ipProtocol": "ip_protocol", "fromPort": "from_port", "toPort": "to_port"}
    return {names[name]: value for name, value in rule.items()}


class SecurityGroup(SecurityGroupBase):
    """A security group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        allow_all_ipv6_outbound: bool | None = None,
        allow_all_outbound: bool | None = None,
        description: str | None = None,
        disable_inline_rules: bool | None = None,
        security_group_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=security_group_name)
        self.allow_all_outbound = allow_all_outbound is not False
        self.allow_all_ipv6_outbound = bool(allow_all_ipv6_outbound)
        asked = disable_inline_rules
        self._is_separate = bool(
            self.node.try_get_context(DISABLE_INLINE_CONTEXT) if asked is None else asked
        )
        self._ingress: list[Rule] = []
        self._egress: list[Rule] = []
        resource = l1("CfnSecurityGroup")(
            self,
            "Resource",
            group_name=self.physical_name,
            group_description=description or self.node.path,
            security_group_ingress=Lazy.any(lambda: list(self._ingress), omit_empty_array=True),
            security_group_egress=Lazy.any(lambda: list(self._egress), omit_empty_array=True),
            vpc_id=vpc.vpc_id,
        )
        self.security_group_id = resource.attr_group_id
        self.security_group_vpc_id: str = resource.attr_vpc_id
        self._add_default_egress()

    @staticmethod
    def is_security_group(x: Any) -> bool:
        """Whether it is a security group."""
        return isinstance(x, SecurityGroupBase)

    @staticmethod
    def from_security_group_id(
        scope: Any,
        id: str,
        security_group_id: str,
        *,
        allow_all_ipv6_outbound: bool | None = None,
        allow_all_outbound: bool | None = None,
        mutable: bool | None = None,
    ) -> "ImportedSecurityGroup":
        """A security group that exists already."""
        return ImportedSecurityGroup(
            scope,
            id,
            security_group_id,
            outbound=allow_all_outbound is not False,
            ipv6_outbound=bool(allow_all_ipv6_outbound),
            is_mutable=mutable is not False,
        )

    @staticmethod
    def from_lookup_by_id(scope: Any, id: str, security_group_id: str) -> "ImportedSecurityGroup":
        """A security group that exists already, looked up when the app is synthesized."""
        return _look_up(scope, id, {"securityGroupId": security_group_id})

    @staticmethod
    def from_lookup_by_name(
        scope: Any, id: str, security_group_name: str, vpc: Any
    ) -> "ImportedSecurityGroup":
        """The same by its name in a VPC."""
        return _look_up(scope, id, {"securityGroupName": security_group_name, "vpcId": vpc.vpc_id})

    def add_ingress_rule(
        self, peer: Any, connection: Any, description: str | None = None, remote_rule: bool | None = None
    ) -> None:
        """Let a peer connect to the members."""
        if self._is_separate or not peer.can_inline_rule or not connection.can_inline_rule:
            super().add_ingress_rule(peer, connection, description, remote_rule)
            return
        shown = f"from {peer.unique_id}:{connection}" if description is None else description
        rule = _inline(peer.to_ingress_rule_config(), connection, shown)
        if not _has(self._ingress, rule):
            self._ingress.append(rule)

    def add_egress_rule(
        self, peer: Any, connection: Any, description: str | None = None, remote_rule: bool | None = None
    ) -> None:
        """Let the members connect to a peer; without effect where everything may go out already."""
        config = peer.to_egress_rule_config()
        is_ipv6 = config.cidr_ipv6 is not None
        if self._allows_already(is_ipv6):
            if not remote_rule:
                self._warn_of_ignored(is_ipv6)
            return
        if not is_ipv6:
            self._egress = [each for each in self._egress if each != _NO_TRAFFIC]
            self._remove_separate_no_traffic()
        if self._is_separate or not peer.can_inline_rule or not connection.can_inline_rule:
            super().add_egress_rule(peer, connection, description, remote_rule)
            return
        shown = f"from {peer.unique_id}:{connection}" if description is None else description
        rule = _inline(config, connection, shown)
        if rule["IpProtocol"] == "-1" and (rule.get("CidrIp"), rule.get("CidrIpv6")) in _EVERYONE:
            raise ValueError(
                'Cannot add an "all traffic" egress rule in this way; set allowAllOutbound=true (for ipv4) or'
                " allowAllIpv6Outbound=true (for ipv6) on the SecurityGroup instead."
            )
        if not _has(self._egress, rule):
            self._egress.append(rule)

    def _allows_already(self, is_ipv6: bool) -> bool:
        return self.allow_all_ipv6_outbound if is_ipv6 else self.allow_all_outbound

    def _warn_of_ignored(self, is_ipv6: bool) -> None:
        setting, kind = ("allowAllIpv6Outbound", "ipv6") if is_ipv6 else ("allowAllOutbound", "ipv4")
        Annotations.of(self).add_warning_v2(
            f"@aws-cdk/aws-ec2:{kind}IgnoreEgressRule",
            f"Ignoring Egress rule since '{setting}' is set to true; To add customized rules, set"
            f" {setting}=false on the SecurityGroup",
        )

    def _add_default_egress(self) -> None:
        if self._is_separate:
            peer, port, text = Peer.any_ipv4(), Port.all_traffic(), _ALL_OUT["Description"]
            if not self.allow_all_outbound:
                peer, text = Peer.ipv4(_NO_TRAFFIC["CidrIp"]), _NO_TRAFFIC["Description"]
                port = Port.icmp_type_and_code(_NO_TRAFFIC["FromPort"], _NO_TRAFFIC["ToPort"])
            super().add_egress_rule(peer, port, text)
            if self.allow_all_ipv6_outbound:
                super().add_egress_rule(Peer.any_ipv6(), Port.all_traffic(), _ALL_OUT_IPV6["Description"])
            return
        self._egress.append(dict(_ALL_OUT if self.allow_all_outbound else _NO_TRAFFIC))
        if self.allow_all_ipv6_outbound:
            self._egress.append(dict(_ALL_OUT_IPV6))

    def _remove_separate_no_traffic(self) -> None:
        if not self._is_separate:
            return
        peer = Peer.ipv4(_NO_TRAFFIC["CidrIp"])
        port = Port.icmp_type_and_code(_NO_TRAFFIC["FromPort"], _NO_TRAFFIC["ToPort"])
        _, id = self._determine_rule_scope(peer, port, "to", remote_rule=False)
        self.node.try_remove_child(id)


def _inline(config: Any, connection: Any, description: str) -> Rule:
    names = {
        "cidr_ip": "CidrIp",
        "cidr_ipv6": "CidrIpv6",
        "source_security_group_id": "SourceSecurityGroupId",
        "source_security_group_owner_id": "SourceSecurityGroupOwnerId",
        "destination_security_group_id": "DestinationSecurityGroupId",
    }
    ports = {name[:1].upper() + name[1:]: value for name, value in connection.to_rule_json().items()}
    return {names[name]: value for name, value in config.items()} | ports | {"Description": description}


def _has(rules: list[Rule], rule: Rule) -> bool:
    """Whether there is such a rule, whatever its description."""
    bare = {name: value for name, value in rule.items() if name != "Description"}
    return any(bare == {n: v for n, v in each.items() if n != "Description"} for each in rules)


class ImportedSecurityGroup(SecurityGroupBase):
    """A security group that exists already; an immutable one gets no rules."""

    def __init__(
        self,
        scope: Any,
        id: str,
        group_id: str,
        *,
        outbound: bool = True,
        ipv6_outbound: bool = False,
        is_mutable: bool = True,
    ) -> None:
        super().__init__(scope, id)
        self.security_group_id = group_id
        self.allow_all_outbound = outbound
        self.allow_all_ipv6_outbound = ipv6_outbound
        self._is_mutable = is_mutable

    def add_ingress_rule(
        self, peer: Any, connection: Any, description: str | None = None, remote_rule: bool | None = None
    ) -> None:
        """Let a peer connect to the members."""
        if self._is_mutable:
            super().add_ingress_rule(peer, connection, description, remote_rule)

    def add_egress_rule(
        self, peer: Any, connection: Any, description: str | None = None, remote_rule: bool | None = None
    ) -> None:
        """Let the members connect to a peer, unless everything may go out already."""
        if self._is_mutable and not self.allow_all_outbound:
            super().add_egress_rule(peer, connection, description, remote_rule)


def _look_up(scope: Any, id: str, props: dict[str, Any]) -> ImportedSecurityGroup:
    from landform.cdk.core.context_provider import get_value

    if any(is_unresolved(value) for value in props.values()):
        raise ValueError("All arguments to look up a security group must be concrete (no Tokens)")
    dummy = {"securityGroupId": "sg-12345678", "allowAllOutbound": True}
    found = get_value(scope, PROVIDER, props, dummy=dummy)
    return ImportedSecurityGroup(scope, id, found["securityGroupId"], outbound=found["allowAllOutbound"])
