"""Which role a user gets.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_cognito_identitypool"


class RoleMappingMatchType(Enum):
    """How a claim is compared."""

    EQUALS = "Equals"
    CONTAINS = "Contains"
    STARTS_WITH = "StartsWith"
    NOTEQUAL = "NotEqual"


def rendered(mappings: Sequence[Any] | None) -> dict[str, Any] | None:
    """The mappings as a pool's attachment of roles has them."""
    if not mappings:
        return None
    found: dict[str, Any] = {}
    for each in mappings:
        mapping = given(_MODULE, "IdentityPoolRoleMapping", each)
        found[_key(mapping)] = _mapping(mapping)
    return found


def _key(mapping: Any) -> str:
    if mapping.mapping_key is not None:
        return str(mapping.mapping_key)
    if is_unresolved(mapping.provider_url.value):
        raise ValueError("mapping_key must be provided when provider_url.value is a token")
    return str(mapping.provider_url.value)


def _mapping(mapping: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ambiguous_role_resolution": "AuthenticatedRole" if mapping.resolve_ambiguous_roles else "Deny",
        "type": "Token" if mapping.use_token else "Rules",
        "identity_provider": mapping.provider_url.value,
    }
    if mapping.use_token:
        return found
    if mapping.rules is None:
        raise ValueError("IdentityPoolRoleMapping.rules is required when use_token is False")
    return {**found, "rules_configuration": {"rules": [_rule(each) for each in mapping.rules]}}


def _rule(given_rule: Any) -> dict[str, Any]:
    rule = given(_MODULE, "RoleMappingRule", given_rule)
    return {
        "claim": rule.claim,
        "value": rule.claim_value,
        "match_type": (rule.match_type or RoleMappingMatchType.EQUALS).value,
        "role_arn": rule.mapped_role.role_arn,
    }
