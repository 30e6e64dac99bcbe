"""What secrets of the app, imported and attached ones share.

Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import AccountRootPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.secret_value import SecretValue
from landform.cdk.core.tokens import Token, TokenComparison

ANY_SUFFIX: Final = "-??????"
"""Stands for the six letters that Secrets Manager puts behind a name in an ARN."""

_READ: Final = ("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret")
_WRITE: Final = (
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecret",
    "secretsmanager:UpdateSecretVersionStage",
)


class SecretBase(Native, Resource):
    """Values, policy and grants."""

    secret_arn: str
    secret_name: str
    secret_full_arn: str | None = None
    encryption_key: Any = None
    exclude_characters: str | None = None
    auto_create_policy = False
    _policy: Any = None

    @property
    def arn_for_policies(self) -> str:
        """The ARN as statements name it: with the suffix, or with letters that stand for any."""
        return self.secret_full_arn or f"{self.secret_arn}{ANY_SUFFIX}"

    @property
    def secret_value(self) -> SecretValue:
        """The whole value, read when a stack is deployed."""
        return SecretValue.secrets_manager(self.secret_arn)

    def secret_value_from_json(self, json_field: str) -> SecretValue:
        """One field of a value that is a JSON object."""
        return SecretValue.secrets_manager(self.secret_arn, json_field=json_field)

    def cfn_dynamic_reference_key(
        self,
        *,
        json_field: str | None = None,
        version_id: str | None = None,
        version_stage: str | None = None,
    ) -> str:
        """What stands behind `resolve:secretsmanager:` in a dynamic reference."""
        parts = (self.secret_arn, "SecretString", json_field or "", version_stage or "", version_id or "")
        return ":".join(parts)

    def grant_read(self, grantee: Any, version_stages: Sequence[str] | None = None) -> Grant:
        """Read the value, and decrypt it."""
        found = self._grant(grantee, _READ)
        if version_stages is not None:
            wanted = {"secretsmanager:VersionStage": list(version_stages)}
            for statement in (*found.principal_statements, *found.resource_statements):
                statement.add_condition("ForAnyValue:StringEquals", wanted)
        if self.encryption_key is not None:
            self.encryption_key.grant_decrypt(self._through_service(grantee.grant_principal))
        account = getattr(grantee.grant_principal, "principal_account", None)
        if account is not None and self.encryption_key is None:
            compared = Token.compare_strings(self.stack.account, account)
            if compared is TokenComparison.DIFFERENT:
                raise ValueError("KMS Key must be provided for cross account access to Secret")
        return found

    def grant_write(self, grantee: Any) -> Grant:
        """Write the value, and encrypt it."""
        found = self._grant(grantee, _WRITE)
        if self.encryption_key is not None:
            self.encryption_key.grant_encrypt(self._through_service(grantee.grant_principal))
        return found

    def _grant(self, grantee: Any, actions: Sequence[str]) -> Grant:
        return Grant.add_to_principal_or_resource(
            grantee=grantee,
            actions=list(actions),
            resource_arns=[self.arn_for_policies],
            resource=self,
        )

    def _through_service(self, principal: Any) -> Any:
        from landform.cdk.aws_kms.via_service import ViaServicePrincipal

        return ViaServicePrincipal(f"secretsmanager.{self.stack.region}.amazonaws.com", principal)

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the secret's policy; an imported one has none here."""
        if self._policy is None and self.auto_create_policy:
            from landform.cdk.aws_secretsmanager.resource_policy import ResourcePolicy

            self._policy = ResourcePolicy(self, "Policy", secret=self)
        if self._policy is None:
            return AddToResourcePolicyResult(statement_added=False)
        self._policy.document.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self._policy)

    def deny_account_root_delete(self) -> None:
        """Let nobody of the account delete the secret."""
        self.add_to_resource_policy(
            PolicyStatement(
                actions=["secretsmanager:DeleteSecret"],
                effect=Effect.DENY,
                resources=["*"],
                principals=[AccountRootPrincipal()],
            )
        )

    def add_rotation_schedule(self, id: str, **options: Any) -> Any:
        """Have the value changed regularly."""
        from landform.cdk.aws_secretsmanager.rotation_schedule import RotationSchedule

        return RotationSchedule(self, id, secret=self, **options)

    def attach(self, target: Any) -> Any:
        """Let the secret know the database it is for: the secret with the database's address in it."""
        from landform.cdk.aws_secretsmanager.attachment import SecretTargetAttachment

        if self.node.try_find_child("Attachment") is not None:
            raise ValueError("Secret is already attached to a target.")
        return SecretTargetAttachment(self, "Attachment", secret=self, target=target)
