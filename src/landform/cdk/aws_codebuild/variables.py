"""Variables of builds, and what a project may read for them.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_codebuild.enums import BuildEnvironmentVariableType
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.numbers import number_text
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_KINDS: Final = BuildEnvironmentVariableType
_BETWEEN: Final = re.compile(r":(?![^{}]*\})")
"""A colon that is no part of a token's text."""


def serialized(
    variables: Mapping[str, Any], *, refuses_secrets: bool = False, principal: Any = None
) -> list[Any]:
    """The variables as a project has them; the principal may read what they name."""
    kind = cfn_class("aws_codebuild", "CfnProject").EnvironmentVariableProperty
    parameters: list[str] = []
    secrets: list[str] = []
    keys: list[str] = []
    found = []
    for name, each in variables.items():
        variable = given("aws_codebuild", "BuildEnvironmentVariable", each)
        type = variable.type or _KINDS.PLAINTEXT
        value = variable.value
        text = value if isinstance(value, str) else _text(value)
        if type is _KINDS.PLAINTEXT and refuses_secrets:
            _refuse_secret(name, text)
        found.append(kind(name=name, type=type.value, value=text))
        if principal is not None and type is _KINDS.PARAMETER_STORE:
            parameters.append(_parameter(principal, text))
        if principal is not None and type is _KINDS.SECRETS_MANAGER:
            _add_secret(principal, text, secrets, keys)
    if principal is not None:
        _grant(principal, "ssm:GetParameters", parameters)
        _grant(principal, "secretsmanager:GetSecretValue", secrets)
        _grant(principal, "kms:Decrypt", keys)
    return found


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and not is_unresolved(value):
        return number_text(value)
    return str(value)


def _refuse_secret(name: str, text: str) -> None:
    from landform.cdk.core.secret_value import SecretValue
    from landform.cdk.core.tokens import Tokenization

    tokens = Tokenization.reverse_string(text).tokens if is_unresolved(text) else ()
    if any(isinstance(each, SecretValue) for each in tokens):
        raise ValueError(
            f"Plaintext environment variable '{name}' contains a secret value! This means the value of this "
            "variable will be visible in plain text in the AWS Console. Please consider using CodeBuild's "
            "SecretsManager environment variables feature instead. If you'd like to continue with "
            "having this "
            "secret in the plaintext environment variables, please set the "
            "checkSecretsInPlainTextEnvVariables property to false"
        )


def _parameter(principal: Any, name: str) -> str:
    return Stack.of(principal).format_arn(
        service="ssm", resource="parameter", resource_name=name.removeprefix("/")
    )


def _add_secret(principal: Any, text: str, secrets: list[str], keys: list[str]) -> None:
    stack = Stack.of(principal)
    if text.startswith("arn:"):
        _add_by_arn(stack, _BETWEEN.split(text), secrets, keys)
    elif is_unresolved(text):
        secrets.append(_BETWEEN.split(text, maxsplit=1)[0])
    else:
        secrets.append(
            stack.format_arn(
                service="secretsmanager",
                resource="secret",
                resource_name=f"{text.split(':', maxsplit=1)[0]}-??????",
                arn_format=ArnFormat.COLON_RESOURCE_NAME,
            )
        )


def _add_by_arn(stack: Stack, parts: list[str], secrets: list[str], keys: list[str]) -> None:
    """A secret by its ARN, whose last letters may be left out; with a key of another account."""
    _arn, partition, _service, region, account = parts[:5]
    secrets.append(":".join(parts[:7]) + "*")
    is_known = not is_unresolved(account) and not is_unresolved(stack.account)
    if is_known and account != stack.account:
        keys.append(f"arn:{partition}:kms:{region}:{account}:key/*")


def _grant(principal: Any, action: str, resources: list[str]) -> None:
    from landform.cdk.aws_iam.policy_statement import PolicyStatement

    if resources:
        principal.grant_principal.add_to_principal_policy(
            PolicyStatement(actions=[action], resources=resources)
        )
