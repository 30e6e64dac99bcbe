from aws_cdk import App, Aspects, Duration, Stack, Tags
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_autoscaling_hooktargets as targets
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs

FLAGS = [
    "aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig",
    "aws-ec2:launchTemplateDefaultUserData",
    "aws-ec2:uniqueImdsv2TemplateName",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:aspectPrioritiesMutating",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc.from_vpc_attributes(
    stack,
    "Vpc",
    vpc_id="vpc-1",
    availability_zones=["us-east-1a", "us-east-1b"],
    private_subnet_ids=["subnet-1", "subnet-2"],
    private_subnet_route_table_ids=["rtb-1", "rtb-2"],
)
image = ec2.MachineImage.latest_amazon_linux2023()
group = autoscaling.AutoScalingGroup(
    stack,
    "Group",
    vpc=vpc,
    instance_type=ec2.InstanceType("t3.large"),
    machine_image=image,
    key_pair=ec2.KeyPair.from_key_pair_name(stack, "Key", "known"),
    require_imdsv2=True,
    init=ec2.CloudFormationInit.from_elements(
        ec2.InitPackage.yum("httpd"),
        ec2.InitFile.from_string("/etc/motd", "hello\n"),
        ec2.InitService.enable("httpd"),
    ),
    init_options=autoscaling.ApplyCloudFormationInitOptions(print_log=True, include_url=True),
    signals=autoscaling.Signals.wait_for_count(1, timeout=Duration.minutes(5)),
)
group.role.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("AmazonSSMManagedInstanceCore"))
group.add_security_group(ec2.SecurityGroup.from_security_group_id(stack, "Other", "sg-1"))
handler = lambda_.Function(
    stack,
    "Handler",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
)
group.add_lifecycle_hook(
    "Start",
    lifecycle_transition=autoscaling.LifecycleTransition.INSTANCE_LAUNCHING,
    notification_target=targets.FunctionHook(handler),
    heartbeat_timeout=Duration.minutes(3),
)
queue = sqs.Queue(stack, "Queue")
group.add_lifecycle_hook(
    "End",
    lifecycle_transition=autoscaling.LifecycleTransition.INSTANCE_TERMINATING,
    notification_target=targets.QueueHook(queue),
    default_result=autoscaling.DefaultResult.ABANDON,
)
template = ec2.LaunchTemplate(
    stack,
    "Template",
    instance_type=ec2.InstanceType("m5.large"),
    machine_image=image,
    security_group=ec2.SecurityGroup(stack, "Sg", vpc=vpc),
    role=iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")),
)
mixed = autoscaling.AutoScalingGroup(
    stack,
    "Mixed",
    vpc=vpc,
    mixed_instances_policy=autoscaling.MixedInstancesPolicy(
        launch_template=template,
        instances_distribution=autoscaling.InstancesDistribution(
            on_demand_percentage_above_base_capacity=50,
            spot_allocation_strategy=autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
        ),
        launch_template_overrides=[
            autoscaling.LaunchTemplateOverrides(
                instance_type=ec2.InstanceType("m5.xlarge"), weighted_capacity=2
            ),
            autoscaling.LaunchTemplateOverrides(instance_type=ec2.InstanceType("m6i.large")),
        ],
    ),
    update_policy=autoscaling.UpdatePolicy.instance_refresh(
        strategy=autoscaling.InstanceRefreshStrategy.ROLLING, min_healthy_percentage=90
    ),
    max_instance_lifetime=Duration.days(30),
)
mixed.connections.allow_from(group, ec2.Port.tcp(443))
mixed.add_user_data("echo started")
queue.grant_consume_messages(mixed)
Tags.of(group).add("Team", "platform", apply_to_launched_instances=False)
Tags.of(stack).add("Stage", "prod")
Aspects.of(stack).add(ec2.LaunchTemplateRequireImdsv2Aspect())
app.synth()
