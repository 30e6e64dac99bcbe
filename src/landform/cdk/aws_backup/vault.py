"""Vaults, which keep recovery points.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-backup-backupvault.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_backup.enums import BackupVaultEvents
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import AnyPrincipal, ServicePrincipal
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

MODULE: Final = "aws_backup"
PRINCIPAL: Final = "backup.amazonaws.com"
_NAME: Final = "^[a-zA-Z0-9-_]{2,50}$"
_MAX_NAME: Final = 50
_SHORTEST: Final = 24  # hours of the shortest retention
_LONGEST: Final = 36500  # days of the longest one
_COOLING: Final = 72  # hours before a lock may take effect


class BackupVaultBase(Native, Resource):
    """What vaults of the app and imported ones share."""

    backup_vault_arn: str
    backup_vault_name: str

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal(
            grantee=grantee, actions=actions, resource_arns=[self.backup_vault_arn], scope=self
        )


class ImportedBackupVault(BackupVaultBase):
    """A vault that exists already."""

    def __init__(self, scope: Any, id: str, *, arn: str, name: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.backup_vault_arn, self.backup_vault_name = arn, name


class BackupVault(BackupVaultBase):
    """A vault; the options are those of `BackupVaultProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given(MODULE, "BackupVaultProps", options)
        name = props.backup_vault_name
        if name and not is_unresolved(name) and not re.search(_NAME, name):
            raise ValueError(f"Expected vault name to match pattern `{_NAME}`")
        self._document: PolicyDocument = props.access_policy or PolicyDocument()
        if props.block_recovery_point_deletion:
            self.block_recovery_point_deletion()
        resource = cfn_class(MODULE, "CfnBackupVault")(
            self,
            "Resource",
            backup_vault_name=name or Names.unique_id(self)[-_MAX_NAME:],
            access_policy=Lazy.any(lambda: None if self._document.is_empty else self._document.to_json()),
            encryption_key_arn=props.encryption_key.key_ref.key_arn if props.encryption_key else None,
            notifications=self._notifications(props),
            lock_configuration=_lock(given(MODULE, "LockConfiguration", props.lock_configuration)),
        )
        resource.apply_removal_policy(props.removal_policy or RemovalPolicy.RETAIN)
        self.backup_vault_name: str = resource.attr_backup_vault_name
        self.backup_vault_arn: str = resource.attr_backup_vault_arn

    @staticmethod
    def from_backup_vault_name(scope: Any, id: str, backup_vault_name: str) -> ImportedBackupVault:
        """A vault of the stack's account that exists already."""
        components = ArnComponents(
            service="backup",
            resource="backup-vault",
            resource_name=backup_vault_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        arn = Arn.format(components, Stack.of(scope))
        return ImportedBackupVault(scope, id, arn=arn, name=backup_vault_name)

    @staticmethod
    def from_backup_vault_arn(scope: Any, id: str, backup_vault_arn: str) -> ImportedBackupVault:
        """A vault that exists already."""
        name = Arn.split(backup_vault_arn, ArnFormat.COLON_RESOURCE_NAME).resource_name
        if not name:
            raise ValueError(
                f"BackupVaultArn: Backup Vault Arn {backup_vault_arn} has the wrong format, expected"
                " arn:aws:service:region:account:resource:resourceName."
            )
        return ImportedBackupVault(scope, id, arn=backup_vault_arn, name=name)

    def add_to_access_policy(self, statement: PolicyStatement) -> None:
        """Say who may do what to the vault."""
        self._document.add_statements(statement)

    def block_recovery_point_deletion(self) -> None:
        """Let nobody delete recovery points, or change when they end."""
        self.add_to_access_policy(
            PolicyStatement(
                effect=Effect.DENY,
                actions=["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
                principals=[AnyPrincipal()],
                resources=["*"],
            )
        )

    def _notifications(self, props: Any) -> dict[str, Any] | None:
        topic = props.notification_topic
        if topic is None:
            return None
        events = props.notification_events
        topic.grant_publish(ServicePrincipal(PRINCIPAL))
        return {
            "BackupVaultEvents": list(BackupVaultEvents) if events is None else events,
            "SNSTopicArn": topic.topic_arn,
        }


def _lock(config: Any) -> dict[str, float] | None:
    if config is None:
        return None
    shortest, longest, changeable = config.min_retention, config.max_retention, config.changeable_for
    if shortest.to_hours() < _SHORTEST:
        raise ValueError(
            "The shortest minimum retention period you can specify is 1 day, got"
            f" {shortest.to_hours():g} hours"
        )
    found = {"MinRetentionDays": shortest.to_days()}
    if longest is not None:
        if longest.to_days() > _LONGEST:
            raise ValueError(
                f"The longest maximum retention period you can specify is {_LONGEST} days, got"
                f" {longest.to_days():g} days"
            )
        if longest.to_days() <= shortest.to_days():
            raise ValueError(
                f"The maximum retention period ({longest.to_days():g} days) must be greater than the"
                f" minimum retention period ({shortest.to_days():g} days)"
            )
        found["MaxRetentionDays"] = longest.to_days()
    if changeable is not None:
        if changeable.to_hours() < _COOLING:
            raise ValueError(
                f"AWS Backup enforces a {_COOLING}-hour cooling-off period before Vault Lock takes effect"
                f" and becomes immutable, got {changeable.to_hours():g} hours"
            )
        found["ChangeableForDays"] = changeable.to_days()
    return found
