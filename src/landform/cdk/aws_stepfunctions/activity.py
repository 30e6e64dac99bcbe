"""Activities: work that is fetched by workers.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-activity.html
"""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_stepfunctions.encryption import (
    CustomerManagedEncryptionConfiguration,
    EncryptionConfiguration,
    rendered_encryption,
)
from landform.cdk.aws_stepfunctions.metrics import ActivityMetrics
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class


class _ActivityBase(ActivityMetrics, Native, Resource):
    activity_arn: str
    activity_name: str
    encryption_configuration: EncryptionConfiguration | None = None


class Activity(_ActivityBase):
    """An activity."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        activity_name: str | None = None,
        encryption_configuration: EncryptionConfiguration | None = None,
    ) -> None:
        from landform.cdk.core.lazy import Lazy
        from landform.cdk.core.names import Names

        name = activity_name or Lazy.string(lambda: Names.unique_id(self)[-80:])
        super().__init__(scope, id, physical_name=name)
        self.encryption_configuration = encryption_configuration
        self._let_key_be_used()
        resource = cfn_class("aws_stepfunctions", "CfnActivity")(
            self,
            "Resource",
            name=self.physical_name,
            encryption_configuration=rendered_encryption(encryption_configuration),
        )
        self.activity_arn = self._get_resource_arn_attribute(
            resource.ref,
            {
                "service": "states",
                "resource": "activity",
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )
        self.activity_name = self._get_resource_name_attribute(resource.attr_name)

    @staticmethod
    def from_activity_arn(scope: Any, id: str, activity_arn: str) -> "ImportedActivity":
        """An activity that exists already."""
        return ImportedActivity(scope, id, activity_arn)

    @staticmethod
    def from_activity_name(scope: Any, id: str, activity_name: str) -> "ImportedActivity":
        """An activity of this account and region that exists already."""
        arn = Stack.of(scope).format_arn(
            service="states",
            resource="activity",
            resource_name=activity_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return ImportedActivity(scope, id, arn)

    def grant(self, identity: Any, *actions: str) -> Grant:
        """Allow actions on the activity."""
        return Grant.add_to_principal(
            grantee=identity, actions=list(actions), resource_arns=[self.activity_arn]
        )

    def _let_key_be_used(self) -> None:
        """Let Step Functions use the key for this activity's data."""
        if not isinstance(self.encryption_configuration, CustomerManagedEncryptionConfiguration):
            return
        arn = self.stack.format_arn(
            service="states",
            resource="activity",
            resource_name=self.physical_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        may_use = PolicyStatement(
            resources=["*"],
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            principals=[ServicePrincipal("states.amazonaws.com")],
            conditions={"StringEquals": {"kms:EncryptionContext:aws:states:activityArn": arn}},
        )
        self.encryption_configuration.kms_key.add_to_resource_policy(may_use)


class ImportedActivity(_ActivityBase):
    """An activity that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.activity_arn = arn
        self.activity_name = Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""
