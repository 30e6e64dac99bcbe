"""Why a property changes."""

import pytest

from landform.ground.lookups import AvailabilityZones, Export, Facts, SsmParameter
from landform.plan.causes import expression_at, same_expression
from landform.plan.desired import desire
from landform.plan.model import Cause, CauseKind
from landform.plan.planner import make_plan
from landform.schema.catalog import load_catalog
from landform.template.model import Expression, Literal
from landform.template.parameters import resolve_parameters
from tests.unit.plan.stacks import PSEUDO, parsed, plan, prior, record

HELD = "Resources:\n  Held:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: %s}\n"
QUEUE = "  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {%s}\n"


def told(causes: tuple[Cause, ...]) -> list[tuple[str, str | None, str]]:
    return [(str(each.kind), each.entity, str(each.location)) for each in causes]


def causes_of_value(text: str, before: str | None, facts: Facts) -> list[tuple[str, str | None, str]]:
    """The causes of the change of Held's Value, which was "old"."""
    template = parsed(text)
    given = resolve_parameters(template, {}, {}, facts)
    found = desire(
        template, catalog=load_catalog(), pseudo=PSEUDO, parameters=given.values, facts=facts, tags={}
    )
    assert found.is_complete, found.diagnostics
    held = record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "old"})
    (step,) = make_plan(found.stack, prior(held, template=before), given.inputs).steps
    (change,) = step.changes
    return told(change.causes)


FACTS: Facts = {
    AvailabilityZones("us-east-1"): ["us-east-1a"],
    Export("shared"): "new",
    SsmParameter("/name"): "new",
}


@pytest.mark.parametrize(
    "value",
    [
        "!ImportValue shared",
        '!Join ["", !GetAZs ""]',
        '!Join ["", [a, !ImportValue shared]]',
        '!Sub ["${V}", {V: !ImportValue shared}]',
        "!Select [0, [!ImportValue shared]]",
        "!ToJsonString {a: {b: [!ImportValue shared]}}",
    ],
)
def test_a_value_from_outside_is_the_cause_when_the_template_stayed(value: str) -> None:
    text = HELD % value
    assert causes_of_value(text, text, facts=FACTS) == [("outside", None, "app.yaml:4:39")]


@pytest.mark.parametrize("value", ["!ImportValue shared", '!Join ["", [a]]', "new", '!Sub "${AWS::Region}"'])
def test_an_edit_of_the_template_is_the_cause_otherwise(value: str) -> None:
    assert causes_of_value(HELD % value, HELD % "old", facts=FACTS) == [("template", None, "app.yaml:4:39")]


def test_a_change_that_nothing_explains_is_an_edit() -> None:
    text = HELD % '!Join ["", [a]]'
    assert causes_of_value(text, text, facts={}) == [("template", None, "app.yaml:4:39")]
    assert causes_of_value(text, None, facts={}) == [("template", None, "app.yaml:4:39")]


def test_a_parameter_that_is_looked_up_changes_from_outside() -> None:
    head = "Parameters:\n  Name: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /name}\n"
    text = head + HELD % "!Ref Name"
    held = record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "old"})
    template = parsed(text)
    given = resolve_parameters(template, {}, {}, FACTS)
    stack = desire(
        template, catalog=load_catalog(), pseudo=PSEUDO, parameters=given.values, facts=FACTS, tags={}
    ).stack
    before = prior(held, template=text, parameters={"Name": "/name"})
    (step,) = make_plan(stack, before, given.inputs).steps
    assert told(step.changes[0].causes) == [("outside", None, "app.yaml:6:39")]


def test_a_parameter_and_an_edit_are_both_told_each_once() -> None:
    head = "Parameters: {Size: {Type: String}, Same: {Type: String}}\n"
    text = head + HELD % '!Sub "${Size}-${Size}-${Same}-x"'
    was = head + HELD % '!Sub "${Size}-${Size}-${Same}"'
    held = record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "1-1-s"})
    before = prior(held, template=was, parameters={"Size": "1", "Same": "s"})
    (step,) = plan(text, before, {"Size": "2", "Same": "s"}).steps
    assert told(step.changes[0].causes) == [
        ("parameter", "Size", "app.yaml:5:39"),
        ("template", None, "app.yaml:5:39"),
    ]


def test_without_the_template_before_an_edit_is_not_told_beside_a_parameter() -> None:
    text = "Parameters: {Size: {Type: String}}\n" + HELD % "!Ref Size"
    held = record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "1"})
    (step,) = plan(text, prior(held, parameters={"Size": "1"}), {"Size": "2"}).steps
    assert told(step.changes[0].causes) == [("parameter", "Size", "app.yaml:5:39")]


