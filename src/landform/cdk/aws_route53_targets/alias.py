"""How an alias names what it stands for."""

from typing import Any

from landform.cdk.l1.lookup import given


def alias(dns_name: str, zone_id: str, props: Any = None, *, health: bool | None = None) -> Any:
    """The record of an alias; whether the target's health counts is said by props, or else by `health`."""
    asked = member(props, "evaluate_target_health")
    values = {
        "dns_name": dns_name,
        "hosted_zone_id": zone_id,
        "evaluate_target_health": health if asked is None else asked,
    }
    return given("aws_route53", "AliasRecordTargetConfig", values)


def member(props: Any, name: str) -> Any:
    """A member of `IAliasRecordTargetProps`, which may be a map or an object; None where there is none."""
    if props is None:
        return None
    return props.get(name) if hasattr(props, "get") else getattr(props, name, None)
