import datetime

from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam

app = App()
stack = Stack(app, "Plain")


def target(name, **options):
    given = {
        "service_namespace": scaling.ServiceNamespace.DYNAMODB,
        "resource_id": f"table/{name}",
        "scalable_dimension": "dynamodb:table:ReadCapacityUnits",
        "min_capacity": 1,
        "max_capacity": 10,
        **options,
    }
    return scaling.ScalableTarget(stack, name, **given)


table = target("Table")
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("application-autoscaling.amazonaws.com"))
for name in [
    "ECS",
    "ELASTIC_MAP_REDUCE",
    "EC2",
    "APPSTREAM",
    "RDS",
    "SAGEMAKER",
    "CUSTOM_RESOURCE",
    "LAMBDA",
    "COMPREHEND",
    "KAFKA",
    "ELASTICACHE",
    "NEPTUNE",
    "CASSANDRA",
    "WORKSPACES",
]:
    target(
        f"Of{name.title()}",
        service_namespace=getattr(scaling.ServiceNamespace, name),
        role=role,
        min_capacity=0,
    )
table.add_to_role_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
for index, metric in enumerate(sorted(scaling.PredefinedMetric.__members__)):
    table.scale_to_track_metric(
        f"Track{index}", target_value=0.5, predefined_metric=getattr(scaling.PredefinedMetric, metric)
    )
tracked = table.scale_to_track_metric(
    "TrackFull",
    target_value=50,
    predefined_metric=scaling.PredefinedMetric.ALB_REQUEST_COUNT_PER_TARGET,
    resource_label="label",
    disable_scale_in=True,
    policy_name="named",
    scale_in_cooldown=Duration.minutes(1),
    scale_out_cooldown=Duration.minutes(2),
)
metric = cw.Metric(
    namespace="App",
    metric_name="Use",
    dimensions_map={"b": "1", "a": "2"},
    statistic="max",
    unit=cw.Unit.PERCENT,
)
table.scale_to_track_metric("TrackCustom", target_value=5, custom_metric=metric)
table.scale_on_schedule(
    "Morning", schedule=scaling.Schedule.cron(hour="8", minute="0"), min_capacity=5, max_capacity=9
)
table.scale_on_schedule("Rate", schedule=scaling.Schedule.rate(Duration.hours(2)), max_capacity=9)
table.scale_on_schedule("RateOne", schedule=scaling.Schedule.rate(Duration.days(1)), min_capacity=0)
table.scale_on_schedule(
    "At",
    schedule=scaling.Schedule.at(datetime.datetime(2030, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)),
    min_capacity=1,
    start_time=datetime.datetime(2029, 1, 1, tzinfo=datetime.UTC),
    end_time=datetime.datetime(2031, 1, 1, 12, 30, tzinfo=datetime.UTC),
)
table.scale_on_schedule("Text", schedule=scaling.Schedule.expression("cron(0 1 * * ? *)"), min_capacity=1)
table.scale_on_schedule(
    "Week", schedule=scaling.Schedule.cron(week_day="MON", month="1", year="2030"), min_capacity=1
)
table.scale_on_schedule("Day", schedule=scaling.Schedule.cron(day="3"), min_capacity=1)
Step = scaling.ScalingInterval
table.scale_on_metric(
    "Steps",
    metric=metric,
    scaling_steps=[Step(upper=10, change=-1), Step(lower=50, change=1), Step(lower=70, change=3)],
)
table.scale_on_metric(
    "StepsFull",
    metric=metric.with_(statistic="min"),
    scaling_steps=[
        Step(lower=0, upper=20, change=10),
        Step(lower=20, upper=40, change=0),
        Step(lower=40, change=80),
        {"lower": 90, "change": 100},
    ],
    adjustment_type=scaling.AdjustmentType.EXACT_CAPACITY,
    cooldown=Duration.minutes(1),
    datapoints_to_alarm=2,
    evaluation_periods=3,
    metric_aggregation_type=scaling.MetricAggregationType.MAXIMUM,
)
table.scale_on_metric(
    "StepsPercent",
    metric=metric.with_(statistic="p50"),
    scaling_steps=[Step(lower=10, upper=20, change=10), Step(lower=20, change=20), Step(upper=5, change=-5)],
    adjustment_type=scaling.AdjustmentType.PERCENT_CHANGE_IN_CAPACITY,
    min_adjustment_magnitude=2,
)
table.scale_on_metric(
    "StepsUp",
    metric=metric,
    scaling_steps=[Step(lower=0, change=1), Step(lower=100, change=2), Step(lower=500, change=5)],
)
table.scale_on_metric(
    "StepsMath",
    metric=cw.MathExpression(expression="a * 2", using_metrics={"a": metric}),
    scaling_steps=[Step(upper=10, change=-1), Step(lower=50, change=1)],
)
action = scaling.StepScalingAction(
    stack,
    "Action",
    scaling_target=table,
    policy_name="by-hand",
    adjustment_type=scaling.AdjustmentType.CHANGE_IN_CAPACITY,
    cooldown=Duration.minutes(3),
    metric_aggregation_type=scaling.MetricAggregationType.MINIMUM,
    min_adjustment_magnitude=1,
)
action.add_adjustment(adjustment=1, lower_bound=0, upper_bound=5)
action.add_adjustment(adjustment=2, lower_bound=5)
scaling.StepScalingAction(stack, "Plain", scaling_target=table).add_adjustment(adjustment=1, upper_bound=3)
by_attributes = scaling.ScalableTarget.from_scalable_target_attributes(
    stack,
    "KnownAttributes",
    scalable_target_id="table/t|dynamodb:table:ReadCapacityUnits|dynamodb",
    scalable_dimension="dynamodb:table:ReadCapacityUnits",
    service_namespace="dynamodb",
)
known = scaling.ScalableTarget.from_scalable_target_id(stack, "Known", "known|x|y")
scaling.TargetTrackingScalingPolicy(
    stack,
    "OfKnown",
    scaling_target=by_attributes,
    target_value=1,
    predefined_metric=scaling.PredefinedMetric.DYNAMODB_READ_CAPACITY_UTILIZATION,
)
CfnOutput(stack, "Id", value=table.scalable_target_id)
CfnOutput(stack, "KnownId", value=known.scalable_target_id)
CfnOutput(stack, "Policy", value=tracked.scaling_policy_arn)
CfnOutput(stack, "ActionArn", value=action.scaling_policy_arn)
app.synth()
