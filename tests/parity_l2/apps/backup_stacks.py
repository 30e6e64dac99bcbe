from aws_cdk import App, RemovalPolicy, Size, Stack
from aws_cdk import aws_backup as backup
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds
from constructs import Construct

app = App()
data = Stack(app, "Data")
vpc = ec2.Vpc(data, "Vpc", max_azs=2, nat_gateways=0)
public = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC)
all_of_it = Construct(data, "All")
efs.FileSystem(all_of_it, "Files", vpc=vpc, vpc_subnets=public)
dynamodb.Table(
    all_of_it,
    "Table",
    partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING),
    billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
)
rds.DatabaseCluster(
    all_of_it,
    "Cluster",
    engine=rds.DatabaseClusterEngine.aurora_postgres(version=rds.AuroraPostgresEngineVersion.VER_16_4),
    writer=rds.ClusterInstance.serverless_v2("writer"),
    vpc=vpc,
    vpc_subnets=public,
)
rds.DatabaseInstance(
    all_of_it,
    "Instance",
    engine=rds.DatabaseInstanceEngine.mysql(version=rds.MysqlEngineVersion.VER_8_0_35),
    vpc=vpc,
    vpc_subnets=public,
)
ec2.Volume(all_of_it, "Volume", availability_zone="us-east-1a", size=Size.gibibytes(10))
vault = backup.BackupVault(data, "Vault", removal_policy=RemovalPolicy.DESTROY)
vault.add_to_access_policy(
    iam.PolicyStatement(
        actions=["backup:CopyIntoBackupVault"],
        principals=[iam.AccountPrincipal("444455556666")],
        resources=["*"],
    )
)
plan = backup.BackupPlan(data, "Plan", backup_plan_rules=[backup.BackupPlanRule.weekly(vault)])
role = iam.Role(data, "Role", assumed_by=iam.ServicePrincipal("backup.amazonaws.com"))
plan.add_selection("All", resources=[backup.BackupResource.from_construct(all_of_it)], role=role)

known = Stack(app, "Known")
imported = backup.BackupVault.from_backup_vault_arn(
    known, "Vault", "arn:aws:backup:eu-west-1:444455556666:backup-vault:far"
)
imported.grant(iam.User(known, "User"), "backup:DescribeBackupVault")
backup.BackupPlan.daily35_day_retention(known, "Daily", imported)
backup.BackupSelection(
    known,
    "Selection",
    backup_plan=backup.BackupPlan.from_backup_plan_id(known, "Plan", "11111111-2222-3333-4444-555555555555"),
    resources=[backup.BackupResource.from_tag("backup", "yes")],
)
app.synth()
