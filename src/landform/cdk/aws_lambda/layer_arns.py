"""ARNs of layers that AWS publishes: looked up for a known region, otherwise left to the template.

The table is layer_arns.txt.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.core.region_values import regional_value
from landform.ground.regions import region_partition

_NOT_KEY = re.compile(r"[^A-Za-z0-9]")


@cache
def _table() -> dict[tuple[str, str, str], dict[str, str]]:
    """(purpose, version, architecture) -> region -> ARN."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for line in Path(__file__).with_name("layer_arns.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words = line.split(" ")
        if words[0] == "adot":  # the kind of layer is part of the purpose
            words[:2] = [f"adot {words[1]}"]
        purpose, version, architecture, name, *places = words
        arns = found.setdefault((purpose, version, architecture), {})
        for place in places:
            value, _, regions = place.partition("=")
            account, _, number = value.partition(":")
            for region in regions.split(","):
                arns[region] = (
                    f"arn:{region_partition(region)}:lambda:{region}:{account}:layer:{name}:{number}"
                )
    return found


def known_versions(purpose: str) -> list[str]:
    """The versions of a purpose."""
    return list(dict.fromkeys(version for known, version, _ in _table() if known == purpose))


def is_published(purpose: str, version: str, architecture: str) -> bool:
    """Whether there is such a layer in any region."""
    return (purpose, version, architecture) in _table()


def layer_arn(
    scope: Any, purpose: str, version: str, architecture: str, *, mapping: str, key: str
) -> str | None:
    """The ARN in the scope's region; None where there is no such layer.

    `mapping` names the mapping of the template that is used where the region is not known.
    """
    arns = _table().get((purpose, version, architecture))
    if arns is None:
        return None
    return regional_value(scope, arns, mapping=mapping, key=_NOT_KEY.sub("x", key))
