"""Change records, AWS's or ours, told as a plan."""

import json
from typing import Any

import pytest

from landform.ground.statuses import DeletionPolicy
from landform.ground.values import ResourceReference, Unknown
from landform.plan.changes import change_records
from landform.plan.from_changes import plan_of
from landform.plan.model import CauseKind, Plan, Replacement, Step, StepAction
from tests.unit.plan.stacks import parsed, plan, prior, record

LATER = "{{changeSet:KNOWN_AFTER_APPLY}}"
TEMPLATE = parsed(
    "Parameters: {Size: {Type: String}}\n"
    "Resources:\n"
    "  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref Size}\n"
    "  Queue:\n    Type: AWS::SQS::Queue\n"
    "    Properties: {QueueName: !Sub '${Size}-${Topic.TopicName}', DelaySeconds: 1}\n"
    "  Other:\n    Type: AWS::SNS::Topic\n"
)


def told(*changes: dict[str, Any], template: Any = TEMPLATE) -> Plan:
    records = [
        {"Type": "Resource", "ResourceChange": {"ResourceType": "AWS::SQS::Queue", **each}}
        for each in changes
    ]
    return plan_of([*records, {"Type": "Hook"}], template)


def step_of(**change: Any) -> Step:
    return told({"LogicalResourceId": "Queue", **change}).steps[0]


def detail(source: str, name: str = "QueueName", entity: str | None = None, **target: str) -> dict[str, Any]:
    found = {"Target": {"Attribute": "Properties", "Name": name, **target}, "ChangeSource": source}
    return {**found, "CausingEntity": entity} if entity else found


@pytest.mark.parametrize(
    ("change", "action", "replacement"),
    [
        ({"Action": "Add"}, StepAction.CREATE, Replacement.NO),
        ({"Action": "Add", "Replacement": "True"}, StepAction.CREATE, Replacement.NO),
        ({"Action": "Import", "Replacement": "True"}, StepAction.IMPORT, Replacement.NO),
        ({"Action": "Modify"}, StepAction.UPDATE, Replacement.NO),
        ({"Action": "Modify", "Replacement": "False"}, StepAction.UPDATE, Replacement.NO),
        ({"Action": "Modify", "Replacement": "Conditional"}, StepAction.UPDATE, Replacement.MAY),
        ({"Action": "Modify", "Replacement": "True"}, StepAction.REPLACE, Replacement.YES),
        ({"Action": "Modify", "Replacement": "Else"}, StepAction.UPDATE, Replacement.NO),
        ({"Action": "Remove"}, StepAction.DELETE, Replacement.NO),
        ({"Action": "Remove", "PolicyAction": "Delete"}, StepAction.DELETE, Replacement.NO),
        ({"Action": "Remove", "PolicyAction": "Retain"}, StepAction.RETAIN, Replacement.NO),
    ],
)
def test_each_action_of_aws_is_one_of_a_plan(
    change: dict[str, Any], action: StepAction, replacement: Replacement
) -> None:
    step = step_of(**change)
    assert (step.action, step.replacement) == (action, replacement)


def test_a_step_has_what_its_record_says() -> None:
    step = step_of(
        Action="Remove",
        PhysicalResourceId="q-1",
        PolicyAction="Retain",
        BeforeContext=json.dumps({"Properties": {"A": [1, LATER], "B": {"C": LATER}}}),
        AfterContext="{broken",
    )
    unknown = Unknown((ResourceReference("the deployment"),))
    assert (step.logical_id, step.type_name, step.physical_id) == ("Queue", "AWS::SQS::Queue", "q-1")
    assert step.deletion_policy is DeletionPolicy.RETAIN
    assert step.before == {"A": [1, unknown], "B": {"C": unknown}}
    assert step.after == {}
    assert str(step.location) == "app.yaml:6:3"
    assert step_of(Action="Remove", PolicyAction="Delete").deletion_policy is DeletionPolicy.DELETE


@pytest.mark.parametrize("context", [None, "", "[]", '{"Properties": 3}', '{"Other": {}}'])
def test_a_context_without_properties_is_empty(context: str | None) -> None:
    assert step_of(Action="Add", AfterContext=context).after == {}


def test_what_no_record_names_is_unchanged() -> None:
    found = told({"LogicalResourceId": "Queue", "Action": "Add"})
    assert found.unchanged == ("Topic", "Other")
    assert told({"LogicalResourceId": "Queue", "Action": "Add"}, template=None).unchanged == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (None, Unknown(())),  # told without values
        ("plain", "plain"),
        (LATER, Unknown(())),
        ('["a", 1]', ["a", 1]),
        (json.dumps({"a": LATER}), {"a": Unknown((ResourceReference("the deployment"),))}),
        ("[not json]", "[not json]"),
        ("[open", "[open"),
        ("5", "5"),
    ],
)
def test_a_value_of_a_record_is_read(text: str | None, value: object) -> None:
    target = {"BeforeValue": text, "AfterValue": text} if text is not None else {}
    (change,) = step_of(Action="Modify", Details=[detail("DirectModification", **target)]).changes
    assert (change.before, change.after) == (value, value)


