"""Who may call a function: how principals and conditions are written in permissions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-permission.html
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_iam.wrapped import PrincipalWithConditions, SessionTagsPrincipal

_SUPPORTED: Final = (
    ("ArnLike", "aws:SourceArn", "source_arn"),
    ("ArnEquals", "aws:SourceArn", "source_arn"),
    ("StringEquals", "aws:SourceAccount", "source_account"),
    ("StringEquals", "aws:PrincipalOrgID", "principal_org_id"),
)
"""Operator and key of a condition -> the property of a permission that says the same."""

_LISTED: Final = (
    '{"operator":"ArnLike","key":"aws:SourceArn"}',
    '{"operator":"StringEquals","key":"aws:SourceAccount"}',
    '{"operator":"StringEquals","key":"aws:PrincipalOrgID"}',
)


def permission_principal(principal: Any) -> Any:
    """The principal as a permission writes it: a service, an account, an ARN, or `*`."""
    from landform.cdk.aws_iam.principals import StarPrincipal

    inner = unwrapped(principal)
    for attribute in ("account_id", "service", "arn"):
        found = inner.__dict__.get(attribute)
        if found is not None:
            return found
    if "organization_id" in inner.__dict__ or isinstance(inner, StarPrincipal):
        return "*"
    raise ValueError(
        f"Invalid principal type for Lambda permission statement: {type(inner).__name__}. Supported: "
        "AccountPrincipal, ArnPrincipal, ServicePrincipal, OrganizationPrincipal"
    )


def unwrapped(principal: Any) -> Any:
    """The principal without the conditions around it."""
    while isinstance(principal, PrincipalWithConditions | SessionTagsPrincipal):
        principal = principal._principal
    return principal


def permission_conditions(principal: Any) -> dict[str, Any]:
    """The conditions of a principal as properties of a permission."""
    conditions = principal.policy_fragment.conditions
    found: dict[str, Any] = {}
    wrong: list[dict[str, str]] = []
    for operator, keys in conditions.items():
        for key, value in keys.items():
            property_ = next((p for o, k, p in _SUPPORTED if (o, k) == (operator, key)), None)
            if property_ is None:
                wrong.append({"operator": operator, "key": key})
            else:
                found[property_] = value
    if wrong:
        raise ValueError(
            f"{type(principal).__name__} had unsupported conditions for Lambda permission statement: "
            f"{json.dumps(wrong, separators=(',', ':'))}. Supported operator/condition pairs: "
            f"[{','.join(_LISTED)}]"
        )
    return found


def grant_id(principal: Any, **more: Any) -> str:
    """The id of the permission that a grant makes: the same for equal principals."""
    text = json.dumps(
        {"principal": str(principal), "conditions": _plain(principal.policy_fragment.conditions), **more},
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return f"Invoke{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _plain(conditions: Mapping[str, Any]) -> dict[str, Any]:
    return {operator: dict(keys) for operator, keys in conditions.items()}
