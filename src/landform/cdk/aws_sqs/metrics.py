"""The metrics of queues.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
"""

from typing import Any


class QueueMetrics:
    """Metrics of one queue; the options of all methods are those of `Metric`."""

    queue_name: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"QueueName": self.queue_name}
        metric = Metric(
            namespace="AWS/SQS", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_approximate_age_of_oldest_message(self, **options: Any) -> Any:
        """How old the oldest message is."""
        return self._largest("ApproximateAgeOfOldestMessage", options)

    def metric_approximate_number_of_messages_delayed(self, **options: Any) -> Any:
        """How many messages cannot be received yet."""
        return self._largest("ApproximateNumberOfMessagesDelayed", options)

    def metric_approximate_number_of_messages_not_visible(self, **options: Any) -> Any:
        """How many messages have been received but not deleted."""
        return self._largest("ApproximateNumberOfMessagesNotVisible", options)

    def metric_approximate_number_of_messages_visible(self, **options: Any) -> Any:
        """How many messages can be received."""
        return self._largest("ApproximateNumberOfMessagesVisible", options)

    def metric_approximate_number_of_messages_outstanding(self, **options: Any) -> Any:
        """How many messages can be received or have been, as a calculation."""
        from landform.cdk.aws_cloudwatch.math_expression import MathExpression

        shown = {name: options[name] for name in ("color", "label", "period") if name in options}
        return MathExpression(
            expression="visible + notVisible",
            using_metrics={
                "visible": self.metric_approximate_number_of_messages_visible(**options),
                "notVisible": self.metric_approximate_number_of_messages_not_visible(**options),
            },
            **{"label": "Approximate number of messages outstanding", **shown},
        )

    def metric_number_of_empty_receives(self, **options: Any) -> Any:
        """How many requests got no message."""
        return self._sum("NumberOfEmptyReceives", options)

    def metric_number_of_messages_deleted(self, **options: Any) -> Any:
        """How many messages were deleted."""
        return self._sum("NumberOfMessagesDeleted", options)

    def metric_number_of_messages_received(self, **options: Any) -> Any:
        """How many messages were received."""
        return self._sum("NumberOfMessagesReceived", options)

    def metric_number_of_messages_sent(self, **options: Any) -> Any:
        """How many messages were sent."""
        return self._sum("NumberOfMessagesSent", options)

    def metric_sent_message_size(self, **options: Any) -> Any:
        """How many bytes a message has."""
        return self.metric("SentMessageSize", **{"statistic": "Average", **options})

    def _largest(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Maximum", **options})

    def _sum(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Sum", **options})
