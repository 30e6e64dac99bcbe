"""Attachments: secrets that know the database they are for.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
"""

from enum import Enum
from typing import Any, ClassVar, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_secretsmanager.secret import ImportedSecret
from landform.cdk.aws_secretsmanager.secret_base import SecretBase
from landform.cdk.core.feature_flags import FeatureFlags

POLICY_FLAG: Final = "@aws-cdk/aws-secretsmanager:useAttachedSecretResourcePolicyForSecretTargetAttachments"


class AttachmentTargetType(Enum):
    """What a secret can be for."""

    RDS_DB_INSTANCE = "AWS::RDS::DBInstance"
    RDS_DB_CLUSTER = "AWS::RDS::DBCluster"
    RDS_DB_PROXY = "AWS::RDS::DBProxy"
    REDSHIFT_CLUSTER = "AWS::Redshift::Cluster"
    DOCDB_DB_INSTANCE = "AWS::DocDB::DBInstance"
    DOCDB_DB_CLUSTER = "AWS::DocDB::DBCluster"


class SecretTargetAttachment(SecretBase):
    """A secret with the address of a database in it; what uses it comes after the attachment."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-secretsmanager.SecretTargetAttachment"
    auto_create_policy = True

    def __init__(self, scope: Any, id: str, *, secret: Any, target: Any) -> None:
        super().__init__(scope, id)
        self._attached = secret
        given = target.as_secret_attachment_target()
        import landform.cdk.aws_secretsmanager as module

        resource = module.__getattr__("CfnSecretTargetAttachment")(
            self,
            "Resource",
            secret_id=secret.secret_arn,
            target_id=given.target_id,
            target_type=given.target_type.value,
        )
        self.encryption_key = secret.encryption_key
        self.secret_name = secret.secret_name
        self.secret_arn = resource.ref
        self.secret_full_arn = resource.ref
        self.secret_target_attachment_secret_arn: str = resource.ref

    @staticmethod
    def from_secret_target_attachment_secret_arn(
        scope: Any, id: str, secret_target_attachment_secret_arn: str
    ) -> "ImportedAttachment":
        """An attachment that exists already."""
        return ImportedAttachment(scope, id, secret_target_attachment_secret_arn)

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy of the secret, or to one of the attachment's own without the flag."""
        if FeatureFlags.of(self).is_enabled(POLICY_FLAG):
            found: AddToResourcePolicyResult = self._attached.add_to_resource_policy(statement)
            return found
        return super().add_to_resource_policy(statement)


class ImportedAttachment(ImportedSecret):
    """An attachment that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, arn=arn, name="", is_complete=True)
        self.secret_target_attachment_secret_arn = arn
