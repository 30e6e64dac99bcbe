from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_cloudwatch as cw

app = App()
s = Stack(app, "Plain", env={"account": "111122223333", "region": "us-east-1"})
m = cw.Metric(namespace="App", metric_name="Errors", dimensions_map={"b": "1", "a": "2"})
m2 = m.with_(
    label="L",
    color="#123456",
    statistic="p99",
    period=Duration.minutes(1),
    region="us-west-2",
    account="999999999999",
    id="idx",
    visible=False,
)
e = cw.MathExpression(expression="x+y", using_metrics={"x": m, "y": m2.with_(id="q")}, label="sum")
se = cw.SearchExpression(expression="SEARCH('x')", label="S", color="#fff")
al = cw.Alarm(s, "A", metric=m, threshold=1, evaluation_periods=1)
W = {
    "graph0": cw.GraphWidget,
    "graph": lambda: cw.GraphWidget(
        left=[m, e, se],
        right=[m2, e],
        title="T",
        width=12,
        height=8,
        region="eu-west-1",
        left_annotations=[
            al.to_annotation(),
            cw.HorizontalAnnotation(value=3, color="#f00", fill=cw.Shading.ABOVE, label="h", visible=False),
        ],
        right_annotations=[cw.HorizontalAnnotation(value=4)],
        vertical_annotations=[
            cw.VerticalAnnotation(
                date="2020-01-01T00:00:00Z",
                color="#0f0",
                fill=cw.VerticalShading.AFTER,
                label="v",
                visible=True,
            )
        ],
        stacked=True,
        left_y_axis=cw.YAxisProps(min=0, max=10, label="l", show_units=False),
        right_y_axis=cw.YAxisProps(min=1),
        legend_position=cw.LegendPosition.RIGHT,
        live_data=True,
        view=cw.GraphWidgetView.BAR,
        set_period_to_time_range=True,
        period=Duration.minutes(1),
        statistic="Sum",
        start="-P7D",
        end="P1D",
    ),
    "pie": lambda: cw.GraphWidget(view=cw.GraphWidgetView.PIE, display_labels_on_chart=True),
    "single": lambda: cw.SingleValueWidget(
        metrics=[m, e],
        full_precision=True,
        set_period_to_time_range=True,
        sparkline=False,
        title="S",
        start="-P1D",
        end="now",
        period=Duration.minutes(5),
    ),
    "single0": lambda: cw.SingleValueWidget(metrics=[m]),
    "gauge": lambda: cw.GaugeWidget(
        metrics=[m],
        left_y_axis=cw.YAxisProps(min=0, max=1000),
        title="G",
        annotations=[cw.HorizontalAnnotation(value=2)],
        set_period_to_time_range=True,
        legend_position=cw.LegendPosition.HIDDEN,
        live_data=True,
        period=Duration.minutes(5),
        statistic="avg",
        start="-P1D",
        end="now",
    ),
    "gauge0": cw.GaugeWidget,
    "text": lambda: cw.TextWidget(
        markdown="# hi", width=3, height=2, background=cw.TextWidgetBackground.TRANSPARENT
    ),
    "text0": lambda: cw.TextWidget(markdown="x"),
    "alarm": lambda: cw.AlarmWidget(alarm=al, title="AW", left_y_axis=cw.YAxisProps(min=0)),
    "alarm0": lambda: cw.AlarmWidget(alarm=al),
    "status": lambda: cw.AlarmStatusWidget(
        alarms=[al],
        title="st",
        sort_by=cw.AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
        states=[cw.AlarmState.ALARM],
    ),
    "status0": lambda: cw.AlarmStatusWidget(alarms=[al]),
    "custom": lambda: cw.CustomWidget(
        function_arn="arn:f",
        title="C",
        update_on_refresh=False,
        update_on_resize=False,
        update_on_time_range_change=False,
        params={"a": 1},
        width=3,
        height=3,
    ),
    "custom0": lambda: cw.CustomWidget(function_arn="arn:f", title="C"),
    "log": lambda: cw.LogQueryWidget(
        log_group_names=["a", "b"],
        query_lines=["fields x", "stats y"],
        view=cw.LogQueryVisualizationType.BAR,
        title="LQ",
        region="eu-west-1",
        account_id="1",
    ),
    "log0": lambda: cw.LogQueryWidget(log_group_names=["a"], query_string="fields x"),
    "logsql": lambda: cw.LogQueryWidget(
        log_group_names=["a"],
        query_string="SELECT x",
        query_language=cw.LogQueryLanguage.SQL,
        view=cw.LogQueryVisualizationType.STACKEDAREA,
    ),
    "logpie": lambda: cw.LogQueryWidget(
        log_group_names=["a"], query_string="x", view=cw.LogQueryVisualizationType.PIE
    ),
    "logline": lambda: cw.LogQueryWidget(
        log_group_names=["a"], query_string="x", view=cw.LogQueryVisualizationType.LINE
    ),
    "table": lambda: cw.TableWidget(
        metrics=[m, e],
        layout=cw.TableLayout.VERTICAL,
        summary=cw.TableSummaryProps(
            columns=[cw.TableSummaryColumn.MINIMUM, cw.TableSummaryColumn.AVERAGE],
            hide_non_summary_columns=True,
            sticky=True,
        ),
        thresholds=[
            cw.TableThreshold.above(10, "#f00"),
            cw.TableThreshold.below(1),
            cw.TableThreshold.between(2, 3, "#0f0"),
        ],
        show_units_in_label=True,
        live_data=True,
        full_precision=True,
        set_period_to_time_range=True,
        title="T",
        start="-P1D",
        end="now",
        period=Duration.minutes(5),
        statistic="avg",
    ),
    "table0": lambda: cw.TableWidget(metrics=[m]),
    "spacer": lambda: cw.Spacer(width=3, height=2),
    "spacer0": cw.Spacer,
    "row": lambda: cw.Row(
        cw.TextWidget(markdown="a"), cw.TextWidget(markdown="b", width=20), cw.Spacer(width=2)
    ),
    "column": lambda: cw.Column(
        cw.TextWidget(markdown="a"), cw.Spacer(height=3), cw.TextWidget(markdown="b")
    ),
}

