"""Facts of regions: hosted zones, accounts, domains.

Source: https://docs.aws.amazon.com/general/latest/gr/rande.html
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.core.aws import Aws
from landform.cdk.core.tokens import is_unresolved


@cache
def _facts() -> dict[str, dict[str, str]]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "region_facts.json").read_text("utf-8"))
    found.pop("source")
    return found


def regional_fact(stack: Any, name: str, default: str | None) -> str:
    """The fact in the stack's region: the plain value, a pseudo parameter, or a mapping over all regions."""
    if not is_unresolved(stack.region):
        found = _facts().get(name, {}).get(stack.region, default)
        if found is None:
            raise ValueError(
                f"region-info: don't know {name} for region {stack.region}. Use 'Fact.register' to provide "
                "this value."
            )
        return found
    if name == "domainSuffix":
        return Aws.URL_SUFFIX
    if name == "partition":
        return Aws.PARTITION
    return _looked_up(stack, name, default)


def _looked_up(stack: Any, name: str, default: str | None) -> str:
    """A mapping of the stack, read at deployment."""
    from landform.cdk.core.cfn_elements import CfnMapping
    from landform.cdk.core.fn import Fn

    values = _facts().get(name, {})
    if not values:
        if default is None:
            raise ValueError(f"No region has the fact {name}")
        return default
    first = next(iter(values.values()))
    if default is None and all(value == first for value in values.values()):
        return first
    kind, _, rest = name.partition(":")
    # `s3-static-website:endpoint` is the key `endpoint` of a mapping of the kind's name.
    key = "".join(each if each.isalnum() else "x" for each in rest.partition(":")[0]) or "value"
    id = f"{kind[:1].upper()}{''.join(each for each in kind[1:] if each.isalnum())}Map"
    mapping = stack.node.try_find_child(id)
    if not isinstance(mapping, CfnMapping):
        mapping = CfnMapping(stack, id)
    for region, value in values.items():
        mapping.set_value(region, key, value)
    return Fn.find_in_map(mapping.logical_id, Aws.REGION, key, default)


def known_fact(name: str, region: str) -> str | None:
    """The fact of a region; None where it has none."""
    return _facts().get(name, {}).get(region)
