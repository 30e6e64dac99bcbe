"""Events sent on to other services.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-subscriptionfilter.html
"""

from typing import Any

from landform.cdk.aws_logs.enums import Distribution
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given


class SubscriptionFilter(Native, Resource):
    """Events of a log group sent on to a destination."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        destination: Any,
        filter_pattern: Any,
        log_group: Any,
        distribution: Distribution | None = None,
        filter_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=filter_name)
        if distribution is not None and not getattr(destination, "takes_distribution", False):
            raise ValueError("distribution property can only be used with KinesisDestination.")
        config = given("aws_logs", "LogSubscriptionDestinationConfig", destination.bind(self, log_group))
        cfn_class("aws_logs", "CfnSubscriptionFilter")(
            self,
            "Resource",
            log_group_name=log_group.log_group_name,
            destination_arn=config.arn,
            role_arn=config.role.role_arn if config.role is not None else None,
            filter_pattern=filter_pattern.log_pattern_string,
            filter_name=self.physical_name,
            distribution=distribution,
        )
