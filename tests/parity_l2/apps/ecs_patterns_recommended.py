from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as patterns
from aws_cdk import aws_elasticloadbalancingv2 as elbv2

FLAGS = [
    "aws-ecs-patterns:secGroupsDisablesImplicitOpenListener",
    "aws-ecs-patterns:uniqueTargetGroupId",
    "aws-ecs:arnFormatIncludesClusterName",
    "aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker",
    "aws-ecs:removeDefaultDeploymentAlarm",
    "aws-elasticloadbalancingv2:networkLoadBalancerWithSecurityGroupByDefault",
    "aws-ec2:restrictDefaultSecurityGroup",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
image = ecs.ContainerImage.from_registry("amazon/amazon-ecs-sample")
options = patterns.ApplicationLoadBalancedTaskImageOptions(image=image)
patterns.ApplicationLoadBalancedFargateService(
    stack, "Plain", vpc=vpc, task_image_options=options, circuit_breaker=ecs.DeploymentCircuitBreaker()
)
closed = elbv2.ApplicationLoadBalancer(
    stack, "Closed", vpc=vpc, security_group=ec2.SecurityGroup(stack, "Group", vpc=vpc)
)
patterns.ApplicationLoadBalancedFargateService(
    stack, "Behind", vpc=vpc, task_image_options=options, load_balancer=closed
)
patterns.NetworkLoadBalancedFargateService(
    stack,
    "Network",
    vpc=vpc,
    task_image_options=patterns.NetworkLoadBalancedTaskImageOptions(image=image),
)
patterns.ApplicationMultipleTargetGroupsFargateService(
    stack,
    "Several",
    vpc=vpc,
    task_image_options=patterns.ApplicationLoadBalancedTaskImageProps(image=image),
    target_groups=[
        patterns.ApplicationTargetProps(container_port=80),
        patterns.ApplicationTargetProps(container_port=90, path_pattern="/b", priority=5),
    ],
)
app.synth()
