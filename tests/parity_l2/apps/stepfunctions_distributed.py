from aws_cdk import App, Duration, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn

FLAGS = [
    "aws-stepfunctions:useDistributedMapResultWriterV2",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:aspectPrioritiesMutating",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Distributed", env={"account": "111122223333", "region": "eu-west-1"})
given = s3.Bucket(stack, "Given")
results = s3.Bucket.from_bucket_name(stack, "Results", "landform-results")
key = kms.Key(stack, "Key")

inner = sfn.Pass.jsonata(
    stack, "Line", outputs={"sum": "{% $sum($states.input.n) %}"}, assign={"last": "{% $states.input.id %}"}
)
lines = sfn.DistributedMap.jsonata(
    stack,
    "Lines",
    label="lines",
    map_execution_type=sfn.StateMachineType.EXPRESS,
    item_reader=sfn.S3CsvItemReader(
        bucket=given,
        key="{% $states.input.key %}",
        csv_headers=sfn.CsvHeaders.use(["id", "n"]),
        csv_delimiter=sfn.CsvDelimiter.SEMICOLON,
        max_items=5000,
    ),
    item_batcher=sfn.ItemBatcher(max_items_per_batch=50, batch_input={"day": "{% $states.input.day %}"}),
    result_writer_v2=sfn.ResultWriterV2(
        bucket=results,
        prefix="out",
        writer_config=sfn.WriterConfig(
            output_type=sfn.OutputType.JSONL, transformation=sfn.Transformation.FLATTEN
        ),
    ),
    tolerated_failure_percentage=5,
    max_concurrency=100,
)
lines.item_processor(inner)
lines.add_retry(max_attempts=1, jitter_strategy=sfn.JitterType.FULL, max_delay=Duration.minutes(1))
ways = sfn.Choice.jsonata(stack, "Ways").when(
    sfn.Condition.jsonata("{% $states.input.many %}"),
    lines,
    assign={"many": True},
    outputs={"key": "{% $states.input.key %}"},
)
ways.otherwise(
    sfn.Fail.jsonata(stack, "None", error="Empty", cause="{% 'nothing in ' & $states.input.key %}")
)
waits = sfn.Wait.jsonata(stack, "Waits", time=sfn.WaitTime.seconds("{% $states.input.seconds %}"))
machine = sfn.StateMachine(
    stack,
    "Machine",
    state_machine_name="distributed",
    query_language=sfn.QueryLanguage.JSONATA,
    definition_body=sfn.DefinitionBody.from_chainable(waits.next(ways)),
    encryption_configuration=sfn.CustomerManagedEncryptionConfiguration(key, Duration.seconds(120)),
    logs=sfn.LogOptions(destination=logs.LogGroup(stack, "Log"), level=sfn.LogLevel.FATAL),
)
given.grant_read(machine)

objects = sfn.DistributedMap(
    stack,
    "Objects",
    item_reader=sfn.S3ObjectsItemReader(bucket=given, prefix=sfn.JsonPath.string_at("$.prefix")),
    item_selector={"key": sfn.JsonPath.string_at("$$.Map.Item.Value.Key")},
    tolerated_failure_count_path="$.failures",
)
objects.item_processor(sfn.Pass(stack, "Object"))
sfn.StateMachine(
    stack,
    "Paths",
    definition_body=sfn.DefinitionBody.from_chainable(
        sfn.Parallel(stack, "One").branch(objects.next(sfn.Succeed(stack, "End")))
    ),
)
app.synth()
