"""APIs that events are sent to.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-apidestination.html
"""

from typing import Any

from landform.cdk.aws_events.enums import HttpMethod
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class ApiDestination(Native, Resource):
    """An API that events are sent to."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        connection: Any,
        endpoint: str,
        api_destination_name: str | None = None,
        description: str | None = None,
        http_method: HttpMethod | None = None,
        rate_limit_per_second: float | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=api_destination_name)
        self.connection = connection
        destination = cfn_class("aws_events", "CfnApiDestination")(
            self,
            "ApiDestination",
            connection_arn=connection.connection_ref.connection_arn,
            description=description,
            http_method=http_method or HttpMethod.POST,
            invocation_endpoint=endpoint,
            invocation_rate_limit_per_second=rate_limit_per_second,
            name=self.physical_name,
        )
        self.api_destination_name = self._get_resource_name_attribute(destination.ref)
        self.api_destination_arn = destination.attr_arn
        self.api_destination_arn_for_policy: str | None = destination.attr_arn_for_policy

    @staticmethod
    def from_api_destination_attributes(
        scope: Any,
        id: str,
        *,
        api_destination_arn: str,
        connection: Any,
        api_destination_arn_for_policy: str | None = None,
    ) -> "ImportedApiDestination":
        """A destination that exists already."""
        found = ImportedApiDestination(scope, id, api_destination_arn, connection)
        found.api_destination_arn_for_policy = api_destination_arn_for_policy
        return found


class ImportedApiDestination(Native, Resource):
    """A destination that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, connection: Any) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        name = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name
        if not name:
            raise ValueError(f"Could not extract the name of an API destination from ARN: '{arn}'")
        self.connection = connection
        self.api_destination_arn = arn
        self.api_destination_arn_for_policy: str | None = None
        self.api_destination_name = name.partition("/")[0]
