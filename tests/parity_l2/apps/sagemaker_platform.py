"""Network, store and endpoint in three stacks that use each other, with and without recommended flags."""

from aws_cdk import App, Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sagemaker_alpha as sagemaker

FLAGS = (
    "aws-iam:minimizePolicies",
    "aws-iam:importedRoleStackSafeDefaultPolicyName",
    "aws-kms:aliasNameRef",
    "aws-s3:createDefaultLoggingPolicy",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
)


def platform(stack_of):
    network = stack_of("Network")
    vpc = ec2.Vpc(network, "Vpc", max_azs=2, nat_gateways=1)
    callers = ec2.SecurityGroup(network, "Callers", vpc=vpc)
    storage = stack_of("Storage")
    key = kms.Key(storage, "Key", enable_key_rotation=True)
    bucket = s3.Bucket(
        storage, "Models", encryption_key=key, enforce_ssl=True, versioned=True, bucket_key_enabled=True
    )
    inference = stack_of("Inference")
    container = sagemaker.ContainerDefinition(
        image=sagemaker.ContainerImage.from_dlc("huggingface-pytorch-inference", "2.6.0-gpu"),
        model_data=sagemaker.ModelData.from_bucket(bucket, "models/current/model.tar.gz"),
    )
    role = iam.Role(inference, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
    model = sagemaker.Model(inference, "Model", containers=[container], vpc=vpc, role=role)
    model.connections.allow_from(callers, ec2.Port.tcp(443))
    config = sagemaker.EndpointConfig(inference, "Config", encryption_key=key)
    config.add_instance_production_variant(
        model=model, variant_name="main", instance_type=sagemaker.InstanceType.G5_XLARGE
    )
    endpoint = sagemaker.Endpoint(inference, "Endpoint", endpoint_config=config)
    endpoint.grant_invoke(iam.Role(inference, "Caller", assumed_by=iam.AccountRootPrincipal()))
    variant = endpoint.find_instance_production_variant("main")
    count = variant.auto_scale_instance_count(max_capacity=4)
    count.scale_on_invocations("Invocations", max_requests_per_second=10)
    variant.metric_invocation_response_code(
        sagemaker.InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, period=Duration.minutes(1)
    ).create_alarm(
        inference,
        "Errors",
        threshold=10,
        evaluation_periods=5,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )


app = App()


def plain(name):
    return Stack(app, f"Plain{name}", env={"account": "111122223333", "region": "eu-west-1"})


def recommended(name):
    stack = Stack(app, f"Recommended{name}")
    for flag in FLAGS:
        stack.node.set_context(f"@aws-cdk/{flag}", True)
    stack.node.set_context("@aws-cdk/core:target-partitions", ["aws", "aws-cn"])
    return stack


platform(plain)
platform(recommended)
app.synth()
