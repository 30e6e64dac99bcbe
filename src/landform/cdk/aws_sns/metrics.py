"""The metrics of topics.

Source: https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
"""

from typing import Any


class TopicMetrics:
    """Metrics of one topic; the options of all methods are those of `Metric`."""

    topic_name: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"TopicName": self.topic_name}
        metric = Metric(
            namespace="AWS/SNS", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_number_of_messages_published(self, **options: Any) -> Any:
        """How many messages were published."""
        return self._sum("NumberOfMessagesPublished", options)

    def metric_number_of_notifications_delivered(self, **options: Any) -> Any:
        """How many messages reached subscribers."""
        return self._sum("NumberOfNotificationsDelivered", options)

    def metric_number_of_notifications_failed(self, **options: Any) -> Any:
        """How many messages did not reach subscribers."""
        return self._sum("NumberOfNotificationsFailed", options)

    def metric_number_of_notifications_filtered_out(self, **options: Any) -> Any:
        """How many messages filters kept back."""
        return self._sum("NumberOfNotificationsFilteredOut", options)

    def metric_number_of_notifications_filtered_out_invalid_attributes(self, **options: Any) -> Any:
        """How many messages filters kept back because attributes were not valid."""
        return self._sum("NumberOfNotificationsFilteredOut-InvalidAttributes", options)

    def metric_number_of_notifications_filtered_out_no_message_attributes(self, **options: Any) -> Any:
        """How many messages filters kept back because they had no attributes."""
        return self._sum("NumberOfNotificationsFilteredOut-NoMessageAttributes", options)

    def metric_publish_size(self, **options: Any) -> Any:
        """How many bytes a message has."""
        return self.metric("PublishSize", **{"statistic": "Average", **options})

    def metric_sms_month_to_date_spent_usd(self, **options: Any) -> Any:
        """What short messages have cost this month, in US dollars."""
        return self.metric("SMSMonthToDateSpentUSD", **{"statistic": "Maximum", **options})

    def metric_sms_success_rate(self, **options: Any) -> Any:
        """The share of short messages that were delivered."""
        return self._sum("SMSSuccessRate", options)

    def _sum(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Sum", **options})
