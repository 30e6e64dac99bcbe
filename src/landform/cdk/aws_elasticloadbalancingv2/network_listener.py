"""Listeners of network load balancers.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2 import look_up
from landform.cdk.aws_elasticloadbalancingv2.base_listener import BaseListener, uses_post_quantum
from landform.cdk.aws_elasticloadbalancingv2.enums import AlpnPolicy, IpAddressType, Protocol, SslPolicy
from landform.cdk.aws_elasticloadbalancingv2.listener_certificate import additional
from landform.cdk.aws_elasticloadbalancingv2.network_listener_action import NetworkListenerAction
from landform.cdk.aws_elasticloadbalancingv2.network_protocols import checked_protocol
from landform.cdk.aws_elasticloadbalancingv2.network_target_group import NetworkTargetGroup
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_elasticloadbalancingv2"
_IDLE: Final = (60, 6000)  # seconds
_UDP: Final = (Protocol.UDP, Protocol.TCP_UDP)


class NetworkListener(BaseListener):
    """A listener of a network load balancer."""

    is_network_listener = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        load_balancer: Any,
        port: float,
        alpn_policy: AlpnPolicy | None = None,
        certificates: Sequence[Any] | None = None,
        default_action: NetworkListenerAction | None = None,
        default_target_groups: Sequence[Any] | None = None,
        protocol: Protocol | None = None,
        ssl_policy: SslPolicy | None = None,
        tcp_idle_timeout: Duration | None = None,
    ) -> None:
        given_certificates = list(certificates or ())
        found = protocol or (Protocol.TLS if given_certificates else Protocol.TCP)
        _check_tls(checked_protocol(found), given_certificates, alpn_policy)
        _check_dual_stack(found, load_balancer)
        policy = ssl_policy
        if policy is None and found is Protocol.TLS and uses_post_quantum(scope):
            policy = SslPolicy.TLS13_12_PQ
        self._certificate_arns: list[str] = []
        own = {
            "load_balancer_arn": load_balancer.load_balancer_arn,
            "protocol": found,
            "port": port,
            "ssl_policy": policy,
            "certificates": Lazy.any(
                lambda: [{"certificate_arn": each} for each in self._certificate_arns], omit_empty_array=True
            ),
            "alpn_policy": [alpn_policy.value] if alpn_policy is not None else None,
        }
        super().__init__(scope, id, own)
        self.load_balancer = load_balancer
        self._protocol = found
        if given_certificates:
            self.add_certificates("DefaultCertificates", given_certificates)
        if default_action is not None and default_target_groups is not None:
            raise ValueError("Specify at most one of 'defaultAction' and 'defaultTargetGroups'")
        if default_action is not None:
            self._set_default_action(default_action)
        if default_target_groups is not None:
            self._set_default_action(NetworkListenerAction.forward(default_target_groups))
        if tcp_idle_timeout is not None:
            self.set_attribute("tcp.idle_timeout.seconds", _idle(tcp_idle_timeout, found))

    @staticmethod
    def from_network_listener_arn(
        scope: Any, id: str, network_listener_arn: str
    ) -> "ImportedNetworkListener":
        """A listener that exists already."""
        return ImportedNetworkListener(scope, id, network_listener_arn)

    @staticmethod
    def from_lookup(scope: Any, id: str, **options: Any) -> "ImportedNetworkListener":
        """A listener that exists already, found when the app is synthesized.

        The options are those of `NetworkListenerLookupOptions`.
        """
        asked = given(_MODULE, "NetworkListenerLookupOptions", options)
        if asked.listener_protocol is not None:
            checked_protocol(asked.listener_protocol)
        return ImportedNetworkListener(scope, id, look_up.listener(scope, "network", asked)["listenerArn"])

    def add_certificates(self, id: str, certificates: Sequence[Any]) -> None:
        """More certificates; the first of all is the listener's own."""
        more = list(certificates)
        if not self._certificate_arns and more:
            self._certificate_arns.append(more.pop(0).certificate_arn)
        additional(self, id, more)

    def add_action(self, _id: str, *, action: NetworkListenerAction) -> None:
        """What is done with connections."""
        self._set_default_action(action)

    def add_target_groups(self, _id: str, *target_groups: Any) -> None:
        """Hand connections on to target groups."""
        self._set_default_action(NetworkListenerAction.forward(target_groups))

    def add_targets(
        self, id: str, *, port: float, protocol: Protocol | None = None, **options: Any
    ) -> NetworkTargetGroup:
        """Hand connections on to targets; the options are those of `AddNetworkTargetsProps`."""
        if self.load_balancer.vpc is None:
            raise ValueError(
                "Can only call addTargets() when using a constructed Load Balancer or imported Load Balancer "
                "with specified VPC; construct a new TargetGroup and use addTargetGroup"
            )
        group = NetworkTargetGroup(
            self,
            f"{id}Group",
            vpc=self.load_balancer.vpc,
            port=port,
            protocol=protocol or self._protocol,
            **options,
        )
        self.add_target_groups(id, group)
        return group

    def _set_default_action(self, action: NetworkListenerAction) -> None:
        action.bind(self, self)
        self._replace_default_action(action)


class ImportedNetworkListener(Native, Resource):
    """A listener that exists already."""

    is_network_listener = True

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.listener_arn = arn


def _check_tls(protocol: Protocol, certificates: Sequence[Any], alpn: AlpnPolicy | None) -> None:
    if protocol is Protocol.TLS and not certificates:
        raise ValueError("When the protocol is set to TLS, you must specify certificates")
    if protocol is not Protocol.TLS and certificates:
        raise ValueError("Protocol must be TLS when certificates have been specified")
    if protocol is not Protocol.TLS and alpn is not None:
        raise ValueError("Protocol must be TLS when alpnPolicy have been specified")


def _check_dual_stack(protocol: Protocol, balancer: Any) -> None:
    is_dual = balancer.ip_address_type is IpAddressType.DUAL_STACK
    if protocol in _UDP and is_dual and not getattr(balancer, "_has_prefix", True):
        raise ValueError(
            f"To add a listener with {protocol.value} protocol to a dual stack NLB, "
            "'enablePrefixForIpv6SourceNat' must be set to true."
        )


def _idle(timeout: Duration, protocol: Protocol) -> str:
    if protocol is Protocol.UDP:
        raise ValueError("`tcpIdleTimeout` cannot be set when `protocol` is `Protocol.UDP`.")
    if timeout.is_unresolved() or is_unresolved(timeout.to_seconds()):
        return number_text(timeout.to_seconds())
    seconds = timeout.to_seconds()
    if not _IDLE[0] <= seconds <= _IDLE[1]:
        raise ValueError(
            f"`tcpIdleTimeout` must be between {_IDLE[0]} and {_IDLE[1]} seconds, got {number_text(seconds)} "
            "seconds."
        )
    return number_text(seconds)
