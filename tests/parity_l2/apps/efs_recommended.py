from aws_cdk import App, Environment, Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

FLAGS = [
    "aws-efs:denyAnonymousAccess",
    "aws-efs:mountTargetOrderInsensitiveLogicalId",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
env = Environment(account="111122223333", region="us-east-1")
stack = Stack(app, "Recommended", env=env)
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
target = efs.FileSystem(
    stack,
    "Target",
    vpc=vpc,
    replication_overwrite_protection=efs.ReplicationOverwriteProtection.DISABLED,
)
source = efs.FileSystem(
    stack,
    "Source",
    vpc=vpc,
    throughput_mode=efs.ThroughputMode.ELASTIC,
    transition_to_archive_policy=efs.LifecyclePolicy.AFTER_90_DAYS,
    replication_configuration=efs.ReplicationConfiguration.existing_file_system(target),
)
efs.FileSystem(
    stack,
    "Open",
    vpc=vpc,
    allow_anonymous_access=True,
    replication_configuration=efs.ReplicationConfiguration.regional_file_system(
        "eu-west-1", kms.Key.from_key_arn(stack, "Key", "arn:aws:kms:eu-west-1:111122223333:key/a")
    ),
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
source.grant_read(role)
target.grant_root_access(role)
client = ec2.SecurityGroup(stack, "Client", vpc=vpc)
source.connections.allow_default_port_from(client, "Clients")
other = Stack(app, "Other", env=env)
efs.AccessPoint(other, "Point", file_system=source, path="/of-other", client_token="token")
Tags.of(stack).add("Stage", "prod")
app.synth()
