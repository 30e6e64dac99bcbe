from pathlib import Path

from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_stepfunctions as sfn


class Steps(sfn.StateMachineFragment):
    def __init__(self, scope, id, word):
        super().__init__(scope, id)
        self._first = sfn.Pass(self, "First", result=sfn.Result.from_string(word))
        self._last = sfn.Wait(self, "Last", time=sfn.WaitTime.seconds_path("$.seconds"))
        self._first.next(self._last)

    @property
    def start_state(self):
        return self._first

    @property
    def end_states(self):
        return [self._last]


app = App()
stack = Stack(app, "Approvals", env={"account": "111122223333", "region": "us-east-1"})
key = kms.Key(stack, "Key", enable_key_rotation=True)
approve = sfn.Activity(stack, "Approve", activity_name="approve")
sealed = sfn.Activity(
    stack, "Sealed", encryption_configuration=sfn.CustomerManagedEncryptionConfiguration(key)
)
worker = iam.Role(stack, "Worker", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
approve.grant(worker, "states:GetActivityTask")
sealed.grant(worker, "states:GetActivityTask")
CfnOutput(stack, "Other", value=sfn.Activity.from_activity_name(stack, "Imported", "other").activity_arn)
approve.metric_scheduled().create_alarm(stack, "Busy", threshold=10, evaluation_periods=2)
ask = sfn.CustomState(
    stack,
    "Ask",
    state_json={
        "Type": "Task",
        "Resource": approve.activity_arn,
        "TimeoutSeconds": 3600,
        "Retry": [{"ErrorEquals": ["Own"]}],
    },
)
ask.add_retry(errors=["States.Timeout"], max_attempts=0)
ask.add_catch(sfn.Fail(stack, "Refused"), errors=["Refused"], result_path="$.refusal")
chain = (
    Steps(stack, "Once", "one")
    .prefix_states()
    .next(Steps(stack, "Twice", "two").to_single_state(comment="as one"))
    .next(ask)
    .next(sfn.Pass(stack, "After", assign={"who": sfn.JsonPath.string_at("$.who")}))
)
machine = sfn.StateMachine(
    stack,
    "Machine",
    definition=chain,
    state_machine_type=sfn.StateMachineType.EXPRESS,
    role=iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com")),
)
machine.grant_start_sync_execution(worker)
sfn.StateMachine(
    stack,
    "FromFile",
    definition_body=sfn.DefinitionBody.from_file(str(Path(__file__).parent / "files" / "machine.asl.json")),
    definition_substitutions={"activity": sealed.activity_arn},
    timeout=Duration.minutes(1),
)
sfn.StateMachine(
    stack, "FromString", definition_body=sfn.DefinitionBody.from_string('{"StartAt": "A", "States": {}}')
)
known = sfn.StateMachine.from_state_machine_arn(
    stack, "Known", "arn:aws:states:eu-west-1:222233334444:stateMachine:known"
)
known.grant_start_execution(worker)
CfnOutput(stack, "KnownRegion", value=known.env.region)
CfnOutput(stack, "Revision", value=machine.state_machine_revision_id)
sfn.StateTransitionMetric.metric_throttled_events().create_alarm(
    stack, "Throttled", threshold=1, evaluation_periods=1
)
app.synth()
