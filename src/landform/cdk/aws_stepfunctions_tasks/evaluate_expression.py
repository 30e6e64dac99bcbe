"""Tasks that evaluate an expression of JavaScript, in a function.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_stepfunctions_tasks.EvaluateExpression.html
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions_tasks.service_task import PlainServiceTask, allow

_PATH: Final = re.compile(r"\$[.\[][.a-zA-Z0-9[\]_-]*[a-zA-Z0-9\]_]")
_TEMPLATE: Final = re.compile(r"`(?:[^`\\]|\\.)*`", re.DOTALL)
_INTERPOLATION: Final = re.compile(r"\$\{[^}]*\}")
_ROLE: Final = "EvalServiceRolef4f556a4ef7a49cd8036c5b0567376fd"


class EvaluateExpression(PlainServiceTask):
    """Evaluates an expression in which paths stand for values of the state's input."""

    _patterns = None

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        _check_templates(self._props.expression)
        self._function = self._made_function()

    def _made_function(self) -> Any:
        from landform.cdk.aws_lambda.code import Code
        from landform.cdk.aws_lambda.enums import RuntimeFamily
        from landform.cdk.aws_lambda.function import Function
        from landform.cdk.aws_lambda.runtime import Runtime
        from landform.cdk.core.custom_resource_provider import HANDLERS

        runtime = self._props.runtime
        if runtime is not None and runtime.family is not RuntimeFamily.NODEJS:
            raise ValueError(
                f"The runtime {runtime.name} is currently not supported: expressions are JavaScript"
            )
        return Function(
            self,
            "EvalFunction",
            runtime=runtime or Runtime.NODEJS_24_X,
            architecture=self._props.architecture,
            handler="index.handler",
            role=self._shared_role(),
            code=Code.from_asset(str(HANDLERS / "evaluate_expression")),
        )

    def _shared_role(self) -> Any:
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.core.stack import Stack

        stack = Stack.of(self)
        found = stack.node.try_find_child(_ROLE)
        policy = "service-role/AWSLambdaBasicExecutionRole"
        return found or Role(
            stack,
            _ROLE,
            assumed_by=ServicePrincipal("lambda.amazonaws.com"),
            managed_policies=[ManagedPolicy.from_aws_managed_policy_name(policy)],
        )

    def _resource(self) -> str:
        return str(self._function.function_arn)

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        expression = self._props.expression
        paths = dict.fromkeys(_PATH.findall(expression))
        values = {path: JsonPath.string_at(path) for path in paths}
        return {"expression": expression, "expressionAttributeValues": values}

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("lambda:InvokeFunction", self._function.resource_arns_for_grant_invoke)]


def _check_templates(expression: str) -> None:
    """Raise ValueError for a path that is a part of a template's text, where nothing would replace it."""
    for template in _TEMPLATE.findall(expression):
        found = _PATH.findall(_INTERPOLATION.sub("", template))
        if found:
            raise ValueError(
                f"The paths {found} are text of a template literal in the expression, where they are not "
                "replaced. Refer to them as ${$.path}"
            )
