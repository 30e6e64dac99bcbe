from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack, Tags
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources

app = App()
stack = Stack(app, "Streams")
stream = kinesis.Stream(
    stack,
    "Stream",
    stream_name="orders",
    shard_count=3,
    retention_period=Duration.days(2),
    removal_policy=RemovalPolicy.DESTROY,
    shard_level_metrics=[kinesis.ShardLevelMetrics.INCOMING_BYTES],
)
kinesis.Stream(stack, "Plain")
secret = kinesis.Stream(
    stack, "Secret", encryption=kinesis.StreamEncryption.KMS, stream_mode=kinesis.StreamMode.ON_DEMAND
)
kinesis.Stream(stack, "Keyed", encryption_key=kms.Key(stack, "Key"))
kinesis.Stream(stack, "Managed", encryption=kinesis.StreamEncryption.MANAGED)
handler = lambda_.Function(
    stack,
    "Handler",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
)
handler.add_event_source(
    sources.KinesisEventSource(
        secret, starting_position=lambda_.StartingPosition.TRIM_HORIZON, parallelization_factor=2
    )
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
stream.grant_read(role)
secret.grant_write(role)
secret.grant_read_write(iam.User(stack, "User"))
stream.grant_read(iam.AccountPrincipal("222233334444"))
consumer = kinesis.StreamConsumer(stack, "Consumer", stream=stream, stream_consumer_name="fast")
consumer.grant_read(role)
consumer.grant(iam.AccountPrincipal("222233334444"), "kinesis:SubscribeToShard")
dynamodb.Table(
    stack,
    "Table",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
    kinesis_stream=stream,
    kinesis_precision_timestamp=dynamodb.ApproximateCreationDateTimePrecision.MILLISECOND,
)
dynamodb.TableV2(
    stack,
    "Global",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
    kinesis_stream=secret,
)
cloudwatch.Alarm(
    stack,
    "Late",
    metric=stream.metric_get_records_iterator_age_milliseconds(),
    threshold=60000,
    evaluation_periods=2,
)
Tags.of(stack).add("team", "orders")
CfnOutput(stack, "Arn", value=stream.stream_arn)
app.synth()
