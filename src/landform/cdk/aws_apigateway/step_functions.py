"""An express state machine behind a method.

API Gateway starts the state machine and waits for it. What the execution gets is written by a Velocity
template, whose parts are made here; AWS's template language knows no other way to build JSON.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
"""

import json
from typing import Any, Final

from landform.cdk.aws_apigateway.aws_integration import AwsIntegration, with_role
from landform.cdk.aws_apigateway.enums import PassthroughBehavior
from landform.cdk.aws_apigateway.integration import LibraryResponses
from landform.cdk.aws_apigateway.model import Model
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_OWN_OPTIONS: Final = (
    "authorizer",
    "headers",
    "path",
    "querystring",
    "request_context",
    "use_default_method_responses",
)
_CONTEXT: Final = {
    "account_id": ("accountId", "identity.accountId"),
    "api_id": ("apiId", "apiId"),
    "api_key": ("apiKey", "identity.apiKey"),
    "authorizer_principal_id": ("authorizerPrincipalId", "authorizer.principalId"),
    "caller": ("caller", "identity.caller"),
    "cognito_authentication_provider": (
        "cognitoAuthenticationProvider",
        "identity.cognitoAuthenticationProvider",
    ),
    "cognito_authentication_type": ("cognitoAuthenticationType", "identity.cognitoAuthenticationType"),
    "cognito_identity_id": ("cognitoIdentityId", "identity.cognitoIdentityId"),
    "cognito_identity_pool_id": ("cognitoIdentityPoolId", "identity.cognitoIdentityPoolId"),
    "http_method": ("httpMethod", "httpMethod"),
    "stage": ("stage", "stage"),
    "source_ip": ("sourceIp", "identity.sourceIp"),
    "user": ("user", "identity.user"),
    "user_agent": ("userAgent", "identity.userAgent"),
    "user_arn": ("userArn", "identity.userArn"),
    "request_id": ("requestId", "requestId"),
    "resource_id": ("resourceId", "resourceId"),
    "resource_path": ("resourcePath", "resourcePath"),
}
"""Option -> the key in the input, and the variable; in the order of the input."""

_PARTS: Final = (
    ("Headers", "header", "$allParams.header", "        \n"),
    ("QueryString", "querystring", "$allParams.querystring", ""),
    ("Path", "path", "$allParams.path", ""),
    ("Authorizer", "authorizer", "$context.authorizer", ""),
)
"""What is included or not: the flag, the key in the input, the map, and what stands behind it."""

_INTRODUCTION: Final = """\
## Velocity Template used for API Gateway request mapping template
##
## This template forwards the request body, header, path, and querystring
## to the execution input of the state machine.
##
## "@@" is used here as a placeholder for '"' to avoid using escape characters.

"""
_OUTPUT: Final = """\
#set($inputRoot = $input.path('$'))
#if($input.path('$.status').toString().equals("FAILED"))
#set($context.responseOverride.status = 500)
{
"error": "$input.path('$.error')",
"cause": "$input.path('$.cause')"
}
#else
$input.path('$.output')
#end"""
_REFUSED: Final = '{\n            "error": "Bad request!"\n          }'
_FAILED: Final = '{\n          "error": "$input.path(\'$.error\')"\n        }'


class StepFunctionsIntegration(Native):
    """A state machine behind a method."""

    @staticmethod
    def start_execution(state_machine: Any, **options: Any) -> AwsIntegration:
        """Start an express state machine, and answer with its output."""
        return StartExecutionIntegration(state_machine, options)


