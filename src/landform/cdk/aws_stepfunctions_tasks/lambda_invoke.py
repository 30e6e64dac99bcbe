"""Tasks that call functions.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, WAIT, ServiceTask, allow, input_value
from landform.cdk.core.quantities import Duration

_SERVICE_ERRORS: Final = (
    *("Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException", "Lambda.AWSLambdaException"),
    "Lambda.SdkClientException",
)
_ONLY_WITHOUT_RESPONSE: Final = ("integration_pattern", "invocation_type", "client_context", "qualifier")


class LambdaInvocationType(Enum):
    """What a call waits for."""

    REQUEST_RESPONSE = "RequestResponse"
    EVENT = "Event"
    DRY_RUN = "DryRun"


class LambdaInvoke(ServiceTask):
    """Calls a function."""

    _action = "lambda:invoke"
    _patterns = (REQUEST, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._check_token("payload", input_value(self._props.payload))
        beside = [name for name in _ONLY_WITHOUT_RESPONSE if self._props.get(name) is not None]
        if self._props.payload_response_only and beside:
            raise ValueError(
                "The 'payload_response_only' property cannot be used if 'integration_pattern', "
                "'invocation_type', 'client_context', or 'qualifier' are specified"
            )
        if self._props.retry_on_service_exceptions is not False:
            retry_on_service_exceptions(self)

    @property
    def _task_metrics(self) -> Any:
        arn = self._props.lambda_function.function_arn
        return {
            "metric_prefix_singular": "LambdaFunction",
            "metric_prefix_plural": "LambdaFunctions",
            "metric_dimensions": {"LambdaFunctionArn": arn},
        }

    def _resource(self) -> str:
        if self._props.payload_response_only:
            return str(self._props.lambda_function.function_arn)
        return super()._resource()

    def _parameters(self, is_jsonata: bool) -> Any:
        props, payload = self._props, input_value(self._props.payload)
        if props.payload_response_only:
            return payload
        whole = "{% $states.input %}" if is_jsonata else JsonPath.entire_payload
        return {
            "FunctionName": props.lambda_function.function_arn,
            "Payload": payload if payload is not None else whole,
            "InvocationType": props.invocation_type,
            "ClientContext": props.client_context,
            "Qualifier": props.qualifier,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("lambda:InvokeFunction", self._props.lambda_function.resource_arns_for_grant_invoke)]


def retry_on_service_exceptions(task: Any) -> None:
    """Try once more where Lambda itself failed."""
    task.add_retry(errors=list(_SERVICE_ERRORS), interval=Duration.seconds(2), max_attempts=6, backoff_rate=2)
