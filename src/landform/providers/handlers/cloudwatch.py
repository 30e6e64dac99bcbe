"""Amazon CloudWatch."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Call,
    Const,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
    listed_tags,
    or_nothing,
)
from landform.providers.handlers.view import first
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

RECENT: Final = (
    "ActionConfiguration",
    "EvaluationCriteria",
    "EvaluationInterval",
    "EvaluationWindow",
    "WarmUpConfiguration",
)
"""Properties of alarms on queries, which moto does not keep."""

SAME: Final = (
    *RECENT,
    "ActionsEnabled",
    "AlarmActions",
    "AlarmDescription",
    "ComparisonOperator",
    "DatapointsToAlarm",
    "Dimensions",
    "EvaluateLowSampleCountPercentile",
    "EvaluationPeriods",
    "ExtendedStatistic",
    "InsufficientDataActions",
    "MetricName",
    "Metrics",
    "Namespace",
    "OKActions",
    "Period",
    "Statistic",
    "Threshold",
    "ThresholdMetricId",
    "TreatMissingData",
    "Unit",
)
"""Properties that PutMetricAlarm takes under the same name. It replaces the whole alarm."""


def _existing(work: Work) -> object:
    return first(work.call("DescribeAlarms", {"AlarmNames": [work.name]}).structures("MetricAlarms"))


ARN: Final = Text("arn:{partition}:cloudwatch:{region}:{account}:alarm:{physical_id}")

ALARM: Final = ResourceHandler(
    type_name="AWS::CloudWatch::Alarm",
    service="cloudwatch",
    name=NameRule(max_length=255),
    name_property="AlarmName",
    exists=Hook(function=_existing),
    create=Create(
        action=Call(
            "PutMetricAlarm", {"AlarmName": NAME, **{name: Prop(name) for name in SAME}, "Tags": TAGS}
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("DescribeAlarms", {"AlarmNames": IDS, "AlarmTypes": Const(["MetricAlarm"])}),
        at="MetricAlarms.0",
        properties={
            "AlarmName": Live("AlarmName"),
            **{name: Live(name, or_nothing) for name in SAME},
            "Tags": listed_tags("ListTagsForResource", "ResourceARN", Live("AlarmArn")),
        },
    ),
    update=(
        Update(
            properties=SAME,
            action=Call("PutMetricAlarm", {"AlarmName": ID, **{name: Prop(name) for name in SAME}}),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"ResourceARN": ARN, "Tags": TAGS}),
        remove=Call("UntagResource", {"ResourceARN": ARN, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteAlarms", {"AlarmNames": IDS}),
    reads_before_delete=True,
    attributes={"Arn": ARN},
    embedded_gaps=dict.fromkeys(RECENT, "Alarms on queries are accepted and not kept."),
)

HANDLERS: Final = (ALARM,)
