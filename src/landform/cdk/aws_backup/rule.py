"""Rules of backup plans: when backups are made, and how long they are kept.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-backup-backupplan-backupruleresourcetype.html
"""

from typing import Any, Final

from landform.cdk.aws_backup.vault import MODULE
from landform.cdk.aws_events.schedule import Schedule
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_CONTINUOUS: Final = 35  # days that continuous backups are kept at most
_COLD: Final = 90  # days that a copy stays in cold storage at least


class BackupPlanRule(Native):
    """A rule; the options are those of `BackupPlanRuleProps`."""

    def __init__(self, **options: Any) -> None:
        props = given(MODULE, "BackupPlanRuleProps", options)
        delete, cold, schedule = (
            props.delete_after,
            props.move_to_cold_storage_after,
            props.schedule_expression,
        )
        if delete is not None and cold is not None and delete.to_days() < cold.to_days():
            raise ValueError("`deleteAfter` must be greater than `moveToColdStorageAfter`")
        schedule = props.schedule_expression
        if schedule is not None and not schedule.expression_string.startswith("cron"):
            raise ValueError("`scheduleExpression` must be of type `cron`")
        if props.enable_continuous_backup and cold is not None:
            raise ValueError(
                "`moveToColdStorageAfter` must not be specified if `enableContinuousBackup` is enabled"
            )
        if props.enable_continuous_backup and delete is None:
            props = given(
                MODULE, "BackupPlanRuleProps", {**options, "delete_after": Duration.days(_CONTINUOUS)}
            )
        elif props.enable_continuous_backup and not 1 <= delete.to_days() <= _CONTINUOUS:
            raise ValueError(
                f"'deleteAfter' must be between 1 and {_CONTINUOUS} days if 'enableContinuousBackup' is"
                f" enabled, but got {delete.to_days():g} days"
            )
        for action in props.copy_actions or ():
            _check_copy(given(MODULE, "BackupPlanCopyActionProps", action))
        self.props: Any = props

    @staticmethod
    def daily(backup_vault: Any = None) -> "BackupPlanRule":
        """Each day at five; kept for 35 days."""
        return _preset("Daily", backup_vault, {}, delete=35)

    @staticmethod
    def weekly(backup_vault: Any = None) -> "BackupPlanRule":
        """Each Saturday; kept for three months."""
        return _preset("Weekly", backup_vault, {"week_day": "SAT"}, delete=90)

    @staticmethod
    def monthly1_year(backup_vault: Any = None) -> "BackupPlanRule":
        """On the first of each month; kept for a year."""
        return _preset("Monthly1Year", backup_vault, {"day": "1"}, delete=365, cold=30)

    @staticmethod
    def monthly5_year(backup_vault: Any = None) -> "BackupPlanRule":
        """The same, kept for five years."""
        return _preset("Monthly5Year", backup_vault, {"day": "1"}, delete=365 * 5, cold=90)

    @staticmethod
    def monthly7_year(backup_vault: Any = None) -> "BackupPlanRule":
        """The same, kept for seven years."""
        return _preset("Monthly7Year", backup_vault, {"day": "1"}, delete=365 * 7, cold=90)


def _check_copy(action: Any) -> None:
    delete, cold = action.delete_after, action.move_to_cold_storage_after
    if delete is not None and cold is not None and delete.to_days() < cold.to_days() + _COLD:
        raise ValueError(
            f"'deleteAfter' must at least {_COLD} days later than corresponding 'moveToColdStorageAfter'"
        )


def _preset(
    name: str, vault: Any, when: dict[str, str], *, delete: int, cold: int | None = None
) -> BackupPlanRule:
    return BackupPlanRule(
        backup_vault=vault,
        rule_name=name,
        schedule_expression=Schedule.cron(hour="5", minute="0", **when),
        delete_after=Duration.days(delete),
        move_to_cold_storage_after=Duration.days(cold) if cold is not None else None,
    )
