"""The metrics of REST APIs, their stages and methods.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
"""

from typing import Any


class ApiMetrics:
    """Metrics of an API or a stage; the options of all methods are those of `Metric`."""

    def _dimensions(self) -> dict[str, str]:
        raise TypeError(f"{type(self).__name__} has no dimensions")

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        return api_metric(self, metric_name, self._dimensions(), options)

    def metric_cache_hit_count(self, **options: Any) -> Any:
        """How many requests the cache answered."""
        return self.metric("CacheHitCount", **{"statistic": "Sum", **options})

    def metric_cache_miss_count(self, **options: Any) -> Any:
        """How many requests the cache could not answer."""
        return self.metric("CacheMissCount", **{"statistic": "Sum", **options})

    def metric_client_error(self, **options: Any) -> Any:
        """How many requests were wrong."""
        return self.metric("4XXError", **{"statistic": "Sum", **options})

    def metric_count(self, **options: Any) -> Any:
        """How many requests there were."""
        return self.metric("Count", **{"statistic": "SampleCount", **options})

    def metric_integration_latency(self, **options: Any) -> Any:
        """How long what stands behind took."""
        return self.metric("IntegrationLatency", **{"statistic": "Average", **options})

    def metric_latency(self, **options: Any) -> Any:
        """How long requests took."""
        return self.metric("Latency", **{"statistic": "Average", **options})

    def metric_server_error(self, **options: Any) -> Any:
        """How many requests failed."""
        return self.metric("5XXError", **{"statistic": "Sum", **options})


class MethodMetrics:
    """Metrics of one method at a stage; the options of all methods are those of `Metric`."""

    def _dimensions_at(self, stage: Any) -> dict[str, str]:
        raise TypeError(f"{type(self).__name__} has no dimensions")

    def metric(self, metric_name: str, stage: Any, **options: Any) -> Any:
        """A metric by its name."""
        return api_metric(self, metric_name, self._dimensions_at(stage), options)

    def metric_cache_hit_count(self, stage: Any, **options: Any) -> Any:
        """How many requests the cache answered."""
        return self.metric("CacheHitCount", stage, **{"statistic": "Sum", **options})

    def metric_cache_miss_count(self, stage: Any, **options: Any) -> Any:
        """How many requests the cache could not answer."""
        return self.metric("CacheMissCount", stage, **{"statistic": "Sum", **options})

    def metric_client_error(self, stage: Any, **options: Any) -> Any:
        """How many requests were wrong."""
        return self.metric("4XXError", stage, **{"statistic": "Sum", **options})

    def metric_count(self, stage: Any, **options: Any) -> Any:
        """How many requests there were."""
        return self.metric("Count", stage, **{"statistic": "SampleCount", **options})

    def metric_integration_latency(self, stage: Any, **options: Any) -> Any:
        """How long what stands behind took."""
        return self.metric("IntegrationLatency", stage, **{"statistic": "Average", **options})

    def metric_latency(self, stage: Any, **options: Any) -> Any:
        """How long requests took."""
        return self.metric("Latency", stage, **{"statistic": "Average", **options})

    def metric_server_error(self, stage: Any, **options: Any) -> Any:
        """How many requests failed."""
        return self.metric("5XXError", stage, **{"statistic": "Sum", **options})


def api_metric(owner: Any, name: str, dimensions: dict[str, str], options: dict[str, Any]) -> Any:
    """A metric of API Gateway."""
    from landform.cdk.aws_cloudwatch.metric import Metric

    metric = Metric(namespace="AWS/ApiGateway", metric_name=name, **{"dimensions_map": dimensions, **options})
    return metric.attach_to(owner)
