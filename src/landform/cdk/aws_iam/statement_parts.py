"""Parts of statements in the form IAM writes them."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.protocols import LITERAL
from landform.cdk.core.tokens import LIST_TOKEN


def listed(values: Sequence[Any]) -> Any:
    """One value alone, several as a list."""
    if len(values) == 1 and not LIST_TOKEN.match(str(values[0])):
        return values[0]
    return list(values)


def merged_principals(principals: Sequence[Any]) -> Any:
    """The principals of a statement as one map, or as the one literal string."""
    merged: dict[str, list[Any]] = {}
    for principal in principals:
        for key, values in principal.policy_fragment.principal_json.items():
            held = merged.setdefault(key, [])
            held.extend(each for each in values if each not in held)
    if LITERAL in merged:
        return merged[LITERAL][0]
    return {key: listed(values) for key, values in merged.items()}
