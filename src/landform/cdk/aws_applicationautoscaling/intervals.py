"""Ranges of a metric for scaling in steps: put in order, their open ends closed, their gaps filled.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from landform.cdk.core.numbers import number_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range of a metric; `change` is None where nothing is done."""

    change: float | None
    lower: float | None = None
    upper: float | None = None

    @property
    def bottom(self) -> float:
        """Where it begins; known once it has been completed."""
        assert self.lower is not None
        return self.lower

    @property
    def top(self) -> float:
        """Where it ends; known once it has been completed."""
        assert self.upper is not None
        return self.upper

    @property
    def needed_change(self) -> float:
        """The change; only for ranges in which something is done."""
        assert self.change is not None
        return self.change


def complete(given: Sequence[Interval], *, absolute: bool) -> list[Interval]:
    """The ranges in order, without open ends or gaps, from 0 up; at most one does nothing.

    `absolute`: changes are capacities, so that 0 is a change like any other.
    """
    closed = _closed(sorted(given, key=_place))
    _refuse_overlaps(closed)
    filled = _filled(closed)
    if not absolute:
        filled = [replace(each, change=None) if each.change == 0 else each for each in filled]
    merged = _merged(filled)
    idle = [each for each in merged if each.change is None]
    if len(idle) > 1:
        shown = ", ".join(f"{number_text(each.bottom)} to {number_text(each.top)}" for each in idle)
        raise ValueError(f"Can have at most one no-change interval, got {shown}")
    return merged


def alarm_indexes(intervals: Sequence[Interval]) -> tuple[int | None, int | None]:
    """The ranges at which the lower and the upper alarm begin."""
    gap = next((index for index, each in enumerate(intervals) if each.change is None), None)
    if gap is not None:
        return (gap - 1 if gap > 0 else None, gap + 1 if gap < len(intervals) - 1 else None)
    if len(intervals) == 1:
        return None, 0
    middle = len(intervals) // 2
    return middle - 1, middle


def _place(interval: Interval) -> tuple[float, float]:
    if interval.lower is None and interval.upper is None:
        raise ValueError("Must supply at least one of 'upper' or 'lower' for each scaling interval")
    if interval.lower is None:
        assert interval.upper is not None
        return interval.upper, -1
    return interval.lower, 0


def _closed(intervals: list[Interval]) -> list[Interval]:
    """Open ends taken from the neighbours; the first begins at 0, the last never ends."""
    found: list[Interval] = []
    for index, each in enumerate(intervals):
        before = intervals[index - 1] if index else None
        after = intervals[index + 1] if index + 1 < len(intervals) else None
        lower, upper = each.lower, each.upper
        if lower is None:
            lower = (before.upper if before.upper is not None else before.lower) if before else 0
        if upper is None:
            upper = (after.lower if after.lower is not None else after.upper) if after else math.inf
        found.append(replace(each, lower=lower, upper=upper))
    return found


def _refuse_overlaps(intervals: list[Interval]) -> None:
    for one, other in pairwise(intervals):
        if one.top > other.bottom:
            raise ValueError(
                f"Two intervals overlap: {number_text(one.bottom)} to {number_text(one.top)}, and "
                f"{number_text(other.bottom)} to {number_text(other.top)}"
            )


def _filled(intervals: list[Interval]) -> list[Interval]:
    """Ranges that do nothing put into the gaps."""
    found: list[Interval] = []
    end = 0.0
    for each in intervals:
        if each.bottom > end:
            found.append(Interval(change=None, lower=end, upper=each.bottom))
        found.append(each)
        end = each.top
    if end != math.inf:
        found.append(Interval(change=None, lower=end, upper=math.inf))
    return found


def _merged(intervals: list[Interval]) -> list[Interval]:
    """Neighbours that both do nothing made one."""
    found: list[Interval] = []
    for each in intervals:
        if found and found[-1].change is None and each.change is None:
            found[-1] = replace(found[-1], upper=each.upper)
        else:
            found.append(each)
    return found
