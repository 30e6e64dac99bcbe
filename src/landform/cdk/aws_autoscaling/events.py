"""What groups report: metrics, and events to topics.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_autoscaling.enums import ScalingEvent
from landform.cdk.core.checked import Checked

GRANULARITY: Final = "1Minute"  # the only one there is


class GroupMetric(Checked):
    """A metric of a group."""

    DESIRED_CAPACITY: ClassVar["GroupMetric"]
    IN_SERVICE_INSTANCES: ClassVar["GroupMetric"]
    MAX_SIZE: ClassVar["GroupMetric"]
    MIN_SIZE: ClassVar["GroupMetric"]
    PENDING_INSTANCES: ClassVar["GroupMetric"]
    STANDBY_INSTANCES: ClassVar["GroupMetric"]
    TERMINATING_INSTANCES: ClassVar["GroupMetric"]
    TOTAL_INSTANCES: ClassVar["GroupMetric"]

    def __init__(self, name: str) -> None:
        self.name = name


GroupMetric.DESIRED_CAPACITY = GroupMetric("GroupDesiredCapacity")
GroupMetric.IN_SERVICE_INSTANCES = GroupMetric("GroupInServiceInstances")
GroupMetric.MAX_SIZE = GroupMetric("GroupMaxSize")
GroupMetric.MIN_SIZE = GroupMetric("GroupMinSize")
GroupMetric.PENDING_INSTANCES = GroupMetric("GroupPendingInstances")
GroupMetric.STANDBY_INSTANCES = GroupMetric("GroupStandbyInstances")
GroupMetric.TERMINATING_INSTANCES = GroupMetric("GroupTerminatingInstances")
GroupMetric.TOTAL_INSTANCES = GroupMetric("GroupTotalInstances")


class GroupMetrics(Checked):
    """Metrics that are reported; without any, all of them."""

    def __init__(self, *metrics: GroupMetric) -> None:
        self._metrics = metrics

    @staticmethod
    def all() -> "GroupMetrics":
        """All there are."""
        return GroupMetrics()

    def _render(self) -> dict[str, Any]:
        names = [each.name for each in self._metrics]
        return {"Granularity": GRANULARITY, "Metrics": names or None}


class ScalingEvents(Checked):
    """Events that a topic is told."""

    ALL: ClassVar["ScalingEvents"]
    ERRORS: ClassVar["ScalingEvents"]
    LAUNCH_EVENTS: ClassVar["ScalingEvents"]
    TERMINATION_EVENTS: ClassVar["ScalingEvents"]

    def __init__(self, *types: ScalingEvent) -> None:
        self._types = types

    def _render(self) -> list[str]:
        return [each.value for each in self._types]


_LAUNCH: Final = (ScalingEvent.INSTANCE_LAUNCH, ScalingEvent.INSTANCE_LAUNCH_ERROR)
_TERMINATE: Final = (ScalingEvent.INSTANCE_TERMINATE, ScalingEvent.INSTANCE_TERMINATE_ERROR)
ScalingEvents.ALL = ScalingEvents(*_LAUNCH, *_TERMINATE)
ScalingEvents.ERRORS = ScalingEvents(
    ScalingEvent.INSTANCE_LAUNCH_ERROR, ScalingEvent.INSTANCE_TERMINATE_ERROR
)
ScalingEvents.LAUNCH_EVENTS = ScalingEvents(*_LAUNCH)
ScalingEvents.TERMINATION_EVENTS = ScalingEvents(*_TERMINATE)
