"""Target groups of application load balancers.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.base_target_group import ImportedTargetGroup, TargetGroupBase
from landform.cdk.aws_elasticloadbalancingv2.enums import (
    ApplicationProtocol,
    ApplicationProtocolVersion,
    Protocol,
    TargetGroupIpAddressType,
    TargetGroupLoadBalancingAlgorithmType,
    TargetType,
)
from landform.cdk.aws_elasticloadbalancingv2.metrics import (
    APPLICATION,
    ApplicationTargetGroupMetrics,
    old,
    old_by_code,
)
from landform.cdk.aws_elasticloadbalancingv2.ports import protocol_and_port
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration

_SLOW_START: Final = (30, 900)  # seconds
_COOKIE: Final = (1, 604_800)  # seconds
_OWN_COOKIES: Final = "AWSALB"
_CHECKS: Final = (Protocol.HTTP, Protocol.HTTPS)
_WEIGHTED: Final = TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM


class ApplicationTargetGroup(TargetGroupBase):
    """Where an application load balancer sends requests."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        cross_zone_enabled: bool | None = None,
        deregistration_delay: Duration | None = None,
        enable_anomaly_mitigation: bool | None = None,
        health_check: Any = None,
        ip_address_type: TargetGroupIpAddressType | None = None,
        load_balancing_algorithm_type: TargetGroupLoadBalancingAlgorithmType | None = None,
        multi_value_headers_enabled: bool | None = None,
        port: float | None = None,
        protocol: ApplicationProtocol | None = None,
        protocol_version: ApplicationProtocolVersion | None = None,
        slow_start: Duration | None = None,
        stickiness_cookie_duration: Duration | None = None,
        stickiness_cookie_name: str | None = None,
        target_group_health: Any = None,
        target_group_name: str | None = None,
        targets: Sequence[Any] | None = None,
        target_type: TargetType | None = None,
        vpc: Any = None,
    ) -> None:
        found_protocol, found_port = protocol_and_port(protocol, port)
        base = {
            "cross_zone_enabled": cross_zone_enabled,
            "deregistration_delay": deregistration_delay,
            "health_check": health_check,
            "ip_address_type": ip_address_type,
            "target_group_health": target_group_health,
            "target_group_name": target_group_name,
            "target_type": target_type,
            "vpc": vpc,
        }
        own = {"protocol": found_protocol, "protocol_version": protocol_version, "port": found_port}
        super().__init__(scope, id, base, own)
        self._protocol = found_protocol
        self._listeners: list[Any] = []
        self._members: list[tuple[Any, Any]] = []
        self._share(slow_start, load_balancing_algorithm_type)
        if stickiness_cookie_duration is not None:
            self.enable_cookie_stickiness(stickiness_cookie_duration, stickiness_cookie_name)
        else:
            self._stay_free()
        if load_balancing_algorithm_type is not None:
            self.set_attribute("load_balancing.algorithm.type", load_balancing_algorithm_type.value)
        self.add_target(*(targets or ()))
        self._mitigate(enable_anomaly_mitigation, load_balancing_algorithm_type)
        if multi_value_headers_enabled:
            if target_type is not TargetType.LAMBDA:
                raise ValueError("multiValueHeadersEnabled is only supported for Lambda targets.")
            self._attributes.flag("lambda.multi_value_headers.enabled", value=True)

    @staticmethod
    def from_target_group_attributes(
        scope: Any, id: str, *, target_group_arn: str, load_balancer_arns: str | None = None
    ) -> "ImportedApplicationTargetGroup":
        """A target group that exists already."""
        return ImportedApplicationTargetGroup(scope, id, target_group_arn, load_balancer_arns)

    @cached_property
    def metrics(self) -> ApplicationTargetGroupMetrics:
        """The metrics of the group together with its first load balancer."""
        dimensions = {
            "TargetGroup": self.target_group_full_name,
            "LoadBalancer": self.first_load_balancer_full_name,
        }
        return ApplicationTargetGroupMetrics(self, APPLICATION, dimensions)

    def add_target(self, *targets: Any) -> None:
        """Add targets."""
        for each in targets:
            self._add_load_balancer_target(each.attach_to_application_target_group(self))
        self._stay_free_of_cookies()

    def enable_cookie_stickiness(self, duration: Duration, cookie_name: str | None = None) -> None:
        """Keep clients with their target, by the balancer's own cookie or the app's."""
        seconds = duration.to_seconds()
        if not _COOKIE[0] <= seconds <= _COOKIE[1]:
            raise ValueError(
                f"Stickiness cookie duration value must be between {_COOKIE[0]} second and 7 days "
                f"({_COOKIE[1]} seconds)."
            )
        if cookie_name is not None:
            _check_cookie(cookie_name)
        self.set_attribute("stickiness.enabled", "true")
        kind = "lb_cookie" if cookie_name is None else "app_cookie"
        self.set_attribute("stickiness.type", kind)
        if cookie_name is not None:
            self.set_attribute("stickiness.app_cookie.cookie_name", cookie_name)
        self.set_attribute(f"stickiness.{kind}.duration_seconds", number_text(seconds))

    def register_connectable(self, connectable: Any, port_range: Any = None) -> None:
        """Let load balancers of the group connect to a target."""
        from landform.cdk.aws_ec2.port import Port

        ports = port_range if port_range is not None else Port.tcp(self._needed_port())
        self._members.append((connectable, ports))
        for listener in self._listeners:
            listener.register_connectable(connectable, ports)

    def register_listener(self, listener: Any, associating_construct: Any = None) -> None:
        """Called by a listener that uses the group."""
        for connectable, ports in self._members:
            listener.register_connectable(connectable, ports)
        self._listeners.append(listener)
        user = associating_construct if associating_construct is not None else listener
        self._load_balancer_attached_dependencies.add(user)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """The same as `metrics.custom`."""
        return self.metrics.custom(metric_name, **options)

    metric_healthy_host_count = old("healthy_host_count")
    metric_http_code_target = old_by_code("http_code_target")
    metric_ipv6_request_count = old("ipv6_request_count")
    metric_request_count = old("request_count")
    metric_request_count_per_target = old("request_count_per_target")
    metric_target_connection_error_count = old("target_connection_error_count")
    metric_target_response_time = old("target_response_time")
    metric_target_tls_negotiation_error_count = old("target_tls_negotiation_error_count")
    metric_unhealthy_host_count = old("unhealthy_host_count")

    def _listener_arns(self) -> list[str]:
        return [each.listener_arn for each in self._listeners]

    def _needed_port(self) -> float:
        if self._default_port is None:
            raise ValueError("The target group has no port; give registerConnectable() a port range")
        found: float = self._default_port
        return found

    def _share(
        self, slow_start: Duration | None, algorithm: TargetGroupLoadBalancingAlgorithmType | None
    ) -> None:
        if slow_start is None:
            return
        seconds = slow_start.to_seconds()
        if seconds and not _SLOW_START[0] <= seconds <= _SLOW_START[1]:
            raise ValueError(
                f"Slow start duration value must be between {_SLOW_START[0]} and {_SLOW_START[1]} seconds, "
                "or 0 to disable slow start."
            )
        if algorithm is _WEIGHTED:
            raise ValueError("The weighted random routing algorithm can not be used with slow start mode.")
        self.set_attribute("slow_start.duration_seconds", number_text(seconds))

    def _mitigate(self, wanted: bool | None, algorithm: TargetGroupLoadBalancingAlgorithmType | None) -> None:
        if wanted is None:
            return
        if wanted and algorithm is not _WEIGHTED:
            raise ValueError(
                "Anomaly mitigation is only available when `loadBalancingAlgorithmType` is "
                "`TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM`."
            )
        self.set_attribute("load_balancing.algorithm.anomaly_mitigation", "on" if wanted else "off")

    def _stay_free(self) -> None:
        self.set_attribute("stickiness.enabled", "false")

    def _stay_free_of_cookies(self) -> None:
        if self._target_type is TargetType.LAMBDA:
            self.set_attribute("stickiness.enabled", None)

    def _validate_target_group(self) -> list[str]:
        found = super()._validate_target_group()
        has_place = self._default_port is not None or self._protocol is not None
        if self._target_type is TargetType.LAMBDA and has_place:
            found.append("port/protocol should not be specified for Lambda targets")
        if self._target_type is not None and self._target_type is not TargetType.LAMBDA and not has_place:
            found.append("At least one of 'port' or 'protocol' is required for a non-Lambda TargetGroup")
        return found

    def _validate_health_check(self) -> list[str]:
        found = super()._validate_health_check()
        check = self.health_check
        if check.interval is not None and check.timeout is not None:
            interval, timeout = check.interval.to_seconds(), check.timeout.to_seconds()
            if interval <= timeout:
                found.append(
                    f"Healthcheck interval {number_text(interval)} seconds must be greater than the timeout "
                    f"{number_text(timeout)} seconds"
                )
        if check.protocol is not None and check.protocol not in _CHECKS:
            supported = ", ".join(each.value for each in _CHECKS)
            found.append(
                f"Health check protocol '{check.protocol.value}' is not supported. Must be one of "
                f"[{supported}]"
            )
        return found


