from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3

app = App()
here = {"account": "111122223333", "region": "us-east-1"}
FIELDS = [
    "ACCOUNT_ID",
    "ACTION",
    "AZ_ID",
    "BYTES",
    "DST_ADDR",
    "DST_PORT",
    "ECS_CLUSTER_ARN",
    "ECS_CLUSTER_NAME",
    "ECS_CONTAINER_ID",
    "ECS_CONTAINER_INSTANCE_ARN",
    "ECS_CONTAINER_INSTANCE_ID",
    "ECS_SECOND_CONTAINER_ID",
    "ECS_SERVICE_NAME",
    "ECS_TASK_ARN",
    "ECS_TASK_DEFINITION_ARN",
    "ECS_TASK_ID",
    "END_TIMESTAMP",
    "FLOW_DIRECTION",
    "INSTANCE_ID",
    "INTERFACE_ID",
    "LOG_STATUS",
    "PACKETS",
    "PKT_DST_ADDR",
    "PKT_DST_AWS_SERVICE",
    "PKT_SRC_ADDR",
    "PKT_SRC_AWS_SERVICE",
    "PROTOCOL",
    "REGION",
    "SRC_ADDR",
    "SRC_PORT",
    "START_TIMESTAMP",
    "SUBLOCATION_ID",
    "SUBLOCATION_TYPE",
    "SUBNET_ID",
    "TCP_FLAGS",
    "TRAFFIC_PATH",
    "TRAFFIC_TYPE",
    "VERSION",
    "VPC_ID",
]


def fill(stack):
    vpc = ec2.Vpc(
        stack,
        "Vpc",
        max_azs=1,
        nat_gateways=0,
        flow_logs={
            "Default": ec2.FlowLogOptions(),
            "Bucket": ec2.FlowLogOptions(
                destination=ec2.FlowLogDestination.to_s3(), traffic_type=ec2.FlowLogTrafficType.REJECT
            ),
        },
    )
    group = logs.LogGroup(stack, "Group")
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("vpc-flow-logs.amazonaws.com"))
    vpc.add_flow_log(
        "Own",
        destination=ec2.FlowLogDestination.to_cloud_watch_logs(group, role),
        max_aggregation_interval=ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
        log_format=[
            ec2.LogFormat.ALL_DEFAULT_FIELDS,
            ec2.LogFormat.custom("x ${y}"),
            ec2.LogFormat.field("z"),
        ],
    )
    bucket = s3.Bucket(stack, "Logs")
    log = ec2.FlowLog(
        stack,
        "Subnet",
        resource_type=ec2.FlowLogResourceType.from_subnet(vpc.public_subnets[0]),
        destination=ec2.FlowLogDestination.to_s3(
            bucket,
            "prefix/",
            file_format=ec2.FlowLogFileFormat.PARQUET,
            hive_compatible_partitions=True,
            per_hour_partition=True,
        ),
        flow_log_name="named",
        log_format=[getattr(ec2.LogFormat, name) for name in FIELDS],
    )
    CfnOutput(stack, "Id", value=log.flow_log_id)
    ec2.FlowLog(
        stack,
        "Plain",
        resource_type=ec2.FlowLogResourceType.from_vpc(vpc),
        destination=ec2.FlowLogDestination.to_s3(bucket, "other"),
    )
    ec2.FlowLog(
        stack,
        "Interface",
        resource_type=ec2.FlowLogResourceType.from_network_interface_id("eni-1"),
        destination=ec2.FlowLogDestination.to_kinesis_data_firehose_destination(
            "arn:aws:firehose:us-east-1:111122223333:deliverystream/s"
        ),
    )
    ec2.FlowLog(
        stack,
        "Gateway",
        resource_type=ec2.FlowLogResourceType.from_transit_gateway_id("tgw-1"),
        destination=ec2.FlowLogDestination.to_cloud_watch_logs(group),
    )
    ec2.FlowLog(
        stack,
        "Attachment",
        resource_type=ec2.FlowLogResourceType.from_transit_gateway_attachment_id("tgw-attach-1"),
        max_aggregation_interval=ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
    )
    CfnOutput(stack, "Known", value=ec2.FlowLog.from_flow_log_id(stack, "KnownLog", "fl-1").flow_log_id)


fill(Stack(app, "Before"))
after = Stack(app, "After", env=here)
for flag in ("aws-s3:createDefaultLoggingPolicy", "aws-iam:minimizePolicies"):
    after.node.set_context(f"@aws-cdk/{flag}", True)
fill(after)

vpn = Stack(app, "Vpn")
net = ec2.Vpc(vpn, "Vpc", max_azs=1, nat_gateways=0)
connection = net.add_vpn_connection("Connection", ip="192.0.2.1")
metrics = {
    "Any": connection.metric("Name", statistic="Maximum"),
    "State": connection.metric_tunnel_state(),
    "In": connection.metric_tunnel_data_in(),
    "Out": connection.metric_tunnel_data_out(),
    "AllAny": ec2.VpnConnection.metric_all("Other"),
    "AllState": ec2.VpnConnection.metric_all_tunnel_state(),
    "AllIn": ec2.VpnConnection.metric_all_tunnel_data_in(),
    "AllOut": ec2.VpnConnection.metric_all_tunnel_data_out(),
}
for name, metric in metrics.items():
    metric.create_alarm(vpn, f"{name}Alarm", threshold=1, evaluation_periods=2)
net.add_client_vpn_endpoint(
    "Logged",
    cidr="10.100.0.0/16",
    server_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/server",
    client_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/client",
)
group = logs.LogGroup(vpn, "Group")
net.add_client_vpn_endpoint(
    "OwnLog",
    cidr="10.101.0.0/16",
    server_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/server",
    client_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/client",
    log_group=group,
    log_stream=group.add_stream("Stream"),
)
app.synth()
