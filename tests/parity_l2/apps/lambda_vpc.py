from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3files as s3files

app = App()
stack = Stack(app, "Plain")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2)


def function(name, **options):
    return lambda_.Function(
        stack,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


plain = function("Plain", vpc=vpc)
plain.connections.allow_to_any_ipv4(ec2.Port.tcp(443))
group = ec2.SecurityGroup(stack, "Group", vpc=vpc)
function(
    "Chosen",
    vpc=vpc,
    security_groups=[group],
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
    allow_public_subnet=True,
    ipv6_allowed_for_dual_stack=True,
)
closed = function("Closed", vpc=vpc, allow_all_outbound=False)
closed.connections.allow_from(plain, ec2.Port.tcp(80))
function("Ipv6", vpc=vpc, allow_all_ipv6_outbound=True)
function(
    "Durable",
    vpc=vpc,
    durable_config={"execution_timeout": Duration.hours(1)},
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
function("WithRole", vpc=vpc, role=role)
known = lambda_.Function.from_function_attributes(
    stack,
    "Known",
    function_arn="arn:aws:lambda:us-east-1:111122223333:function:known",
    security_group=ec2.SecurityGroup.from_security_group_id(stack, "KnownGroup", "sg-12345678"),
)
known.connections.allow_to(plain, ec2.Port.tcp(22))
function(
    "Mounted",
    vpc=vpc,
    filesystem=lambda_.FileSystem(
        arn="arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-1",
        local_mount_path="/mnt/files",
        connections=ec2.Connections(security_groups=[group], default_port=ec2.Port.tcp(2049)),
        policies=[iam.PolicyStatement(actions=["elasticfilesystem:ClientMount"], resources=["*"])],
        dependency=[group],
    ),
)
bucket = s3.Bucket(stack, "Bucket")
files = s3files.CfnFileSystem(stack, "Files", bucket=bucket.bucket_arn, role_arn=role.role_arn)
target = s3files.CfnMountTarget(
    stack,
    "Target",
    file_system_id=files.attr_file_system_id,
    subnet_id=vpc.private_subnets[0].subnet_id,
    security_groups=[group.security_group_id],
)
for name, read in {
    "None": None,
    "Auto": lambda_.DirectS3Read.auto(),
    "Disabled": lambda_.DirectS3Read.disabled(),
    "Enabled": lambda_.DirectS3Read.enabled(bucket),
    "Ungranted": lambda_.DirectS3Read.enabled_without_grant(),
}.items():
    point = s3files.CfnAccessPoint(stack, f"Point{name}", file_system_id=files.attr_file_system_id)
    function(
        f"S3Files{name}",
        vpc=vpc,
        filesystem=lambda_.FileSystem.from_s3_files_access_point(point, "/mnt/s3", direct_s3_read=read),
    )
CfnOutput(stack, "Bound", value=str(plain.is_bound_to_vpc))
app.synth()
