"""What engines of a version and nodes of a kind can do.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.core.tokens import is_unresolved

_SUFFIX: Final = ".search"
_LOCAL: Final = ("i3", "r6gd", "i4g", "i4i", "im4gn", "i7i", "i8g", "r7gd", "r8gd")
"""Nodes with disks of their own, and without volumes of EBS."""
_NEWER: Final = ("c5", "i3", "m5", "r5")
_OPTIMIZED: Final = re.compile(r"o[rmi]\d")
_NAME: Final = re.compile(r"[a-z0-9-]+")


def check_name(name: str | None) -> None:
    """Refuse names that no domain has."""
    if name and not is_unresolved(name) and not _NAME.fullmatch(name):
        raise ValueError(
            f"Invalid domainName '{name}'. Valid characters are a-z (lowercase only), 0-9, and - (hyphen)."
        )


def check_types(types: Sequence[str], warm: str) -> None:
    """Refuse types of nodes that are none of OpenSearch."""
    if any(not is_unresolved(each) and not each.endswith(_SUFFIX) for each in (*types, warm)):
        raise ValueError('Master, data and UltraWarm node instance types must end with ".search".')
    if not is_unresolved(warm) and not warm.startswith("ultrawarm"):
        raise ValueError('UltraWarm node instance type must start with "ultrawarm".')


def check_version(version: Any, wants: dict[str, bool], types: Sequence[str]) -> None:
    """Refuse what the engine cannot do in this version; `wants` says what is asked for."""
    for name, least, words in (
        ("app_log", (5, 1), "Error logs publishing requires"),
        ("encryption", (5, 1), "Encryption of data at rest requires"),
        ("cognito", (5, 1), "Cognito authentication for OpenSearch Dashboards requires"),
        ("newer_types", (5, 1), "C5, I3, M5, and R5 instance types require"),
        ("node_to_node", (6, 0), "Node-to-node encryption requires"),
        ("unsigned", (6, 7), "Using unsigned basic auth requires"),
        ("fine_grained", (6, 7), "Fine-grained access control requires"),
        ("warm", (6, 8), "UltraWarm requires"),
    ):
        wanted = _some(types, _NEWER) if name == "newer_types" else wants[name]
        if wanted and not version._is_at_least(least):
            raise ValueError(
                f"{words} Elasticsearch version {least[0]}.{least[1]} or later or OpenSearch version 1.0 "
                "or later."
            )
    if wants["vectors"] and not (version._is_opensearch and version._numbers() >= (2, 19)):
        raise ValueError("S3 Vectors Engine requires OpenSearch version 2.19 or later.")
    if wants["vectors"] and not _OPTIMIZED.match(types[0]):
        raise ValueError(
            f"S3 Vectors Engine requires OpenSearch Optimized instance types (OR*, OM*, OI*). Got {types[0]}."
        )
    if wants["vectors"] and not wants["encryption"]:
        raise ValueError("S3 Vectors Engine requires encryption at rest to be enabled.")
    if wants["standby"] and _some(types, ("t3",)):
        raise ValueError("T3 instance type does not support Multi-AZ with standby feature.")


def check_storage(wants: dict[str, bool], data: str, types: Sequence[str], version: Any) -> None:
    """Refuse storage that nodes of these types do not have."""
    if _some(types, _LOCAL) and wants["ebs"]:
        raise ValueError(f"{', '.join(_LOCAL).upper()} instance types do not support EBS storage volumes.")
    if _some(types, ("m3", "r3", "t2")) and wants["encryption"]:
        raise ValueError("M3, R3, and T2 instance types do not support encryption of data at rest.")
    if _some(types, ("t2.micro",)) and version._is_at_least((2, 4)):
        raise ValueError(
            "The t2.micro.search instance type supports only Elasticsearch versions 1.5 and 2.3."
        )
    if _some(types, ("t2", "t3")) and wants["warm"]:
        raise ValueError("T2 and T3 instance types do not support UltraWarm storage.")
    if not wants["ebs"] and not _some([data], (*_LOCAL, "r3")):
        raise ValueError(
            f"EBS volumes are required for {data}; only nodes with disks of their own need none."
        )
    if wants["warm"] and not wants["masters"]:
        raise ValueError("Dedicated master node is required when UltraWarm storage is enabled.")
    if wants["cold"] and not wants["warm"]:
        raise ValueError("You must enable UltraWarm storage to enable cold storage.")


def check_security(wants: dict[str, bool]) -> None:
    """Refuse fine-grained access control without what it stands on, and audit logs without it."""
    if wants["fine_grained"]:
        for name, words in (
            ("node_to_node", "Node-to-node encryption"),
            ("encryption", "Encryption-at-rest"),
            ("https", "Enforce HTTPS"),
        ):
            if not wants[name]:
                raise ValueError(f"{words} is required when fine-grained access control is enabled.")
    elif wants["audit_log"]:
        raise ValueError("Fine-grained access control is required when audit logs publishing is enabled.")


def _some(types: Sequence[str], kinds: Sequence[str]) -> bool:
    return any(
        not is_unresolved(each) and each.startswith(kind) and each[len(kind)] == "."
        for each in types
        for kind in kinds
    )
