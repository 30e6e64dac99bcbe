"""Calls of aws_backup."""

from typing import Any, Final

from tools.differential.making import VPC, construct, enum, imported, minutes, new, record, static

_BACKUP: Final = "aws_backup"
_VAULT: Final = construct(f"{_BACKUP}.BackupVault", "Vault0")
_KNOWN: Final = imported(f"{_BACKUP}.BackupVault.from_backup_vault_name", "Vault1", "landform-b")
_DAILY: Final = static(f"{_BACKUP}.BackupPlanRule.daily")
_PLAN: Final = construct(f"{_BACKUP}.BackupPlan", "Plan0", backup_plan_rules=[_DAILY])


def _days(count: float) -> Any:
    return static("aws_cdk.Duration.days", count)


def _rule(**named: Any) -> Any:
    return new(f"{_BACKUP}.BackupPlanRule", **named)


VALUES: Final = {
    f"{_BACKUP}.IBackupVault": (_VAULT, _KNOWN),
    f"{_BACKUP}.IBackupPlan": (
        _PLAN,
        imported(f"{_BACKUP}.BackupPlan.from_backup_plan_id", "Plan1", "plan-id"),
    ),
    f"{_BACKUP}.BackupPlanRule": (
        _DAILY,
        _rule(
            rule_name="own",
            completion_window=static("aws_cdk.Duration.hours", 10),
            start_window=static("aws_cdk.Duration.hours", 2),
            delete_after=_days(200),
            move_to_cold_storage_after=_days(30),
        ),
    ),
    f"{_BACKUP}.BackupResource": (
        static(f"{_BACKUP}.BackupResource.from_arn", "arn:aws:ec2:us-east-1:111122223333:volume/a"),
        static(f"{_BACKUP}.BackupResource.from_tag", "stage", "prod"),
    ),
}
SAME: Final = {
    f"{_BACKUP}.BackupVault": f"{_BACKUP}.IBackupVault",
    f"interfaces.{_BACKUP}.IBackupVaultRef": f"{_BACKUP}.IBackupVault",
    f"{_BACKUP}.BackupPlan": f"{_BACKUP}.IBackupPlan",
    f"interfaces.{_BACKUP}.IBackupPlanRef": f"{_BACKUP}.IBackupPlan",
}
ALWAYS: Final = {
    f"{_BACKUP}.BackupPlan": {"backup_plan_rules": [_DAILY]},
}
_TABLE: Final = construct(
    "aws_dynamodb.Table",
    "Table0",
    partition_key=record("aws_dynamodb.Attribute", name="pk", type=enum("aws_dynamodb.AttributeType.STRING")),
)
_TOPIC: Final = construct("aws_sns.Topic", "Topic0")
_FILES: Final = construct("aws_efs.FileSystem", "Files0", vpc=VPC)


def _locked(**named: Any) -> dict[str, Any]:
    return {"kw": {"lock_configuration": record(f"{_BACKUP}.LockConfiguration", **named)}}


def _ruled(**named: Any) -> dict[str, Any]:
    return {"kw": {"backup_plan_rules": [_rule(**named)]}}


def _selected(*resources: Any, **named: Any) -> dict[str, Any]:
    return {"kw": {"resources": list(resources), **named}}


def _resource(kind: str, *args: Any) -> Any:
    return static(f"{_BACKUP}.BackupResource.{kind}", *args)


TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_BACKUP}.BackupVault": {
        "topic": {"kw": {"notification_topic": _TOPIC}},
        "topic, events": {
            "kw": {
                "notification_topic": _TOPIC,
                "notification_events": [enum(f"{_BACKUP}.BackupVaultEvents.BACKUP_JOB_FAILED")],
            }
        },
        "locked": _locked(min_retention=_days(7), max_retention=_days(70), changeable_for=_days(3)),
        "locked, too short": _locked(min_retention=static("aws_cdk.Duration.hours", 12)),
        "locked, too long": _locked(min_retention=_days(30), max_retention=_days(36501)),
        "locked, upside down": _locked(min_retention=_days(30), max_retention=_days(7)),
        "locked, soon": _locked(min_retention=_days(30), changeable_for=_days(2)),
        "bad name": {"kw": {"backup_vault_name": "no spaces"}},
        "policy, blocked": {
            "kw": {
                "access_policy": new(
                    "aws_iam.PolicyDocument",
                    statements=[
                        new(
                            "aws_iam.PolicyStatement",
                            actions=["backup:StartBackupJob"],
                            resources=["*"],
                            principals=[new("aws_iam.AnyPrincipal")],
                        )
                    ],
                ),
                "block_recovery_point_deletion": True,
            }
        },
    },
    f"{_BACKUP}.BackupPlan": {
        "no rules": {"kw": {"backup_plan_rules": None}},
        "two rules": {
            "kw": {"backup_plan_rules": [_DAILY, static(f"{_BACKUP}.BackupPlanRule.weekly", _KNOWN)]}
        },
        "rule": _ruled(
            delete_after=_days(200),
            move_to_cold_storage_after=_days(30),
            completion_window=static("aws_cdk.Duration.hours", 10),
            schedule_expression=static("aws_events.Schedule.cron", hour="3", minute="0"),
            schedule_expression_timezone=enum("aws_cdk.TimeZone.EUROPE_BERLIN"),
            recovery_point_tags={"map": {"stage": "prod"}},
            copy_actions=[
                record(
                    f"{_BACKUP}.BackupPlanCopyActionProps",
                    destination_backup_vault=_KNOWN,
                    delete_after=_days(120),
                    move_to_cold_storage_after=_days(30),
                )
            ],
            index_actions=[
                record(
                    f"{_BACKUP}.BackupPlanIndexActionProps",
                    resource_types=[enum(f"{_BACKUP}.IndexActionResourceType.EBS")],
                )
            ],
        ),
        "continuous": _ruled(enable_continuous_backup=True),
        "continuous, long": _ruled(enable_continuous_backup=True, delete_after=_days(36)),
        "continuous, cold": _ruled(enable_continuous_backup=True, move_to_cold_storage_after=_days(30)),
        "deleted soon": _ruled(delete_after=_days(30), move_to_cold_storage_after=_days(90)),
        "by rate": _ruled(schedule_expression=static("aws_events.Schedule.rate", minutes(5))),
        "vault": {"kw": {"backup_vault": _KNOWN}},
    },
    f"{_BACKUP}.BackupSelection": {
        "constructs": _selected(
            _resource("from_dynamo_db_table", _TABLE),
            _resource("from_efs_file_system", _FILES),
            _resource("from_tag", "a", "b"),
        ),
        "stack": {
            "kw": {
                "resources": [_resource("from_construct", VPC), _resource("from_construct", _FILES)],
                "allow_restores": True,
            }
        },
    },
}
