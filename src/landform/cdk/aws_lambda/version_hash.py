"""The hash of a function's configuration, which is part of the logical id of its current version.

A version cannot be changed, so a change of the function has to become a new version: another logical id.
The hash is over the function's properties as JSON, in a fixed order; properties that can change without a new
version are left out.

Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.tokens import is_unresolved

VERSION_PROPERTIES_FLAG = "@aws-cdk/aws-lambda:recognizeVersionProps"
LAYERS_FLAG = "@aws-cdk/aws-lambda:recognizeLayerVersion"
_FIRST: Final = ("Code", "Handler", "Role", "Runtime")
_NOT_IN_VERSIONS: Final = frozenset(
    [
        "CapacityProviderConfig",
        "CodeSigningConfigArn",
        "FunctionScalingConfig",
        "PublishToLatestPublished",
        "ReservedConcurrentExecutions",
        "Tags",
        "TenancyConfig",
    ]
)
"""Properties that belong to the function alone."""


def function_hash(function: Any, more: Sequence[str], classified: Mapping[str, bool]) -> str:
    """32 hexadecimal digits; `more` is hashed too, `classified` says of properties if they count."""
    resource = function.node.default_child
    body = resource._body()
    if FeatureFlags.of(function).is_enabled(VERSION_PROPERTIES_FLAG) is not False:
        counted = {
            name: value
            for name, value in body["Properties"].items()
            if classified.get(name, name not in _NOT_IN_VERSIONS)
        }
        text = _json(_ordered(counted))
    else:
        parts = ("Type", "Properties", "DependsOn", "Metadata")
        kept = {
            part: _ordered(body[part]) if part == "Properties" else body[part]
            for part in parts
            if part in body
        }
        logical_id = function.stack.resolve(resource.logical_id)
        text = _json({"Resources": {logical_id: kept}})
    if FeatureFlags.of(function).is_enabled(LAYERS_FLAG):
        text += layers_hash(function.layers_in_order())
    return _md5(text + "".join(more))


def layers_hash(layers: Sequence[Any]) -> str:
    """The hash of what layers are."""
    found: dict[str, Any] = {}
    for layer in layers:
        resource = layer.node.default_child
        arn, runtimes = layer.layer_version_arn, layer.compatible_runtimes
        if resource is not None:
            found[layer.node.id] = _sorted(resource._body().get("Properties", {}))
        elif is_unresolved(arn):
            names = {"runtimes": [each.name for each in runtimes]} if runtimes is not None else {}
            found[arn] = {"arn": layer.stack.resolve(arn), **names}
        elif runtimes is not None:
            found[arn] = [each.hashed() for each in runtimes]
    return _md5(_json(found))


def _ordered(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that were always required first, then the others by name."""
    first = {name: properties[name] for name in _FIRST if name in properties}
    return _sorted_inside({**first, **{name: properties[name] for name in sorted(properties)}})


def _sorted_inside(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _sorted(value) for name, value in properties.items()}


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _sorted(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_sorted(each) for each in value]
    return value


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
