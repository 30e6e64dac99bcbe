from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_

app = App()
stack = Stack(app, "Plain")
target = lambda_.Function(
    stack,
    "Target",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
)


class Letters:
    def __init__(self, arn):
        self._arn = arn

    def bind(self, mapping, function):
        return lambda_.DlqDestinationConfig(destination=self._arn)


plain = target.add_event_source_mapping("Plain", event_source_arn="arn:aws:sqs:us-east-1:111122223333:q")
lambda_.EventSourceMapping(
    stack,
    "Stream",
    target=target,
    event_source_arn="arn:aws:kinesis:us-east-1:111122223333:stream/s",
    batch_size=10,
    bisect_batch_on_error=True,
    enabled=False,
    filters=[
        lambda_.FilterCriteria.filter(
            {
                "a": lambda_.FilterRule.begins_with("x"),
                "b": lambda_.FilterRule.between(1, 2),
                "c": lambda_.FilterRule.exists(),
                "d": {"e": lambda_.FilterRule.is_equal("y"), "f": lambda_.FilterRule.null()},
            }
        ),
        lambda_.FilterCriteria.filter(
            {"g": lambda_.FilterRule.or_("a", "b"), "h": lambda_.FilterRule.not_equals("z")}
        ),
    ],
    filter_encryption=kms.Key.from_key_arn(
        stack, "Known", "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    ),
    max_batching_window=Duration.seconds(30),
    max_record_age=Duration.hours(1),
    parallelization_factor=2,
    report_batch_item_failures=True,
    retry_attempts=5,
    starting_position=lambda_.StartingPosition.AT_TIMESTAMP,
    starting_position_timestamp=1700000000,
    tumbling_window=Duration.minutes(1),
    metrics_config=lambda_.MetricsConfig(metrics=[lambda_.MetricType.EVENT_COUNT]),
)
lambda_.EventSourceMapping(
    stack,
    "Kafka",
    target=target,
    kafka_bootstrap_servers=["a:9092", "b:9092"],
    kafka_topic="topic",
    kafka_consumer_group_id="group",
    source_access_configurations=[
        lambda_.SourceAccessConfiguration(
            type=lambda_.SourceAccessConfigurationType.SASL_SCRAM_512_AUTH, uri="arn:secret"
        ),
        {"type": lambda_.SourceAccessConfigurationType.of("NEW"), "uri": "x"},
    ],
    starting_position=lambda_.StartingPosition.TRIM_HORIZON,
    provisioned_poller_config=lambda_.ProvisionedPollerConfig(
        minimum_pollers=1, maximum_pollers=3, poller_group_name="group"
    ),
    log_level=lambda_.EventSourceMappingLogLevel.DEBUG,
)
lambda_.EventSourceMapping(
    stack,
    "Managed",
    target=target,
    event_source_arn="arn:aws:kafka:us-east-1:111122223333:cluster/c/1",
    kafka_topic="topic",
    kafka_consumer_group_id="group",
    starting_position=lambda_.StartingPosition.LATEST,
    support_s3_on_failure_destination=True,
)
lambda_.EventSourceMapping(
    stack,
    "Concurrent",
    target=target,
    event_source_arn="arn:aws:sqs:us-east-1:111122223333:other",
    max_concurrency=5,
    retry_attempts=-1,
)
mapped = lambda_.EventSourceMapping.from_event_source_mapping_id(stack, "KnownMapping", "known")
config = lambda_.EventInvokeConfig(
    stack, "Config", function=target, qualifier="live", retry_attempts=1, max_event_age=Duration.minutes(2)
)
CfnOutput(stack, "Id", value=plain.event_source_mapping_id)
CfnOutput(stack, "Arn", value=plain.event_source_mapping_arn)
CfnOutput(stack, "KnownArn", value=mapped.event_source_mapping_arn)
app.synth()
