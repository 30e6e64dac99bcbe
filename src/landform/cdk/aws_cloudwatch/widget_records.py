"""Records of what graphs show beside metrics.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from dataclasses import dataclass
from enum import Enum


class Shading(Enum):
    """Which side of a horizontal line is filled."""

    NONE = "none"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizontalAnnotation:
    """A horizontal line at a value."""

    value: float
    color: str | None = None
    fill: Shading | None = None
    label: str | None = None
    visible: bool | None = None


class Color:
    """Colours that look well in graphs, as `#rrggbb`."""

    BLUE = "#1f77b4"
    BROWN = "#8c564b"
    GREEN = "#2ca02c"
    GREY = "#7f7f7f"
    ORANGE = "#ff7f0e"
    PINK = "#e377c2"
    PURPLE = "#9467bd"
    RED = "#d62728"
