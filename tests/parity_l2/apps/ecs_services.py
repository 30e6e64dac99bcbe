from aws_cdk import App, CfnOutput, Duration, Size, Stack
from aws_cdk import aws_applicationautoscaling as appscaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Services", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
key = kms.Key(stack, "Key")
cluster = ecs.Cluster(
    stack,
    "Cluster",
    vpc=vpc,
    container_insights_v2=ecs.ContainerInsights.ENHANCED,
    enable_fargate_capacity_providers=True,
    execute_command_configuration=ecs.ExecuteCommandConfiguration(
        kms_key=key,
        logging=ecs.ExecuteCommandLogging.OVERRIDE,
        log_configuration=ecs.ExecuteCommandLogConfiguration(
            cloud_watch_log_group=logs.LogGroup(stack, "Commands"),
            s3_bucket=s3.Bucket(stack, "CommandFiles"),
            s3_key_prefix="commands",
        ),
    ),
)
image = ecs.ContainerImage.from_registry("nginx")


def task(id: str) -> ecs.FargateTaskDefinition:
    found = ecs.FargateTaskDefinition(stack, id)
    found.add_container("web", image=image, port_mappings=[ecs.PortMapping(container_port=80, name="web")])
    return found


web = ecs.FargateService(
    stack,
    "Web",
    cluster=cluster,
    task_definition=task("WebTask"),
    desired_count=2,
    min_healthy_percent=100,
    circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
    enable_execute_command=True,
    health_check_grace_period=Duration.seconds(90),
    capacity_provider_strategies=[
        ecs.CapacityProviderStrategy(capacity_provider="FARGATE_SPOT", weight=2),
        ecs.CapacityProviderStrategy(capacity_provider="FARGATE", weight=1, base=1),
    ],
)
balancer = elbv2.ApplicationLoadBalancer(stack, "Balancer", vpc=vpc, internet_facing=True)
listener = balancer.add_listener("Http", port=80)
group = listener.add_targets(
    "Web",
    port=80,
    targets=[web],
    health_check=elbv2.HealthCheck(path="/health", interval=Duration.seconds(20)),
)
scaling = web.auto_scale_task_count(min_capacity=2, max_capacity=10)
scaling.scale_on_cpu_utilization("Cpu", target_utilization_percent=60)
scaling.scale_on_memory_utilization(
    "Memory", target_utilization_percent=70, scale_in_cooldown=Duration.minutes(5)
)
scaling.scale_on_request_count("Requests", requests_per_target=500, target_group=group)
scaling.scale_on_schedule("Night", schedule=appscaling.Schedule.cron(hour="22", minute="0"), max_capacity=2)
cloudwatch.Alarm(stack, "Hot", metric=web.metric_cpu_utilization(), threshold=90, evaluation_periods=3)
web.enable_deployment_alarms(["errors"], behavior=ecs.AlarmBehavior.FAIL_ON_ALARM)

network = elbv2.NetworkLoadBalancer(stack, "Network", vpc=vpc)
inner = ecs.FargateService(
    stack,
    "Inner",
    cluster=cluster,
    task_definition=task("InnerTask"),
    assign_public_ip=True,
    service_connect_configuration=ecs.ServiceConnectProps(
        namespace="inner",
        log_driver=ecs.LogDrivers.aws_logs(stream_prefix="connect"),
        services=[ecs.ServiceConnectService(port_mapping_name="web", dns_name="inner", port=8080)],
    ),
    propagate_tags=ecs.PropagatedTagSource.SERVICE,
    enable_ecs_managed_tags=True,
)
network.add_listener("Tcp", port=80).add_targets("Inner", port=80, targets=[inner])
inner.connections.allow_from(web, ec2.Port.tcp(80))

hook = lambda_.Function(
    stack,
    "Hook",
    code=lambda_.Code.from_inline("def handler(event, context): return {'hookStatus': 'SUCCEEDED'}"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_12,
)
blue = elbv2.ApplicationTargetGroup(stack, "Blue", vpc=vpc, port=80, target_type=elbv2.TargetType.IP)
green = elbv2.ApplicationTargetGroup(stack, "Green", vpc=vpc, port=80, target_type=elbv2.TargetType.IP)
rule = elbv2.ApplicationListenerRule(
    stack,
    "Rule",
    listener=listener,
    priority=1,
    conditions=[elbv2.ListenerCondition.path_patterns(["/new/*"])],
    action=elbv2.ListenerAction.weighted_forward(
        [
            elbv2.WeightedTargetGroup(target_group=blue, weight=100),
            elbv2.WeightedTargetGroup(target_group=green, weight=0),
        ]
    ),
)
shifted = ecs.FargateService(
    stack,
    "Shifted",
    cluster=cluster,
    task_definition=task("ShiftedTask"),
    deployment_strategy=ecs.DeploymentStrategy.BLUE_GREEN,
    bake_time=Duration.minutes(5),
    lifecycle_hooks=[
        ecs.DeploymentLifecycleLambdaTarget(
            hook, "Check", lifecycle_stages=[ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT]
        )
    ],
)
shifted.load_balancer_target(
    container_name="web",
    container_port=80,
    alternate_target=ecs.AlternateTarget(
        "Other",
        alternate_target_group=green,
        production_listener=ecs.ListenerRuleConfiguration.application_listener_rule(rule),
    ),
).attach_to_application_target_group(blue)

volume = ecs.ServiceManagedVolume(
    stack,
    "Volume",
    name="scratch",
    managed_ebs_volume=ecs.ServiceManagedEBSVolumeConfiguration(
        size=Size.gibibytes(20), volume_type=ec2.EbsDeviceVolumeType.GP3, kms_key_id=key
    ),
)
stored = ecs.FargateTaskDefinition(stack, "StoredTask")
stored.add_volume(name="scratch", configured_at_launch=True)
volume.mount_in(stored.add_container("app", image=image), container_path="/scratch", read_only=False)
ecs.FargateService(stack, "Stored", cluster=cluster, task_definition=stored, volume_configurations=[volume])
known = ecs.FargateService.from_fargate_service_attributes(
    stack, "Known", cluster=cluster, service_name="known"
)
CfnOutput(stack, "KnownArn", value=known.service_arn)
app.synth()
