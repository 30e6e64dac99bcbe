from aws_cdk import App, Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks

app = App()
stack = Stack(app, "Services", env={"account": "111122223333", "region": "us-east-1"})
path = sfn.JsonPath
table = dynamodb.Table(
    stack, "Table", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
)
topic = sns.Topic(stack, "Topic")
queue = sqs.Queue(stack, "Queue", encryption=sqs.QueueEncryption.KMS)
bus = events.EventBus(stack, "Bus")
check = lambda_.Function(
    stack,
    "Check",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): return event"),
)
failed = sfn.Fail(stack, "Failed", cause="refused")
invoke = tasks.LambdaInvoke(
    stack,
    "Invoke",
    lambda_function=check,
    payload=sfn.TaskInput.from_object({"id": path.string_at("$.id"), "run": path.execution_name}),
    result_selector={"ok": path.string_at("$.Payload.ok")},
    result_path="$.check",
    task_timeout=sfn.Timeout.duration(Duration.seconds(30)),
)
invoke.add_catch(failed, errors=["Refused"], result_path="$.error")
put = tasks.DynamoPutItem(
    stack,
    "Put",
    table=table,
    item={
        "id": tasks.DynamoAttributeValue.from_string(path.string_at("$.id")),
        "count": tasks.DynamoAttributeValue.from_number(3),
        "tags": tasks.DynamoAttributeValue.from_list([tasks.DynamoAttributeValue.from_string("a")]),
    },
    condition_expression="attribute_not_exists(id)",
    result_path=path.DISCARD,
)
update = tasks.DynamoUpdateItem(
    stack,
    "Update",
    table=table,
    key={"id": tasks.DynamoAttributeValue.from_string(path.string_at("$.id"))},
    update_expression="SET #n = :n",
    expression_attribute_names={"#n": "n"},
    expression_attribute_values={":n": tasks.DynamoAttributeValue.number_from_string("1")},
    return_values=tasks.DynamoReturnValues.ALL_NEW,
)
get = tasks.DynamoGetItem(
    stack,
    "Get",
    table=table,
    key={"id": tasks.DynamoAttributeValue.from_string("a")},
    projection_expression=[tasks.DynamoProjectionExpression().with_attribute("a").at_index(0)],
)
publish = tasks.SnsPublish(
    stack,
    "Publish",
    topic=topic,
    message=sfn.TaskInput.from_json_path_at("$.message"),
    message_attributes={"kind": tasks.MessageAttribute(value=["a", "b"])},
    subject="done",
)
send = tasks.SqsSendMessage(
    stack,
    "Send",
    queue=queue,
    message_body=sfn.TaskInput.from_object({"token": path.task_token}),
    integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    heartbeat_timeout=sfn.Timeout.duration(Duration.minutes(5)),
    delay=Duration.seconds(5),
)
put_events = tasks.EventBridgePutEvents(
    stack,
    "PutEvents",
    entries=[
        tasks.EventBridgePutEventsEntry(
            detail=sfn.TaskInput.from_object({"id": path.string_at("$.id")}),
            detail_type="done",
            source="landform",
            event_bus=bus,
        )
    ],
)
listed = tasks.CallAwsService(
    stack,
    "List",
    service="s3",
    action="listObjectsV2",
    iam_action="s3:ListBucket",
    iam_resources=["*"],
    parameters={"Bucket": path.string_at("$.bucket")},
)
sum_up = tasks.EvaluateExpression(stack, "Sum", expression="$.a + $.b * 2", result_path="$.sum")
child = sfn.StateMachine(
    stack, "Child", definition_body=sfn.DefinitionBody.from_chainable(sfn.Pass(stack, "ChildPass"))
)
start = tasks.StepFunctionsStartExecution(
    stack,
    "Start",
    state_machine=child,
    integration_pattern=sfn.IntegrationPattern.RUN_JOB,
    input=sfn.TaskInput.from_object({"id": path.string_at("$.id")}),
    associate_with_parent=True,
)
activity = tasks.StepFunctionsInvokeActivity(stack, "Ask", activity=sfn.Activity(stack, "Activity"))
chain = invoke.next(put).next(update).next(get).next(publish).next(send).next(put_events)
sfn.StateMachine(
    stack,
    "Machine",
    definition_body=sfn.DefinitionBody.from_chainable(
        chain.next(listed).next(sum_up).next(start).next(activity)
    ),
)
invoke.metric_failed().create_alarm(stack, "Alarm", threshold=1, evaluation_periods=1)
app.synth()
