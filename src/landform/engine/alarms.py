"""Looks at the CloudWatch alarms that are a stack's rollback triggers."""

from collections.abc import Callable
from typing import Any, Final

from landform.cloud.clients import Clients
from landform.deploy.messages import AlarmsSeen
from landform.deploy.monitoring import Watch

LookAtAlarms = Callable[[Watch], AlarmsSeen]

_ALARM: Final = ":alarm:"


def look_at_alarms(clients: Clients, watch: Watch) -> AlarmsSeen:
    """The states of the alarms now; an alarm of another account or region is missing."""
    names = [arn.partition(_ALARM)[2] for arn in watch.alarms if _ALARM in arn]
    request = {"AlarmNames": names, "AlarmTypes": ["MetricAlarm", "CompositeAlarm"]}
    found: dict[str, Any] = dict(clients.call("cloudwatch", "DescribeAlarms", request)) if names else {}
    alarms = [*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ())]
    states = {str(each["AlarmArn"]): str(each["StateValue"]) for each in alarms}
    return AlarmsSeen(
        number=watch.number,
        raised=tuple(arn for arn in watch.alarms if states.get(arn) == "ALARM"),
        missing=tuple(arn for arn in watch.alarms if arn not in states),
    )
