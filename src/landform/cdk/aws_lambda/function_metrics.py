"""The metrics of functions.

Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""

from typing import Any

NAMESPACE = "AWS/Lambda"


class FunctionMetrics:
    """Metrics of one function; the options of all methods are those of `Metric`."""

    def _metric_dimensions(self) -> dict[str, str]:
        function: Any = self
        return {"FunctionName": function.function_name}

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        metric = Metric(
            namespace=NAMESPACE,
            metric_name=metric_name,
            **{"dimensions_map": self._metric_dimensions(), **options},
        )
        return metric.attach_to(self)

    def metric_duration(self, **options: Any) -> Any:
        """How long calls take."""
        return self.metric("Duration", **{"statistic": "Average", **options})

    def metric_errors(self, **options: Any) -> Any:
        """How many calls fail."""
        return self.metric("Errors", **{"statistic": "Sum", **options})

    def metric_invocations(self, **options: Any) -> Any:
        """How many calls there are."""
        return self.metric("Invocations", **{"statistic": "Sum", **options})

    def metric_throttles(self, **options: Any) -> Any:
        """How many calls are turned away."""
        return self.metric("Throttles", **{"statistic": "Sum", **options})


class AllFunctionsMetrics:
    """Metrics of all functions of an account; the options of all methods are those of `Metric`."""

    @staticmethod
    def metric_all(metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        return Metric(namespace=NAMESPACE, metric_name=metric_name, **options)

    @staticmethod
    def metric_all_duration(**options: Any) -> Any:
        """How long calls take."""
        return AllFunctionsMetrics.metric_all("Duration", **{"statistic": "Average", **options})

    @staticmethod
    def metric_all_errors(**options: Any) -> Any:
        """How many calls fail."""
        return AllFunctionsMetrics.metric_all("Errors", **{"statistic": "Sum", **options})

    @staticmethod
    def metric_all_invocations(**options: Any) -> Any:
        """How many calls there are."""
        return AllFunctionsMetrics.metric_all("Invocations", **{"statistic": "Sum", **options})

    @staticmethod
    def metric_all_throttles(**options: Any) -> Any:
        """How many calls are turned away."""
        return AllFunctionsMetrics.metric_all("Throttles", **{"statistic": "Sum", **options})

    @staticmethod
    def metric_all_concurrent_executions(**options: Any) -> Any:
        """How many calls run at once."""
        return AllFunctionsMetrics.metric_all("ConcurrentExecutions", **{"statistic": "max", **options})

    @staticmethod
    def metric_all_unreserved_concurrent_executions(**options: Any) -> Any:
        """How many calls run at once in functions without a reserve."""
        return AllFunctionsMetrics.metric_all(
            "UnreservedConcurrentExecutions", **{"statistic": "max", **options}
        )
