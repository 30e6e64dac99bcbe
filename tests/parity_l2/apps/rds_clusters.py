from aws_cdk import App, CfnOutput, Duration, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_rds as rds
from aws_cdk import aws_s3 as s3

app = App()
env = Environment(account="111122223333", region="us-east-1")
network = Stack(app, "Network", env=env)
vpc = ec2.Vpc(network, "Vpc", max_azs=3, nat_gateways=1)
stack = Stack(app, "Clusters", env=env)
cluster = rds.DatabaseCluster(
    stack,
    "Database",
    engine=rds.DatabaseClusterEngine.aurora_mysql(version=rds.AuroraMysqlEngineVersion.VER_3_05_2),
    writer=rds.ClusterInstance.provisioned(
        "Writer", instance_type=ec2.InstanceType("r6g.large"), publicly_accessible=False
    ),
    readers=[
        rds.ClusterInstance.provisioned("Reader1", promotion_tier=1),
        rds.ClusterInstance.serverless_v2("Reader2", scale_with_writer=True),
    ],
    serverless_v2_min_capacity=1,
    serverless_v2_max_capacity=16,
    vpc=vpc,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    s3_import_buckets=[s3.Bucket(stack, "Bucket")],
    backup=rds.BackupProps(retention=Duration.days(14), preferred_window="02:00-03:00"),
    cloudwatch_logs_exports=["error"],
    monitoring_interval=Duration.seconds(30),
    default_database_name="app",
)
cluster.add_rotation_single_user()
former = rds.DatabaseCluster(
    stack,
    "Former",
    engine=rds.DatabaseClusterEngine.AURORA_MYSQL,
    credentials=rds.Credentials.from_username("clusteradmin"),
    instances=2,
    instance_props=rds.InstanceProps(
        vpc=vpc, instance_type=ec2.InstanceType("t3.medium"), enable_performance_insights=True
    ),
    instance_update_behaviour=rds.InstanceUpdateBehaviour.ROLLING,
)
postgres = rds.DatabaseClusterEngine.aurora_postgres(version=rds.AuroraPostgresEngineVersion.VER_15_5)
serverless = rds.ServerlessCluster(
    stack,
    "Serverless",
    engine=postgres,
    vpc=vpc,
    parameter_group=rds.ParameterGroup.from_parameter_group_name(
        stack, "Parameters", "default.aurora-postgresql15"
    ),
    scaling=rds.ServerlessScalingOptions(
        auto_pause=Duration.minutes(10), max_capacity=rds.AuroraCapacityUnit.ACU_32
    ),
    enable_data_api=True,
)
function = lambda_.Function(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    environment={"CLUSTER_ARN": serverless.cluster_arn, "SECRET_ARN": serverless.secret.secret_arn},
)
serverless.grant_data_api_access(function)
cluster.grant_connect(function, "app")
cluster.connections.allow_default_port_from(
    ec2.SecurityGroup.from_security_group_id(stack, "Client", "sg-1"), "Clients"
)
proxy = rds.DatabaseProxy(
    stack,
    "Proxy",
    proxy_target=rds.ProxyTarget.from_cluster(cluster),
    secrets=[cluster.secret],
    vpc=vpc,
    session_pinning_filters=[rds.SessionPinningFilter.EXCLUDE_VARIABLE_SETS],
)
proxy.add_endpoint("Reads", vpc=vpc, target_role=rds.ProxyEndpointTargetRole.READ_ONLY)
proxy.grant_connect(iam.User(stack, "Person"))
rds.DatabaseClusterFromSnapshot(
    stack,
    "Restored",
    engine=postgres,
    snapshot_identifier="snap",
    snapshot_credentials=rds.SnapshotCredentials.from_generated_secret("username"),
    writer=rds.ClusterInstance.serverless_v2("writer"),
    vpc=vpc,
)
known = rds.DatabaseCluster.from_database_cluster_attributes(
    stack,
    "Known",
    cluster_identifier="known",
    cluster_endpoint_address="known.example.com",
    reader_endpoint_address="known-ro.example.com",
    port=3306,
)
CfnOutput(stack, "Endpoint", value=cluster.cluster_endpoint.socket_address)
CfnOutput(stack, "Reader", value=former.cluster_read_endpoint.hostname)
CfnOutput(stack, "Instances", value=",".join(cluster.instance_identifiers))
CfnOutput(stack, "KnownEndpoint", value=known.cluster_endpoint.socket_address)
cluster.metric_volume_bytes_used().create_alarm(stack, "Alarm", threshold=1, evaluation_periods=1)
app.synth()
