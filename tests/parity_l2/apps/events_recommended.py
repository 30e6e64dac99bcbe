from aws_cdk import App, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

FLAGS = [
    "aws-events:requireEventBusPolicySid",
    "aws-events:eventsTargetQueueSameAccount",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:aspectPrioritiesMutating",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
bus = events.EventBus(stack, "Bus", description="orders")
sender = lambda_.Function(
    stack,
    "Sender",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    environment={"BUS": bus.event_bus_name},
)
bus.grant_put_events_to(sender)
bus.grant_put_events_to(iam.AccountPrincipal("222233334444"), "partner")
table = dynamodb.Table(
    stack, "Table", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
)
table.grant_write_data(sender)
events.EventBus.grant_all_put_events(iam.User(stack, "User"))
events.Rule(
    stack,
    "Rule",
    event_bus=bus,
    event_pattern=events.EventPattern(source=["orders"], detail={"state": [{"anything-but": ["done"]}]}),
)
events.Archive(
    stack,
    "Archive",
    source_event_bus=bus,
    event_pattern=events.EventPattern(source=events.Match.suffix(".orders")),
)
app.synth()