for n, f in W.items():
    cw.Dashboard(s, f"Of{n}", widgets=[[f()]])
for kind, option, make in (
    (cw.GraphWidgetView, "view", cw.GraphWidget),
    (cw.LegendPosition, "legend_position", cw.GraphWidget),
):
    cw.Dashboard(s, f"All{option}", widgets=[[make(**{option: each})] for each in kind])
cw.Dashboard(
    s,
    "Sorts",
    widgets=[[cw.AlarmStatusWidget(alarms=[al], sort_by=each)] for each in cw.AlarmStatusWidgetSortBy],
)
cw.Dashboard(
    s,
    "Shades",
    widgets=[
        [
            cw.GraphWidget(
                vertical_annotations=[cw.VerticalAnnotation(date="2020-01-01T00:00:00Z", fill=each)],
                left_annotations=[cw.HorizontalAnnotation(value=1, fill=shade) for shade in cw.Shading],
            )
        ]
        for each in cw.VerticalShading
    ],
)
cw.Dashboard(
    s,
    "Columns",
    widgets=[
        [cw.TableWidget(summary=cw.TableSummaryProps(columns=[each]))] for each in cw.TableSummaryColumn
    ],
)
cw.Dashboard(
    s,
    "Languages",
    widgets=[
        [cw.LogQueryWidget(log_group_names=["a"], query_string="x", query_language=each)]
        for each in cw.LogQueryLanguage
    ],
)
cw.Dashboard(
    s,
    "Visual",
    widgets=[
        [cw.LogQueryWidget(log_group_names=["a"], query_string="x", view=each)]
        for each in cw.LogQueryVisualizationType
    ],
)
cw.Dashboard(
    s,
    "Helpers",
    widgets=[
        [
            cw.GraphWidget(
                left=[
                    cw.MathExpression(
                        expression="p * 2",
                        using_metrics={"p": cw.Metric(namespace="App", metric_name="Hidden")},
                        period=Duration.minutes(1),
                        color="#111111",
                        search_account="1",
                        search_region="r",
                    )
                ]
            )
        ]
    ],
)
wide = cw.Dashboard(s, "Wide")
for _ in range(3):
    wide.add_widgets(
        cw.TextWidget(markdown="a", width=12),
        cw.TextWidget(markdown="b", width=12, height=4),
        cw.TextWidget(markdown="c", width=12),
    )
d = cw.Dashboard(s, "D")
d2 = cw.Dashboard(
    s,
    "D2",
    dashboard_name="named",
    start="-P7D",
    end="now",
    period_override=cw.PeriodOverride.INHERIT,
    widgets=[[cw.TextWidget(markdown="a"), cw.TextWidget(markdown="b")], [cw.GraphWidget(left=[m])]],
    variables=[
        cw.DashboardVariable(
            id="v",
            type=cw.VariableType.PROPERTY,
            label="V",
            input_type=cw.VariableInputType.SELECT,
            value="region",
            default_value=cw.DefaultValue.value("x"),
            visible=True,
            values=cw.Values.from_values(cw.VariableValue(label="l", value="x"), cw.VariableValue(value="y")),
        )
    ],
)
d2.add_variable(
    cw.DashboardVariable(
        id="w",
        type=cw.VariableType.PATTERN,
        input_type=cw.VariableInputType.RADIO,
        value="pat",
        default_value=cw.DefaultValue.FIRST,
        values=cw.Values.from_search_components(
            namespace="AWS/EC2", dimensions=["InstanceId"], metric_name="CPU", populate_from="InstanceId"
        ),
    )
)
d2.add_variable(
    cw.DashboardVariable(
        id="z", type=cw.VariableType.PATTERN, input_type=cw.VariableInputType.INPUT, value="p2", visible=False
    )
)
d2.add_variable(
    cw.DashboardVariable(
        id="u",
        type=cw.VariableType.PATTERN,
        input_type=cw.VariableInputType.SELECT,
        value="p3",
        values=cw.Values.from_search("{AWS/EC2,InstanceId} x", "InstanceId"),
    )
)
d2.add_widgets(cw.TextWidget(markdown="c"))
d3 = cw.Dashboard(s, "D3", default_interval=Duration.days(7), widgets=[[al and cw.AlarmWidget(alarm=al)]])
CfnOutput(s, "o1", value=d2.dashboard_arn)
CfnOutput(s, "o2", value=d2.dashboard_name)
app.synth()
