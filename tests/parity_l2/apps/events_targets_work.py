from aws_cdk import App, Duration, SecretValue, Stack
from aws_cdk import aws_batch as batch
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_secretsmanager as secrets
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as states

app = App()
stack = Stack(app, "Work")


def rule(name, *more):
    pattern = events.EventPattern(source=["landform"], detail_type=[name])
    return events.Rule(stack, name, event_pattern=pattern, targets=list(more))


dead = sqs.Queue(stack, "Dead")
function = lambda_.Function(
    stack,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
)
detail = events.RuleTargetInput.from_object({"id": events.EventField.from_path("$.detail.id"), "n": 1})
rule(
    "Messages",
    targets.LambdaFunction(
        function, event=detail, dead_letter_queue=dead, max_event_age=Duration.hours(2), retry_attempts=2
    ),
    targets.SqsQueue(sqs.Queue(stack, "Queue", fifo=True), message_group_id="group"),
    targets.SnsTopic(sns.Topic(stack, "Topic"), message=events.RuleTargetInput.from_text("done")),
    targets.KinesisStream(kinesis.Stream(stack, "Stream"), partition_key_path="$.detail.id"),
    targets.EventBus(events.EventBus(stack, "Bus"), dead_letter_queue=dead),
)
queue = batch.CfnJobQueue(stack, "JobQueue", priority=1, compute_environment_order=[])
definition = batch.CfnJobDefinition(stack, "Job", type="container")
machine = states.StateMachine(
    stack,
    "Machine",
    definition_body=states.DefinitionBody.from_chainable(states.Pass(stack, "Start")),
)
role = iam.Role(stack, "EventRole", assumed_by=iam.ServicePrincipal("events.amazonaws.com"))
rule(
    "Jobs",
    targets.BatchJob(queue.ref, queue, definition.ref, definition, attempts=3, size=5, event=detail),
    targets.SfnStateMachine(machine, input=detail, dead_letter_queue=dead),
    targets.SfnStateMachine(machine, role=role),
    targets.AwsApi(service="ECS", action="updateService", parameters={"service": "s", "desiredCount": 1}),
    targets.AwsApi(
        service="s3",
        action="putObject",
        catch_error_pattern="NoSuch",
        policy_statement=iam.PolicyStatement(actions=["s3:PutObject"], resources=["*"]),
    ),
)
group = logs.LogGroup(stack, "Logs")
connection = events.Connection(
    stack, "Connection", authorization=events.Authorization.basic("u", SecretValue.unsafe_plain_text("p"))
)
destination = events.ApiDestination(
    stack, "Destination", connection=connection, endpoint="https://example.com/*"
)
line = targets.LogGroupTargetInput.from_object_v2(message=events.EventField.from_path("$.detail.text"))
rule(
    "Outside",
    targets.CloudWatchLogGroup(group, log_event=line),
    targets.ApiDestination(
        destination, path_parameter_values=["$.detail.id"], header_parameters={"A": "b"}, event=detail
    ),
    targets.RedshiftQuery(
        "arn:aws:redshift:us-east-1:111122223333:namespace:a",
        database="d",
        sql=["select 1", "select 2"],
        secret=secrets.Secret(stack, "Secret"),
        send_event_bridge_event=True,
    ),
)
app.synth()
