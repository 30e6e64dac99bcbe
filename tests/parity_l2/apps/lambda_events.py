from aws_cdk import App, Duration, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_logs_destinations as log_destinations
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain")


def function(name, **options):
    return lambda_.Function(
        stack,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


queue = sqs.Queue(stack, "Queue")
topic = sns.Topic(stack, "Topic")
bucket = s3.Bucket(stack, "Bucket")
target = function("Target")
function(
    "Queued", on_failure=destinations.SqsDestination(queue), on_success=destinations.SnsDestination(topic)
)
function("Called", on_failure=destinations.LambdaDestination(target))
function("Stored", on_failure=destinations.S3Destination(bucket))
from_queue = function("FromQueue", events=[sources.SqsEventSource(queue)])
full = sources.SqsEventSource(
    sqs.Queue(stack, "Other"),
    batch_size=5,
    enabled=False,
    filters=[lambda_.FilterCriteria.filter({"a": lambda_.FilterRule.exists()})],
    filter_encryption=kms.Key.from_key_arn(
        stack, "Known", "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    ),
    max_batching_window=Duration.seconds(10),
    max_concurrency=5,
    report_batch_item_failures=True,
    metrics_config=lambda_.MetricsConfig(metrics=[lambda_.MetricType.EVENT_COUNT]),
)
from_queue.add_event_source(full)
target.add_event_source_mapping(
    "Stream",
    event_source_arn="arn:aws:kinesis:us-east-1:111122223333:stream/s",
    starting_position=lambda_.StartingPosition.LATEST,
    on_failure=sources.SqsDlq(queue),
)
target.add_event_source_mapping(
    "Published",
    event_source_arn="arn:aws:kinesis:us-east-1:111122223333:stream/t",
    starting_position=lambda_.StartingPosition.LATEST,
    on_failure=sources.SnsDlq(topic),
)
from_topic = function("FromTopic")
from_topic.add_event_source(sources.SnsEventSource(topic, dead_letter_queue=queue))
group = logs.LogGroup(stack, "Logs")
group.add_subscription_filter(
    "ToFunction",
    destination=log_destinations.LambdaDestination(target),
    filter_pattern=logs.FilterPattern.all_events(),
)
logs.LogGroup(stack, "Others").add_subscription_filter(
    "WithoutPermissions",
    destination=log_destinations.LambdaDestination(target, add_permissions=False),
    filter_pattern=logs.FilterPattern.all_events(),
)
logs.SubscriptionFilter(
    stack,
    "Direct",
    log_group=logs.LogGroup(stack, "More"),
    destination=log_destinations.LambdaDestination(function("Reader")),
    filter_pattern=logs.FilterPattern.all_events(),
)
app.synth()
