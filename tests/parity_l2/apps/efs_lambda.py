from aws_cdk import App, CfnOutput, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_lambda as lambda_

app = App()
env = Environment(account="111122223333", region="eu-west-1")
stack = Stack(app, "Functions", env=env)
vpc = ec2.Vpc.from_vpc_attributes(
    stack,
    "Vpc",
    vpc_id="vpc-1",
    availability_zones=["eu-west-1a", "eu-west-1b"],
    private_subnet_ids=["subnet-1", "subnet-2"],
    private_subnet_route_table_ids=["rtb-1", "rtb-2"],
)
files = efs.FileSystem(stack, "Files", vpc=vpc)
point = files.add_access_point(
    "Point",
    path="/export/lambda",
    create_acl=efs.Acl(owner_uid="1001", owner_gid="1001", permissions="750"),
    posix_user=efs.PosixUser(uid="1001", gid="1001"),
)
lambda_.Function(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    vpc=vpc,
    filesystem=lambda_.FileSystem.from_efs_access_point(point, "/mnt/msg"),
)
known = efs.FileSystem.from_file_system_attributes(
    stack,
    "Known",
    file_system_arn="arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-12345678",
    security_group=ec2.SecurityGroup.from_security_group_id(stack, "Group", "sg-1"),
)
known_point = efs.AccessPoint.from_access_point_attributes(
    stack, "KnownPoint", access_point_id="fsap-1", file_system=known
)
lambda_.Function(
    stack,
    "Other",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    vpc=vpc,
    filesystem=lambda_.FileSystem.from_efs_access_point(known_point, "/mnt/other"),
)
efs.AccessPoint(stack, "OfKnown", file_system=known, path="/a")
CfnOutput(stack, "Id", value=known.file_system_id)
CfnOutput(stack, "Point", value=known_point.access_point_arn)
app.synth()
