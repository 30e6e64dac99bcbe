"""Listeners of application load balancers.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_elasticloadbalancingv2 import look_up
from landform.cdk.aws_elasticloadbalancingv2.application_listener_rule import ApplicationListenerRule
from landform.cdk.aws_elasticloadbalancingv2.application_target_group import ApplicationTargetGroup
from landform.cdk.aws_elasticloadbalancingv2.base_listener import BaseListener, uses_post_quantum
from landform.cdk.aws_elasticloadbalancingv2.enums import (
    ApplicationProtocol,
    IpAddressType,
    MutualAuthenticationMode,
    SslPolicy,
)
from landform.cdk.aws_elasticloadbalancingv2.listener_action import ListenerAction
from landform.cdk.aws_elasticloadbalancingv2.listener_certificate import (
    ApplicationListenerCertificate,
    additional,
)
from landform.cdk.aws_elasticloadbalancingv2.ports import protocol_and_port
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import given

DUAL_STACK_FLAG: Final = (
    "@aws-cdk/aws-elasticloadbalancingV2:albDualstackWithoutPublicIpv4SecurityGroupRulesDefault"
)
_MODULE: Final = "aws_elasticloadbalancingv2"


class ApplicationListener(BaseListener):
    """A listener of an application load balancer."""

    is_application_listener = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        load_balancer: Any,
        certificates: Sequence[Any] | None = None,
        default_action: ListenerAction | None = None,
        default_target_groups: Sequence[Any] | None = None,
        mutual_authentication: Any = None,
        open: bool | None = None,
        port: float | None = None,
        protocol: ApplicationProtocol | None = None,
        ssl_policy: SslPolicy | None = None,
    ) -> None:
        found_protocol, found_port = protocol_and_port(protocol, port)
        if found_protocol is None or found_port is None:
            raise ValueError("At least one of 'port' or 'protocol' is required")
        is_secure = found_protocol is ApplicationProtocol.HTTPS
        policy = ssl_policy
        if policy is None and is_secure and uses_post_quantum(scope):
            policy = SslPolicy.TLS13_12_PQ
        self._certificate_arns: list[str] = []
        own = {
            "load_balancer_arn": load_balancer.load_balancer_arn,
            "certificates": Lazy.any(
                lambda: [{"certificate_arn": each} for each in self._certificate_arns], omit_empty_array=True
            ),
            "protocol": found_protocol,
            "port": found_port,
            "ssl_policy": policy,
            "mutual_authentication": _mutual_authentication(mutual_authentication),
        }
        super().__init__(scope, id, own)
        if not is_secure and certificates:
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-elasticloadbalancingv2:httpListenerWithCertificates",
                "Certificates cannot be specified for HTTP listeners. Use HTTPS instead.",
            )
        self.load_balancer = load_balancer
        self.protocol = found_protocol
        self.port = found_port
        self.connections = _connections(load_balancer.connections.security_groups, found_port)
        if certificates:
            self.add_certificates("DefaultCertificates", certificates)
        self._set_defaults(default_action, default_target_groups)
        if open is not False:
            self._let_everyone_in()

    @staticmethod
    def from_application_listener_attributes(
        scope: Any, id: str, *, listener_arn: str, security_group: Any, default_port: float | None = None
    ) -> "ImportedApplicationListener":
        """A listener that exists already, with what is known of it."""
        groups = [security_group]
        return ImportedApplicationListener(
            scope, id, listener_arn, lambda _listener: _connections(groups, default_port)
        )

    @staticmethod
    def from_lookup(scope: Any, id: str, **options: Any) -> "ImportedApplicationListener":
        """A listener that exists already, found when the app is synthesized.

        The options are those of `ApplicationListenerLookupOptions`.
        """
        asked = given(_MODULE, "ApplicationListenerLookupOptions", options)
        known = look_up.listener(scope, "application", asked)

        def connected(listener: Any) -> Connections:
            groups = look_up.security_groups(listener, known["securityGroupIds"])
            return _connections(groups, known["listenerPort"])

        return ImportedApplicationListener(scope, id, known["listenerArn"], connected)

    def add_certificates(self, id: str, certificates: Sequence[Any]) -> None:
        """More certificates; the first of all is the listener's own."""
        more = list(certificates)
        if not self._certificate_arns and more:
            self._certificate_arns.append(more.pop(0).certificate_arn)
        additional(self, id, more)

    def add_action(
        self,
        id: str,
        *,
        action: ListenerAction,
        conditions: Sequence[Any] | None = None,
        priority: float | None = None,
        remove_suffix: bool | None = None,
    ) -> None:
        """Do this with requests that meet conditions, or with all others.

        `remove_suffix` changes ids only for listeners that exist already, as in aws-cdk-lib.
        """
        del remove_suffix
        _check_rule(conditions, priority)
        if priority is None:
            self._set_default_action(action)
            return
        ApplicationListenerRule(
            self,
            f"{id}Rule",
            listener=self,
            priority=priority,
            conditions=conditions,
            action=action,
        )

    def add_target_groups(
        self,
        id: str,
        *,
        target_groups: Sequence[Any],
        conditions: Sequence[Any] | None = None,
        priority: float | None = None,
    ) -> None:
        """Hand requests that meet conditions on to target groups, or all others."""
        _check_rule(conditions, priority)
        if priority is None:
            self._set_default_action(ListenerAction.forward(target_groups))
            return
        ApplicationListenerRule(
            self,
            f"{id}Rule",
            listener=self,
            priority=priority,
            conditions=conditions,
            target_groups=target_groups,
        )

    def add_targets(
        self,
        id: str,
        *,
        conditions: Sequence[Any] | None = None,
        priority: float | None = None,
        **options: Any,
    ) -> ApplicationTargetGroup:
        """Hand requests on to targets; the options are those of `AddApplicationTargetsProps`."""
        if self.load_balancer.vpc is None:
            raise ValueError(
                "Can only call addTargets() when using a constructed Load Balancer or an imported Load "
                "Balancer with specified vpc; construct a new TargetGroup and use addTargetGroup"
            )
        given(_MODULE, "AddApplicationTargetsProps", options)
        group = ApplicationTargetGroup(self, f"{id}Group", vpc=self.load_balancer.vpc, **options)
        self.add_target_groups(id, conditions=conditions, priority=priority, target_groups=[group])
        return group

    def register_connectable(self, connectable: Any, port_range: Any) -> None:
        """Let the load balancer connect to a target."""
        connectable.connections.allow_from(self.load_balancer, port_range, "Load balancer to target")

    def _set_defaults(self, action: ListenerAction | None, groups: Sequence[Any] | None) -> None:
        if action is not None and groups is not None:
            raise ValueError("Specify at most one of 'defaultAction' and 'defaultTargetGroups'")
        if action is not None:
            self._set_default_action(action)
        if groups is not None:
            self._set_default_action(ListenerAction.forward(groups))

    def _set_default_action(self, action: ListenerAction) -> None:
        action.bind(self, self)
        self._replace_default_action(action)

    def _let_everyone_in(self) -> None:
        from landform.cdk.aws_ec2.peer import Peer

        text = f"Allow from anyone on port {number_text(self.port)}"
        self.connections.allow_default_port_from(Peer.any_ipv4(), text)
        address_type = self.load_balancer.ip_address_type
        is_dual = address_type is IpAddressType.DUAL_STACK
        if address_type is IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4:
            is_dual = bool(FeatureFlags.of(self).is_enabled(DUAL_STACK_FLAG))
        if is_dual:
            self.connections.allow_default_port_from(Peer.any_ipv6(), text)

    def _validate_listener(self) -> list[str]:
        found = super()._validate_listener()
        if self.protocol is ApplicationProtocol.HTTPS and not self._certificate_arns:
            found.append("HTTPS Listener needs at least one certificate (call addCertificates)")
        return found


