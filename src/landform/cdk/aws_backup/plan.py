"""Backup plans.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-backup-backupplan.html
"""

from collections.abc import Callable, Sequence
from typing import Any

from landform.cdk.aws_backup.rule import BackupPlanRule
from landform.cdk.aws_backup.selection import BackupSelection
from landform.cdk.aws_backup.vault import MODULE, BackupVault
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class, given


class ImportedBackupPlan(Native, Resource):
    """A plan that exists already."""

    def __init__(self, scope: Any, id: str, backup_plan_id: str) -> None:
        super().__init__(scope, id)
        self.backup_plan_id = backup_plan_id
        components = ArnComponents(
            service="backup",
            resource="backup-plan",
            resource_name=backup_plan_id,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        self.backup_plan_arn = Arn.format(components, Stack.of(self))


class BackupPlan(Native, Resource):
    """A plan, with a vault of its own where its rules need one."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        backup_plan_name: str | None = None,
        backup_plan_rules: Sequence[BackupPlanRule] | None = None,
        backup_vault: Any = None,
        windows_vss: bool | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._vault = backup_vault
        self._rules: list[dict[str, Any]] = []
        shadow = {"BackupOptions": {"WindowsVSS": "enabled"}, "ResourceType": "EC2"}
        resource = cfn_class(MODULE, "CfnBackupPlan")(
            self,
            "Resource",
            backup_plan={
                "AdvancedBackupSettings": [shadow] if windows_vss else None,
                "BackupPlanName": backup_plan_name or id,
                "BackupPlanRule": Lazy.any(lambda: self._rules),
            },
        )
        self.backup_plan_id: str = resource.attr_backup_plan_id
        self.backup_plan_arn: str = resource.attr_backup_plan_arn
        self.version_id: str = resource.attr_version_id
        for rule in backup_plan_rules or ():
            self.add_rule(rule)
        self.node.add_validation(lambda: [] if self._rules else ["A backup plan must have at least 1 rule."])

    @staticmethod
    def from_backup_plan_id(scope: Any, id: str, backup_plan_id: str) -> ImportedBackupPlan:
        """A plan that exists already."""
        return ImportedBackupPlan(scope, id, backup_plan_id)

    @staticmethod
    def daily35_day_retention(scope: Any, id: str, backup_vault: Any = None) -> "BackupPlan":
        """Each day."""
        return _of(scope, id, backup_vault, BackupPlanRule.daily())

    @staticmethod
    def daily_monthly1_year_retention(scope: Any, id: str, backup_vault: Any = None) -> "BackupPlan":
        """Each day, and each month for a year."""
        return _of(scope, id, backup_vault, BackupPlanRule.daily(), BackupPlanRule.monthly1_year())

    @staticmethod
    def daily_weekly_monthly5_year_retention(scope: Any, id: str, backup_vault: Any = None) -> "BackupPlan":
        """Each day, each week, and each month for five years."""
        rules = (BackupPlanRule.daily(), BackupPlanRule.weekly(), BackupPlanRule.monthly5_year())
        return _of(scope, id, backup_vault, *rules)

    @staticmethod
    def daily_weekly_monthly7_year_retention(scope: Any, id: str, backup_vault: Any = None) -> "BackupPlan":
        """Each day, each week, and each month for seven years."""
        rules = (BackupPlanRule.daily(), BackupPlanRule.weekly(), BackupPlanRule.monthly7_year())
        return _of(scope, id, backup_vault, *rules)

    @property
    def backup_vault(self) -> Any:
        """The vault of rules that name none."""
        if self._vault is None:
            raise ValueError("BackupVault: No backup vault!")
        return self._vault

    def add_rule(self, rule: BackupPlanRule) -> None:
        """Say when backups are made, too."""
        props = rule.props
        vault = props.backup_vault
        if vault is None:
            self._vault = vault = self._vault or BackupVault(self, "Vault")
        schedule, zone = props.schedule_expression, props.schedule_expression_timezone
        self._rules.append(
            {
                "CompletionWindowMinutes": _minutes(props.completion_window),
                "CopyActions": _each(_copy, props.copy_actions),
                "EnableContinuousBackup": props.enable_continuous_backup,
                "IndexActions": _each(_index, props.index_actions),
                "Lifecycle": _lifecycle(props),
                "RecoveryPointTags": props.recovery_point_tags,
                "RuleName": props.rule_name or f"{self.node.id}Rule{len(self._rules)}",
                "ScheduleExpression": schedule.expression_string if schedule is not None else None,
                "ScheduleExpressionTimezone": zone.timezone_name if zone is not None else None,
                "StartWindowMinutes": _minutes(props.start_window),
                "TargetBackupVault": vault.backup_vault_ref.backup_vault_name,
            }
        )

    def add_selection(self, id: str, **options: Any) -> BackupSelection:
        """Say what the plan is for; the options are those of `BackupSelectionOptions`."""
        return BackupSelection(self, id, backup_plan=self, **options)


def _of(scope: Any, id: str, vault: Any, *rules: BackupPlanRule) -> BackupPlan:
    return BackupPlan(scope, id, backup_vault=vault, backup_plan_rules=rules)


def _minutes(duration: Any) -> float | None:
    return duration.to_minutes() if duration is not None else None


def _lifecycle(props: Any) -> dict[str, float | None] | None:
    delete, cold = props.delete_after, props.move_to_cold_storage_after
    if delete is None and cold is None:
        return None
    return {
        "DeleteAfterDays": delete.to_days() if delete is not None else None,
        "MoveToColdStorageAfterDays": cold.to_days() if cold is not None else None,
    }


def _each(
    make: Callable[[Any], dict[str, Any]], actions: Sequence[Any] | None
) -> list[dict[str, Any]] | None:
    return [make(each) for each in actions] if actions is not None else None


def _copy(action: Any) -> dict[str, Any]:
    props = given(MODULE, "BackupPlanCopyActionProps", action)
    return {
        "DestinationBackupVaultArn": props.destination_backup_vault.backup_vault_ref.backup_vault_arn,
        "Lifecycle": _lifecycle(props),
    }


def _index(action: Any) -> dict[str, Any]:
    props = given(MODULE, "BackupPlanIndexActionProps", action)
    return {"ResourceTypes": [each.value for each in props.resource_types]}
