"""AWS::CloudWatch: metrics, alarms, dashboards, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "alarm": "Alarm",
        "anomaly_alarm": "AnomalyDetectionAlarm",
        "alarm_base": "AlarmActionConfig AlarmBase",
        "alarm_rule": "AlarmRule AtLeastThreshold",
        "composite_alarm": "CompositeAlarm",
        "enums": "AlarmState ComparisonOperator Statistic TreatMissingData Unit",
        "math_expression": "MathExpression",
        "metric": "Metric",
        "metric_config": "Dimension MetricConfig MetricExpressionConfig MetricStatConfig",
        "mute_rule": "AlarmMuteRule CalendarDateTime ScheduleExpression",
        "promql_alarm": "PromQLAlarm",
        "search_expression": "SearchExpression",
        "dashboard": "Dashboard DashboardVariable DefaultValue Values",
        "graphs": "AlarmWidget GaugeWidget GraphWidget SingleValueWidget TableThreshold TableWidget",
        "stats": "Stats",
        "texts": "AlarmStatusWidget CustomWidget LogQueryWidget TextWidget",
        "widget": "Column ConcreteWidget Row Spacer",
        "widget_records": "AlarmStatusWidgetSortBy Color GraphWidgetView HorizontalAnnotation LegendPosition "
        "LogQueryLanguage LogQueryVisualizationType PeriodOverride Shading TableLayout TableSummaryColumn "
        "TextWidgetBackground VariableInputType VariableType VerticalShading",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::CloudWatch", _HOMES)
