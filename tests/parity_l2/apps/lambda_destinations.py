from aws_cdk import App, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Destinations")


def function(name, **options):
    return lambda_.Function(
        stack,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


third = function("Third")
second = function("Second", on_success=destinations.LambdaDestination(third, response_only=True))
function(
    "First",
    on_success=destinations.LambdaDestination(second, response_only=True),
    on_failure=destinations.LambdaDestination(third, response_only=True),
    max_event_age=Duration.minutes(5),
    retry_attempts=1,
)
bus = events.EventBus(stack, "Bus", event_bus_name="results")
function(
    "ToBus",
    on_success=destinations.EventBridgeDestination(bus),
    on_failure=destinations.EventBridgeDestination(),
)
key = kms.Key(stack, "Key")
to_queue = function("ToQueue")
to_queue.configure_async_invoke(
    on_failure=destinations.SqsDestination(sqs.Queue(stack, "Queue", encryption_master_key=key))
)
version = to_queue.current_version
version.add_alias("live", on_success=destinations.SnsDestination(sns.Topic(stack, "Topic", master_key=key)))
function("ToBucket", on_failure=destinations.S3Destination(s3.Bucket(stack, "Bucket", encryption_key=key)))
app.synth()
