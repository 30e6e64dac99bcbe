from aws_cdk import App, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as patterns

app = App()
stack = Stack(app, "Several", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
cluster = ecs.Cluster(stack, "Cluster", vpc=vpc)
cluster.add_capacity("Capacity", instance_type=ec2.InstanceType("t3.medium"), max_capacity=4)
image = ecs.ContainerImage.from_registry("amazon/amazon-ecs-sample")

patterns.ApplicationMultipleTargetGroupsEc2Service(
    stack,
    "Applications",
    cluster=cluster,
    memory_limit_mib=512,
    task_image_options=patterns.ApplicationLoadBalancedTaskImageProps(
        image=image, container_ports=[80, 9090]
    ),
    load_balancers=[
        patterns.ApplicationLoadBalancerProps(
            name="Outer",
            idle_timeout=Duration.seconds(100),
            listeners=[patterns.ApplicationListenerProps(name="Http")],
        ),
        patterns.ApplicationLoadBalancerProps(
            name="Inner",
            public_load_balancer=False,
            listeners=[patterns.ApplicationListenerProps(name="Admin", port=9090)],
        ),
    ],
    target_groups=[
        patterns.ApplicationTargetProps(container_port=80, listener="Http"),
        patterns.ApplicationTargetProps(container_port=80, listener="Admin"),
        patterns.ApplicationTargetProps(
            container_port=9090, listener="Admin", path_pattern="/admin/*", priority=10
        ),
    ],
)
patterns.NetworkMultipleTargetGroupsFargateService(
    stack,
    "Connections",
    cluster=cluster,
    task_image_options=patterns.NetworkLoadBalancedTaskImageProps(image=image),
    load_balancers=[
        patterns.NetworkLoadBalancerProps(
            name="Connect", listeners=[patterns.NetworkListenerProps(name="Tcp", port=8080)]
        )
    ],
    target_groups=[
        patterns.NetworkTargetProps(container_port=80),
        patterns.NetworkTargetProps(container_port=90),
    ],
)
patterns.NetworkLoadBalancedEc2Service(
    stack,
    "Machines",
    cluster=cluster,
    memory_reservation_mib=256,
    task_image_options=patterns.NetworkLoadBalancedTaskImageOptions(image=image),
    placement_strategies=[ecs.PlacementStrategy.packed_by_memory()],
)
patterns.QueueProcessingEc2Service(stack, "Worker", cluster=cluster, image=image, memory_limit_mib=256)
app.synth()
