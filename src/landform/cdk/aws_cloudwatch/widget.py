"""Widgets of dashboards, and how they are put beside and below each other.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.core.native import Native

GRID_WIDTH: Final = 24


def whole(value: Any) -> Any:
    """A number as JSON has it: without a fraction where it is whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class ConcreteWidget(Native):
    """A widget with a size and a place."""

    kind = ""

    def __init__(self, width: float, height: float) -> None:
        if width > GRID_WIDTH:
            raise ValueError(f"Widget width must be between 1 and {GRID_WIDTH}, got {width}")
        self.width = width
        self.height = height
        self.warnings_v2: Mapping[str, str] | None = None
        self._x: float | None = None
        self._y: float | None = None

    @property
    def warnings(self) -> list[str] | None:
        """What may be wrong with it."""
        return list(self.warnings_v2.values()) if self.warnings_v2 else None

    def position(self, x: float, y: float) -> None:
        """Put it at a place of the dashboard."""
        self._x = x
        self._y = y

    def to_json(self) -> list[Any]:
        """As dashboards have it."""
        place = {"x": whole(self._x), "y": whole(self._y)}
        size = {"type": self.kind, "width": whole(self.width), "height": whole(self.height)}
        return [{**size, **place, "properties": self._properties()}]

    def _properties(self) -> dict[str, Any]:
        raise TypeError(f"{type(self).__name__} does not say what it shows")

    def _copy_metric_warnings(self, *metrics: Any) -> None:
        found = {id: text for each in metrics for id, text in (each.warnings_v2 or {}).items()}
        if found:
            self.warnings_v2 = {**(self.warnings_v2 or {}), **found}


class Spacer(Native):
    """Nothing, with a size."""

    def __init__(self, *, height: float | None = None, width: float | None = None) -> None:
        self.height = height or 1
        self.width = width or 1

    def position(self, x: float, y: float) -> None:
        """Nothing is there."""

    def to_json(self) -> list[Any]:
        """Nothing."""
        return []


class Row(Native):
    """Widgets beside each other, in as many lines as they need."""

    def __init__(self, *widgets: Any) -> None:
        self.widgets: list[Any] = []
        self._offsets: list[tuple[float, float]] = []
        self._x: float = 0
        self._line: float = 0
        self.width: float = 0
        self.height: float = 0
        for each in widgets:
            self.add_widget(each)

    def add_widget(self, w: Any) -> None:
        """Put one more beside them."""
        if self._x + w.width > GRID_WIDTH:
            self._x, self._line = 0, self.height
        self._offsets.append((self._x, self._line))
        self.widgets.append(w)
        self._x += w.width
        self.width = max(self.width, self._x)
        self.height = max(self.height, self._line + w.height)

    def position(self, x: float, y: float) -> None:
        """Put them at a place of the dashboard."""
        for each, (right, down) in zip(self.widgets, self._offsets, strict=True):
            each.position(x + right, y + down)

    def to_json(self) -> list[Any]:
        """As dashboards have them."""
        return [found for each in self.widgets for found in each.to_json()]


class Column(Native):
    """Widgets below each other."""

    def __init__(self, *widgets: Any) -> None:
        self.widgets: list[Any] = list(widgets)

    @property
    def width(self) -> float:
        """The width of the widest."""
        return max((each.width for each in self.widgets), default=0)

    @property
    def height(self) -> float:
        """The sum of the heights."""
        total: float = sum(each.height for each in self.widgets)
        return total

    def add_widget(self, w: Any) -> None:
        """Put one more below them."""
        self.widgets.append(w)

    def position(self, x: float, y: float) -> None:
        """Put them at a place of the dashboard."""
        for each in self.widgets:
            each.position(x, y)
            y += each.height

    def to_json(self) -> list[Any]:
        """As dashboards have them."""
        return [found for each in self.widgets for found in each.to_json()]
