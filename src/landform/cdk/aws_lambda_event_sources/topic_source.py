"""Topics that functions are called for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
"""

from typing import Any

from landform.cdk.core.checked import Checked


class SnsEventSource(Checked):
    """A topic; the options are those of `aws_sns_subscriptions.LambdaSubscription`."""

    def __init__(self, topic: Any, **options: Any) -> None:
        self.topic = topic
        self._options = options

    def bind(self, target: Any) -> None:
        """Subscribe the function to the topic."""
        from landform.cdk.aws_sns_subscriptions import LambdaSubscription

        self.topic.add_subscription(LambdaSubscription(target, **self._options))
