"""The resource policy of log groups, set by a custom resource.

Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.json_lang import to_json_string
from landform.cdk.custom_resources.aws_custom_resource import AwsCustomResource
from landform.cdk.custom_resources.sdk_calls import (
    AwsCustomResourcePolicy,
    PhysicalResourceId,
)


class LogGroupPolicy(AwsCustomResource):
    """Lets a service write to log groups; its calls are written in the order that templates have."""

    _order = ("service", "action", "parameters", "physicalResourceId", "ignoreErrorCodesMatching")

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        policy_name: str,
        service: str,
        log_group_arns: Sequence[str],
        install_latest_aws_sdk: bool | None = None,
    ) -> None:
        statement = PolicyStatement(
            actions=["logs:PutLogEvents", "logs:CreateLogStream"],
            resources=list(log_group_arns),
            principals=[ServicePrincipal(service)],
        )
        document = {"Statement": [statement.to_statement_json()], "Version": "2012-10-17"}
        super().__init__(
            scope,
            id,
            resource_type="Custom::CloudwatchLogResourcePolicy",
            on_update={
                "service": "CloudWatchLogs",
                "action": "putResourcePolicy",
                "parameters": {"policyName": policy_name, "policyDocument": to_json_string(document)},
                "physical_resource_id": PhysicalResourceId.of(id),
            },
            on_delete={
                "service": "CloudWatchLogs",
                "action": "deleteResourcePolicy",
                "parameters": {"policyName": policy_name},
                "ignore_error_codes_matching": "ResourceNotFoundException",
            },
            policy=AwsCustomResourcePolicy.from_sdk_calls(resources=AwsCustomResourcePolicy.ANY_RESOURCE),
            install_latest_aws_sdk=install_latest_aws_sdk,
        )
