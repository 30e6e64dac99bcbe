"""Records of what graphs show beside metrics.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from dataclasses import dataclass
from enum import Enum

from landform.cdk.core.checked import Checked


class Shading(Enum):
    """Which side of a horizontal line is filled."""

    NONE = "none"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizontalAnnotation(Checked):
    """A horizontal line at a value."""

    value: float
    color: str | None = None
    fill: Shading | None = None
    label: str | None = None
    visible: bool | None = None


class Color(Checked):
    """Colours that look well in graphs, as `#rrggbb`."""

    BLUE = "#1f77b4"
    BROWN = "#8c564b"
    GREEN = "#2ca02c"
    GREY = "#7f7f7f"
    ORANGE = "#ff7f0e"
    PINK = "#e377c2"
    PURPLE = "#9467bd"
    RED = "#d62728"


class VerticalShading(Enum):
    """Which side of a vertical line is filled."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"


class LegendPosition(Enum):
    """Where the names of metrics are."""

    BOTTOM = "bottom"
    RIGHT = "right"
    HIDDEN = "hidden"


class GraphWidgetView(Enum):
    """How a graph is drawn."""

    TIME_SERIES = "timeSeries"
    BAR = "bar"
    PIE = "pie"


class LogQueryVisualizationType(Enum):
    """How the results of a query are drawn."""

    TABLE = "table"
    LINE = "line"
    STACKEDAREA = "stackedarea"
    BAR = "bar"
    PIE = "pie"


class LogQueryLanguage(Enum):
    """The language of a query."""

    LOGS_INSIGHTS = "Logs"
    SQL = "SQL"
    PPL = "PPL"


class TableLayout(Enum):
    """Whether metrics are rows or columns."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class TableSummaryColumn(Enum):
    """A column that sums up a metric."""

    MINIMUM = "MIN"
    MAXIMUM = "MAX"
    SUM = "SUM"
    AVERAGE = "AVG"


class TextWidgetBackground(Enum):
    """What is behind a text."""

    SOLID = "solid"
    TRANSPARENT = "transparent"


class AlarmStatusWidgetSortBy(Enum):
    """The order of alarms."""

    DEFAULT = "default"
    STATE_UPDATED_TIMESTAMP = "stateUpdatedTimestamp"
    TIMESTAMP = "timestamp"


class PeriodOverride(Enum):
    """Whether the periods of metrics follow the shown range."""

    AUTO = "auto"
    INHERIT = "inherit"


class VariableInputType(Enum):
    """How a variable is chosen."""

    INPUT = "input"
    RADIO = "radio"
    SELECT = "select"


class VariableType(Enum):
    """What a variable stands for."""

    PROPERTY = "property"
    PATTERN = "pattern"
