from pathlib import Path

from aws_cdk import App, CfnOutput, CfnParameter, Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3

FOLDER = str(Path(__file__).parent / "code_folder")
app = App()
stack = Stack(app, "Plain")
PYTHON = lambda_.Runtime.PYTHON_3_13


def function(name, code, **options):
    given = {"code": code, "handler": "index.handler", "runtime": PYTHON, **options}
    return lambda_.Function(stack, name, **given)


shared = lambda_.Code.from_asset(FOLDER)
first = function("First", shared)
function("Second", shared)
function("Java", shared, runtime=lambda_.Runtime.JAVA_21)
function("Hashed", lambda_.Code.from_asset(FOLDER, asset_hash="own", exclude=["*.txt"]))
key = kms.Key(stack, "Key")
function("Encrypted", lambda_.Code.from_asset(FOLDER, source_kms_key=key))
lambda_.LayerVersion(stack, "Layer", code=lambda_.Code.from_asset(FOLDER), compatible_runtimes=[PYTHON])
bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "code")
function("InBucket", lambda_.Code.from_bucket(bucket, "code.zip"))
function("Versioned", lambda_.S3Code(bucket, "code.zip", "v1"))
function("InBucketV2", lambda_.Code.from_bucket_v2(bucket, "code.zip"))
function(
    "InBucketFull",
    lambda_.Code.from_bucket_v2(bucket, "code.zip", object_version="v2", source_kms_key=key),
)
function(
    "Referenced",
    lambda_.Code.from_bucket_v2(
        bucket, "code.zip", object_version="v3", s3_object_storage_mode=lambda_.S3ObjectStorageMode.REFERENCE
    ),
)
parameters = lambda_.Code.from_cfn_parameters()
function("Parameters", parameters)
given = lambda_.Code.from_cfn_parameters(
    bucket_name_param=CfnParameter(stack, "BucketName"), object_key_param=CfnParameter(stack, "ObjectKey")
)
function("GivenParameters", given)
repository = ecr.Repository(stack, "Repository")
function(
    "Image",
    lambda_.Code.from_ecr_image(
        repository, cmd=["a"], entrypoint=["b"], tag_or_digest="v1", working_directory="/w"
    ),
    handler=lambda_.Handler.FROM_IMAGE,
    runtime=lambda_.Runtime.FROM_IMAGE,
)
lambda_.DockerImageFunction(
    stack, "Docker", code=lambda_.DockerImageCode.from_ecr(repository), memory_size=256
)
lambda_.DockerImageFunction(
    stack,
    "Digest",
    code=lambda_.DockerImageCode.from_ecr(repository, tag_or_digest=f"sha256:{'0' * 64}"),
    architecture=lambda_.Architecture.ARM_64,
)
CfnOutput(stack, "Version", value=first.current_version.version)
CfnOutput(stack, "BucketParameter", value=parameters.bucket_name_param)
CfnOutput(stack, "KeyParameter", value=parameters.object_key_param)
CfnOutput(stack, "Assigned", value=str(sorted(given.assign(bucket_name="b", object_key="k").values())))
app.synth()
