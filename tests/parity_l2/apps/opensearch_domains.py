from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_opensearchservice as opensearch

app = App()
stack = Stack(app, "Domains")
simple = opensearch.Domain(
    stack,
    "Simple",
    version=opensearch.EngineVersion.OPENSEARCH_1_3,
    removal_policy=RemovalPolicy.DESTROY,
    enable_version_upgrade=True,
    capacity=opensearch.CapacityConfig(data_node_instance_type="t3.small.search", data_nodes=1),
    ebs=opensearch.EbsOptions(volume_size=20, volume_type=ec2.EbsDeviceVolumeType.GP3, iops=3000),
    logging=opensearch.LoggingOptions(slow_search_log_enabled=True, app_log_enabled=True),
    access_policies=[
        iam.PolicyStatement(
            actions=["es:ESHttpGet"], principals=[iam.AccountRootPrincipal()], resources=["*"]
        )
    ],
)
simple.add_access_policies(
    iam.PolicyStatement(
        actions=["es:ESHttpPost"], principals=[iam.AnyPrincipal()], resources=[f"{simple.domain_arn}/*"]
    )
)
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
secure = opensearch.Domain(
    stack,
    "Secure",
    version=opensearch.EngineVersion.open_search("2.11"),
    vpc=vpc,
    vpc_subnets=[ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS)],
    zone_awareness=opensearch.ZoneAwarenessConfig(availability_zone_count=2),
    capacity=opensearch.CapacityConfig(data_nodes=2, master_nodes=3, warm_nodes=2),
    cold_storage_enabled=True,
    encryption_at_rest=opensearch.EncryptionAtRestOptions(kms_key=kms.Key(stack, "Key")),
    node_to_node_encryption=True,
    enforce_https=True,
    fine_grained_access_control=opensearch.AdvancedSecurityOptions(master_user_name="admin"),
    logging=opensearch.LoggingOptions(audit_log_enabled=True),
    off_peak_window_start=opensearch.WindowStartTime(hours=2, minutes=15),
    tls_security_policy=opensearch.TLSSecurityPolicy.TLS_1_2_PFS,
    automated_snapshot_start_hour=3,
    advanced_options={"rest.action.multi.allow_explicit_index": "false"},
)
function = lambda_.Function(
    stack,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
    vpc=vpc,
    environment={"ENDPOINT": secure.domain_endpoint},
)
secure.connections.allow_from(function, ec2.Port.tcp(443))
secure.grant_read_write(function)
secure.grant_index_read("logs", function)
simple.grant_path_write("events/_doc", function)
cloudwatch.Alarm(
    stack,
    "Slow",
    metric=simple.metric_search_latency(period=Duration.minutes(1)),
    threshold=100,
    evaluation_periods=2,
)
simple.metric_cluster_status_red().create_alarm(stack, "Red", threshold=1, evaluation_periods=1)
known = opensearch.Domain.from_domain_endpoint(
    stack, "Known", "https://search-known-0123456789.us-east-1.es.amazonaws.com"
)
known.grant_write(function)
CfnOutput(stack, "Arn", value=secure.domain_arn)
CfnOutput(stack, "Id", value=secure.domain_id)
app.synth()
