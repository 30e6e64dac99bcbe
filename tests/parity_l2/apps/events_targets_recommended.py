from aws_cdk import App, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = App(
    context={
        "@aws-cdk/aws-events:eventsTargetQueueSameAccount": True,
        "@aws-cdk/aws-iam:minimizePolicies": True,
        "@aws-cdk/core:enablePartitionLiterals": True,
        "@aws-cdk/customresources:installLatestAwsSdkDefault": False,
        "@aws-cdk/aws-lambda:useCdkManagedLogGroup": True,
    }
)
env = {"account": "111122223333", "region": "eu-west-1"}
stack = Stack(app, "Recommended", env=env)
key = kms.Key(stack, "Key")
queue = sqs.Queue(stack, "Queue", encryption_master_key=key)
topic = sns.Topic(stack, "Topic", master_key=key)
rule = events.Rule(
    stack,
    "Rule",
    schedule=events.Schedule.rate(Duration.minutes(10)),
    targets=[
        targets.SqsQueue(queue, dead_letter_queue=sqs.Queue(stack, "Dead")),
        targets.SnsTopic(topic, authorize_using_role=True),
        targets.CloudWatchLogGroup(logs.LogGroup(stack, "Logs")),
        targets.AwsApi(service="EC2", action="stopInstances", parameters={"InstanceIds": ["i-1"]}),
    ],
)
other = Stack(app, "Functions", env=env)
function = lambda_.Function(
    other,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
)
rule.add_target(targets.LambdaFunction(function))
far = Stack(app, "Far", env={"account": "444455556666", "region": "eu-west-1"})
events.Rule(
    stack,
    "Across",
    rule_name="across",
    event_pattern=events.EventPattern(source=["a"]),
    targets=[targets.SqsQueue(sqs.Queue(far, "Queue", queue_name="far"))],
)
app.synth()
