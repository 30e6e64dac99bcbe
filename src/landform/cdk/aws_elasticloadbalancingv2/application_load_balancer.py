"""Application load balancers.

Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
and https://docs.aws.amazon.com/elasticloadbalancing/latest/application/capacity-unit-reservation.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_elasticloadbalancingv2 import look_up
from landform.cdk.aws_elasticloadbalancingv2.application_listener import ApplicationListener
from landform.cdk.aws_elasticloadbalancingv2.base_load_balancer import BaseLoadBalancer
from landform.cdk.aws_elasticloadbalancingv2.enums import (
    ApplicationProtocol,
    DesyncMitigationMode,
    IpAddressType,
    XffHeaderProcessingMode,
)
from landform.cdk.aws_elasticloadbalancingv2.listener_action import ListenerAction
from landform.cdk.aws_elasticloadbalancingv2.metrics import (
    APPLICATION,
    ApplicationLoadBalancerMetrics,
    old,
    old_by_code,
)
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_CAPACITY_MIN: Final = 100  # units
_KEEP_ALIVE: Final = (60, 604_800)  # seconds
_CIPHER_HEADERS: Final = "routing.http.x_amzn_tls_version_and_cipher_suite.enabled"
_HTTP_PORT: Final = 80
_HTTPS_PORT: Final = 443


class ApplicationLoadBalancer(BaseLoadBalancer):
    """An application load balancer."""

    is_application_load_balancer = True
    connections: Connections

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        client_keep_alive: Duration | None = None,
        cross_zone_enabled: bool | None = None,
        deletion_protection: bool | None = None,
        deny_all_igw_traffic: bool | None = None,
        desync_mitigation_mode: DesyncMitigationMode | None = None,
        drop_invalid_header_fields: bool | None = None,
        http2_enabled: bool | None = None,
        idle_timeout: Duration | None = None,
        internet_facing: bool | None = None,
        ip_address_type: IpAddressType | None = None,
        load_balancer_name: str | None = None,
        minimum_capacity_unit: float | None = None,
        preserve_host_header: bool | None = None,
        preserve_xff_client_port: bool | None = None,
        security_group: Any = None,
        vpc_subnets: Any = None,
        waf_fail_open: bool | None = None,
        x_amzn_tls_version_and_cipher_suite_headers: bool | None = None,
        xff_header_processing_mode: XffHeaderProcessingMode | None = None,
    ) -> None:
        _check(minimum_capacity_unit, cross_zone_enabled)
        base = {
            "vpc": vpc,
            "cross_zone_enabled": cross_zone_enabled,
            "deletion_protection": deletion_protection,
            "deny_all_igw_traffic": deny_all_igw_traffic,
            "internet_facing": internet_facing,
            "load_balancer_name": load_balancer_name,
            "minimum_capacity_unit": minimum_capacity_unit,
            "vpc_subnets": vpc_subnets,
        }
        groups = Lazy.list(lambda: [each.security_group_id for each in self.connections.security_groups])
        own = {"type": "application", "security_groups": groups, "ip_address_type": ip_address_type}
        super().__init__(scope, id, base, own)
        self.ip_address_type = ip_address_type or IpAddressType.IPV4
        self.connections = Connections(security_groups=[security_group or self._own_group()])
        self.listeners: list[ApplicationListener] = []
        dimensions = {"LoadBalancer": self.load_balancer_full_name}
        self.metrics = ApplicationLoadBalancerMetrics(self, APPLICATION, dimensions)
        kept = _keep_alive(client_keep_alive) if client_keep_alive is not None else None
        self._attributes.set_given(
            {
                "routing.http2.enabled": http2_enabled,
                "idle_timeout.timeout_seconds": idle_timeout,
                "routing.http.drop_invalid_header_fields.enabled": drop_invalid_header_fields,
                "routing.http.desync_mitigation_mode": desync_mitigation_mode,
                "routing.http.preserve_host_header.enabled": preserve_host_header or None,
                _CIPHER_HEADERS: x_amzn_tls_version_and_cipher_suite_headers or None,
                "routing.http.xff_client_port.enabled": preserve_xff_client_port or None,
                "routing.http.xff_header_processing.mode": xff_header_processing_mode,
                "waf.fail_open.enabled": waf_fail_open or None,
                "client_keep_alive.seconds": kept,
            }
        )

    @staticmethod
    def from_application_load_balancer_attributes(
        scope: Any,
        id: str,
        *,
        load_balancer_arn: str,
        security_group_id: str,
        load_balancer_canonical_hosted_zone_id: str | None = None,
        load_balancer_dns_name: str | None = None,
        security_group_allows_all_outbound: bool | None = None,
        vpc: Any = None,
    ) -> "ImportedApplicationLoadBalancer":
        """A load balancer that exists already, with what is known of it."""
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        found = ImportedApplicationLoadBalancer(scope, id, load_balancer_arn)
        group = SecurityGroup.from_security_group_id(
            found,
            "SecurityGroup",
            security_group_id,
            allow_all_outbound=security_group_allows_all_outbound,
        )
        found.connections = Connections(security_groups=[group])
        found.vpc = vpc
        found._dns_name = load_balancer_dns_name
        found._zone_id = load_balancer_canonical_hosted_zone_id
        return found

    @staticmethod
    def from_lookup(
        scope: Any,
        id: str,
        *,
        load_balancer_arn: str | None = None,
        load_balancer_tags: Mapping[str, str] | None = None,
    ) -> "ImportedApplicationLoadBalancer":
        """A load balancer that exists already, found when the app is synthesized."""
        from landform.cdk.aws_ec2.vpc import Vpc

        known = look_up.balancer(scope, "application", load_balancer_arn, load_balancer_tags)
        found = ImportedApplicationLoadBalancer(scope, id, known["loadBalancerArn"], way="looked up")
        found.ip_address_type = (
            IpAddressType.IPV4 if known["ipAddressType"] == "ipv4" else IpAddressType.DUAL_STACK
        )
        found.vpc = Vpc.from_lookup(found, "Vpc", vpc_id=known["vpcId"])
        groups = look_up.security_groups(found, known["securityGroupIds"])
        found.connections = Connections(security_groups=groups)
        found._dns_name = known["loadBalancerDnsName"]
        found._zone_id = known["loadBalancerCanonicalHostedZoneId"]
        return found

    def add_listener(self, id: str, **props: Any) -> ApplicationListener:
        """A listener; the options are those of `BaseApplicationListenerProps`."""
        listener = ApplicationListener(self, id, load_balancer=self, **props)
        self.listeners.append(listener)
        return listener

    def add_redirect(
        self,
        *,
        open: bool | None = None,
        source_port: float | None = None,
        source_protocol: ApplicationProtocol | None = None,
        target_port: float | None = None,
        target_protocol: ApplicationProtocol | None = None,
    ) -> ApplicationListener:
        """A listener that sends clients to another port, as a rule from HTTP to HTTPS."""
        source = number_text(_HTTP_PORT if source_port is None else source_port)
        target = number_text(_HTTPS_PORT if target_port is None else target_port)
        return self.add_listener(
            f"Redirect{source}To{target}",
            protocol=source_protocol or ApplicationProtocol.HTTP,
            port=_HTTP_PORT if source_port is None else source_port,
            open=open is not False,
            default_action=ListenerAction.redirect(
                port=target, protocol=(target_protocol or ApplicationProtocol.HTTPS).value, permanent=True
            ),
        )

    def add_security_group(self, security_group: Any) -> None:
        """Give it another security group."""
        self.connections.add_security_group(security_group)

    def log_access_logs(self, bucket: Any, prefix: str | None = None) -> None:
        """Keep a log of requests in a bucket without a key; the region has to be known."""
        _check_key(bucket)
        super().log_access_logs(bucket, prefix)

    def log_connection_logs(self, bucket: Any, prefix: str | None = None) -> None:
        """Keep a log of connections in a bucket without a key; the region has to be known."""
        _check_key(bucket)
        self._log("connection_logs", bucket, prefix)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """The same as `metrics.custom`, which is to be preferred."""
        return self.metrics.custom(metric_name, **options)

    metric_active_connection_count = old("active_connection_count")
    metric_client_tls_negotiation_error_count = old("client_tls_negotiation_error_count")
    metric_consumed_lc_us = old("consumed_lc_us")
    metric_elb_auth_error = old("elb_auth_error")
    metric_elb_auth_failure = old("elb_auth_failure")
    metric_elb_auth_latency = old("elb_auth_latency")
    metric_elb_auth_success = old("elb_auth_success")
    metric_http_code_elb = old_by_code("http_code_elb")
    metric_http_code_target = old_by_code("http_code_target")
    metric_http_fixed_response_count = old("http_fixed_response_count")
    metric_http_redirect_count = old("http_redirect_count")
    metric_http_redirect_url_limit_exceeded_count = old("http_redirect_url_limit_exceeded_count")
    metric_ipv6_processed_bytes = old("ipv6_processed_bytes")
    metric_ipv6_request_count = old("ipv6_request_count")
    metric_new_connection_count = old("new_connection_count")
    metric_processed_bytes = old("processed_bytes")
    metric_rejected_connection_count = old("rejected_connection_count")
    metric_request_count = old("request_count")
    metric_rule_evaluations = old("rule_evaluations")
    metric_target_connection_error_count = old("target_connection_error_count")
    metric_target_response_time = old("target_response_time")
    metric_target_tls_negotiation_error_count = old("target_tls_negotiation_error_count")

    def _own_group(self) -> Any:
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        return SecurityGroup(
            self,
            "SecurityGroup",
            vpc=self.vpc,
            description=f"Automatically created Security Group for ELB {Names.unique_id(self)}",
            allow_all_outbound=False,
        )


class ImportedApplicationLoadBalancer(Native, Resource):
    """An application load balancer that exists already."""

    is_application_load_balancer = True
    connections: Connections
    vpc: Any = None
    ip_address_type: IpAddressType | None = None
    _dns_name: str | None = None
    _zone_id: str | None = None

    def __init__(self, scope: Any, id: str, arn: str, way: str = "imported") -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.load_balancer_arn = arn
        self._way = way
        self.metrics = ApplicationLoadBalancerMetrics(self, APPLICATION, {"LoadBalancer": full_name(self)})

    @property
    def load_balancer_dns_name(self) -> str:
        """Its name in DNS; where it was given."""
        return known(self, self._dns_name, "loadBalancerDnsName", "Application")

    @property
    def load_balancer_canonical_hosted_zone_id(self) -> str:
        """The hosted zone of that name; where it was given."""
        return known(self, self._zone_id, "loadBalancerCanonicalHostedZoneId", "Application")

    @property
    def listeners(self) -> list[ApplicationListener]:
        """Not known."""
        raise ValueError(
            ".listeners can only be accessed if the class was constructed as an owned, not "
            f"{self._way}, load balancer"
        )

    def add_listener(self, id: str, **props: Any) -> ApplicationListener:
        """A listener of the app for it; the options are those of `BaseApplicationListenerProps`."""
        given("aws_elasticloadbalancingv2", "BaseApplicationListenerProps", props)
        return ApplicationListener(self, id, load_balancer=self, **props)


def known(balancer: Any, value: str | None, name: str, kind: str) -> str:
    """What was said of a balancer that exists already. Raises where it was not."""
    if value is not None:
        return value
    raise ValueError(
        f"'{name}' was not provided when constructing {kind} Load Balancer {balancer.node.path} from "
        f"attributes"
    )


def full_name(balancer: Any) -> str:
    """What metrics call a balancer: the end of its ARN."""
    parts = Arn.split(balancer.load_balancer_arn, ArnFormat.SLASH_RESOURCE_NAME)
    return str(parts.resource_name)


def _check(units: float | None, is_across_zones: bool | None) -> None:
    if is_across_zones is False:
        raise ValueError("crossZoneEnabled cannot be false with Application Load Balancers.")
    if units is None or is_unresolved(units):
        return
    if units < _CAPACITY_MIN or units != int(units):
        raise ValueError(
            f"'minimumCapacityUnit' must be a positive integer greater than or equal to {_CAPACITY_MIN} for "
            f"Application Load Balancer, got: {number_text(units)}."
        )


def _check_key(bucket: Any) -> None:
    if bucket.encryption_key is not None:
        raise ValueError(
            "Encryption key detected. Bucket encryption using KMS keys is unsupported for the logs of "
            "Application Load Balancers; use S3-managed encryption"
        )


def _keep_alive(time: Duration) -> str:
    seconds = time.to_seconds()
    if not _KEEP_ALIVE[0] <= seconds <= _KEEP_ALIVE[1]:
        raise ValueError(
            f"'clientKeepAlive' must be between {_KEEP_ALIVE[0]} and {_KEEP_ALIVE[1]} seconds. Got: "
            f"{number_text(seconds)} seconds"
        )
    return number_text(seconds)
