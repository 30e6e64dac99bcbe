from aws_cdk import App, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources

FLAGS = [
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:aspectPrioritiesMutating",
    "core:explicitStackTags",
    "aws-kms:reduceCrossAccountRegionPolicyScope",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
stream = kinesis.Stream(stack, "Stream", encryption=kinesis.StreamEncryption.KMS)
handler = lambda_.Function(
    stack,
    "Handler",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
)
handler.add_event_source(
    sources.KinesisEventSource(
        stream,
        starting_position=lambda_.StartingPosition.LATEST,
        batch_size=10,
        max_batching_window=Duration.seconds(5),
        bisect_batch_on_error=True,
    )
)
stream.grant_read_write(handler)
stream.grant_read(iam.AccountPrincipal("222233334444"))
events.Rule(stack, "Hourly", schedule=events.Schedule.rate(Duration.hours(1)))
app.synth()
