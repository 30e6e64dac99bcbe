from aws_cdk import App, Duration, Environment, Stack, Tags, triggers
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs

FLAGS = [
    "aws-iam:minimizePolicies",
    "aws-lambda:recognizeLayerVersion",
    "aws-lambda:recognizeVersionProps",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
env = Environment(account="111122223333", region="us-east-1")
functions = Stack(app, "Functions", env=env)
handler = lambda_.Function(
    functions,
    "Handler",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): return 1"),
    environment={"A": "b"},
    environment_encryption=kms.Key(functions, "Key"),
)
stack = Stack(app, "Recommended", env=env)
queue = sqs.Queue(stack, "Queue")
first = triggers.Trigger(stack, "First", handler=handler, execute_after=[queue])
second = triggers.Trigger(stack, "Second", handler=handler, timeout=Duration.minutes(10))
second.execute_after(first)
own = triggers.TriggerFunction(
    stack,
    "Own",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): return 2"),
    description="Runs once",
    execute_on_handler_change=False,
)
queue.grant_send_messages(own)
Tags.of(stack).add("Stage", "prod")
app.synth()
