from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Streams")
START = lambda_.StartingPosition.TRIM_HORIZON


def function(name, **options):
    return lambda_.Function(
        stack,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


failed = s3.Bucket(stack, "Failed")
stream = kinesis.Stream(stack, "Stream")
consumer = kinesis.StreamConsumer(stack, "Consumer", stream=stream, stream_consumer_name="reader")
table = dynamodb.Table(
    stack,
    "Table",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
    stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
)
of_stream = sources.KinesisEventSource(
    stream,
    starting_position=lambda_.StartingPosition.AT_TIMESTAMP,
    starting_position_timestamp=1700000000,
    batch_size=500,
    bisect_batch_on_error=True,
    max_record_age=Duration.hours(1),
    on_failure=sources.S3OnFailureDestination(failed),
    parallelization_factor=4,
    report_batch_item_failures=True,
    retry_attempts=3,
    tumbling_window=Duration.seconds(60),
)
function("OfStream", events=[of_stream])
function("OfConsumer", events=[sources.KinesisConsumerEventSource(consumer, starting_position=START)])
of_table = function("OfTable")
of_table.add_event_source(
    sources.DynamoEventSource(
        table,
        starting_position=START,
        filters=[
            lambda_.FilterCriteria.filter({"eventName": lambda_.FilterRule.is_equal("INSERT")}),
            lambda_.FilterCriteria.filter({"dynamodb": {"Keys": {"id": {"S": lambda_.FilterRule.exists()}}}}),
        ],
        on_failure=sources.SqsDlq(sqs.Queue(stack, "Dead")),
    )
)
objects = s3.Bucket(stack, "Objects")
function(
    "OfObjects",
    events=[
        sources.S3EventSource(
            objects,
            events=[s3.EventType.OBJECT_CREATED, s3.EventType.OBJECT_REMOVED],
            filters=[s3.NotificationKeyFilter(prefix="in/", suffix=".json")],
        )
    ],
)
function("OfTopic").add_event_source(
    sources.SnsEventSource(
        sns.Topic(stack, "Topic"),
        filter_policy={"kind": sns.SubscriptionFilter.string_filter(allowlist=["a"])},
    )
)
fifo = sources.SqsEventSource(
    sqs.Queue(stack, "Fifo", fifo=True),
    batch_size=10,
    provisioned_poller_config=lambda_.ProvisionedPollerConfig(minimum_pollers=2, maximum_pollers=10),
)
function("OfQueue", events=[fifo])
CfnOutput(stack, "Mapping", value=of_stream.event_source_mapping_id)
CfnOutput(stack, "MappingArn", value=fifo.event_source_mapping_arn)
app.synth()
