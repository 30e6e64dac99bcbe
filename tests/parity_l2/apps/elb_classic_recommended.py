from aws_cdk import App, Stack, Tags
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancing as elb

FLAGS = [
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
group = autoscaling.AutoScalingGroup(
    stack,
    "Group",
    vpc=vpc,
    instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(),
    allow_all_outbound=False,
)
template = ec2.LaunchTemplate(
    stack,
    "Template",
    instance_type=ec2.InstanceType("m5.large"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(),
    security_group=ec2.SecurityGroup(stack, "Sg", vpc=vpc),
)
other = autoscaling.AutoScalingGroup(stack, "Other", vpc=vpc, launch_template=template, min_capacity=0)
for name in ("First", "Second"):
    balancer = elb.LoadBalancer(stack, name, vpc=vpc, internet_facing=name == "First", targets=[group])
    balancer.add_listener(external_port=80, internal_port=8080)
    balancer.add_target(other)
    Tags.of(balancer).add("Stage", name)
app.synth()
