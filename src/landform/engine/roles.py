"""The role that CloudFormation is to assume for a stack's operations."""

import json
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from landform.cloud.clients import Clients, ServiceError
from landform.engine.errors import validation_error

_PRINCIPALS: Final = frozenset({"*", "cloudformation.amazonaws.com"})


def require_role(clients: Clients, arn: str) -> None:
    """Raise AWS's error for a role that does not exist or does not let CloudFormation assume it.

    Recorded: api/test_update_stack.py test_update_with_role_without_permissions.
    """
    try:
        role = clients.call("iam", "GetRole", {"RoleName": arn.rsplit("/", 1)[-1]})["Role"]
        trust: object = role["AssumeRolePolicyDocument"]
        is_assumable = role["Arn"] == arn and any(_allows(each) for each in _statements(trust))
    except ServiceError:
        is_assumable = False
    if not is_assumable:
        raise validation_error(f"Role {arn} is invalid or cannot be assumed")


def _statements(trust: object) -> Iterator[dict[str, object]]:
    document = json.loads(unquote(trust)) if isinstance(trust, str) else trust
    statements = document.get("Statement", []) if isinstance(document, dict) else []
    listed = statements if isinstance(statements, list) else [statements]
    yield from (each for each in listed if isinstance(each, dict))


def _allows(statement: dict[str, object]) -> bool:
    principal = statement.get("Principal")
    services = principal.get("Service", principal.get("AWS")) if isinstance(principal, dict) else principal
    named = services if isinstance(services, list) else [services]
    return statement.get("Effect") == "Allow" and any(each in _PRINCIPALS for each in named)
