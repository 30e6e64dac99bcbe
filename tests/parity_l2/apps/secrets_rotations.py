from aws_cdk import App, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_secretsmanager as secretsmanager

app = App()
for name, env in (
    ("Plain", None),
    ("Known", {"account": "111122223333", "region": "us-east-1"}),
    ("China", {"account": "111122223333", "region": "cn-north-1"}),
):
    stack = Stack(app, name, env=env)
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
    group = ec2.SecurityGroup(stack, "Group", vpc=vpc)
    secret = secretsmanager.Secret(stack, "Secret")
    master = secretsmanager.Secret(stack, "Master")
    target = ec2.Connections(default_port=ec2.Port.tcp(3306), security_groups=[group])
    secretsmanager.SecretRotation(
        stack,
        "Single",
        application=secretsmanager.SecretRotationApplication.MYSQL_ROTATION_SINGLE_USER,
        secret=secret,
        target=target,
        vpc=vpc,
    )
    secretsmanager.SecretRotation(
        stack,
        "Multi",
        application=secretsmanager.SecretRotationApplication.POSTGRES_ROTATION_MULTI_USER,
        secret=secretsmanager.Secret(stack, "Other"),
        master_secret=master,
        target=target,
        vpc=vpc,
        vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
        automatically_after=Duration.days(5),
        exclude_characters="xyz",
        rotate_immediately_on_update=False,
        security_group=ec2.SecurityGroup(stack, "Own", vpc=vpc),
    )
app.synth()
