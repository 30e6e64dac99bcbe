"""How many targets have to be healthy.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
"""

from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.attributes import Attributes
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_PREFIX: Final = "target_group_health"
_PERCENT_MAX: Final = 100


def set_health(attributes: Attributes, value: Any) -> None:
    """Set the attributes for a `TargetGroupHealth`; None sets none."""
    if value is None:
        return
    health = given("aws_elasticloadbalancingv2", "TargetGroupHealth", value)
    dns, routing = f"{_PREFIX}.dns_failover", f"{_PREFIX}.unhealthy_state_routing"
    count, percentage = "minimum_healthy_targets.count", "minimum_healthy_targets.percentage"
    for key, wanted, may_be_off in (
        (f"{dns}.{count}", health.dns_minimum_healthy_target_count, True),
        (f"{dns}.{percentage}", health.dns_minimum_healthy_target_percentage, True),
        (f"{routing}.{count}", health.routing_minimum_healthy_target_count, False),
        (f"{routing}.{percentage}", health.routing_minimum_healthy_target_percentage, True),
    ):
        if wanted is not None:
            attributes.set(key, _text(key, wanted, may_be_off=may_be_off))


def _text(key: str, value: float, *, may_be_off: bool) -> str:
    if is_unresolved(value):
        return number_text(value)
    if value == 0 and may_be_off:
        return "off"
    is_percentage = key.endswith("percentage")
    if value < 1 or value != int(value) or (is_percentage and value > _PERCENT_MAX):
        wanted = f"from 1 to {_PERCENT_MAX}" if is_percentage else "greater than 0"
        off = " or 'off'" if may_be_off else ""
        raise ValueError(f"{key} must be an integer {wanted}{off}. Received: {number_text(value)}")
    return number_text(value)
