"""The metrics of load balancers and target groups.

Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
and https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from landform.cdk.aws_elasticloadbalancingv2.enums import HttpCodeElb, HttpCodeTarget
from landform.cdk.core.checked import Checked

APPLICATION: Final = "AWS/ApplicationELB"
NETWORK: Final = "AWS/NetworkELB"


class BalancingMetrics(Checked):
    """Metrics with the dimensions of one resource; the options of all methods are those of `Metric`."""

    def __init__(self, scope: Any, namespace: str, dimensions: Mapping[str, str]) -> None:
        self._scope = scope
        self._namespace = namespace
        self._dimensions = dict(dimensions)

    def custom(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        metric = Metric(
            namespace=self._namespace,
            metric_name=metric_name,
            **{"dimensions_map": self._dimensions, **options},
        )
        return metric.attach_to(self._scope)


Method = Callable[..., Any]


def _metric(name: str, statistic: str, says: str) -> Method:
    def read(self: BalancingMetrics, **options: Any) -> Any:
        return self.custom(name, **{"statistic": statistic, **options})

    read.__doc__ = says
    return read


def _by_code(kind: str, says: str) -> Method:
    def read(self: BalancingMetrics, code: Any, **options: Any) -> Any:
        return self.custom(code.value, **{"statistic": "Sum", **options})

    read.__doc__ = f"{says}; the code is one of `{kind}`."
    return read


class ApplicationLoadBalancerMetrics(BalancingMetrics):
    """Metrics of an application load balancer."""

    active_connection_count = _metric(
        "ActiveConnectionCount", "Sum", "How many connections clients and targets had open."
    )
    client_tls_negotiation_error_count = _metric(
        "ClientTLSNegotiationErrorCount", "Sum", "How many TLS connections clients could not make."
    )
    consumed_lc_us = _metric("ConsumedLCUs", "Sum", "How many capacity units were used.")
    elb_auth_error = _metric("ELBAuthError", "Sum", "How often the balancer could not ask who a user is.")
    elb_auth_failure = _metric("ELBAuthFailure", "Sum", "How often the identity provider refused a user.")
    elb_auth_latency = _metric("ELBAuthLatency", "Average", "How many milliseconds asking it took.")
    elb_auth_success = _metric("ELBAuthSuccess", "Sum", "How often users signed in.")
    http_code_elb = _by_code(HttpCodeElb.__name__, "How often the balancer itself answered with a code")
    http_code_target = _by_code(HttpCodeTarget.__name__, "How often targets answered with a code")
    http_fixed_response_count = _metric("HTTP_Fixed_Response_Count", "Sum", "How many fixed answers.")
    http_redirect_count = _metric("HTTP_Redirect_Count", "Sum", "How many redirects.")
    http_redirect_url_limit_exceeded_count = _metric(
        "HTTP_Redirect_Url_Limit_Exceeded_Count", "Sum", "How many redirects were too long for a header."
    )
    ipv6_processed_bytes = _metric("IPv6ProcessedBytes", "Sum", "How many bytes went over IPv6.")
    ipv6_request_count = _metric("IPv6RequestCount", "Sum", "How many requests came over IPv6.")
    new_connection_count = _metric("NewConnectionCount", "Sum", "How many connections were made.")
    processed_bytes = _metric("ProcessedBytes", "Sum", "How many bytes.")
    rejected_connection_count = _metric(
        "RejectedConnectionCount", "Sum", "How many connections were refused because there were too many."
    )
    request_count = _metric("RequestCount", "Sum", "How many requests.")
    rule_evaluations = _metric("RuleEvaluations", "Sum", "How many rules were looked at.")
    target_connection_error_count = _metric(
        "TargetConnectionErrorCount", "Sum", "How many connections to targets failed."
    )
    target_response_time = _metric("TargetResponseTime", "Average", "How many seconds targets took.")
    target_tls_negotiation_error_count = _metric(
        "TargetTLSNegotiationErrorCount", "Sum", "How many TLS connections to targets failed."
    )


class ApplicationTargetGroupMetrics(BalancingMetrics):
    """Metrics of a target group of an application load balancer."""

    healthy_host_count = _metric("HealthyHostCount", "Average", "How many targets are healthy.")
    http_code_target = _by_code(HttpCodeTarget.__name__, "How often targets answered with a code")
    ipv6_request_count = _metric("IPv6RequestCount", "Sum", "How many requests came over IPv6.")
    request_count = _metric("RequestCount", "Sum", "How many requests.")
    request_count_per_target = _metric("RequestCountPerTarget", "Sum", "How many requests a target got.")
    target_connection_error_count = _metric(
        "TargetConnectionErrorCount", "Sum", "How many connections to targets failed."
    )
    target_response_time = _metric("TargetResponseTime", "Average", "How many seconds targets took.")
    target_tls_negotiation_error_count = _metric(
        "TargetTLSNegotiationErrorCount", "Sum", "How many TLS connections to targets failed."
    )
    unhealthy_host_count = _metric("UnHealthyHostCount", "Average", "How many targets are not healthy.")


class NetworkLoadBalancerMetrics(BalancingMetrics):
    """Metrics of a network load balancer."""

    active_flow_count = _metric("ActiveFlowCount", "Average", "How many flows were open.")
    consumed_lc_us = _metric("ConsumedLCUs", "Sum", "How many capacity units were used.")
    new_flow_count = _metric("NewFlowCount", "Sum", "How many flows were begun.")
    processed_bytes = _metric("ProcessedBytes", "Sum", "How many bytes.")
    tcp_client_reset_count = _metric("TCP_Client_Reset_Count", "Sum", "How many resets clients sent.")
    tcp_elb_reset_count = _metric("TCP_ELB_Reset_Count", "Sum", "How many resets the balancer sent.")
    tcp_target_reset_count = _metric("TCP_Target_Reset_Count", "Sum", "How many resets targets sent.")


class NetworkTargetGroupMetrics(BalancingMetrics):
    """Metrics of a target group of a network load balancer."""

    healthy_host_count = _metric("HealthyHostCount", "Average", "How many targets are healthy.")
    un_healthy_host_count = _metric("UnHealthyHostCount", "Average", "How many targets are not healthy.")


class HasMetrics(Protocol):
    """What has metrics of its own."""

    @property
    def metrics(self) -> Any:
        """The metrics."""
        ...


def old(name: str) -> Method:
    """The metric as a method of the resource itself, as it was before there was `metrics`."""

    def read(self: HasMetrics, *code: Any, **options: Any) -> Any:
        return getattr(self.metrics, name)(*code, **options)

    read.__doc__ = f"The same as `metrics.{name}`, which is to be preferred."
    return read


def old_by_code(name: str) -> Method:
    """The same for a metric that is asked for by its code."""

    def read(self: HasMetrics, code: Any, **options: Any) -> Any:
        return getattr(self.metrics, name)(code, **options)

    read.__doc__ = f"The same as `metrics.{name}`, which is to be preferred."
    return read