class StartExecutionIntegration(AwsIntegration):
    """Starts an express state machine, and answers with its output."""

    def __init__(self, state_machine: Any, options: dict[str, Any]) -> None:
        self._state_machine = state_machine
        self._wanted = {name: options[name] for name in _OWN_OPTIONS if name in options}
        plain = {name: value for name, value in options.items() if name not in _OWN_OPTIONS}
        defaults = {
            "passthrough_behavior": PassthroughBehavior.NEVER,
            "integration_responses": _responses(),
        }
        super().__init__(
            service="states",
            action="StartSyncExecution",
            options={
                **defaults,
                "request_templates": {"application/json": self._template()},
                **{name: value for name, value in plain.items() if value is not None},
            },
        )

    def bind(self, method: Any) -> Any:
        """What the method's resource says of it; a role that may start the state machine is made."""
        from landform.cdk.aws_iam.role import Role

        found = super().bind(method)
        if self._state_machine.node.default_child is not None:
            require_express(self._state_machine)
        role = found.options.credentials_role or Role(
            method, "StartSyncExecutionRole", assumed_by=ServicePrincipal("apigateway.amazonaws.com")
        )
        self._state_machine.grant_start_sync_execution(role)
        if self._wanted.get("use_default_method_responses") is not False:
            for status, model in (
                ("200", Model.EMPTY_MODEL),
                ("400", Model.ERROR_MODEL),
                ("500", Model.ERROR_MODEL),
            ):
                method.add_method_response(status_code=status, response_models={"application/json": model})
        return with_role(found, role, deployment_token=_token(self._state_machine))

    def _template(self) -> str:
        wanted = self._wanted
        flags = {
            "Headers": bool(wanted.get("headers")),
            "QueryString": wanted.get("querystring") is not False,
            "Path": wanted.get("path") is not False,
            "Authorizer": bool(wanted.get("authorizer")),
        }
        lines = [_INTRODUCTION, "#set($inputString = '')\n"]
        lines += [f"#set($include{name} = {str(value).lower()})\n" for name, value in flags.items()]
        lines += ["#set($allParams = $input.params())\n{\n"]
        lines += [f'    "stateMachineArn": "{self._state_machine.state_machine_arn}",\n\n']
        lines += ['    #set($inputString = "$inputString,@@body@@: $input.body")\n\n']
        parts = [_part(*each) for each in _PARTS]
        lines += [parts[0], "\n", parts[1], "\n", parts[2], "    \n", parts[3], "\n"]
        lines += [f'    #set($requestContext = "{_context(wanted.get("request_context"))}")\n']
        lines += [_CONTEXT_TEMPLATE]
        return "".join(lines)


_CONTEXT_TEMPLATE: Final = """\
    ## Check if the request context should be included as part of the execution input
    #if($requestContext && !$requestContext.empty)
        #set($inputString = "$inputString,")
        #set($inputString = "$inputString @@requestContext@@: $requestContext")
    #end

    #set($inputString = "$inputString}")
    #set($inputString = $inputString.replaceAll("@@",'"'))
    #set($len = $inputString.length() - 1)
    "input": "{$util.escapeJavaScript($inputString.substring(1,$len)).replaceAll("\\\\'","'")}"
}
"""


def require_express(state_machine: Any) -> None:
    """Refuse a state machine that cannot be waited for."""
    kind = getattr(state_machine.node.default_child, "state_machine_type", None)
    if getattr(kind, "value", kind) != "EXPRESS":
        raise ValueError(
            'State Machine must be of type "EXPRESS". Please use StateMachineType.EXPRESS as the '
            "state_machine_type"
        )


def _part(flag: str, key: str, map: str, behind: str) -> str:
    """Puts the members of a map into the input, if they are wanted."""
    value = f"$util.escapeJavaScript({map}.get($paramName))"
    return (
        f"    #if ($include{flag})\n"
        f'        #set($inputString = "$inputString, @@{key}@@:{{")\n'
        f"        #foreach($paramName in {map}.keySet())\n"
        f'            #set($inputString = "$inputString @@$paramName@@: @@{value}@@")\n'
        "            #if($foreach.hasNext)\n"
        '                #set($inputString = "$inputString,")\n'
        "            #end\n"
        "        #end\n"
        '        #set($inputString = "$inputString }")\n'
        f"{behind}"
        "    #end\n"
    )


def _context(wanted: Any) -> str:
    """What of the request's context the input has, with `@@` for quotes."""
    chosen = given("aws_apigateway", "RequestContext", wanted) or {}
    members = [
        f"@@{key}@@:@@$context.{variable}@@" for name, (key, variable) in _CONTEXT.items() if chosen.get(name)
    ]
    return "{" + ",".join(members) + "}" if members else ""


def _responses() -> list[dict[str, Any]]:
    return LibraryResponses(_RESPONSES)


_RESPONSES: Final = (
    {"status_code": "200", "response_templates": {"application/json": _OUTPUT}},
    {
        "selection_pattern": "4\\d{2}",
        "status_code": "400",
        "response_templates": {"application/json": _REFUSED},
    },
    {
        "selection_pattern": "5\\d{2}",
        "status_code": "500",
        "response_templates": {"application/json": _FAILED},
    },
)


def _token(state_machine: Any) -> str | None:
    """What a deployment depends on: the name, or of an imported one the stack that imports it."""
    child = state_machine.node.default_child
    imported = f"StateMachine-{state_machine.stack.node.addr}"
    name = child.state_machine_name if child is not None else imported
    if name is not None and is_unresolved(name):
        return None
    return json.dumps({} if name is None else {"stateMachineName": name}, separators=(",", ":"))
