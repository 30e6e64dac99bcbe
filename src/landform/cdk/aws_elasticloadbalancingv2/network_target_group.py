"""Target groups of network load balancers.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.base_target_group import ImportedTargetGroup, TargetGroupBase
from landform.cdk.aws_elasticloadbalancingv2.enums import Protocol, TargetGroupIpAddressType, TargetType
from landform.cdk.aws_elasticloadbalancingv2.metrics import NETWORK, NetworkTargetGroupMetrics, old
from landform.cdk.aws_elasticloadbalancingv2.network_protocols import checked_protocol
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved

_CHECKS: Final = (Protocol.HTTP, Protocol.HTTPS, Protocol.TCP)
_PATH_CHECKS: Final = (Protocol.HTTP, Protocol.HTTPS)
_INTERVAL: Final = (5, 300)  # seconds
_THRESHOLD: Final = (2, 10)


class NetworkTargetGroup(TargetGroupBase):
    """Where a network load balancer sends connections."""

    is_network_target_group = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        port: float,
        connection_termination: bool | None = None,
        cross_zone_enabled: bool | None = None,
        deregistration_delay: Duration | None = None,
        health_check: Any = None,
        ip_address_type: TargetGroupIpAddressType | None = None,
        preserve_client_ip: bool | None = None,
        protocol: Protocol | None = None,
        proxy_protocol_v2: bool | None = None,
        target_group_health: Any = None,
        target_group_name: str | None = None,
        targets: Sequence[Any] | None = None,
        target_type: TargetType | None = None,
        vpc: Any = None,
    ) -> None:
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
        found = checked_protocol(protocol or Protocol.TCP)
        super().__init__(scope, id, base, {"protocol": found, "port": port})
        self._listeners: list[Any] = []
        self._attributes.flag("proxy_protocol_v2.enabled", proxy_protocol_v2)
        self._attributes.flag("preserve_client_ip.enabled", preserve_client_ip)
        self._attributes.flag("deregistration_delay.connection_termination.enabled", connection_termination)
        self.add_target(*(targets or ()))

    @staticmethod
    def from_target_group_attributes(
        scope: Any, id: str, *, target_group_arn: str, load_balancer_arns: str | None = None
    ) -> "ImportedNetworkTargetGroup":
        """A target group that exists already."""
        return ImportedNetworkTargetGroup(scope, id, target_group_arn, load_balancer_arns)

    @cached_property
    def metrics(self) -> NetworkTargetGroupMetrics:
        """The metrics of the group together with its first load balancer."""
        dimensions = {
            "LoadBalancer": self.first_load_balancer_full_name,
            "TargetGroup": self.target_group_full_name,
        }
        return NetworkTargetGroupMetrics(self, NETWORK, dimensions)

    def add_target(self, *targets: Any) -> None:
        """Add targets."""
        for each in targets:
            self._add_load_balancer_target(each.attach_to_network_target_group(self))

    def register_listener(self, listener: Any) -> None:
        """Called by a listener that uses the group."""
        self._load_balancer_attached_dependencies.add(listener)
        self._listeners.append(listener)

    metric_healthy_host_count = old("healthy_host_count")
    metric_un_healthy_host_count = old("un_healthy_host_count")

    def _listener_arns(self) -> list[str]:
        return [each.listener_arn for each in self._listeners]

    def _validate_health_check(self) -> list[str]:
        return [*super()._validate_health_check(), *_problems(self.health_check)]


class ImportedNetworkTargetGroup(ImportedTargetGroup):
    """A target group that exists already."""

    is_network_target_group = True
    _kind = "NetworkTargetGroup"
    _balancer_kind = "NetworkBalancer"

    @cached_property
    def metrics(self) -> NetworkTargetGroupMetrics:
        """The metrics of the group together with its load balancer, which has to be named."""
        return NetworkTargetGroupMetrics(self, NETWORK, self._metric_dimensions())

    def add_target(self, *targets: Any) -> None:
        """Add targets that register themselves."""
        for each in targets:
            self._take(each.attach_to_network_target_group(self))

    def register_listener(self, listener: Any) -> None:
        """Nothing is done: whether another uses the group already is not known."""


def _problems(check: Any) -> list[str]:
    """What a network load balancer does not take of a health check."""
    found = []
    if check.interval is not None and not is_unresolved(check.interval):
        seconds = check.interval.to_seconds()
        if not _INTERVAL[0] <= seconds <= _INTERVAL[1]:
            found.append(
                f"Health check interval '{number_text(seconds)}' not supported. Must be between "
                f"{_INTERVAL[0]} "
                f"and {_INTERVAL[1]}."
            )
    for count, shown in (
        (check.healthy_threshold_count, "Healthy"),
        (check.unhealthy_threshold_count, "Unhealthy"),
    ):
        if count is not None and not is_unresolved(count) and not _THRESHOLD[0] <= count <= _THRESHOLD[1]:
            found.append(
                f"{shown} Threshold Count '{number_text(count)}' not supported. Must be a number between "
                f"{_THRESHOLD[0]} and {_THRESHOLD[1]}."
            )
    return [*found, *_protocol_problems(check)]


def _protocol_problems(check: Any) -> list[str]:
    protocol = check.protocol
    if protocol is None:
        return []
    if protocol not in _CHECKS:
        names = ", ".join(each.value for each in _CHECKS)
        return [f"Health check protocol '{protocol.value}' is not supported. Must be one of [{names}]"]
    if check.path is not None and protocol not in _PATH_CHECKS:
        names = ", ".join(each.value for each in _PATH_CHECKS)
        return [
            f"'{protocol.value}' health checks do not support the path property. Must be one of [{names}]"
        ]
    return []
