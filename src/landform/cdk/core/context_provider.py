"""Context values that have to be looked up in an account: answered from context, else asked for.

A value that is not in the context yet is a dummy now and a `missing` entry in the assembly; the toolkit looks
it up, keeps it in cdk.context.json and runs the app again.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.constructs.trace import creation_place, named_construct
from landform.cdk.core.checked import Checked
from landform.cdk.core.fn import Fn
from landform.cdk.core.tokens import is_unresolved

AVAILABILITY_ZONES: Final = "availability-zones"
CLOUD_CONTROL: Final = "cc-api-provider"
DUMMY_ACCOUNT: Final = "123456789012"
_PROVIDER_ERROR: Final = "$providerError"


class ContextProvider(Checked):
    """Looks values up."""

    def __init__(self) -> None:
        raise TypeError("ContextProvider has only static methods")

    @staticmethod
    def get_key(
        scope: Any,
        *,
        provider: str,
        additional_cache_key: str | None = None,
        include_environment: bool | None = None,
        props: Mapping[str, Any] | None = None,
    ) -> Any:
        """The key under which the value is kept, and everything the look-up depends on."""
        full = _full(scope, provider, props or {}, additional_cache_key, include_environment)
        return _result("GetContextKeyResult", key=_key(provider, full), props=full)

    @staticmethod
    def get_value(
        scope: Any,
        *,
        provider: str,
        dummy_value: Any,
        additional_cache_key: str | None = None,
        ignore_error_on_missing_context: bool | None = None,
        include_environment: bool | None = None,
        must_exist: bool | None = None,
        props: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value; the dummy as long as it has not been looked up."""
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        _require_environment(scope, stack, provider)
        full = _full(scope, provider, props or {}, additional_cache_key, include_environment)
        key = _key(provider, full)
        value = scope.node.try_get_context(key)
        problem = value.get(_PROVIDER_ERROR) if isinstance(value, Mapping) else None
        if value is not None and problem is None:
            return _result("GetContextValueResult", value=value)
        if problem is not None:
            from landform.cdk.core.annotations import Annotations

            Annotations.of(scope).add_error(str(problem))
            return _result("GetContextValueResult", value=dummy_value)
        ignores = ignore_error_on_missing_context
        if must_exist is not None:
            ignores = not must_exist
        wanted = {"dummyValue": dummy_value, "ignoreErrorOnMissingContext": ignores}
        asked = {name: each for name, each in wanted.items() if each is not None}
        stack.report_missing_context_key(key=key, provider=provider, props={**asked, **full})
        return _result("GetContextValueResult", value=dummy_value)


def get_value(
    scope: Any, provider: str, props: Mapping[str, Any], *, dummy: Any, must_exist: bool | None = None
) -> Any:
    """The value itself, for the library's own look-ups."""
    return ContextProvider.get_value(
        scope, provider=provider, props=props, dummy_value=dummy, must_exist=must_exist
    ).value


def _result(kind: str, **members: Any) -> Any:
    from landform.cdk.api import find

    made = find("aws_cdk", kind)
    assert made is not None  # a record of the API
    return made(**members)


def _require_environment(scope: Any, stack: Any, provider: str) -> None:
    if is_unresolved(stack.account) or is_unresolved(stack.region):
        raise ValueError(
            f"Cannot retrieve value from context provider {provider} since account/region are not specified "
            'at the stack level. Configure "env" with an account and region when you define your stack. '
            "See https://docs.aws.amazon.com/cdk/latest/guide/environments.html for more details."
            f"\n  {_looked_up(scope, stack)}"
        )


def _looked_up(scope: Any, stack: Any) -> str:
    """For what a value is looked up, and at which of the user's lines."""
    place = creation_place()
    inside = "" if scope is stack else f" in {named_construct(stack)}"
    return f"{named_construct(scope)}{inside}" + (f", looked up at {place}" if place else "")


def _full(
    scope: Any,
    provider: str,
    props: Mapping[str, Any],
    additional_cache_key: str | None,
    include_environment: bool | None,
) -> dict[str, Any]:
    """What the look-up depends on. Raises where it is not known now."""
    from landform.cdk.core.stack import Stack

    stack = Stack.of(scope)
    more = {"additionalCacheKey": additional_cache_key} if additional_cache_key is not None else {}
    own = {"account": stack.account, "region": stack.region} if include_environment is not False else {}
    full = {**more, **own, **props}
    unknown = [name for name, value in _flat(full).items() if is_unresolved(value)]
    if unknown:
        raise ValueError(
            f"Cannot determine scope for context provider {provider}. This usually happens when one or more "
            f"of the provider props have unresolved tokens: {', '.join(unknown)}"
            f"\n  {_looked_up(scope, stack)}"
        )
    return full


def availability_zones(stack: Any) -> list[str]:
    """A stack's zones: looked up when account and region are known, else two at deployment."""
    if is_unresolved(stack.account) or is_unresolved(stack.region):
        return [Fn.select(0, Fn.get_azs()), Fn.select(1, Fn.get_azs())]
    dummy = ["dummy1a", "dummy1b", "dummy1c"]
    found = ContextProvider.get_value(stack, provider=AVAILABILITY_ZONES, dummy_value=dummy).value
    if not isinstance(found, list):
        raise TypeError(f"Provider {AVAILABILITY_ZONES} expects a list")
    return found


def cloud_control_value(
    scope: Any,
    *,
    type_name: str,
    exact_identifier: str,
    properties: Sequence[str],
    dummy: Mapping[str, Any],
) -> Mapping[str, Any]:
    """Properties of one resource, looked up by its identifier."""
    props = {
        "typeName": type_name,
        "exactIdentifier": exact_identifier,
        "propertiesToReturn": list(properties),
    }
    found = ContextProvider.get_value(
        scope, provider=CLOUD_CONTROL, props=props, dummy_value=[dict(dummy)]
    ).value
    answer: Mapping[str, Any] = found[0]
    return answer


def _key(provider: str, props: Mapping[str, Any]) -> str:
    parts = [f"{name}={_written(value)}" for name, value in sorted(_flat(props).items())]
    return f"{provider}:{':'.join(parts)}"


def _flat(props: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in props.items():
        if value is None:
            continue
        if isinstance(value, Mapping):
            found.update(_flat(value, f"{prefix}{name}."))
        elif isinstance(value, list | tuple):
            found.update(_flat({str(index): item for index, item in enumerate(value)}, f"{prefix}{name}."))
        else:
            found[f"{prefix}{name}"] = value
    return found


def _written(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text.replace(":", "$:")
