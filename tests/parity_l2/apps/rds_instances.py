from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_rds as rds

app = App()
stack = Stack(app, "Plain")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
mysql = rds.DatabaseInstanceEngine.mysql(version=rds.MysqlEngineVersion.VER_8_0_35)
database = rds.DatabaseInstance(
    stack,
    "Database",
    engine=mysql,
    instance_type=ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE3, ec2.InstanceSize.SMALL),
    vpc=vpc,
    credentials=rds.Credentials.from_generated_secret("syscdk"),
    allocated_storage=50,
    max_allocated_storage=200,
    multi_az=True,
    database_name="app",
    backup_retention=Duration.days(7),
    monitoring_interval=Duration.minutes(1),
    enable_performance_insights=True,
    cloudwatch_logs_exports=["error", "slowquery"],
    cloudwatch_logs_retention=logs.RetentionDays.ONE_MONTH,
    parameters={"max_connections": "100"},
    storage_encryption_key=kms.Key(stack, "Key"),
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    removal_policy=RemovalPolicy.DESTROY,
)
database.add_rotation_single_user(automatically_after=Duration.days(10))
user = rds.DatabaseSecret(stack, "User", username="reader", master_secret=database.secret)
database.add_rotation_multi_user("UserRotation", secret=user.attach(database))
database.connections.allow_default_port_from_any_ipv4("Open")
function = lambda_.Function(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    vpc=vpc,
    environment={"HOST": database.db_instance_endpoint_address, "PORT": database.db_instance_endpoint_port},
)
database.connections.allow_default_port_from(function)
database.secret.grant_read(function)
proxy = database.add_proxy("Proxy", secrets=[database.secret], vpc=vpc, iam_auth=True)
proxy.grant_connect(function, "admin")
replica = rds.DatabaseInstanceReadReplica(
    stack,
    "Replica",
    source_database_instance=database,
    instance_type=ec2.InstanceType("t3.micro"),
    vpc=vpc,
    storage_type=rds.StorageType.GP3,
)
replica.grant_connect(function, "reader")
oracle = rds.DatabaseInstanceEngine.oracle_se2(version=rds.OracleEngineVersion.VER_19)
options = rds.OptionGroup(
    stack,
    "Options",
    engine=oracle,
    configurations=[
        rds.OptionConfiguration(name="LOCATOR"),
        rds.OptionConfiguration(name="OEM", port=1158, vpc=vpc),
    ],
)
options.option_connections["OEM"].connections.allow_default_port_from_any_ipv4()
other = rds.DatabaseInstance(
    stack,
    "Oracle",
    engine=oracle,
    license_model=rds.LicenseModel.BRING_YOUR_OWN_LICENSE,
    vpc=vpc,
    option_group=options,
    iam_authentication=False,
)
other.on_event("Happened", event_pattern=events.EventPattern(detail_type=["RDS DB Instance Event"]))
other.metric_cpu_utilization().create_alarm(stack, "HighCpu", threshold=90, evaluation_periods=1)
rds.DatabaseInstanceFromSnapshot(
    stack,
    "Restored",
    engine=rds.DatabaseInstanceEngine.postgres(version=rds.PostgresEngineVersion.VER_16_3),
    snapshot_identifier="snap",
    credentials=rds.SnapshotCredentials.from_generated_secret("postgres"),
    vpc=vpc,
)
known = rds.DatabaseInstance.from_database_instance_attributes(
    stack,
    "Known",
    instance_endpoint_address="db.example.com",
    instance_identifier="known",
    port=5432,
    security_groups=[ec2.SecurityGroup.from_security_group_id(stack, "Group", "sg-1")],
    instance_resource_id="db-1",
)
known.connections.allow_default_port_from(function)
known.grant_connect(iam.User(stack, "Person"), "person")
CfnOutput(stack, "Address", value=database.instance_endpoint.socket_address)
CfnOutput(stack, "KnownAddress", value=known.instance_endpoint.socket_address)
app.synth()
