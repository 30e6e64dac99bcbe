"""Statistics: their names, and how they are written.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

import re
from typing import ClassVar, Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.numbers import number_text

_SIMPLE: Final = {
    "average": "Average",
    "avg": "Average",
    "minimum": "Minimum",
    "min": "Minimum",
    "maximum": "Maximum",
    "max": "Maximum",
    "samplecount": "SampleCount",
    "n": "SampleCount",
    "sum": "Sum",
}
SIMPLE_STATISTICS: Final = frozenset(_SIMPLE.values())
"""What an alarm has as Statistic; everything else is its ExtendedStatistic."""

_ONE_PERCENTAGE = re.compile(r"(p|tm|tc|ts|wm)(\d+(?:\.\d+)?)\Z", re.IGNORECASE)
_RANGE = re.compile(r"(tm|tc|ts|wm|pr)\((\d+(?:\.\d+)?%?)?:(\d+(?:\.\d+)?%?)?\)\Z", re.IGNORECASE)


def normalized(statistic: str) -> tuple[str, bool]:
    """The statistic as CloudWatch writes it, and whether it is a known one."""
    simple = _SIMPLE.get(statistic.lower())
    if simple is not None:
        return simple, True
    if statistic.lower() == "iqm":
        return "IQM", True
    one = _ONE_PERCENTAGE.match(statistic)
    if one is not None:
        return f"{one[1].lower()}{one[2]}", True
    range_ = _RANGE.match(statistic)
    if range_ is not None and (range_[2] or range_[3]):
        return f"{range_[1].upper()}{statistic[len(range_[1]) :]}", True
    return statistic, False


def _percentages(name: str, first: float, second: float | None) -> str:
    if second is None:
        return f"{name.lower()}{number_text(first)}"
    return f"{name.upper()}({number_text(first)}%:{number_text(second)}%)"


class Stats(Checked):
    """Statistics as strings."""

    AVERAGE: ClassVar[str] = "Average"
    IQM: ClassVar[str] = "IQM"
    MAXIMUM: ClassVar[str] = "Maximum"
    MINIMUM: ClassVar[str] = "Minimum"
    SAMPLE_COUNT: ClassVar[str] = "SampleCount"
    SUM: ClassVar[str] = "Sum"

    @staticmethod
    def p(percentile: float) -> str:
        """The value below which this percentage of values lies."""
        return Stats.percentile(percentile)

    @staticmethod
    def percentile(percentile: float) -> str:
        """The value below which this percentage of values lies."""
        return f"p{number_text(percentile)}"

    @staticmethod
    def percentile_rank(v1: float, v2: float | None = None) -> str:
        """The percentage of values up to `v1`, or between `v1` and `v2`."""
        return f"PR({number_text(v1)}:{number_text(v2)})" if v2 is not None else f"PR(:{number_text(v1)})"

    @staticmethod
    def pr(v1: float, v2: float | None = None) -> str:
        """The percentage of values up to `v1`, or between `v1` and `v2`."""
        return Stats.percentile_rank(v1, v2)

    @staticmethod
    def trimmed_count(p1: float, p2: float | None = None) -> str:
        """How many values lie below a percentage, or between two."""
        return _percentages("tc", p1, p2)

    @staticmethod
    def tc(p1: float, p2: float | None = None) -> str:
        """How many values lie below a percentage, or between two."""
        return Stats.trimmed_count(p1, p2)

    @staticmethod
    def trimmed_mean(p1: float, p2: float | None = None) -> str:
        """The mean of the values below a percentage, or between two."""
        return _percentages("tm", p1, p2)

    @staticmethod
    def tm(p1: float, p2: float | None = None) -> str:
        """The mean of the values below a percentage, or between two."""
        return Stats.trimmed_mean(p1, p2)

    @staticmethod
    def trimmed_sum(p1: float, p2: float | None = None) -> str:
        """The sum of the values below a percentage, or between two."""
        return _percentages("ts", p1, p2)

    @staticmethod
    def ts(p1: float, p2: float | None = None) -> str:
        """The sum of the values below a percentage, or between two."""
        return Stats.trimmed_sum(p1, p2)

    @staticmethod
    def winsorized_mean(p1: float, p2: float | None = None) -> str:
        """The mean with values outside of the percentages moved to their edge."""
        return _percentages("wm", p1, p2)

    @staticmethod
    def wm(p1: float, p2: float | None = None) -> str:
        """The mean with values outside of the percentages moved to their edge."""
        return Stats.winsorized_mean(p1, p2)
