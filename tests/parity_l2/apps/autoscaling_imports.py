import datetime

from aws_cdk import App, Aspects, CfnOutput, Duration, Environment, Stack
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_autoscaling_hooktargets as targets
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns

app = App()
env = Environment(account="111122223333", region="eu-west-1")
network = Stack(app, "Network", env=env)
vpc = ec2.Vpc(network, "Vpc", max_azs=2, nat_gateways=1)
stack = Stack(app, "Machines", env=env)
known = autoscaling.AutoScalingGroup.from_auto_scaling_group_name(stack, "Known", "fleet")
known.scale_on_incoming_bytes("In", target_bytes_per_second=10_000)
known.scale_on_outgoing_bytes("Out", target_bytes_per_second=10_000, disable_scale_in=True)
known.scale_to_track_metric(
    "Depth",
    metric=cw.Metric(namespace="Work", metric_name="Depth", dimensions_map={"Queue": "a"}),
    target_value=100,
    estimated_instance_warmup=Duration.minutes(5),
)
known.add_warm_pool(reuse_on_scale_in=True)
known.add_user_data("ignored")
topic = sns.Topic(stack, "Topic")
known.add_lifecycle_hook(
    "Hook",
    lifecycle_transition=autoscaling.LifecycleTransition.INSTANCE_TERMINATING,
    notification_target=targets.TopicHook(topic),
    notification_metadata="fleet",
)
function = lambda_.Function(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
)
group = autoscaling.AutoScalingGroup(
    stack,
    "Group",
    vpc=vpc,
    instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.latest_windows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE),
    auto_scaling_group_name="windows",
    cooldown=Duration.seconds(90),
    termination_policies=[
        autoscaling.TerminationPolicy.CUSTOM_LAMBDA_FUNCTION,
        autoscaling.TerminationPolicy.OLDEST_INSTANCE,
    ],
    termination_policy_custom_lambda_function_arn=function.function_arn,
    deletion_protection=autoscaling.DeletionProtection.PREVENT_FORCE_DELETION,
    min_healthy_percentage=90,
    max_healthy_percentage=120,
)
group.protect_new_instances_from_scale_in()
hook = group.add_lifecycle_hook(
    "Encrypted",
    lifecycle_transition=autoscaling.LifecycleTransition.INSTANCE_LAUNCHING,
    notification_target=targets.FunctionHook(function, kms.Key(stack, "Key")),
)
group.scale_on_schedule(
    "Once",
    schedule=autoscaling.Schedule.expression("0 0 1 1 *"),
    desired_capacity=1,
    start_time=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC),
    end_time=datetime.datetime(2031, 1, 1, 12, 30, tzinfo=datetime.UTC),
)
Aspects.of(group).add(autoscaling.AutoScalingGroupRequireImdsv2Aspect())
events.Rule(
    stack,
    "Rule",
    event_pattern=events.EventPattern(
        source=["aws.autoscaling"], detail={"AutoScalingGroupName": [group.auto_scaling_group_name]}
    ),
)
CfnOutput(stack, "Hook", value=hook.lifecycle_hook_name)
CfnOutput(stack, "Protected", value=str(group.are_new_instances_protected_from_scale_in()))
app.synth()
