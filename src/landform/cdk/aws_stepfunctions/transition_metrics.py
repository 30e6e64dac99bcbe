"""Metrics of the changes of state of an account.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.metrics import NAMESPACE
from landform.cdk.core.native import Native


class StateTransitionMetric(Native):
    """Metrics of the changes of state of an account; the options are those of `Metric`."""

    @staticmethod
    def metric(metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"ServiceMetric": "StateTransition"}
        return Metric(
            **{
                "namespace": NAMESPACE,
                "metric_name": metric_name,
                "dimensions_map": dimensions,
                **options,
            }
        )

    @staticmethod
    def metric_consumed_capacity(**options: Any) -> Any:
        """How many changes of state there were in a second."""
        return StateTransitionMetric.metric("ConsumedCapacity", **options)

    @staticmethod
    def metric_provisioned_bucket_size(**options: Any) -> Any:
        """How many changes of state there may be at once."""
        return StateTransitionMetric.metric("ProvisionedBucketSize", **options)

    @staticmethod
    def metric_provisioned_refill_rate(**options: Any) -> Any:
        """How many changes of state there may be in a second."""
        return StateTransitionMetric.metric("ProvisionedRefillRate", **options)

    @staticmethod
    def metric_throttled_events(**options: Any) -> Any:
        """How many changes of state were held up."""
        return StateTransitionMetric.metric("ThrottledEvents", **{"statistic": "Sum", **options})
