"""The retention of a log group that something else makes, set by a function of the library.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_logs.enums import RetentionDays
from landform.cdk.constructs import Construct
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.custom_resource_provider import OWN_RUNTIME, handler_folder
from landform.cdk.core.enums import RemovalPolicy, TagType
from landform.cdk.core.native import Native
from landform.cdk.core.tag_manager import TagManager
from landform.cdk.l1.lookup import given

FUNCTION_ID: Final = "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a"
TIMEOUT_SECONDS: Final = 900


class LogRetention(Native, Construct):
    """The retention of a log group by its name; the log group is made where it is missing."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        log_group_name: str,
        retention: RetentionDays,
        log_group_region: str | None = None,
        log_retention_retry_options: Any = None,
        removal_policy: RemovalPolicy | None = None,
        role: Any = None,
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.stack import Stack

        stack = Stack.of(self)
        function = _function_of(stack, role)
        if removal_policy is RemovalPolicy.DESTROY:
            function.allow_deletion(log_group_name)
        retries = given("aws_logs", "LogRetentionRetryOptions", log_retention_retry_options)
        resource = CfnResource(
            self,
            "Resource",
            type="Custom::LogRetention",
            properties={
                "ServiceToken": function.arn,
                "LogGroupName": log_group_name,
                "LogGroupRegion": log_group_region,
                "SdkRetry": {"maxRetries": retries.max_retries} if retries is not None else None,
                "RetentionInDays": None if retention is RetentionDays.INFINITE else retention,
                "RemovalPolicy": removal_policy.value if removal_policy is not None else None,
            },
        )
        name = resource.get_att("LogGroupName").to_string()
        self.log_group_arn: str = stack.format_arn(
            region=log_group_region,
            service="logs",
            resource="log-group",
            resource_name=f"{name}:*",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )


class _Function(Construct):
    """The stack's one function for this, made of a plain resource, since functions use it themselves."""

    def __init__(self, scope: Any, id: str, role: Any) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_s3_assets.asset import Asset

        asset = Asset(self, "Code", path=str(handler_folder("log_retention")))
        self._role = role if role is not None else self._own_role()
        self._role.add_to_principal_policy(
            PolicyStatement(
                actions=["logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy"], resources=["*"]
            )
        )
        self.tags = TagManager(TagType.STANDARD, "AWS::Lambda::Function")
        resource = CfnResource(
            self,
            "Resource",
            type="AWS::Lambda::Function",
            properties={
                "Handler": "index.handler",
                "Runtime": OWN_RUNTIME,
                "Timeout": TIMEOUT_SECONDS,
                "Code": {"S3Bucket": asset.s3_bucket_name, "S3Key": asset.s3_object_key},
                "Role": self._role.role_arn,
                "Tags": self.tags.rendered_tags,
            },
        )
        asset.add_resource_metadata(resource, "Code")
        resource.node.add_dependency(self._role)
        self.arn: str = resource.get_att("Arn").to_string()

    def allow_deletion(self, log_group_name: str) -> None:
        """Let the function delete a log group."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(self).format_arn(
            service="logs",
            resource="log-group",
            resource_name=f"{log_group_name}:*",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        self._role.add_to_principal_policy(PolicyStatement(actions=["logs:DeleteLogGroup"], resources=[arn]))

    def _own_role(self) -> Role:
        policy = ManagedPolicy.from_aws_managed_policy_name("service-role/AWSLambdaBasicExecutionRole")
        return Role(
            self,
            "ServiceRole",
            assumed_by=ServicePrincipal("lambda.amazonaws.com"),
            managed_policies=[policy],
        )


def _function_of(stack: Any, role: Any) -> _Function:
    existing = stack.node.try_find_child(FUNCTION_ID)
    return existing if isinstance(existing, _Function) else _Function(stack, FUNCTION_ID, role)
