from pathlib import Path

from aws_cdk import App, RemovalPolicy, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk import aws_sqs as sqs

FILES = Path(__file__).parent / "files"
app = App()
stack = Stack(app, "Substituted")
bucket = s3.Bucket(stack, "Bucket", auto_delete_objects=True, removal_policy=RemovalPolicy.DESTROY)
file = deployment.DeployTimeSubstitutedFile(
    stack,
    "File",
    source=str(FILES / "template.txt"),
    destination_bucket=bucket,
    substitutions={"queue": sqs.Queue(stack, "Queue").queue_url, "a.b": "literal"},
)
function = lambda_.Function(
    stack,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
    environment={"BUCKET": file.bucket.bucket_name, "KEY": file.object_key},
)
file.bucket.grant_read(function, file.object_key)
other = Stack(app, "Other")
deployment.BucketDeployment(
    other,
    "Deployment",
    sources=[deployment.Source.data("a/b.txt", sqs.Queue(other, "Queue").queue_arn)],
    destination_bucket=s3.Bucket(other, "Bucket"),
    log_retention=logs.RetentionDays.ONE_WEEK,
)
app.synth()
