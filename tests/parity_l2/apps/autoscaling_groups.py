from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

app = App()
stack = Stack(app, "Plain")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
data = ec2.UserData.for_linux()
data.add_commands("yum install -y httpd", "systemctl start httpd")
web = autoscaling.AutoScalingGroup(
    stack,
    "Web",
    vpc=vpc,
    instance_type=ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(),
    user_data=data,
    min_capacity=2,
    max_capacity=6,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
    associate_public_ip_address=True,
    block_devices=[
        autoscaling.BlockDevice(
            device_name="/dev/xvda", volume=autoscaling.BlockDeviceVolume.ebs(30, encrypted=True)
        )
    ],
    signals=autoscaling.Signals.wait_for_all(timeout=Duration.minutes(10)),
    update_policy=autoscaling.UpdatePolicy.rolling_update(max_batch_size=1, min_instances_in_service=1),
    health_checks=autoscaling.HealthChecks.ec2(grace_period=Duration.minutes(1)),
    group_metrics=[autoscaling.GroupMetrics.all()],
    notifications=[
        autoscaling.NotificationConfiguration(
            topic=sns.Topic(stack, "Changes"), scaling_events=autoscaling.ScalingEvents.ERRORS
        )
    ],
)
web.user_data.add_signal_on_exit_command(web)
web.connections.allow_from_any_ipv4(ec2.Port.tcp(80), "World")
web.connections.allow_from(ec2.Peer.ipv4("10.0.0.0/16"), ec2.Port.tcp(22))
web.scale_on_cpu_utilization("Cpu", target_utilization_percent=50, cooldown=Duration.minutes(2))
web.scale_on_schedule(
    "Morning", schedule=autoscaling.Schedule.cron(hour="8", minute="0"), min_capacity=4, time_zone="Etc/UTC"
)
web.add_warm_pool(min_size=1, pool_state=autoscaling.PoolState.STOPPED)
bucket = s3.Bucket(stack, "Bucket")
bucket.grant_read(web)
workers = autoscaling.AutoScalingGroup(
    stack,
    "Workers",
    vpc=vpc,
    instance_type=ec2.InstanceType("c6g.large"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(cpu_type=ec2.AmazonLinuxCpuType.ARM_64),
    desired_capacity=2,
    spot_price="0.10",
    ssm_session_permissions=True,
    new_instances_protected_from_scale_in=False,
)
workers.scale_on_metric(
    "Backlog",
    metric=cw.Metric(namespace="Work", metric_name="Backlog", statistic="Maximum"),
    scaling_steps=[
        autoscaling.ScalingInterval(upper=10, change=-1),
        autoscaling.ScalingInterval(lower=100, change=1),
        autoscaling.ScalingInterval(lower=500, change=5),
    ],
    adjustment_type=autoscaling.AdjustmentType.CHANGE_IN_CAPACITY,
)
workers.connections.allow_to(web, ec2.Port.tcp(8080))
CfnOutput(stack, "Name", value=web.auto_scaling_group_name)
CfnOutput(stack, "Arn", value=workers.auto_scaling_group_arn)
app.synth()