class ImportedApplicationTargetGroup(ImportedTargetGroup):
    """A target group that exists already."""

    _kind = "ApplicationTargetGroup"
    _balancer_kind = "ApplicationBalancer"

    @cached_property
    def metrics(self) -> ApplicationTargetGroupMetrics:
        """The metrics of the group together with its load balancer, which has to be named."""
        return ApplicationTargetGroupMetrics(self, APPLICATION, self._metric_dimensions())

    def add_target(self, *targets: Any) -> None:
        """Add targets that register themselves."""
        for each in targets:
            self._take(each.attach_to_application_target_group(self))

    def register_connectable(self, connectable: Any, port_range: Any = None) -> None:
        """Not possible: the security groups of its load balancers are not known."""
        del connectable, port_range
        Annotations.of(self).add_warning_v2(
            "@aws-cdk/aws-elbv2:albTargetGroupCannotRegisterConnectable",
            "Cannot register connectable on imported target group -- security groups might need to be "
            "updated manually",
        )

    def register_listener(self, listener: Any, associating_construct: Any = None) -> None:
        """Not possible: which targets there are is not known."""
        del listener, associating_construct
        Annotations.of(self).add_warning_v2(
            "@aws-cdk/aws-elbv2:albTargetGroupCannotRegisterListener",
            "Cannot register listener on imported target group -- security groups might need to be updated "
            "manually",
        )


def _check_cookie(name: str) -> None:
    if not name:
        raise ValueError("App cookie name cannot be an empty string.")
    if name.startswith(_OWN_COOKIES):
        raise ValueError(
            "App cookie names that start with the following prefixes are not allowed: AWSALB, AWSALBAPP, and "
            "AWSALBTG; they're reserved for use by the load balancer."
        )