def test_a_removed_property_is_an_edit_at_its_resource() -> None:
    text = "Resources:\n" + QUEUE % "QueueName: q"
    queue = record("Queue", "AWS::SQS::Queue", "q", {"QueueName": "q", "DelaySeconds": 1})
    (step,) = plan(text, prior(queue, template=text)).steps
    (change,) = step.changes
    assert (change.path, change.kind, str(change.location)) == (("DelaySeconds",), "Remove", "app.yaml:2:3")
    assert told(change.causes) == [("template", None, "app.yaml:2:3")]


@pytest.mark.parametrize(("before", "kind"), [({"team": "a"}, "tags"), ({"team": "b"}, "template")])
def test_tags_are_the_cause_only_when_the_stack_s_tags_changed(before: dict[str, str], kind: str) -> None:
    text = "Resources:\n" + QUEUE % "QueueName: q"
    queue = record("Queue", "AWS::SQS::Queue", "q", {"QueueName": "q"})
    (step,) = plan(text, prior(queue, template=text, tags=before), tags={"team": "b"}).steps
    assert told(step.changes[0].causes) == [(kind, None, "app.yaml:2:3")]


CHAIN = (
    "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: %s, DelaySeconds: %s}\n"
    "  Held:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: !%s}\n"
)


@pytest.mark.parametrize(
    ("values", "use", "entity", "place"),
    [
        (("new", "1"), "Ref Queue", "Queue", "app.yaml:4:29"),
        (("new", "2"), "Ref Queue", "Queue", "app.yaml:4:29"),
        (("new", "1"), "GetAtt Queue.Arn", "Queue.Arn", "app.yaml:4:29"),
        (("old", "2"), "GetAtt Queue.DelaySeconds", "Queue.DelaySeconds", "app.yaml:4:48"),
    ],
)
def test_a_reference_leads_to_the_change_that_decides(
    values: tuple[str, str], use: str, entity: str, place: str
) -> None:
    queue = record("Queue", "AWS::SQS::Queue", "q", {"QueueName": "old", "DelaySeconds": 1})
    held = record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "1"})
    before = prior(queue, held, template=CHAIN % ("old", "1", use))
    step = plan(CHAIN % (*values, use), before).steps[-1]
    (cause,) = step.changes[0].causes
    kind = CauseKind.ATTRIBUTE if "." in entity else CauseKind.REFERENCE
    assert (step.logical_id, cause.kind, cause.entity) == ("Held", kind, entity)
    assert [str(each.location) for each in cause.because] == [place]


def test_a_reference_to_what_is_created_has_no_cause_of_its_own() -> None:
    held = record("Held", "AWS::SSM::Parameter", "held", {"Type": "String", "Value": "1"})
    text = CHAIN % ("new", "1", "Ref Queue")
    step = plan(text, prior(held, template=text)).steps[-1]
    (cause,) = step.changes[0].causes
    assert (cause.kind, cause.entity, cause.because) == (CauseKind.REFERENCE, "Queue", ())


def expression(text: str) -> Expression:
    return parsed(f"Resources:\n  Q:\n    Type: A::B::C\n    Properties: {text}\n").resources["Q"].properties


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("A", 1, "B"), "4:29"),
        (("A", 1), "4:25"),
        (("A", 0, "B"), "4:22"),
        (("A", 2), "4:21"),
        (("A", "B"), "4:21"),
        (("A", 1, "C"), "4:25"),
    ],
)
def test_the_deepest_expression_on_the_way_is_found(path: tuple[str | int, ...], place: str) -> None:
    found = expression_at(expression("{A: [1, {B: 2}]}"), path)
    assert found is not None
    assert str(found.location) == f"app.yaml:{place}"


def test_a_name_that_is_not_written_has_no_expression() -> None:
    assert expression_at(expression("{A: 1}"), ("B", "C")) is None


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("{A: [1, {B: !Ref Q}]}", "{  A:   [ 1, {  B: !Ref Q}]}", True),
        ("{A: 1}", "{A: 2}", False),
        ("{A: 1}", "{A: true}", False),
        ("{A: 1}", "{B: 1}", False),
        ("{A: 1}", "{A: 1, B: 2}", False),
        ("{A: [1]}", "{A: [1, 2]}", False),
        ("{A: [1, 2]}", "{A: [1, 3]}", False),
        ("{A: !Ref Q}", "{A: !GetAtt Q.Arn}", False),
        ("{A: !Join ['', [a]]}", "{A: !Join ['', [b]]}", False),
        ('{A: !Sub "${Q}x"}', '{A: !Sub "${Q}y"}', False),
    ],
)
def test_expressions_are_the_same_wherever_they_stand(first: str, second: str, is_same: bool) -> None:
    assert same_expression(expression(first), expression(second)) is is_same


def test_a_literal_is_no_expression_of_another_kind() -> None:
    one = expression("{A: 1}")
    assert not same_expression(one, Literal(location=one.location, path=one.path, value=1))
