"""Calls of AWS's APIs that events start, by a function of the library's own.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets.AwsApi.html
"""

from typing import Any, Final

from landform.cdk.aws_events_targets.common import config as target_config
from landform.cdk.aws_events_targets.common import let_call
from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_UUID: Final = "b4cf1abd-4e4f-4bc6-9944-1af7ccd9ec37"
_TIMEOUT: Final = Duration.seconds(60)
_MEMORY: Final = 256  # MiB


class AwsApi(Checked):
    """A call of an API; the options are those of `AwsApiProps`."""

    def __init__(self, **options: Any) -> None:
        self._given = given("aws_events_targets", "AwsApiProps", options)

    def bind(self, rule: Any, id: str | None = None) -> Any:
        """Let a function make the call; what the rule says of it: RuleTargetConfig."""
        from landform.cdk.aws_events.target_input import RuleTargetInput
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_lambda.code import Code
        from landform.cdk.aws_lambda.runtime import Runtime
        from landform.cdk.aws_lambda.singleton_function import SingletonFunction
        from landform.cdk.core.custom_resource_provider import handler_folder
        from landform.cdk.custom_resources.sdk_calls import iam_action

        props = self._given
        handler = SingletonFunction(
            rule,
            f"{rule.node.id}{'undefined' if id is None else id}Handler",
            code=Code.from_asset(str(handler_folder("aws_sdk_call"))),
            runtime=Runtime.PYTHON_3_13,
            timeout=_TIMEOUT,
            memory_size=_MEMORY,
            handler="event.handler",
            uuid=_UUID,
            lambda_purpose="AWS",
        )
        statement = props.policy_statement
        if statement is None:
            action = iam_action(props.service, props.action)
            statement = PolicyStatement(actions=[action], resources=["*"])
        handler.add_to_role_policy(statement)
        let_call(rule, handler)
        call = {
            "service": props.service,
            "action": props.action,
            "parameters": props.parameters,
            "catchErrorPattern": props.catch_error_pattern,
            "apiVersion": props.api_version,
        }
        shown = {name: value for name, value in call.items() if value is not None}
        return target_config(
            arn=handler.function_arn, input=RuleTargetInput.from_object(shown), target_resource=handler
        )
