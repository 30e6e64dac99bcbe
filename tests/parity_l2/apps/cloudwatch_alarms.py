from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam

app = App()
stack = Stack(app, "Plain", env={"account": "111122223333", "region": "us-east-1"})
open_stack = Stack(app, "Open")


class Action:
    def __init__(self, arn):
        self._arn = arn


plain = cw.Metric(namespace="App", metric_name="Errors")
full = cw.Metric(
    namespace="App",
    metric_name="Latency",
    dimensions_map={"Zone": "b", "Api": "a"},
    label="Latency of the API",
    color=cw.Color.RED,
    period=Duration.minutes(10),
    statistic="p99.9",
    unit=cw.Unit.MILLISECONDS,
)
first = cw.Alarm(stack, "First", metric=plain, threshold=1, evaluation_periods=2)
second = full.create_alarm(
    stack,
    "Second",
    threshold=0.5,
    evaluation_periods=5,
    datapoints_to_alarm=3,
    actions_enabled=False,
    alarm_description="Too slow",
    alarm_name="slow",
    comparison_operator=cw.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluate_low_sample_count_percentile="ignore",
    treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
)
for index, statistic in enumerate(
    ["sum", "n", "tm(10%:90%)", "IQM", "PR(:300)", "tc90", "wm98", "ts5", "min", "max", "Average", "p50"]
):
    plain.with_(statistic=statistic).create_alarm(
        stack, f"Statistic{index}", threshold=index, evaluation_periods=1
    )
