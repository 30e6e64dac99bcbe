"""Tasks that call any action of a service.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.lambda_invoke import retry_on_service_exceptions
from landform.cdk.aws_stepfunctions_tasks.service_task import RUN_JOB, WAIT, ServiceTask, allow
from landform.cdk.core.aws import Aws
from landform.cdk.core.quantities import Duration

_IAM_NAMES: Final = {
    "bedrockagent": "bedrock",
    "cloudwatchlogs": "logs",
    "efs": "elasticfilesystem",
    "elasticloadbalancingv2": "elasticloadbalancing",
    "mediapackagevod": "mediapackage-vod",
    "mwaa": "airflow",
    "sfn": "states",
}
"""Services whose permissions have another name than their SDK."""
_CROSS_REGION: Final = "8a0c93f3-dbef-4b71-ac13-7aaf2048ce7e"


class _Call(ServiceTask):
    _patterns = None

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        if self._pattern is RUN_JOB:
            raise ValueError(f"The RUN_JOB integration pattern is not supported for {type(self).__name__}")
        action = self._props.action
        if not action[:1].islower():
            raise ValueError(f"action must be camelCase, got: {action}")

    def _statements(self) -> list[PolicyStatement]:
        props = self._props
        service = _IAM_NAMES.get(props.service, props.service)
        statement = allow(props.iam_action or f"{service}:{props.action}", props.iam_resources)
        return [statement, *(props.additional_iam_statements or ())]


class CallAwsService(_Call):
    """Calls an action of a service."""

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        wrong = [name for name in self._props.parameters or () if not name[:1].isupper()]
        if wrong:
            raise ValueError(f"parameter names must be PascalCase, got: {', '.join(wrong)}")

    def _resource(self) -> str:
        suffix = ".waitForTaskToken" if self._pattern is WAIT else ""
        return f"arn:{Aws.PARTITION}:states:::aws-sdk:{self._props.service}:{self._props.action}{suffix}"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        return dict(self._props.parameters or {})

    def _allowed(self) -> Sequence[PolicyStatement]:
        return self._statements()


class CallAwsServiceCrossRegion(_Call):
    """Calls an action of a service in another region, through a function."""

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._lambda_function = self._made_function()
        for statement in self._statements():
            self._lambda_function.add_to_role_policy(statement)
        if self._props.retry_on_service_exceptions is not False:
            retry_on_service_exceptions(self)

    def _made_function(self) -> Any:
        from landform.cdk.aws_lambda.code import Code
        from landform.cdk.aws_lambda.runtime import Runtime
        from landform.cdk.aws_lambda.singleton_function import SingletonFunction
        from landform.cdk.core.custom_resource_provider import HANDLERS

        return SingletonFunction(
            self,
            "Handler",
            uuid=_CROSS_REGION,
            lambda_purpose="CrossRegionAwsSdk",
            code=Code.from_asset(str(HANDLERS / "cross_region_call")),
            handler="index.handler",
            runtime=Runtime.PYTHON_3_13,
            timeout=Duration.seconds(30),
        )

    def _resource(self) -> str:
        if self._pattern is WAIT:
            return f"arn:{Aws.PARTITION}:states:::lambda:invoke.waitForTaskToken"
        return str(self._lambda_function.function_arn)

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        called = {
            "region": props.region,
            "endpoint": props.endpoint,
            "action": props.action,
            "service": props.service,
            "parameters": props.parameters,
        }
        if self._pattern is WAIT:
            return {"FunctionName": self._lambda_function.function_arn, "Payload": called}
        return called

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("lambda:InvokeFunction", self._lambda_function.resource_arns_for_grant_invoke)]
