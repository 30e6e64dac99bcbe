"""What builds of others' code may do at most.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/webhooks.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.policy_statement import PolicyStatement

_ACTIONS: Final = (
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "codebuild:CreateReportGroup",
    "codebuild:CreateReport",
    "codebuild:UpdateReport",
    "codebuild:BatchPutTestCases",
    "codebuild:BatchPutCodeCoverages",
    "codebuild:StartBuild",
    "codebuild:StopBuild",
    "codebuild:RetryBuild",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
    "ecr:BatchCheckLayerAvailability",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeVpcs",
)


class UntrustedCodeBoundaryPolicy(ManagedPolicy):
    """A boundary: only what every build needs."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        additional_statements: Sequence[Any] | None = None,
        managed_policy_name: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            managed_policy_name=managed_policy_name,
            description="Permissions Boundary Policy for CodeBuild Projects running untrusted code",
            statements=[
                PolicyStatement(actions=list(_ACTIONS), resources=["*"]),
                *(additional_statements or ()),
            ],
        )
