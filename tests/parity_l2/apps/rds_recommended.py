from aws_cdk import App, Duration, RemovalPolicy, Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds

FLAGS = [
    "aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters",
    "aws-rds:databaseProxyUniqueResourceName",
    "aws-rds:preventRenderingDeprecatedCredentials",
    "aws-rds:setCorrectValueForDatabaseInstanceReadReplicaInstanceResourceId",
    "aws-secretsmanager:useAttachedSecretResourcePolicyForSecretTargetAttachments",
    "aws-ec2:restrictDefaultSecurityGroup",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
engine = rds.DatabaseClusterEngine.aurora_postgres(version=rds.AuroraPostgresEngineVersion.VER_16_6)
cluster = rds.DatabaseCluster(
    stack,
    "Cluster",
    engine=engine,
    vpc=vpc,
    writer=rds.ClusterInstance.serverless_v2("Writer", parameters={"work_mem": "65536"}),
    readers=[rds.ClusterInstance.serverless_v2("Reader", parameters={"work_mem": "32768"})],
    serverless_v2_min_capacity=0,
    serverless_v2_auto_pause_duration=Duration.minutes(15),
    enable_data_api=True,
    storage_encrypted=True,
    iam_authentication=True,
    removal_policy=RemovalPolicy.RETAIN,
    cluster_identifier="Main",
)
cluster.add_rotation_single_user()
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
cluster.grant_data_api_access(role)
cluster.add_proxy("Proxy", vpc=vpc, secrets=[cluster.secret]).grant_connect(role, "app")
postgres = rds.DatabaseInstanceEngine.postgres(version=rds.PostgresEngineVersion.VER_17_2)
source = rds.DatabaseInstance(
    stack, "Source", engine=postgres, vpc=vpc, manage_master_user_password=True, instance_identifier="Source"
)
replica = rds.DatabaseInstanceReadReplica(
    stack,
    "Replica",
    source_database_instance=source,
    instance_type=ec2.InstanceType("m7g.large"),
    vpc=vpc,
    subnet_group=rds.SubnetGroup(stack, "Subnets", vpc=vpc, description="Subnets of replicas"),
)
replica.grant_connect(role, "app")
source.secret.grant_read(role)
rds.DatabaseClusterFromSnapshot(
    stack,
    "Restored",
    engine=engine,
    snapshot_identifier="snap",
    writer=rds.ClusterInstance.provisioned("Writer"),
    vpc=vpc,
)
Tags.of(stack).add("Stage", "prod")
app.synth()
