from aws_cdk import App, Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn

app = App()
stack = Stack(app, "Flows")
path = sfn.JsonPath

start = sfn.Pass(
    stack,
    "Start",
    comment="names the order",
    parameters={
        "order": path.string_at("$.id"),
        "amount": path.number_at("$.amount"),
        "items": path.list_at("$.items"),
        "label": path.format("order {} of {}", path.string_at("$.id"), path.execution_name),
        "where": {"region": stack.region, "at": path.state_entered_time},
    },
    result_path="$.request",
)
wait = sfn.Wait(stack, "Wait", time=sfn.WaitTime.duration(Duration.minutes(2)))
until = sfn.Wait(stack, "Until", time=sfn.WaitTime.timestamp_path("$.request.until"))
failed = sfn.Fail(stack, "Failed", cause="too much", error="Limit")
unknown = sfn.Fail(stack, "Unknown", cause_path=path.string_at("$.cause"), error_path="States.UUID()")
done = sfn.Succeed(stack, "Done", output_path="$.request")

each = sfn.Map(
    stack,
    "Each",
    items_path="$.request.items",
    item_selector={"item": path.string_at("$$.Map.Item.Value"), "index": path.number_at("$$.Map.Item.Index")},
    max_concurrency=4,
    result_selector={"found": path.string_at("$[0]")},
    result_path="$.each",
)
each.item_processor(
    sfn.Chain.start(sfn.Pass(stack, "Look")).next(sfn.Pass(stack, "Keep", result_path=path.DISCARD))
)
each.add_retry(max_attempts=2, interval=Duration.seconds(5), backoff_rate=1.5)
each.add_catch(unknown, errors=[sfn.Errors.TIMEOUT], result_path="$.error")

both = sfn.Parallel(stack, "Both", result_path="$.both")
both.branch(sfn.Pass(stack, "Left", result=sfn.Result.from_object({"side": "left", "n": 1})))
both.branch(
    sfn.Choice(stack, "Side")
    .when(sfn.Condition.is_present("$.side"), sfn.Succeed(stack, "Sided"))
    .otherwise(sfn.Pass(stack, "Right"))
)
both.add_catch(failed)

big = sfn.Condition.and_(
    sfn.Condition.number_greater_than("$.request.amount", 1000),
    sfn.Condition.not_(sfn.Condition.string_matches("$.request.order", "vip-*")),
)
definition = (
    start.next(wait)
    .next(
        sfn.Choice(stack, "Size")
        .when(big, failed, comment="by hand")
        .when(
            sfn.Condition.or_(sfn.Condition.is_null("$.x"), sfn.Condition.boolean_equals("$.y", True)), until
        )
        .afterwards(include_otherwise=True)
    )
    .next(each)
    .next(both)
    .next(done)
)
machine = sfn.StateMachine(
    stack,
    "Machine",
    definition_body=sfn.DefinitionBody.from_chainable(definition),
    comment="orders",
    timeout=Duration.hours(1),
    tracing_enabled=True,
    logs=sfn.LogOptions(
        destination=logs.LogGroup(stack, "Log", removal_policy=RemovalPolicy.DESTROY),
        level=sfn.LogLevel.ALL,
        include_execution_data=True,
    ),
    removal_policy=RemovalPolicy.RETAIN,
)
caller = lambda_.Function(
    stack,
    "Caller",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    environment={"MACHINE": machine.state_machine_arn, "NAME": machine.state_machine_name},
)
machine.grant_start_execution(caller)
machine.grant_read(caller)
machine.grant_execution(caller, "states:StopExecution")
machine.grant_task_response(iam.User(stack, "Operator"))
machine.add_to_role_policy(iam.PolicyStatement(actions=["s3:ListAllMyBuckets"], resources=["*"]))
machine.metric_failed(period=Duration.minutes(1)).create_alarm(
    stack, "Failures", threshold=1, evaluation_periods=1
)
cloudwatch.Dashboard(
    stack,
    "Board",
    widgets=[[cloudwatch.GraphWidget(left=[machine.metric_started(), machine.metric_time(statistic="p99")])]],
)
app.synth()
