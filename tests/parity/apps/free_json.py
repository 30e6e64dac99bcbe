"""Free JSON keeps its keys, whatever their spelling."""

from aws_cdk import App, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_stepfunctions as stepfunctions

app = App()
stack = Stack(app, "Cased")
events.CfnRule(
    stack,
    "Rule",
    event_pattern={"source": ["aws.s3"], "detail-type": ["x"], "detail": {"objectKey": [{"prefix": "p"}]}},
    targets=[{"arn": "a", "id": "i", "sqsParameters": {"messageGroupId": "g"}, "input": '{"Arn": 1}'}],
)
stepfunctions.CfnStateMachine(
    stack,
    "Machine",
    role_arn="r",
    definition={"StartAt": "A", "States": {"A": {"Type": "Pass", "end": True}}},
    definition_substitutions={"some_key": "v"},
)
app.synth()
