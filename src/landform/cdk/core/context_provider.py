"""Context values that have to be looked up in an account: answered from context, else asked for."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from landform.cdk.core.fn import Fn
from landform.cdk.core.tokens import is_unresolved

AVAILABILITY_ZONES = "availability-zones"
CLOUD_CONTROL = "cc-api-provider"


def availability_zones(stack: Any) -> list[str]:
    """A stack's zones: looked up when account and region are known, else two at deployment."""
    if is_unresolved(stack.account) or is_unresolved(stack.region):
        return [Fn.select(0, Fn.get_azs()), Fn.select(1, Fn.get_azs())]
    found = get_value(stack, AVAILABILITY_ZONES, {}, dummy=["dummy1a", "dummy1b", "dummy1c"])
    if not isinstance(found, list):
        raise TypeError(f"Provider {AVAILABILITY_ZONES} expects a list")
    return found


def get_value(scope: Any, provider: str, props: dict[str, Any], *, dummy: Any) -> Any:
    """The context value; a dummy now and a `missing` entry in the assembly when there is none."""
    from landform.cdk.core.stack import Stack

    stack = Stack.of(scope)
    if is_unresolved(stack.account) or is_unresolved(stack.region):
        raise ValueError(
            f"Cannot retrieve value from context provider {provider} since account/region are not specified "
            'at the stack level. Configure "env" with an account and region when you define your stack. '
            "See https://docs.aws.amazon.com/cdk/latest/guide/environments.html for more details."
        )
    full = {"account": stack.account, "region": stack.region, **props}
    key = _key(provider, full)
    value = scope.node.try_get_context(key)
    if value is not None:
        return value
    stack.report_missing_context_key({"key": key, "provider": provider, "props": full})
    return dummy


def _key(provider: str, props: dict[str, Any]) -> str:
    parts = [f"{name}={_written(value)}" for name, value in sorted(_flat(props).items())]
    return ":".join([provider, *parts])


def _flat(props: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in props.items():
        if value is None:
            continue
        if isinstance(value, dict):
            found.update(_flat(value, f"{prefix}{name}."))
        elif isinstance(value, list):
            found.update(_flat({str(index): item for index, item in enumerate(value)}, f"{prefix}{name}."))
        else:
            found[f"{prefix}{name}"] = value
    return found


def _written(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text.replace("$", "$$").replace(":", "$:")


def cloud_control_value(
    scope: Any,
    *,
    type_name: str,
    exact_identifier: str | None,
    properties: Sequence[str],
    dummy: Mapping[str, Any],
) -> Mapping[str, Any]:
    """The properties of one resource, looked up by its identifier."""
    props = {
        "typeName": type_name,
        "exactIdentifier": exact_identifier,
        "propertiesToReturn": list(properties),
        "dummyValue": [dict(dummy)],
    }
    found = get_value(scope, CLOUD_CONTROL, props, dummy=[dummy])
    answer: Mapping[str, Any] = found[0]
    return answer
