"""Connections to APIs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-connection.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_events.authorization import Authorization, HttpParameter, http_parameters
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class Connection(Native, Resource):
    """How an API is called: with which credentials and values."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        authorization: Authorization,
        body_parameters: Mapping[str, HttpParameter] | None = None,
        connection_name: str | None = None,
        description: str | None = None,
        header_parameters: Mapping[str, HttpParameter] | None = None,
        query_string_parameters: Mapping[str, HttpParameter] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=connection_name)
        sent = http_parameters(body_parameters, header_parameters, query_string_parameters)
        connection = cfn_class("aws_events", "CfnConnection")(
            self,
            "Connection",
            authorization_type=authorization._type,
            auth_parameters={**authorization._parameters, "InvocationHttpParameters": sent},
            description=description,
            name=self.physical_name,
        )
        self.connection_name = self._get_resource_name_attribute(connection.ref)
        self.connection_arn = connection.attr_arn
        self.connection_secret_arn = connection.attr_secret_arn

    @staticmethod
    def from_event_bus_arn(
        scope: Any, id: str, connection_arn: str, connection_secret_arn: str
    ) -> "ImportedConnection":
        """A connection that exists already."""
        return ImportedConnection(scope, id, connection_arn, "", connection_secret_arn)

    @staticmethod
    def from_connection_attributes(
        scope: Any, id: str, *, connection_arn: str, connection_name: str, connection_secret_arn: str
    ) -> "ImportedConnection":
        """A connection that exists already."""
        return ImportedConnection(scope, id, connection_arn, connection_name, connection_secret_arn)


class ImportedConnection(Native, Resource):
    """A connection that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str, secret_arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.connection_arn = arn
        self.connection_name = name
        self.connection_secret_arn = secret_arn
