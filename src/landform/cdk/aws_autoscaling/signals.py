"""Waiting for machines to say that they are ready.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-creationpolicy.html
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

Counted = Callable[[float | None, float | None], float | None]


class Signals(AbstractChecked):
    """For how many signals CloudFormation waits; a class of the user's may count in its own way."""

    @abstractmethod
    def render_creation_policy(
        self, *, desired_capacity: float | None = None, min_capacity: float | None = None
    ) -> Any:
        """The creation policy for a group of this size."""

    @staticmethod
    def wait_for_all(
        *, min_success_percentage: float | None = None, timeout: Duration | None = None
    ) -> "Signals":
        """One of each machine that the group starts with."""
        return _Counting(_first, min_success_percentage, timeout)

    @staticmethod
    def wait_for_min_capacity(
        *, min_success_percentage: float | None = None, timeout: Duration | None = None
    ) -> "Signals":
        """As many as the smallest capacity."""
        return _Counting(lambda desired, least: least, min_success_percentage, timeout)

    @staticmethod
    def wait_for_count(
        count: float, *, min_success_percentage: float | None = None, timeout: Duration | None = None
    ) -> "Signals":
        """So many."""
        return _Counting(lambda desired, least: count, min_success_percentage, timeout)

    def _do_render(self, options: Any, count: float | None = None) -> Any:
        """The creation policy for so many signals; the options are those of `SignalsOptions`."""
        known = given("aws_autoscaling", "SignalsOptions", options)
        timeout = known.timeout.to_iso_string() if known.timeout is not None else None
        percentage = {"min_successful_instances_percent": known.min_success_percentage}
        policy = {
            "auto_scaling_creation_policy": percentage if known.min_success_percentage is not None else None,
            "resource_signal": given("aws_cdk", "CfnResourceSignal", {"count": count, "timeout": timeout}),
        }
        return given("aws_cdk", "CfnCreationPolicy", policy)


class _Counting(Signals):
    def __init__(self, counted: Counted, percentage: float | None, timeout: Duration | None) -> None:
        self._counted = counted
        self._options = {"min_success_percentage": percentage, "timeout": timeout}

    def render_creation_policy(
        self, *, desired_capacity: float | None = None, min_capacity: float | None = None
    ) -> Any:
        return self._do_render(self._options, self._counted(desired_capacity, min_capacity))


def _first(desired: float | None, least: float | None) -> float | None:
    return desired if desired is not None else least
