"""Values that differ from region to region: looked up for a known region, otherwise left to the template."""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.core.aws import Aws
from landform.cdk.core.cfn_elements import CfnMapping
from landform.cdk.core.tokens import is_unresolved
from landform.ground.regions import region_partition

PARTITIONS_CONTEXT: Final = "@aws-cdk/core:target-partitions"


def regional_value(scope: Any, values: Mapping[str, str], *, mapping: str, key: str) -> str | None:
    """The value in the scope's region; None where a known region has none.

    `values` is by region. `mapping` names the mapping of the template that is used where the region is not
    known and the values differ in more than the region's name; `key` is the second key of it.
    """
    from landform.cdk.core.stack import Stack

    stack = Stack.of(scope)
    if not is_unresolved(stack.region):
        return values.get(stack.region)
    partitions = stack.node.try_get_context(PARTITIONS_CONTEXT)
    chosen = {
        region: value
        for region, value in values.items()
        if not partitions or region_partition(region) in partitions
    }
    patterns = {value.replace(f":{region}:", f":{Aws.REGION}:") for region, value in chosen.items()}
    if len(patterns) == 1:
        return patterns.pop()
    return _mapped(stack, mapping, key, chosen)


def _mapped(stack: Any, name: str, key: str, values: Mapping[str, str]) -> str:
    mapping = stack.node.try_find_child(name)
    if mapping is None:
        mapping = CfnMapping(stack, name)
    for region, value in values.items():
        mapping.set_value(region, key, value)
    found: str = mapping.find_in_map(Aws.REGION, key)
    return found
