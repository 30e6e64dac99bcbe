"""Classic load balancers.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ec2-elb.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.network_kinds import SubnetType
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_ec2.peer import Peer
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_elasticloadbalancing.enums import LoadBalancingProtocol
from landform.cdk.aws_elasticloadbalancing.targets import ListenerPort
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

MODULE: Final = "aws_elasticloadbalancing"
HTTP_KINDS: Final = (LoadBalancingProtocol.HTTP, LoadBalancingProtocol.HTTPS)
WELL_KNOWN: Final = {80: LoadBalancingProtocol.HTTP, 443: LoadBalancingProtocol.HTTPS}
DEFAULT_INTERVAL, DEFAULT_TIMEOUT = Duration.seconds(30), Duration.seconds(5)
DEFAULT_HEALTHY, DEFAULT_UNHEALTHY = 2, 5  # checks in a row


class LoadBalancer(Native, Resource):
    """A classic load balancer."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        access_logging_policy: Any = None,
        cross_zone: bool | None = None,
        health_check: Any = None,
        internet_facing: bool | None = None,
        listeners: Sequence[Any] | None = None,
        subnet_selection: Any = None,
        targets: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._group = SecurityGroup(self, "SecurityGroup", vpc=vpc, allow_all_outbound=False)
        self.connections = Connections(security_groups=[self._group])
        self._listeners: list[dict[str, Any]] = []
        self._instance_ports: list[float] = []
        self._instance_ids: list[str] = []
        self._targets: list[Any] = []
        self.listener_ports: list[ListenerPort] = []
        selected = vpc.select_subnets(**_selection(subnet_selection, is_public=bool(internet_facing)))
        self._resource = cfn_class(MODULE, "CfnLoadBalancer")(
            self,
            "Resource",
            access_logging_policy=access_logging_policy,
            cross_zone=cross_zone is not False,
            health_check=_health_check(health_check),
            instances=Lazy.list(lambda: self._instance_ids or None, omit_empty=True),
            listeners=Lazy.any(lambda: self._listeners),
            scheme="internet-facing" if internet_facing else "internal",
            security_groups=[self._group.security_group_id],
            subnets=selected.subnet_ids,
        )
        if internet_facing:
            self._resource.node.add_dependency(selected.internet_connectivity_established)
        self._expose()
        for each in listeners or ():
            self.add_listener(**each)
        for each in targets or ():
            self.add_target(each)

    def _expose(self) -> None:
        resource = self._resource
        self.load_balancer_name: str = resource.ref
        self.load_balancer_canonical_hosted_zone_name: str = resource.attr_canonical_hosted_zone_name
        self.load_balancer_canonical_hosted_zone_name_id: str = resource.attr_canonical_hosted_zone_name_id
        self.load_balancer_dns_name: str = resource.attr_dns_name
        self.load_balancer_source_security_group_group_name: str = (
            resource.attr_source_security_group_group_name
        )
        self.load_balancer_source_security_group_owner_alias: str = (
            resource.attr_source_security_group_owner_alias
        )

    def add_listener(
        self,
        *,
        external_port: float,
        allow_connections_from: Sequence[Any] | None = None,
        external_protocol: LoadBalancingProtocol | None = None,
        internal_port: float | None = None,
        internal_protocol: LoadBalancingProtocol | None = None,
        policy_names: Sequence[str] | None = None,
        ssl_certificate_arn: str | None = None,
    ) -> ListenerPort:
        """Listen on another port."""
        protocol = external_protocol or WELL_KNOWN.get(int(external_port))
        if protocol is None:
            raise ValueError(f"Please supply protocol to go with port {number_text(external_port)}")
        instance_port = internal_port if internal_port is not None else external_port
        self._listeners.append(
            {
                "LoadBalancerPort": number_text(external_port),
                "Protocol": protocol,
                "InstancePort": number_text(instance_port),
                "InstanceProtocol": internal_protocol or _of_instance(instance_port, protocol),
                "SSLCertificateId": ssl_certificate_arn,
                "PolicyNames": policy_names,
            }
        )
        port = ListenerPort(self._group, Port.tcp(external_port))
        peers = allow_connections_from if allow_connections_from is not None else [Peer.any_ipv4()]
        for peer in peers:
            text = f"Default rule allow on {number_text(external_port)}"
            port.connections.allow_default_port_from(peer, text)
        self.listener_ports.append(port)
        self._instance_ports.append(instance_port)
        for target in self._targets:
            self._let_connect(instance_port, target)
        return port

    def add_target(self, target: Any) -> None:
        """Send requests to a machine or a group."""
        target.attach_to_classic_lb(self)
        self._targets.append(target)
        for instance_port in self._instance_ports:
            self._let_connect(instance_port, target)

    def _let_connect(self, instance_port: float, target: Any) -> None:
        text = f"Port {number_text(instance_port)} LB to fleet"
        self.connections.allow_to(target, Port.tcp(instance_port), text)

    def _add_instance_id(self, instance_id: str) -> None:
        self._instance_ids.append(instance_id)


def _selection(asked: Any, *, is_public: bool) -> Any:
    if asked is not None:
        return as_record("SubnetSelection", asked)
    return {"subnet_type": SubnetType.PUBLIC if is_public else SubnetType.PRIVATE_WITH_EGRESS}


def _of_instance(port: float, outside: LoadBalancingProtocol) -> LoadBalancingProtocol:
    """What machines speak: what their port says, or else the same layer without encryption."""
    plain = LoadBalancingProtocol.HTTP if outside in HTTP_KINDS else LoadBalancingProtocol.TCP
    return WELL_KNOWN.get(int(port), plain)


def _health_check(asked: Any) -> dict[str, str] | None:
    check = given(MODULE, "HealthCheck", asked)
    if check is None:
        return None
    protocol = check.protocol or WELL_KNOWN.get(int(check.port), LoadBalancingProtocol.TCP)
    path = (check.path or "/") if protocol in HTTP_KINDS else ""
    healthy = check.healthy_threshold if check.healthy_threshold is not None else DEFAULT_HEALTHY
    unhealthy = check.unhealthy_threshold if check.unhealthy_threshold is not None else DEFAULT_UNHEALTHY
    return {
        "HealthyThreshold": number_text(healthy),
        "Interval": number_text((check.interval or DEFAULT_INTERVAL).to_seconds()),
        "Target": f"{protocol.name}:{number_text(check.port)}{path}",
        "Timeout": number_text((check.timeout or DEFAULT_TIMEOUT).to_seconds()),
        "UnhealthyThreshold": number_text(unhealthy),
    }
