"""Log streams.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-logstream.html
"""

from typing import Any

from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class LogStream(Native, Resource):
    """A stream of a log group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        log_group: Any,
        log_stream_name: str | None = None,
        removal_policy: RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=log_stream_name)
        resource = cfn_class("aws_logs", "CfnLogStream")(
            self, "Resource", log_group_name=log_group.log_group_name, log_stream_name=self.physical_name
        )
        resource.apply_removal_policy(removal_policy)
        self.log_stream_name = self._get_resource_name_attribute(resource.ref)
        self.log_group_name = log_group.log_group_name

    @staticmethod
    def from_log_stream_name(scope: Any, id: str, log_stream_name: str) -> "ImportedLogStream":
        """A stream that exists already."""
        return ImportedLogStream(scope, id, log_stream_name)

    @staticmethod
    def from_log_stream_attributes(
        scope: Any, id: str, *, log_group_name: str, log_stream_name: str
    ) -> "ImportedLogStream":
        """A stream that exists already, with its log group's name."""
        return ImportedLogStream(scope, id, log_stream_name, log_group_name)


class ImportedLogStream(Native, Resource):
    """A stream that exists already."""

    def __init__(self, scope: Any, id: str, name: str, log_group_name: str | None = None) -> None:
        super().__init__(scope, id)
        self.log_stream_name = name
        self.log_group_name = log_group_name
