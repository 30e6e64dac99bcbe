from pathlib import Path

from aws_cdk import App, Size, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk import lambda_layer_awscli as awscli

FILES = str(Path(__file__).parent / "files" / "page")
app = App(
    context={
        "@aws-cdk/aws-iam:minimizePolicies": True,
        "@aws-cdk/core:enablePartitionLiterals": True,
        "@aws-cdk/aws-lambda:useCdkManagedLogGroup": True,
        "@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy": False,
        "@aws-cdk/aws-s3:publicAccessBlockedByDefault": True,
        "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup": True,
    }
)
stack = Stack(app, "Functions", env={"account": "111122223333", "region": "eu-west-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=1)
bucket = s3.Bucket(stack, "Bucket", encryption_key=kms.Key(stack, "Key"), enforce_ssl=True)
source = deployment.Source.asset(FILES)
deployment.BucketDeployment(stack, "Plain", sources=[source], destination_bucket=bucket)
deployment.BucketDeployment(
    stack,
    "InVpc",
    sources=[source],
    destination_bucket=bucket,
    destination_key_prefix="b",
    vpc=vpc,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    security_groups=[ec2.SecurityGroup(stack, each, vpc=vpc) for each in ("Group", "AGroup")],
    memory_limit=512,
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
deployment.BucketDeployment(
    stack,
    "Large",
    sources=[source],
    destination_bucket=bucket,
    destination_key_prefix="c",
    memory_limit=2048,
    ephemeral_storage_size=Size.gibibytes(4),
    role=role,
    log_group=logs.LogGroup(stack, "Logs"),
    output_object_keys=False,
)
awscli.AwsCliLayer(stack, "Cli").add_permission("Others", account_id="222233334444")
app.synth()
