"""Event patterns: put together from several, and as resources have them."""

from collections.abc import Mapping
from typing import Any

from landform.cdk.core.tokens import token_of_list
from landform.cdk.l1.lookup import given


def written(pattern: Any) -> dict[str, Any]:
    """A pattern with EventBridge's names."""
    found = given("aws_events", "EventPattern", pattern)
    if found is None:
        return {}
    return {name.replace("_", "-"): value for name, value in found.items()}


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """What both patterns ask for; lists of one field are put together."""
    result = dict(first)
    for name, added in second.items():
        result[name] = _both(name, result[name], added) if name in result else added
    return result


def rendered(pattern: Mapping[str, Any]) -> dict[str, Any] | None:
    """The pattern as a resource has it; None when it asks for nothing."""
    return dict(pattern) or None


def _both(name: str, present: Any, added: Any) -> Any:
    if isinstance(present, Mapping) and isinstance(added, Mapping):
        return merged(present, added)
    if isinstance(present, list | tuple) and isinstance(added, list | tuple):
        if token_of_list(present) is not None or token_of_list(added) is not None:
            from landform.cdk.aws_events.match import Match

            return Match.any_of(present, added)
        return [*present, *(each for each in added if each not in present)]
    raise ValueError(
        f"Invalid event pattern field {name}. Type mismatch between existing pattern {present} and added "
        f"pattern {added}"
    )