class ImportedApplicationListener(Native, Resource):
    """A listener that exists already."""

    is_application_listener = True

    def __init__(self, scope: Any, id: str, arn: str, connected: Any) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.listener_arn = arn
        self.connections: Connections = connected(self)

    def add_certificates(self, id: str, certificates: Sequence[Any]) -> None:
        """More certificates."""
        ApplicationListenerCertificate(self, id, listener=self, certificates=certificates)

    def add_action(
        self,
        id: str,
        *,
        action: ListenerAction,
        conditions: Sequence[Any] | None = None,
        priority: float | None = None,
        remove_suffix: bool | None = None,
    ) -> None:
        """Do this with requests that meet conditions; what is done with all others cannot be changed."""
        _check_rule(conditions, priority)
        if priority is None:
            raise ValueError("priority must be set for actions added to an imported listener")
        ApplicationListenerRule(
            self,
            id if remove_suffix else f"{id}Rule",
            listener=self,
            priority=priority,
            conditions=conditions,
            action=action,
        )

    def add_target_groups(
        self,
        id: str,
        *,
        target_groups: Sequence[Any],
        conditions: Sequence[Any] | None = None,
        priority: float | None = None,
    ) -> None:
        """Hand requests that meet conditions on to target groups."""
        _check_rule(conditions, priority)
        if priority is None:
            raise ValueError("Cannot add default Target Groups to imported ApplicationListener")
        ApplicationListenerRule(
            self,
            id,
            listener=self,
            priority=priority,
            conditions=conditions,
            target_groups=target_groups,
        )

    def add_targets(self, id: str, **options: Any) -> ApplicationTargetGroup:
        """Not for listeners that exist already, whose VPC is not known."""
        del id, options
        raise ValueError(
            "Can only call addTargets() when using a constructed ApplicationListener; construct a new "
            "TargetGroup and use addTargetGroup."
        )

    def register_connectable(self, connectable: Any, port_range: Any) -> None:
        """Let the load balancer connect to a target."""
        self.connections.allow_to(connectable, port_range, "Load balancer to target")


