from aws_cdk import App, Duration, Environment, Stack, Tags
from aws_cdk import aws_backup as backup
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns

FLAGS = [
    "aws-iam:importedRoleStackSafeDefaultPolicyName",
    "aws-iam:minimizePolicies",
    "aws-kms:reduceCrossAccountRegionPolicyScope",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
env = Environment(account="111122223333", region="us-east-1")
vaults = Stack(app, "Vaults", env=env)
vault = backup.BackupVault(
    vaults,
    "Vault",
    notification_topic=sns.Topic(vaults, "Topic", enforce_ssl=True),
    access_policy=iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                actions=["backup:CopyIntoBackupVault"], principals=[iam.AnyPrincipal()], resources=["*"]
            )
        ]
    ),
)
vault.block_recovery_point_deletion()
stack = Stack(app, "Recommended", env=env)
table = dynamodb.TableV2(
    stack, "Table", partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING)
)
plan = backup.BackupPlan.daily_monthly1_year_retention(stack, "Plan", vault)
plan.add_rule(backup.BackupPlanRule.monthly7_year())
plan.add_rule(
    backup.BackupPlanRule(
        delete_after=Duration.days(100),
        copy_actions=[backup.BackupPlanCopyActionProps(destination_backup_vault=vault)],
    )
)
given = iam.Role.from_role_arn(stack, "Given", "arn:aws:iam::111122223333:role/backups")
plan.add_selection(
    "Table", resources=[backup.BackupResource.from_dynamo_db_table(table)], allow_restores=True
)
plan.add_selection("Stack", resources=[backup.BackupResource.from_construct(stack)], role=given)
backup.BackupPlan.daily_weekly_monthly7_year_retention(stack, "Long")
vault.grant(given, "backup:StartBackupJob")
Tags.of(stack).add("Stage", "prod")
app.synth()
