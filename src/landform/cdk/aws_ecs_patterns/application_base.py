"""Services behind an application load balancer.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs_patterns.common import (
    check_count,
    check_idle_timeout,
    cluster_of,
    domain_of,
    record,
)
from landform.cdk.aws_ecs_patterns.enums import ApplicationLoadBalancedServiceRecordType
from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_elements import CfnOutput
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import cfn_class

#: Whether a load balancer with its own security groups is left as closed as they are.
CLOSED_WITH_GROUPS: Final = "@aws-cdk/aws-ecs-patterns:secGroupsDisablesImplicitOpenListener"


class ApplicationLoadBalancedServiceBase(Native, Construct):
    """A load balancer for a service; the arguments are those of `ApplicationLoadBalancedServiceBaseProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = record("ApplicationLoadBalancedServiceBaseProps", options)
        self.cluster: Any = cluster_of(self, props.cluster, props.vpc)
        check_count(props.desired_count)
        self.internal_desired_count: float | None = props.desired_count
        check_idle_timeout(props.idle_timeout)
        self.certificate: Any = None
        self.redirect_listener: Any = None
        self._balancer: Any = props.load_balancer or self._new_balancer(props)
        protocol = _protocol(props)
        self._is_open = self._opens(props)
        self.listener: Any = self._balancer.add_listener(
            "PublicListener",
            protocol=protocol,
            port=props.listener_port,
            open=self._is_open,
            ssl_policy=props.ssl_policy,
        )
        self.target_group: Any = self.listener.add_targets("ECS", **_targets(props))
        if protocol.name == "HTTPS":
            self._encrypt(props)
        if props.redirect_http:
            self._redirect(props)
        kind = props.record_type or ApplicationLoadBalancedServiceRecordType.ALIAS
        name = domain_of(self, self._balancer, props, kind.name)
        CfnOutput(self, "LoadBalancerDNS", value=self._balancer.load_balancer_dns_name)
        CfnOutput(self, "ServiceURL", value=f"{protocol.name.lower()}://{name}")

    @property
    def load_balancer(self) -> Any:
        """The load balancer; raises ValueError for one that exists already."""
        if not hasattr(self._balancer, "set_attribute"):
            raise ValueError(
                ".loadBalancer can only be accessed if the class was constructed with an owned, not "
                "imported, load balancer"
            )
        return self._balancer

    def _add_service_as_target(self, service: Any) -> None:
        self.target_group.add_target(service)

    def _new_balancer(self, props: Any) -> Any:
        from landform.cdk.aws_elasticloadbalancingv2 import ApplicationLoadBalancer

        return ApplicationLoadBalancer(
            self,
            "LB",
            vpc=self.cluster.vpc,
            load_balancer_name=props.load_balancer_name,
            internet_facing=True if props.public_load_balancer is None else props.public_load_balancer,
            idle_timeout=props.idle_timeout,
            ip_address_type=props.ip_address_type,
        )

    def _opens(self, props: Any) -> bool:
        """Whether everybody may reach the listeners."""
        if props.open_listener is not None:
            is_open: bool = props.open_listener
            return is_open
        balancer = props.load_balancer
        if balancer is None or not FeatureFlags.of(self).is_enabled(CLOSED_WITH_GROUPS):
            return True
        return not balancer.connections.security_groups

    def _encrypt(self, props: Any) -> None:
        from landform.cdk.aws_elasticloadbalancingv2 import ListenerCertificate

        self.certificate = props.certificate or self._new_certificate(props)
        self.listener.add_certificates(
            "Arns", [ListenerCertificate.from_certificate_manager(self.certificate)]
        )

    def _new_certificate(self, props: Any) -> Any:
        if props.domain_name is None or props.domain_zone is None:
            raise ValueError("A domain name and zone is required when using the HTTPS protocol")
        module = "aws_certificatemanager"
        return cfn_class(module, "Certificate")(
            self,
            "Certificate",
            domain_name=props.domain_name,
            validation=cfn_class(module, "CertificateValidation").from_dns(props.domain_zone),
        )

    def _redirect(self, props: Any) -> None:
        from landform.cdk.aws_elasticloadbalancingv2 import ApplicationProtocol, ListenerAction

        port = number_text(props.listener_port) if props.listener_port else "443"
        redirect = self._balancer.add_listener(
            "PublicRedirectListener",
            protocol=ApplicationProtocol.HTTP,
            port=80,
            open=self._is_open,
            default_action=ListenerAction.redirect(
                port=port, protocol=ApplicationProtocol.HTTPS.name, permanent=True
            ),
        )
        # Where it would send requests has to be there first.
        redirect.node.add_dependency(self.listener)
        self.redirect_listener = redirect


def _protocol(props: Any) -> Any:
    from landform.cdk.aws_elasticloadbalancingv2 import ApplicationProtocol

    https = ApplicationProtocol.HTTPS
    if props.certificate is not None and props.protocol not in (None, https):
        raise ValueError("The HTTPS protocol must be used when a certificate is given")
    usual = https if props.certificate is not None else ApplicationProtocol.HTTP
    protocol = props.protocol or usual
    if props.redirect_http and protocol is not https:
        raise ValueError("The HTTPS protocol must be used when redirecting HTTP traffic")
    return protocol


def _targets(props: Any) -> dict[str, Any]:
    from landform.cdk.aws_elasticloadbalancingv2 import ApplicationProtocol

    return {
        "protocol": props.target_protocol or ApplicationProtocol.HTTP,
        "protocol_version": props.protocol_version,
    }
