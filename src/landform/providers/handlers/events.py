"""Amazon EventBridge rules."""

from collections.abc import Mapping
from typing import Final

from landform.providers.handlers.forms import respelt
from landform.providers.handlers.model import (
    NAME,
    REMOVED_TAGS,
    TAGS,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Update,
    from_json_text,
    json_text,
    listed_tags,
)
from landform.providers.handlers.view import View
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

DEFAULT_BUS: Final = "default"


def _rule_id(work: Work) -> str:
    """Ref is the rule's name, with its bus before it when that is not the default one.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
    """
    bus = _bus(work)
    return work.name if bus == DEFAULT_BUS else f"{bus}|{work.name}"


def _bus(work: Work) -> str:
    given = work.desired.text("EventBusName") or work.previous.text("EventBusName") or DEFAULT_BUS
    return given.rsplit("/", 1)[-1]


def _name(work: Work) -> str:
    return work.physical_id.rpartition("|")[2] if work.physical_id else work.name


def _arn(work: Work) -> str:
    bus = _bus(work)
    path = _name(work) if bus == DEFAULT_BUS else f"{bus}/{_name(work)}"
    return f"arn:{work.partition}:events:{work.region}:{work.account_id}:rule/{path}"


RULE_NAME: Final = Code(_name)
BUS: Final = Code(lambda work: None if _bus(work) == DEFAULT_BUS else _bus(work), reads=("EventBusName",))
ARN: Final = Code(_arn)


ECS_MEMBERS: Final = {
    "AwsVpcConfiguration": "awsvpcConfiguration",
    "Base": "base",
    "CapacityProvider": "capacityProvider",
    "Expression": "expression",
    "Field": "field",
    "PlacementStrategies": "PlacementStrategy",
    "TagList": "Tags",
    "Type": "type",
    "Weight": "weight",
}
"""Members of a target's EcsParameters, at any depth -> the service's words for them."""


def _respelt(target: View, words: Mapping[str, str]) -> dict[str, object]:
    tasks = target.structure("EcsParameters")
    return {**target, **({"EcsParameters": respelt(tasks, words)} if tasks else {})}


def _set_targets(work: Work) -> None:
    wanted = work.desired.by_name("Targets", "Id")
    before = work.previous.by_name("Targets", "Id")
    place = {"Rule": _name(work), "EventBusName": _bus(work)}
    gone = sorted(set(before) - set(wanted))
    if gone:
        work.call("RemoveTargets", {**place, "Ids": gone})
    new = [_respelt(target, ECS_MEMBERS) for name, target in wanted.items() if before.get(name) != target]
    if new:
        work.call("PutTargets", {**place, "Targets": new})


def _targets(work: Work) -> object:
    answer = work.call("ListTargetsByRule", {"Rule": _name(work), "EventBusName": _bus(work)})
    members = {word: name for name, word in ECS_MEMBERS.items()}
    return [_respelt(target, members) for target in answer.structures("Targets")] or None


def _existing(work: Work) -> object:
    return work.call("DescribeRule", {"Name": work.name, "EventBusName": _bus(work)})


def _delete(work: Work) -> None:
    place = {"Rule": _name(work), "EventBusName": _bus(work)}
    work.call("DescribeRule", {"Name": _name(work), "EventBusName": _bus(work)})
    found = work.call("ListTargetsByRule", place).by_name("Targets", "Id")
    if found:
        work.call("RemoveTargets", {**place, "Ids": list(found)})
    work.call("DeleteRule", {"Name": _name(work), "EventBusName": _bus(work)})


MEMBERS: Final = {
    "Description": Prop("Description"),
    "EventPattern": Prop("EventPattern", json_text),
    "RoleArn": Prop("RoleArn"),
    "ScheduleExpression": Prop("ScheduleExpression"),
    "State": Prop("State"),
}
"""PutRule replaces the whole rule, so what is left out goes back to its default."""

RULE: Final = ResourceHandler(
    type_name="AWS::Events::Rule",
    service="events",
    name=NameRule(max_length=64),
    name_property="Name",
    exists=Hook(function=_existing),
    create=Create(
        action=Call("PutRule", {"Name": NAME, "EventBusName": BUS, **MEMBERS, "Tags": TAGS}),
        physical_id=Code(_rule_id),
    ),
    read=Read(
        action=Call("DescribeRule", {"Name": RULE_NAME, "EventBusName": BUS}),
        properties={
            "Description": Live("Description"),
            "EventBusName": Live("EventBusName"),
            "EventPattern": Live("EventPattern", from_json_text),
            "Name": Live("Name"),
            "RoleArn": Live("RoleArn"),
            "ScheduleExpression": Live("ScheduleExpression"),
            "State": Live("State"),
            "Tags": listed_tags("ListTagsForResource", "ResourceARN", Code(_arn)),
            "Targets": Code(_targets),
        },
    ),
    update=(
        Update(
            properties=tuple(MEMBERS),
            action=Call("PutRule", {"Name": RULE_NAME, "EventBusName": BUS, **MEMBERS}),
        ),
        Update(
            properties=("Targets",),
            action=Hook(function=_set_targets, reads=("Targets",)),
            on_create=True,
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"ResourceARN": ARN, "Tags": TAGS}),
        remove=Call("UntagResource", {"ResourceARN": ARN, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Hook(function=_delete),
    attributes={"Arn": ARN, "RuleName": RULE_NAME},
    fixed={"EventBusName": "A rule stays on its bus."},
)

HANDLERS: Final = (RULE,)