cw.Alarm(
    stack,
    "OtherAccount",
    metric=plain.with_(account="999999999999", statistic=cw.Stats.MAXIMUM, unit=cw.Unit.COUNT),
    threshold=1,
    evaluation_periods=1,
)
cw.Alarm(stack, "SameAccount", metric=plain.with_(account="111122223333"), threshold=1, evaluation_periods=1)
cw.Alarm(stack, "SameRegion", metric=plain.with_(region="us-east-1"), threshold=1, evaluation_periods=1)
cw.Alarm(open_stack, "Account", metric=plain.with_(account="999999999999"), threshold=1, evaluation_periods=1)
cw.Alarm(open_stack, "Region", metric=plain.with_(region="us-west-2"), threshold=1, evaluation_periods=1)
cw.Alarm(open_stack, "Attached", metric=plain.attach_to(stack), threshold=1, evaluation_periods=1)
cw.Alarm(stack, "AttachedHere", metric=plain.attach_to(stack), threshold=1, evaluation_periods=1)
cw.Alarm(stack, "AttachedOpen", metric=plain.attach_to(open_stack), threshold=1, evaluation_periods=1)
cw.Alarm(
    stack, "Labelled", metric=plain.with_(label="Named", color="#123456"), threshold=1, evaluation_periods=1
)
cw.Alarm(stack, "WithId", metric=plain.with_(id="m9", visible=False), threshold=1, evaluation_periods=1)
rate = cw.MathExpression(
    expression="errors / latency",
    using_metrics={"errors": plain, "latency": full},
    label="Rate",
    period=Duration.minutes(1),
)
math = rate.create_alarm(stack, "Math", threshold=0.1, evaluation_periods=1)
nested = cw.MathExpression(
    expression="rate * 100 + other",
    using_metrics={
        "rate": rate,
        "other": cw.Metric(namespace="App", metric_name="Other", account="999999999999"),
    },
)
cw.Alarm(
    stack,
    "Nested",
    metric=nested,
    threshold=10,
    evaluation_periods=1,
    comparison_operator=cw.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
)
cw.Alarm(
    stack,
    "Unnamed",
    metric=cw.MathExpression(expression="SUM(METRICS())", using_metrics={"one": plain, "two": plain}),
    threshold=10,
    evaluation_periods=1,
)
cw.AnomalyDetectionAlarm(stack, "Anomaly", metric=full, evaluation_periods=3)
cw.AnomalyDetectionAlarm(
    stack,
    "AnomalyFull",
    metric=plain,
    evaluation_periods=3,
    std_devs=4.5,
    datapoints_to_alarm=2,
    alarm_name="odd",
    alarm_description="Odd",
    actions_enabled=True,
    comparison_operator=cw.ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
    treat_missing_data=cw.TreatMissingData.IGNORE,
)
cw.AnomalyDetectionAlarm(stack, "AnomalyMath", metric=rate, evaluation_periods=1)
cw.Alarm(
    stack,
    "AnomalyByHand",
    metric=cw.Metric.anomaly_detection_for(
        metric=plain, std_devs=3, label="Band", period=Duration.minutes(2)
    ),
    threshold=cw.Alarm.ANOMALY_DETECTION_NO_THRESHOLD,
    evaluation_periods=1,
    comparison_operator=cw.ComparisonOperator.LESS_THAN_LOWER_THRESHOLD,
)
known = cw.Alarm.from_alarm_arn(stack, "Known", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:known")
named = cw.Alarm.from_alarm_name(stack, "Named", "by-name")
composite_known = cw.CompositeAlarm.from_composite_alarm_name(stack, "KnownComposite", "whole")
composite_arn = cw.CompositeAlarm.from_composite_alarm_arn(
    stack, "KnownCompositeArn", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:entire"
)
rule = cw.AlarmRule.any_of(
    cw.AlarmRule.all_of(
        cw.AlarmRule.from_alarm(first, cw.AlarmState.OK),
        second,
        cw.AlarmRule.not_(cw.AlarmRule.from_boolean(False)),
    ),
    cw.AlarmRule.from_alarm(known, cw.AlarmState.INSUFFICIENT_DATA),
    cw.AlarmRule.from_string("TRUE"),
    named,
    cw.AlarmRule.at_least(
        cw.AlarmState.ALARM, operands=[first, second, math], threshold=cw.AtLeastThreshold.count(2)
    ),
    cw.AlarmRule.at_least_not(
        cw.AlarmState.OK, operands=[first, second], threshold=cw.AtLeastThreshold.percentage(50)
    ),
)
composite = cw.CompositeAlarm(stack, "Composite", alarm_rule=rule)
cw.CompositeAlarm(
    stack,
    "CompositeFull",
    alarm_rule=composite,
    actions_enabled=False,
    alarm_description="All of it",
    composite_alarm_name="all",
    actions_suppressor=first,
    actions_suppressor_extension_period=Duration.minutes(2),
    actions_suppressor_wait_period=Duration.minutes(3),
)
cw.CompositeAlarm(stack, "Suppressed", alarm_rule=composite_known, actions_suppressor=second)
cw.PromQLAlarm(
    stack,
    "Prom",
    query="up == 0",
    evaluation_interval=Duration.minutes(1),
    pending_period=Duration.minutes(2),
    recovery_period=Duration.minutes(3),
    alarm_name="prom",
    alarm_description="Down",
    actions_enabled=True,
)
prom = cw.PromQLAlarm(stack, "PromPlain", query="up == 0", evaluation_interval=Duration.seconds(10))
known_prom = cw.PromQLAlarm.from_prom_ql_alarm_name(stack, "KnownProm", "prom")
prom_arn = cw.PromQLAlarm.from_prom_ql_alarm_arn(
    stack, "KnownPromArn", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:prom"
)
at = cw.CalendarDateTime(year=2027, month=1, day=2, hour=3, minute=4)
mute = first.add_alarm_mute_rule(
    "Night", duration=Duration.hours(8), schedule=cw.ScheduleExpression.cron(minute="0", hour="22")
)
mute.add_alarm(second)
cw.AlarmMuteRule(
    stack,
    "Mute",
    duration=Duration.days(1),
    schedule=cw.ScheduleExpression.at(at),
    alarm_mute_rule_name="holiday",
    description="Nobody is here",
    start=at,
    expire=cw.CalendarDateTime(year=2028, month=11, day=12, hour=13, minute=14),
    tags={"b": "2", "a": "1"},
    alarms=[first, composite],
)
cw.AlarmMuteRule(
    stack,
    "Empty",
    duration=Duration.minutes(90),
    schedule=cw.ScheduleExpression.cron(minute="5", week_day="MON", month="2"),
)
known_mute = cw.AlarmMuteRule.from_alarm_mute_rule_arn(
    stack, "KnownMute", "arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:quiet"
)
named_mute = cw.AlarmMuteRule.from_alarm_mute_rule_name(stack, "NamedMute", "quiet")
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
cw.Metric.grant_put_metric_data(role)
for name, value in {
    "Arn": first.alarm_arn,
    "Name": second.alarm_name,
    "CompositeArn": composite.alarm_arn,
    "CompositeName": composite.alarm_name,
    "KnownArn": known.alarm_arn,
    "KnownName": known.alarm_name,
    "NamedArn": named.alarm_arn,
    "NamedName": named.alarm_name,
    "KnownCompositeArn": composite_known.alarm_arn,
    "KnownCompositeName": composite_arn.alarm_name,
    "PromArn": prom.alarm_arn,
    "PromName": prom.alarm_name,
    "KnownPromArn": known_prom.alarm_arn,
    "KnownPromName": prom_arn.alarm_name,
    "MuteArn": mute.alarm_mute_rule_arn,
    "MuteName": mute.alarm_mute_rule_name,
    "KnownMuteName": known_mute.alarm_mute_rule_name,
    "NamedMuteArn": named_mute.alarm_mute_rule_arn,
    "Rule": second.render_alarm_rule(),
    "Label": full.with_(label="other").label,
    "Dimension": full.dimensions["Api"],
    "Text": first.to_annotation().label,
    "Text2": math.to_annotation().label,
    "Stats": " ".join(
        [
            cw.Stats.SUM,
            cw.Stats.p(99),
            cw.Stats.percentile(99.95),
            cw.Stats.pr(10),
            cw.Stats.percentile_rank(10, 20),
            cw.Stats.tm(10),
            cw.Stats.trimmed_mean(10, 90.5),
            cw.Stats.tc(10),
            cw.Stats.trimmed_count(10, 90),
            cw.Stats.ts(5),
            cw.Stats.trimmed_sum(5, 9),
            cw.Stats.wm(4),
            cw.Stats.winsorized_mean(4, 6),
        ]
    ),
}.items():
    CfnOutput(stack, f"Out{name}", value=value)
app.synth()
