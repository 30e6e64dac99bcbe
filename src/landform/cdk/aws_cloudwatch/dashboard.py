"""Dashboards and their variables.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-dashboard.html
"""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from landform.cdk.aws_cloudwatch.widget import Column, Row
from landform.cdk.aws_cloudwatch.widget_records import PeriodOverride, VariableInputType, VariableType
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_NAME = re.compile(r"[\w-]+\Z", re.ASCII)


class DefaultValue(Native):
    """The value a variable has at first."""

    FIRST: ClassVar["DefaultValue"]

    def __init__(self, val: Any) -> None:
        self.val = val

    @staticmethod
    def value(value: Any) -> "DefaultValue":
        """This one."""
        return DefaultValue(value)


DefaultValue.FIRST = DefaultValue("__FIRST")


class Values(Native):
    """The values a variable can have."""

    def __init__(self, written: dict[str, Any]) -> None:
        self._written = written

    @staticmethod
    def from_values(*values: Any) -> "Values":
        """These."""
        if not values:
            raise ValueError("Empty values is not allowed")
        found = [given("aws_cloudwatch", "VariableValue", each) for each in values]
        return Values({"values": [{"label": each.label, "value": each.value} for each in found]})

    @staticmethod
    def from_search(expression: str, populate_from: str) -> "Values":
        """Those of a dimension that a search finds."""
        return Values({"search": expression, "populateFrom": populate_from})

    @staticmethod
    def from_search_components(
        *, dimensions: Sequence[str], metric_name: str, namespace: str, populate_from: str
    ) -> "Values":
        """Those of a dimension of a metric."""
        if populate_from not in dimensions:
            raise ValueError(f"populateFrom ({populate_from}) must be present in dimensions")
        search = f'{{{",".join([namespace, *dimensions])}}} MetricName="{metric_name}"'
        return Values.from_search(search, populate_from)

    def to_json(self) -> Any:
        """As dashboards have them."""
        return self._written


class DashboardVariable(Native):
    """Something that can be chosen on a dashboard."""

    def __init__(
        self,
        *,
        id: str,
        input_type: VariableInputType,
        type: VariableType,
        value: str,
        default_value: DefaultValue | None = None,
        label: str | None = None,
        values: Values | None = None,
        visible: bool | None = None,
    ) -> None:
        if input_type is VariableInputType.INPUT and values is not None:
            raise ValueError(
                "inputType INPUT cannot be combined with values. Please choose either SELECT or RADIO"
            )
        if input_type is not VariableInputType.INPUT and values is None:
            raise ValueError(f"Variable with inputType ({input_type.name}) requires values to be set")
        self._written = {
            type.value: value,
            "type": type,
            "inputType": input_type,
            "id": id,
            "defaultValue": default_value.val if default_value is not None else None,
            "visible": visible,
            "label": label,
            **(values.to_json() if values is not None else {}),
        }

    def to_json(self) -> Any:
        """As dashboards have it."""
        return self._written


class Dashboard(Native, Resource):
    """Widgets on one page."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        dashboard_name: str | None = None,
        default_interval: Duration | None = None,
        end: str | None = None,
        period_override: PeriodOverride | None = None,
        start: str | None = None,
        variables: Sequence[Any] | None = None,
        widgets: Sequence[Sequence[Any]] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=dashboard_name)
        if (
            dashboard_name is not None
            and not is_unresolved(dashboard_name)
            and not _NAME.match(dashboard_name)
        ):
            raise ValueError(
                f"The value {dashboard_name} for field dashboardName contains invalid characters. It can "
                "only contain alphanumerics, dash (-) and underscore (_)."
            )
        if start is not None and default_interval is not None:
            raise ValueError("both properties defaultInterval and start cannot be set at once")
        if end is not None and start is None:
            raise ValueError("If you specify a value for end, you must also specify a value for start.")
        self._rows: list[Any] = []
        self._variables = list(variables or ())
        begins = f"-{default_interval.to_iso_string()}" if default_interval is not None else start
        resource = cfn_class("aws_cloudwatch", "CfnDashboard")(
            self,
            "Resource",
            dashboard_name=self.physical_name,
            dashboard_body=Lazy.string(lambda: self._body(begins, end, period_override)),
        )
        self.dashboard_name = self._get_resource_name_attribute(resource.ref)
        self.dashboard_arn: str = self.stack.format_arn(
            service="cloudwatch", region="", resource="dashboard", resource_name=self.physical_name
        )
        for row in widgets or ():
            self.add_widgets(*row)

    def add_widgets(self, *widgets: Any) -> None:
        """Put widgets beside each other below what is there."""
        for widget in widgets:
            for warning, text in (getattr(widget, "warnings_v2", None) or {}).items():
                Annotations.of(self).add_warning_v2(warning, text)
        if widgets:
            self._rows.append(widgets[0] if len(widgets) == 1 else Row(*widgets))

    def add_variable(self, variable: Any) -> None:
        """Let one more thing be chosen."""
        self._variables.append(variable)

    def _body(self, start: str | None, end: str | None, override: PeriodOverride | None) -> str:
        column = Column(*self._rows)
        column.position(0, 0)
        return self.stack.to_json_string(
            {
                "start": start,
                "end": end,
                "periodOverride": override,
                "widgets": column.to_json(),
                "variables": [each.to_json() for each in self._variables] or None,
            }
        )
