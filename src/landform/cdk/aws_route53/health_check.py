"""Health checks.

Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_route53.enums import HealthCheckType, InsufficientDataHealthStatusEnum
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

_HTTP: Final = (HealthCheckType.HTTP, HealthCheckType.HTTP_STR_MATCH)
_HTTPS: Final = (HealthCheckType.HTTPS, HealthCheckType.HTTPS_STR_MATCH)
_DERIVED: Final = (
    HealthCheckType.CALCULATED,
    HealthCheckType.CLOUDWATCH_METRIC,
    HealthCheckType.RECOVERY_CONTROL,
)


class HealthCheck(Native, Resource):
    """Whether something answers, an alarm is quiet, or other checks are well."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        type: HealthCheckType,
        alarm_identifier: Any = None,
        child_health_checks: Sequence[Any] | None = None,
        enable_sni: bool | None = None,
        failure_threshold: float | None = None,
        fqdn: str | None = None,
        health_threshold: float | None = None,
        insufficient_data_health_status: InsufficientDataHealthStatusEnum | None = None,
        inverted: bool | None = None,
        ip_address: str | None = None,
        measure_latency: bool | None = None,
        port: float | None = None,
        regions: Sequence[str] | None = None,
        request_interval: Duration | None = None,
        resource_path: str | None = None,
        routing_control: str | None = None,
        search_string: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        props = given(
            "aws_route53",
            "HealthCheckProps",
            {
                "type": type,
                "alarm_identifier": alarm_identifier,
                "child_health_checks": child_health_checks,
                "enable_sni": enable_sni,
                "failure_threshold": failure_threshold,
                "fqdn": fqdn,
                "health_threshold": health_threshold,
                "insufficient_data_health_status": insufficient_data_health_status,
                "inverted": inverted,
                "ip_address": ip_address,
                "measure_latency": measure_latency,
                "port": port,
                "regions": regions,
                "request_interval": request_interval,
                "resource_path": resource_path,
                "routing_control": routing_control,
                "search_string": search_string,
            },
        )
        _check(props)
        resource = cfn_class("aws_route53", "CfnHealthCheck")(
            self, "Resource", health_check_config=_config(props)
        )
        self.health_check_id = resource.ref

    @staticmethod
    def from_health_check_id(scope: Any, id: str, health_check_id: str) -> "ImportedHealthCheck":
        """A check that exists already."""
        return ImportedHealthCheck(scope, id, health_check_id)


class ImportedHealthCheck(Native, Resource):
    """A check that exists already."""

    def __init__(self, scope: Any, id: str, health_check_id: str) -> None:
        super().__init__(scope, id)
        self.health_check_id = health_check_id


def _config(props: Any) -> dict[str, Any]:
    kind = props.type
    is_probing = kind not in _DERIVED
    children = props.child_health_checks
    threshold = props.health_threshold
    if threshold is None and kind is HealthCheckType.CALCULATED:
        threshold = len(children or ())
    status = props.insufficient_data_health_status
    if status is None and kind is HealthCheckType.CLOUDWATCH_METRIC:
        status = InsufficientDataHealthStatusEnum.LAST_KNOWN_STATUS
    interval = props.request_interval
    return {
        "type": kind,
        "alarm_identifier": dict(props.alarm_identifier) if props.alarm_identifier else None,
        "child_health_checks": (
            [each.health_check_ref.health_check_id for each in children] if children else None
        ),
        "enable_sni": _default(props.enable_sni, True if kind in _HTTPS else None),
        "failure_threshold": _default(props.failure_threshold, 3 if is_probing else None),
        "fully_qualified_domain_name": props.fqdn,
        "health_threshold": threshold,
        "insufficient_data_health_status": status,
        "inverted": bool(props.inverted),
        "ip_address": props.ip_address,
        "measure_latency": _default(props.measure_latency, False if is_probing else None),
        "port": _default(props.port, _port(kind)),
        "regions": props.regions,
        "request_interval": interval.to_seconds() if interval else (30 if is_probing else None),
        "resource_path": _default(props.resource_path, "" if kind in (*_HTTP, *_HTTPS) else None),
        "routing_control_arn": props.routing_control,
        "search_string": props.search_string,
    }


def _default(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def _port(kind: HealthCheckType) -> int | None:
    if kind in _HTTP:
        return 80
    return 443 if kind in _HTTPS else None


def _check(props: Any) -> None:
    if props.type is HealthCheckType.CALCULATED and not props.child_health_checks:
        raise ValueError("childHealthChecks is required for health check type: CALCULATED")
