from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

app = App()
stack = Stack(app, "Plain")
group = ec2.SecurityGroup.from_security_group_id(stack, "Group", "sg-12345678")
subnets = [
    ec2.Subnet.from_subnet_attributes(stack, f"Subnet{index}", subnet_id=f"subnet-{index}234567")
    for index in range(2)
]
plain = lambda_.CapacityProvider(stack, "Plain", security_groups=[group], subnets=subnets)
full = lambda_.CapacityProvider(
    stack,
    "Full",
    security_groups=[group],
    subnets=subnets,
    architectures=[lambda_.Architecture.ARM_64],
    capacity_provider_name="full",
    instance_type_filter=lambda_.InstanceTypeFilter.allow(
        [ec2.InstanceType("m7g.large"), ec2.InstanceType("m7g.xlarge")]
    ),
    kms_key=kms.Key(stack, "Key"),
    log_group=logs.LogGroup(stack, "Logs"),
    max_v_cpu_count=20,
    operator_role=iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")),
    propagate_tags=lambda_.PropagateTags.explicit({"b": "1", "a": "2"}),
    scaling_options=lambda_.ScalingOptions.manual([lambda_.TargetTrackingScalingPolicy.cpu_utilization(60)]),
    system_log_level=lambda_.SystemLogLevel.WARN,
)
lambda_.CapacityProvider(
    stack,
    "Other",
    security_groups=[group],
    subnets=subnets,
    instance_type_filter=lambda_.InstanceTypeFilter.exclude([ec2.InstanceType("m7g.large")]),
    propagate_tags=lambda_.PropagateTags.none(),
    scaling_options=lambda_.ScalingOptions.auto(),
)


def function(name, **options):
    return lambda_.Function(
        stack,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


plain.add_function(function("First"))
full.add_function(
    function("Second"),
    execution_environment_memory_gib_per_v_cpu=4,
    latest_published_scaling_config=lambda_.LatestPublishedScalingConfig(
        min_execution_environments=2, max_execution_environments=5
    ),
    per_execution_environment_max_concurrency=20,
    publish_to_latest_published=False,
)
arn = "arn:aws:lambda:us-east-1:111122223333:capacity-provider:known"
by_arn = lambda_.CapacityProvider.from_capacity_provider_arn(stack, "ByArn", arn)
by_name = lambda_.CapacityProvider.from_capacity_provider_name(stack, "ByName", "known")
by_attributes = lambda_.CapacityProvider.from_capacity_provider_attributes(
    stack, "ByAttributes", capacity_provider_arn=arn
)
for name, value in {
    "Arn": plain.capacity_provider_arn,
    "Name": plain.capacity_provider_name,
    "ByArn": by_arn.capacity_provider_name,
    "ByName": by_name.capacity_provider_arn,
    "ByAttributes": by_attributes.capacity_provider_name,
}.items():
    CfnOutput(stack, f"Out{name}", value=value)
app.synth()
