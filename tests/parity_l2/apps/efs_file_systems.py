from aws_cdk import App, CfnOutput, RemovalPolicy, Size, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

app = App()
stack = Stack(app, "Plain")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
shared = efs.FileSystem(
    stack,
    "Shared",
    vpc=vpc,
    encrypted=True,
    kms_key=kms.Key(stack, "Key"),
    lifecycle_policy=efs.LifecyclePolicy.AFTER_14_DAYS,
    out_of_infrequent_access_policy=efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
    performance_mode=efs.PerformanceMode.GENERAL_PURPOSE,
    throughput_mode=efs.ThroughputMode.PROVISIONED,
    provisioned_throughput_per_second=Size.mebibytes(10),
    enable_automatic_backups=True,
    removal_policy=RemovalPolicy.DESTROY,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
)
data = ec2.UserData.for_linux()
machine = ec2.Instance(
    stack,
    "Machine",
    vpc=vpc,
    instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(),
    user_data=data,
)
data.add_commands(f"mount -t nfs4 {shared.file_system_id}.efs.us-east-1.amazonaws.com:/ /mnt")
shared.connections.allow_default_port_from(machine)
machine.node.add_dependency(shared.mount_targets_available)
shared.grant_read_write(machine)
one = efs.FileSystem(stack, "One", vpc=vpc, one_zone=True, file_system_name="one")
user = iam.User(stack, "User")
one.grant_root_access(user)
one.grant(user, "elasticfilesystem:ClientMount")
one.add_to_resource_policy(
    iam.PolicyStatement(actions=["elasticfilesystem:ClientMount"], principals=[iam.AccountRootPrincipal()])
)
CfnOutput(stack, "Arn", value=shared.file_system_arn)
app.synth()
