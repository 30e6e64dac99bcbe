from aws_cdk import App, Duration, Stack, triggers
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

app = App()
stack = Stack(app, "Plain")
table = dynamodb.Table(
    stack, "Table", partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING)
)
store = Construct(stack, "Store")
s3.Bucket(store, "Bucket")
late = sns.Topic(stack, "Late")
later = sns.Topic(stack, "Later")
seed = triggers.TriggerFunction(
    stack,
    "Seed",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    timeout=Duration.minutes(3),
    environment={"TABLE": table.table_name},
    execute_after=[table],
    execute_before=[late],
)
table.grant_write_data(seed)
seed.execute_after(store)
seed.execute_before(later)
checker = lambda_.Function(
    stack,
    "Checker",
    runtime=lambda_.Runtime.NODEJS_20_X,
    handler="index.handler",
    code=lambda_.Code.from_inline("exports.handler = async () => {};"),
)
triggers.Trigger(
    stack,
    "Check",
    handler=checker,
    invocation_type=triggers.InvocationType.EVENT,
    timeout=Duration.seconds(20),
    execute_on_handler_change=False,
    execute_after=[seed.trigger],
)
triggers.Trigger(stack, "Dry", handler=checker, invocation_type=triggers.InvocationType.DRY_RUN)
app.synth()
