"""What a group's options become in its resource.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-autoscaling-autoscalinggroup.html
"""

from typing import Any, Final

from landform.cdk.aws_autoscaling.block_device import MODULE
from landform.cdk.aws_autoscaling.enums import TerminationPolicy
from landform.cdk.aws_autoscaling.events import ScalingEvents
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

LIFETIME_DAYS: Final = (1, 365)
CLEARED: Final = -1


def capacity(scope: Any, props: Any) -> tuple[float, float, float | None]:
    """The smallest and the largest capacity, and the wanted one where it was said."""
    desired = props.desired_capacity
    least = props.min_capacity if props.min_capacity is not None else 1
    most = props.max_capacity
    if most is None:
        most = desired if desired is not None else max(least, 1)
    _refuse_more(
        least, most, f"minCapacity ({number_text(least)}) should be <= maxCapacity ({number_text(most)})"
    )
    if desired is not None:
        shown = number_text(desired)
        _refuse_more(
            least, desired, f"Should have minCapacity ({number_text(least)}) <= desiredCapacity ({shown})"
        )
        _refuse_more(
            desired, most, f"Should have desiredCapacity ({shown}) <= maxCapacity ({number_text(most)})"
        )
        Annotations.of(scope).add_warning_v2(
            "@aws-cdk/aws-autoscaling:desiredCapacitySet",
            "desiredCapacity has been configured. Be aware this will reset the size of your AutoScalingGroup"
            " on every deployment. See https://github.com/aws/aws-cdk/issues/5215",
        )
    return least, most, desired


def _refuse_more(less: float, more: float, problem: str) -> None:
    if not is_unresolved(less) and not is_unresolved(more) and less > more:
        raise ValueError(problem)


def check_lifetime(lifetime: Duration | None) -> None:
    """Refuse a lifetime of machines that Auto Scaling does not know; 0 ends a former one."""
    if lifetime is None or lifetime.is_unresolved() or lifetime.to_seconds() == 0:
        return
    least, most = LIFETIME_DAYS
    if not least <= lifetime.to_days(integral=False) <= most:
        raise ValueError("maxInstanceLifetime must be between 1 and 365 days (inclusive)")


def health(props: Any) -> dict[str, Any]:
    """Who says whether machines are healthy."""
    if props.health_check is not None and props.health_checks is not None:
        raise ValueError(
            "Cannot specify both 'healthCheck' and 'healthChecks'. Please use 'healthChecks' only."
        )
    found = props.health_check if props.health_check is not None else props.health_checks
    if found is None:
        return {}
    grace = found.grace_period
    types = ",".join(found.types) if props.health_checks is not None else found.type
    return {
        "health_check_type": types,
        "health_check_grace_period": grace.to_seconds() if grace is not None else None,
    }


def notifications(props: Any) -> list[dict[str, Any]] | None:
    """Topics and what they are told."""
    if not props.notifications:
        return None
    known = [given(MODULE, "NotificationConfiguration", each) for each in props.notifications]
    return [
        {
            "TopicARN": each.topic.topic_arn,
            "NotificationTypes": (each.scaling_events or ScalingEvents.ALL)._render(),
        }
        for each in known
    ]


def termination(props: Any) -> list[str] | None:
    """Which machines go first."""
    policies, arn = props.termination_policies, props.termination_policy_custom_lambda_function_arn
    if not policies:
        return None
    own = TerminationPolicy.CUSTOM_LAMBDA_FUNCTION
    if own in policies[1:]:
        raise ValueError(
            "TerminationPolicy.CUSTOM_LAMBDA_FUNCTION must be specified first in the termination policies"
        )
    if own in policies and not arn:
        raise ValueError(
            "terminationPolicyCustomLambdaFunctionArn property must be specified if the"
            " TerminationPolicy.CUSTOM_LAMBDA_FUNCTION is used"
        )
    return [arn if each is own else each.value for each in policies]


def maintenance(props: Any) -> dict[str, Any] | None:
    """How much of the group stays healthy while machines are replaced."""
    least, most = props.min_healthy_percentage, props.max_healthy_percentage
    if least is None and most is None:
        return None
    if least is None or most is None:
        raise ValueError("Both or neither of minHealthyPercentage and maxHealthyPercentage must be specified")
    if (least == CLEARED) != (most == CLEARED):
        raise ValueError(
            "Both minHealthyPercentage and maxHealthyPercentage must be -1 to clear the previously set value,"
            f" got minHealthyPercentage: {number_text(least)} and maxHealthyPercentage: {number_text(most)}"
        )
    if least != CLEARED:
        _check_healthy("minHealthyPercentage", least, 0, 100)
        _check_healthy("maxHealthyPercentage", most, 100, 200)
        _check_difference(least, most)
    return {"MaxHealthyPercentage": most, "MinHealthyPercentage": least}


def _check_healthy(name: str, value: float, least: float, most: float) -> None:
    if not is_unresolved(value) and not least <= value <= most:
        raise ValueError(
            f"{name} must be between {least} and {most}, or -1 to clear the previously set value, got"
            f" {number_text(value)}"
        )


def _check_difference(least: float, most: float) -> None:
    if is_unresolved(least) or is_unresolved(most):
        return
    if most - least > 100:
        raise ValueError(
            "The difference between minHealthyPercentage and maxHealthyPercentage cannot be greater than 100,"
            f" got {number_text(most - least)}"
        )


def lifecycle_policy(props: Any) -> dict[str, Any] | None:
    """Which machines are kept when their hooks fail."""
    policy = given(MODULE, "InstanceLifecyclePolicy", props.instance_lifecycle_policy)
    triggers = given(MODULE, "RetentionTriggers", policy.retention_triggers) if policy is not None else None
    return {"RetentionTriggers": dict(_triggers(triggers))} if triggers is not None else None


def _triggers(triggers: Any) -> dict[str, Any]:
    abandoned = triggers.terminate_hook_abandon
    return {"TerminateHookAbandon": abandoned} if abandoned is not None else {}


def plain(props: Any) -> dict[str, Any]:
    """What is taken over with at most another spelling."""
    cooldown, warmup, lifetime = props.cooldown, props.default_instance_warmup, props.max_instance_lifetime
    zones = props.az_capacity_distribution_strategy
    metrics = props.group_metrics
    return {
        **health(props),
        "availability_zone_distribution": {"CapacityDistributionStrategy": zones}
        if zones is not None
        else None,
        "capacity_rebalance": props.capacity_rebalance,
        "cooldown": number_text(cooldown.to_seconds()) if cooldown is not None else None,
        "default_instance_warmup": warmup.to_seconds() if warmup is not None else None,
        "deletion_protection": props.deletion_protection,
        "instance_lifecycle_policy": lifecycle_policy(props),
        "instance_maintenance_policy": maintenance(props),
        "max_instance_lifetime": lifetime.to_seconds() if lifetime is not None else None,
        "metrics_collection": [each._render() for each in metrics] if metrics else None,
        "notification_configurations": notifications(props),
        "termination_policies": termination(props),
    }
