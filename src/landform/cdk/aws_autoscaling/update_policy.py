"""How the machines of a group are replaced when their configuration changes.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html and
https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html
"""

import json
from abc import abstractmethod
from typing import Any, Final

from landform.cdk.aws_autoscaling.enums import ScalingProcess
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

ROLLING: Final = "AutoScalingRollingUpdate"
REFRESH: Final = "AutoScalingInstanceRefresh"
MAX_SECONDS: Final = 172_800  # two days
MAX_ALARMS: Final = 10
MAX_DIFFERENCE: Final = 100
_SUSPENDED: Final = (
    ScalingProcess.HEALTH_CHECK,
    ScalingProcess.REPLACE_UNHEALTHY,
    ScalingProcess.AZ_REBALANCE,
    ScalingProcess.ALARM_NOTIFICATION,
    ScalingProcess.SCHEDULED_ACTIONS,
    ScalingProcess.INSTANCE_REFRESH,
)
"""Processes that may start or end machines in the middle of an update."""


class UpdatePolicy(AbstractChecked):
    """How machines are replaced."""

    @abstractmethod
    def _render(self, creation_policy: Any) -> dict[str, Any]:
        """The update policy, for a group with a creation policy or none."""

    @staticmethod
    def replacing_update() -> "UpdatePolicy":
        """By a new group; the old one stays until the new one works."""
        return _Fixed({"AutoScalingReplacingUpdate": {"WillReplace": True}})

    @staticmethod
    def rolling_update(**options: Any) -> "UpdatePolicy":
        """A batch at a time; the options are those of `RollingUpdateOptions`."""
        return _Rolling(given("aws_autoscaling", "RollingUpdateOptions", options))

    @staticmethod
    def instance_refresh(**options: Any) -> "UpdatePolicy":
        """By Auto Scaling itself; the options are those of `InstanceRefreshOptions`."""
        return _Fixed(_refresh(given("aws_autoscaling", "InstanceRefreshOptions", options)))


class _Fixed(UpdatePolicy):
    def __init__(self, policy: dict[str, Any]) -> None:
        self._policy = policy

    def _render(self, creation_policy: Any) -> dict[str, Any]:
        return self._policy


class _Rolling(UpdatePolicy):
    def __init__(self, options: Any) -> None:
        self._options = options

    def _render(self, creation_policy: Any) -> dict[str, Any]:
        options, policy = self._options, creation_policy or {}
        percentage = options.min_success_percentage
        if percentage is None:
            signalled = policy.get("auto_scaling_creation_policy") or {}
            percentage = signalled.get("min_successful_instances_percent")
        waits = options.wait_on_resource_signals
        if waits is None:
            waits = creation_policy is not None or None
        pause = options.pause_time.to_iso_string() if options.pause_time is not None else None
        suspended = options.suspend_processes if options.suspend_processes is not None else _SUSPENDED
        return {
            ROLLING: {
                "MaxBatchSize": options.max_batch_size,
                "MinInstancesInService": options.min_instances_in_service,
                "MinSuccessfulInstancesPercent": percentage,
                "PauseTime": pause or (policy.get("resource_signal") or {}).get("timeout"),
                "SuspendProcesses": [each.value for each in suspended],
                "WaitOnResourceSignals": waits or None,
            }
        }


def _refresh(options: Any) -> dict[str, Any]:
    _check_percentages(options)
    _check_checkpoints(options)
    for name, duration in (("checkpointDelay", options.checkpoint_delay), ("bakeTime", options.bake_time)):
        _check_seconds(name, duration)
    alarms = options.alarms
    if alarms is not None and len(alarms) > MAX_ALARMS:
        raise ValueError(f"a maximum of {MAX_ALARMS} alarms can be specified, got {len(alarms)}")
    protected, standby = options.scale_in_protected_instances, options.standby_instances
    preferences = {
        "AlarmSpecification": {"Alarms": [each.alarm_ref.alarm_name for each in alarms]} if alarms else None,
        "BakeTime": _seconds(options.bake_time),
        "CheckpointDelay": _seconds(options.checkpoint_delay),
        "CheckpointPercentages": options.checkpoint_percentages,
        "InstanceWarmup": _seconds(options.instance_warmup),
        "MaxHealthyPercentage": options.max_healthy_percentage,
        "MinHealthyPercentage": options.min_healthy_percentage,
        "ScaleInProtectedInstances": protected.value if protected is not None else None,
        "SkipMatching": options.skip_matching,
        "StandbyInstances": standby.value if standby is not None else None,
    }
    said = {name: value for name, value in preferences.items() if value is not None}
    return {REFRESH: {"Strategy": options.strategy.value, **({"Preferences": said} if said else {})}}


def _seconds(duration: Duration | None) -> float | None:
    return duration.to_seconds() if duration is not None else None


def _check_seconds(name: str, duration: Duration | None) -> None:
    if duration is None or duration.is_unresolved():
        return
    seconds = duration.to_seconds()
    if seconds > MAX_SECONDS:
        raise ValueError(f"{name} must be between 0 and {MAX_SECONDS} seconds, got {number_text(seconds)}")


def _check_percentages(options: Any) -> None:
    least, most = options.min_healthy_percentage, options.max_healthy_percentage
    if least is not None and not 0 <= least <= 100:
        raise ValueError(f"minHealthyPercentage must be between 0 and 100, got {number_text(least)}")
    if most is None:
        return
    if not 100 <= most <= 200:
        raise ValueError(f"maxHealthyPercentage must be between 100 and 200, got {number_text(most)}")
    if least is None:
        raise ValueError("maxHealthyPercentage requires minHealthyPercentage to be specified")
    if most - least > MAX_DIFFERENCE:
        raise ValueError(
            "the difference between minHealthyPercentage and maxHealthyPercentage cannot be greater than"
            f" {MAX_DIFFERENCE}, got {number_text(most - least)}"
        )


def _check_checkpoints(options: Any) -> None:
    points = options.checkpoint_percentages
    if points is None:
        if options.checkpoint_delay is not None:
            raise ValueError("checkpointDelay requires checkpointPercentages to be specified")
        return
    shown = json.dumps([*points], separators=(",", ":"))
    if any(not 1 <= each <= 100 for each in points):
        raise ValueError(f"each value in checkpointPercentages must be between 1 and 100, got {shown}")
    if len(set(points)) != len(points):
        raise ValueError(f"each value in checkpointPercentages must be unique, got {shown}")
    if sorted(points) != list(points):
        raise ValueError(f"checkpointPercentages must be in ascending order, got {shown}")