@pytest.mark.parametrize(
    ("target", "path", "place"),
    [
        ({"Path": "/Properties/QueueName"}, ("QueueName",), "app.yaml:8:29"),
        ({"Path": "/Properties/Tags/0/Value"}, ("Tags", 0, "Value"), "app.yaml:6:3"),
        ({}, ("QueueName",), "app.yaml:8:29"),
        ({"Name": ""}, ("",), "app.yaml:6:3"),
    ],
)
def test_the_path_of_a_change_is_read(target: dict[str, str], path: tuple[object, ...], place: str) -> None:
    named = {"Target": {"Attribute": "Properties", "Name": "QueueName", **target}}
    (change,) = step_of(Action="Modify", Details=[{**named, "ChangeSource": "DirectModification"}]).changes
    assert (change.path, str(change.location)) == (path, place)


def test_a_target_without_a_name_is_known_by_its_attribute() -> None:
    found = {"Target": {"Attribute": "Tags"}, "ChangeSource": "DirectModification"}
    (change,) = step_of(Action="Modify", Details=[found]).changes
    assert (change.path, change.kind, change.replacement) == (("Tags",), "Modify", Replacement.NO)
    (cause,) = change.causes
    assert (cause.kind, str(cause.location)) == (CauseKind.TAGS, "app.yaml:6:3")


@pytest.mark.parametrize(
    ("word", "replacement"),
    [("Always", Replacement.YES), ("Conditionally", Replacement.MAY), ("Never", Replacement.NO)],
)
def test_whether_a_change_recreates_is_read(word: str, replacement: Replacement) -> None:
    found = detail("DirectModification", RequiresRecreation=word, AttributeChangeType="Add")
    (change,) = step_of(Action="Modify", Details=[found]).changes
    assert (change.replacement, change.kind) == (replacement, "Add")


def test_details_of_one_path_are_the_causes_of_one_change() -> None:
    details = [
        detail("ParameterReference", entity="Size"),
        detail("ResourceAttribute", entity="Topic.TopicName"),
        detail("DirectModification"),
        detail("DirectModification", "DelaySeconds"),
    ]
    name, delay = step_of(Action="Modify", Details=details).changes
    assert [(each.kind, each.entity, str(each.location)) for each in name.causes] == [
        (CauseKind.PARAMETER, "Size", "app.yaml:8:29"),
        (CauseKind.ATTRIBUTE, "Topic.TopicName", "app.yaml:8:29"),
    ]
    assert [(each.kind, str(each.location)) for each in delay.causes] == [
        (CauseKind.TEMPLATE, "app.yaml:8:78")
    ]


def topic(replacement: str, *details: dict[str, Any]) -> dict[str, Any]:
    return {
        "LogicalResourceId": "Topic",
        "Action": "Modify",
        "Replacement": replacement,
        "Details": list(details),
    }


QUEUE = {
    "LogicalResourceId": "Queue",
    "Action": "Modify",
    "Details": [detail("ResourceAttribute", entity="Topic.TopicName")],
}
RENAMED = detail("ParameterReference", "TopicName", entity="Size", RequiresRecreation="Always")
SHOWN = detail("DirectModification", "DisplayName", RequiresRecreation="Never")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (topic("True", RENAMED, SHOWN), [(CauseKind.PARAMETER, "Size")]),
        (topic("Conditional", RENAMED, SHOWN), [(CauseKind.PARAMETER, "Size")]),
        (topic("False", RENAMED, SHOWN), [(CauseKind.PARAMETER, "Size")]),
        (topic("False", SHOWN), []),
        (topic("True", SHOWN), []),
    ],
)
def test_a_cause_leads_on_to_the_causes_of_the_resource_it_names(
    change: dict[str, Any], because: list[tuple[CauseKind, str]]
) -> None:
    found = told(change, QUEUE).steps[1].changes[0].causes[0]
    assert [(each.kind, each.entity) for each in found.because] == because


def test_a_parameter_that_is_named_like_a_resource_leads_nowhere() -> None:
    queue = {**QUEUE, "Details": [detail("ParameterReference", entity="Topic")]}
    assert told(topic("True", RENAMED), queue).steps[1].changes[0].causes[0].because == ()


def test_records_that_lead_in_a_circle_are_followed_eight_times() -> None:
    circle = topic(
        "True", detail("ResourceReference", "TopicName", entity="Topic", RequiresRecreation="Always")
    )
    (cause,) = told(circle).steps[0].changes[0].causes
    links = 0
    while cause.because:
        links += 1
        (cause,) = cause.because
    assert links == 8


def test_without_a_template_nothing_has_a_place() -> None:
    details = [detail("ResourceReference", entity="Topic"), detail("DirectModification", "Other")]
    change = {"LogicalResourceId": "Queue", "Action": "Modify", "Details": details}
    step = told(change, template=None).steps[0]
    assert step.location is None
    assert [each.location for each in step.changes] == [None, None]
    assert [each.causes[0].location for each in step.changes] == [None, None]


def test_our_own_records_tell_the_plan_that_made_them() -> None:
    text = (
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: new}\n"
        "  Held:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: !Ref Queue}\n"
    )
    before = prior(
        record("Queue", "AWS::SQS::Queue", "q", {"QueueName": "old"}),
        record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "q"}),
        template=text.replace("new", "old"),
    )
    planned = plan(text, before)
    found = plan_of(change_records(planned), parsed(text))
    assert [(each.logical_id, each.action) for each in found.steps] == [
        ("Queue", StepAction.REPLACE),
        ("Held", StepAction.UPDATE),
    ]
    (cause,) = found.steps[1].changes[0].causes
    assert (cause.kind, cause.entity, str(cause.location)) == (CauseKind.REFERENCE, "Queue", "app.yaml:7:39")
    assert [(each.kind, str(each.location)) for each in cause.because] == [
        (CauseKind.TEMPLATE, "app.yaml:4:29")
    ]