def _connections(groups: Sequence[Any], port: float | None) -> Connections:
    from landform.cdk.aws_ec2.port import Port

    return Connections(security_groups=groups, default_port=Port.tcp(port) if port is not None else None)


def _check_rule(conditions: Sequence[Any] | None, priority: float | None) -> None:
    if bool(conditions) != (priority is not None):
        raise ValueError("Setting 'conditions' also requires 'priority', and vice versa")


def _mutual_authentication(value: Any) -> Any:
    if value is None:
        return None
    asked = given(_MODULE, "MutualAuthentication", value)
    mode = asked.mutual_authentication_mode or MutualAuthenticationMode.OFF
    if mode is MutualAuthenticationMode.VERIFY:
        if asked.trust_store is None:
            raise ValueError(f"You must set 'trustStore' when 'mode' is '{mode.value}'")
    else:
        for name, shown in (
            ("trust_store", "trustStore"),
            ("ignore_client_certificate_expiry", "ignoreClientCertificateExpiry"),
            ("advertise_trust_store_ca_names", "advertiseTrustStoreCaNames"),
        ):
            if getattr(asked, name) is not None:
                raise ValueError(f"You cannot set '{shown}' when 'mode' is 'off' or 'passthrough'")
    advertise = asked.advertise_trust_store_ca_names
    return {
        "mode": asked.mutual_authentication_mode,
        "ignore_client_certificate_expiry": asked.ignore_client_certificate_expiry,
        "trust_store_arn": asked.trust_store.trust_store_ref.trust_store_arn if asked.trust_store else None,
        "advertise_trust_store_ca_names": None if advertise is None else ("on" if advertise else "off"),
    }
