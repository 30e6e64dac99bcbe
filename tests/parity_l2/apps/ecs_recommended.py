from aws_cdk import App, Stack
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_iam as iam

FLAGS = [
    "aws-ecs:arnFormatIncludesClusterName",
    "aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker",
    "aws-ecs:removeDefaultDeploymentAlarm",
    "aws-ecs:reduceEc2FargateCloudWatchPermissions",
    "aws-ecs:removeEmptyLoadBalancers",
    "aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig",
    "aws-ec2:launchTemplateDefaultUserData",
    "aws-ec2:restrictDefaultSecurityGroup",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
cluster = ecs.Cluster(stack, "Cluster", vpc=vpc)
cluster.add_capacity("Capacity", instance_type=ec2.InstanceType("t3.small"), min_capacity=1, max_capacity=3)
group = autoscaling.AutoScalingGroup(
    stack,
    "Group",
    vpc=vpc,
    instance_type=ec2.InstanceType("c5.large"),
    machine_image=ecs.EcsOptimizedImage.amazon_linux2023(),
    min_capacity=0,
    max_capacity=5,
)
provider = ecs.AsgCapacityProvider(
    stack, "Provider", auto_scaling_group=group, enable_managed_draining=True, target_capacity_percent=80
)
cluster.add_asg_capacity_provider(provider)
cluster.add_default_capacity_provider_strategy(
    [ecs.CapacityProviderStrategy(capacity_provider=provider.capacity_provider_name, weight=1)]
)
task = ecs.Ec2TaskDefinition(stack, "Task")
task.add_container(
    "web",
    image=ecs.ContainerImage.from_registry("nginx"),
    memory_limit_mib=512,
    port_mappings=[ecs.PortMapping(container_port=80)],
    logging=ecs.LogDrivers.aws_logs(stream_prefix="web"),
)
service = ecs.Ec2Service(
    stack,
    "Service",
    cluster=cluster,
    task_definition=task,
    circuit_breaker=ecs.DeploymentCircuitBreaker(),
    enable_execute_command=True,
    placement_strategies=[
        ecs.PlacementStrategy.spread_across(ecs.BuiltInAttributes.AVAILABILITY_ZONE),
        ecs.PlacementStrategy.packed_by_memory(),
    ],
)
balancer = elbv2.ApplicationLoadBalancer(stack, "Balancer", vpc=vpc)
balancer.add_listener("Http", port=80, open=False).add_targets("Web", port=80, targets=[service])
own = ecs.Ec2TaskDefinition(stack, "OwnTask", network_mode=ecs.NetworkMode.AWS_VPC)
own.add_container("app", image=ecs.ContainerImage.from_registry("nginx"), memory_reservation_mib=64)
ecs.Ec2Service(stack, "Daemon", cluster=cluster, task_definition=own, daemon=True)
cluster.grant_task_protection(iam.User(stack, "Keeper"))
known = ecs.Cluster.from_cluster_attributes(stack, "Known", cluster_name="known", vpc=vpc)
ecs.FargateService.from_fargate_service_attributes(stack, "KnownService", cluster=known, service_name="s")
ecs.Ec2Service(stack, "Elsewhere", cluster=known, task_definition=task)
app.synth()
