"""The grants on a log group.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/permissions-reference-cwl.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.checked import Checked

_WRITE: Final = ("logs:CreateLogStream", "logs:PutLogEvents")
_READ: Final = (
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:GetLogGroupFields",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
)


class LogGroupGrants(Checked):
    """The grants on a log group."""

    def __init__(self, resource: Any) -> None:
        self.resource = resource
        self.policy_resource = resource

    @staticmethod
    def from_log_group(resource: Any) -> "LogGroupGrants":
        """The grants on a log group."""
        return LogGroupGrants(resource)

    def actions(self, grantee: Any, actions: Sequence[str], **options: Any) -> Grant:
        """Allow actions on the log group and its streams."""
        arns = options.pop("resource_arns", None)
        return Grant.add_to_principal_or_resource(
            grantee=grantee,
            actions=list(actions),
            resource_arns=arns if arns is not None else [self.resource.log_group_arn],
            resource=self.resource,
        )

    def read(self, grantee: Any) -> Grant:
        """Read and search events."""
        return self.actions(grantee, _READ)

    def write(self, grantee: Any) -> Grant:
        """Make streams and write events."""
        return self.actions(grantee, _WRITE)
