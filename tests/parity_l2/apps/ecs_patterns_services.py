from aws_cdk import App, Duration, Stack
from aws_cdk import aws_applicationautoscaling as appscaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as patterns
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions

app = App()
stack = Stack(app, "Patterns")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
cluster = ecs.Cluster(stack, "Cluster", vpc=vpc, container_insights=True)
image = ecs.ContainerImage.from_registry("amazon/amazon-ecs-sample")
table = dynamodb.Table(
    stack, "Table", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
)

web = patterns.ApplicationLoadBalancedFargateService(
    stack,
    "Web",
    cluster=cluster,
    cpu=512,
    memory_limit_mib=1024,
    desired_count=2,
    circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
    task_image_options=patterns.ApplicationLoadBalancedTaskImageOptions(
        image=image, container_port=8080, environment={"TABLE": table.table_name}
    ),
)
table.grant_read_write_data(web.task_definition.task_role)
web.target_group.configure_health_check(path="/health", interval=Duration.seconds(15))
web.load_balancer.set_attribute("idle_timeout.timeout_seconds", "120")
scaling = web.service.auto_scale_task_count(min_capacity=2, max_capacity=8)
scaling.scale_on_cpu_utilization("Cpu", target_utilization_percent=60)
scaling.scale_on_request_count("Requests", requests_per_target=300, target_group=web.target_group)
cloudwatch.Alarm(
    stack,
    "Full",
    metric=web.service.metric_memory_utilization(),
    threshold=80,
    evaluation_periods=2,
)

inner = patterns.NetworkLoadBalancedFargateService(
    stack,
    "Inner",
    cluster=cluster,
    public_load_balancer=False,
    task_image_options=patterns.NetworkLoadBalancedTaskImageOptions(image=image, enable_logging=False),
)
inner.service.connections.allow_from(web.service, ec2.Port.tcp(80), "From the web service")

worker = patterns.QueueProcessingFargateService(
    stack,
    "Worker",
    cluster=cluster,
    image=image,
    max_scaling_capacity=10,
    scaling_steps=[
        appscaling.ScalingInterval(upper=0, change=-1),
        appscaling.ScalingInterval(lower=50, change=2),
    ],
    environment={"MODE": "batch"},
)
topic = sns.Topic(stack, "Topic")
topic.add_subscription(subscriptions.SqsSubscription(worker.sqs_queue))

patterns.ScheduledFargateTask(
    stack,
    "Nightly",
    cluster=cluster,
    schedule=appscaling.Schedule.cron(hour="2", minute="30"),
    scheduled_fargate_task_image_options=patterns.ScheduledFargateTaskImageOptions(
        image=image, command=["report"], memory_limit_mib=1024, cpu=256
    ),
)
app.synth()
