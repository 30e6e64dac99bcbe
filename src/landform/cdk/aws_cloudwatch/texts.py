"""Widgets that show something else than metrics: texts, alarms, queries, functions.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_cloudwatch.enums import AlarmState
from landform.cdk.aws_cloudwatch.widget import ConcreteWidget
from landform.cdk.aws_cloudwatch.widget_records import (
    AlarmStatusWidgetSortBy,
    LogQueryLanguage,
    LogQueryVisualizationType,
    TextWidgetBackground,
)
from landform.cdk.core.aws import Aws


class TextWidget(ConcreteWidget):
    """A text in Markdown."""

    kind = "text"

    def __init__(
        self,
        *,
        markdown: str,
        background: TextWidgetBackground | None = None,
        height: float | None = None,
        width: float | None = None,
    ) -> None:
        super().__init__(width or 6, height or 2)
        self._markdown = markdown
        self._background = background

    def _properties(self) -> dict[str, Any]:
        return {"markdown": self._markdown, "background": self._background}


class AlarmStatusWidget(ConcreteWidget):
    """The states of alarms."""

    kind = "alarm"

    def __init__(
        self,
        *,
        alarms: Sequence[Any],
        height: float | None = None,
        sort_by: AlarmStatusWidgetSortBy | None = None,
        states: Sequence[AlarmState] | None = None,
        title: str | None = None,
        width: float | None = None,
    ) -> None:
        super().__init__(width or 6, height or 3)
        self._shown = {
            "title": title or "Alarm Status",
            "alarms": [each.alarm_arn for each in alarms],
            "states": list(states) if states is not None else None,
            "sortBy": sort_by,
        }

    def _properties(self) -> dict[str, Any]:
        return self._shown


class CustomWidget(ConcreteWidget):
    """What a function answers."""

    kind = "custom"

    def __init__(
        self,
        *,
        function_arn: str,
        title: str,
        height: float | None = None,
        params: Any = None,
        update_on_refresh: bool | None = None,
        update_on_resize: bool | None = None,
        update_on_time_range_change: bool | None = None,
        width: float | None = None,
    ) -> None:
        super().__init__(width or 6, height or 6)
        self._shown = {
            "endpoint": function_arn,
            "params": params,
            "title": title,
            "updateOn": {
                "refresh": update_on_refresh is not False,
                "resize": update_on_resize is not False,
                "timeRange": update_on_time_range_change is not False,
            },
        }

    def _properties(self) -> dict[str, Any]:
        return self._shown


class LogQueryWidget(ConcreteWidget):
    """What a query of logs finds."""

    kind = "log"

    def __init__(
        self,
        *,
        log_group_names: Sequence[str],
        account_id: str | None = None,
        height: float | None = None,
        query_language: LogQueryLanguage | None = None,
        query_lines: Sequence[str] | None = None,
        query_string: str | None = None,
        region: str | None = None,
        title: str | None = None,
        view: LogQueryVisualizationType | None = None,
        width: float | None = None,
    ) -> None:
        super().__init__(width or 6, height or 6)
        if not log_group_names:
            raise ValueError("Specify at least one log group name.")
        if bool(query_string) == bool(query_lines):
            raise ValueError("Specify exactly one of 'queryString' and 'queryLines'")
        self._view = view or LogQueryVisualizationType.TABLE
        query = "\n| ".join(query_lines) if query_lines else query_string
        sources = "".join(f"SOURCE '{each}' | " for each in log_group_names)
        self._shown = {
            "title": title,
            "region": region or Aws.REGION,
            "accountId": account_id,
            "query": f"{sources}{query}",
            "queryLanguage": query_language,
        }

    def _properties(self) -> dict[str, Any]:
        lines = {LogQueryVisualizationType.LINE: False, LogQueryVisualizationType.STACKEDAREA: True}
        if self._view in lines:
            return {"view": "timeSeries", **self._shown, "stacked": lines[self._view]}
        return {"view": self._view, **self._shown}
