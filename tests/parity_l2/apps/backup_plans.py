from aws_cdk import App, Duration, Environment, Stack, TimeZone
from aws_cdk import aws_backup as backup
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_rds as rds
from aws_cdk import aws_sns as sns

app = App()
stack = Stack(app, "Plain", env=Environment(account="111122223333", region="us-east-1"))
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=0)
isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC)
files = efs.FileSystem(stack, "Files", vpc=vpc, vpc_subnets=isolated)
table = dynamodb.Table(
    stack, "Table", partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING)
)
database = rds.DatabaseInstance(
    stack,
    "Database",
    engine=rds.DatabaseInstanceEngine.postgres(version=rds.PostgresEngineVersion.VER_16_4),
    vpc=vpc,
    vpc_subnets=isolated,
)
machine = ec2.Instance(
    stack,
    "Machine",
    vpc=vpc,
    vpc_subnets=isolated,
    instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(),
)
vault = backup.BackupVault(
    stack,
    "Vault",
    backup_vault_name="kept",
    encryption_key=kms.Key(stack, "Key"),
    notification_topic=sns.Topic(stack, "Topic"),
    notification_events=[
        backup.BackupVaultEvents.BACKUP_JOB_FAILED,
        backup.BackupVaultEvents.RESTORE_JOB_COMPLETED,
    ],
    block_recovery_point_deletion=True,
    lock_configuration=backup.LockConfiguration(
        min_retention=Duration.days(7), max_retention=Duration.days(4000), changeable_for=Duration.days(3)
    ),
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
vault.grant(role, "backup:StartBackupJob", "backup:ListRecoveryPointsByBackupVault")
plan = backup.BackupPlan.daily_weekly_monthly5_year_retention(stack, "Plan", vault)
plan.add_rule(
    backup.BackupPlanRule(
        completion_window=Duration.hours(10),
        start_window=Duration.hours(2),
        schedule_expression=events.Schedule.cron(day="15", hour="3", minute="30"),
        schedule_expression_timezone=TimeZone.EUROPE_BERLIN,
        move_to_cold_storage_after=Duration.days(30),
        recovery_point_tags={"stage": "prod"},
        copy_actions=[
            backup.BackupPlanCopyActionProps(
                destination_backup_vault=backup.BackupVault.from_backup_vault_name(stack, "Other", "other"),
                move_to_cold_storage_after=Duration.days(30),
                delete_after=Duration.days(120),
            )
        ],
        index_actions=[
            backup.BackupPlanIndexActionProps(resource_types=[backup.IndexActionResourceType.S3]),
        ],
    )
)
plan.add_selection(
    "Chosen",
    resources=[
        backup.BackupResource.from_dynamo_db_table(table),
        backup.BackupResource.from_efs_file_system(files),
        backup.BackupResource.from_ec2_instance(machine),
        backup.BackupResource.from_rds_database_instance(database),
        backup.BackupResource.from_tag("stage", "prod"),
    ],
)
backup.BackupPlan(
    stack,
    "Windows",
    backup_plan_name="windows",
    windows_vss=True,
    backup_plan_rules=[
        backup.BackupPlanRule.daily(),
        backup.BackupPlanRule(enable_continuous_backup=True, delete_after=Duration.days(14)),
    ],
).add_selection(
    "Machines",
    resources=[backup.BackupResource.from_arn("arn:aws:ec2:us-east-1:111122223333:instance/*")],
    backup_selection_name="machines",
    allow_restores=True,
    disable_default_backup_policy=True,
)
app.synth()
