"""Steps, what is known of resources meanwhile, and what changes beside the properties."""

from dataclasses import replace

import pytest

from landform.ground.records import OutputRecord
from landform.ground.statuses import DeletionPolicy
from landform.ground.values import NO_VALUE, ResourceReference, Secret, Unknown, Value
from landform.plan.desired import text_of
from landform.plan.graph import topological_order
from landform.plan.model import OutputChange, StepAction
from landform.plan.planner import PriorStack, make_plan
from tests.unit.plan.stacks import desired, plan, prior, record

QUEUE = "  Queue:\n    Type: AWS::SQS::Queue\n"
HELD = "  Held:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: %s}\n"
OUTPUT = "Outputs:\n  Out: {Value: %s}\n"


def value_of(text: str, before: PriorStack) -> Value:
    """What the plan says that the output Out will be."""
    (output,) = plan(text, before).outputs
    return output.after


NESTED = "  Site:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: %s}\n"


@pytest.mark.parametrize(
    ("text", "use", "expected"),
    [
        pytest.param(QUEUE, "!Ref Queue", "url", id="Ref of what stays"),
        pytest.param(QUEUE, "!GetAtt Queue.Arn", "arn:q", id="an attribute of what stays"),
        pytest.param(QUEUE, "!GetAtt Queue.DelaySeconds", "1", id="an attribute that is a property"),
        pytest.param(
            QUEUE,
            "!GetAtt Queue.QueueName",
            Unknown((ResourceReference("Queue", "QueueName"),)),
            id="an attribute that nobody knows",
        ),
        pytest.param(
            QUEUE.replace("Queue:", "New:", 1),
            "!Ref New",
            Unknown((ResourceReference("New"),)),
            id="Ref of what is created",
        ),
        pytest.param(
            QUEUE.replace("Queue:", "New:", 1),
            "!GetAtt New.Arn",
            Unknown((ResourceReference("New", "Arn"),)),
            id="an attribute of what is created",
        ),
        pytest.param(
            QUEUE + "    Properties: {DelaySeconds: 9}\n",
            "!GetAtt Queue.DelaySeconds",
            "9",
            id="an attribute that is a property that changes",
        ),
        pytest.param(
            QUEUE + "    Properties: {DelaySeconds: 9}\n",
            "!GetAtt Queue.Arn",
            "arn:q",
            id="an attribute that an update leaves alone",
        ),
        pytest.param(
            QUEUE + "    Properties: {DelaySeconds: 9, QueueName: new}\n",
            "!GetAtt Queue.DelaySeconds",
            Unknown((ResourceReference("Queue", "DelaySeconds"),)),
            id="an attribute of what is replaced",
        ),
        pytest.param(
            NESTED % "new",
            "!GetAtt Site.Outputs.Url",
            Unknown((ResourceReference("Site", "Outputs.Url"),)),
            id="an attribute that any update may change",
        ),
        pytest.param(NESTED % "old", "!GetAtt Site.Outputs.Url", "here", id="the same while nothing changes"),
    ],
)
def test_a_plan_knows_what_a_reference_will_give(text: str, use: str, expected: Value) -> None:
    queue = record("Queue", "AWS::SQS::Queue", "url", {"DelaySeconds": 1}, {"Arn": "arn:q"})
    site = record(
        "Site", "AWS::CloudFormation::Stack", "arn:site", {"TemplateURL": "old"}, {"Outputs.Url": "here"}
    )
    same = "    Properties: {DelaySeconds: 1}\n" if text == QUEUE else ""
    assert value_of(f"Resources:\n{text}{same}{OUTPUT % use}", prior(queue, site)) == expected


def test_a_resource_without_a_physical_id_is_created() -> None:
    before = prior(replace(record("Queue", "AWS::SQS::Queue", "q"), physical_id=None))
    assert [each.action for each in plan(f"Resources:\n{QUEUE}", before).steps] == [StepAction.CREATE]


def test_what_exists_is_imported_instead_of_created() -> None:
    stack = desired(f"Resources:\n{QUEUE}{HELD % '!Ref Queue'}")
    imported, created = make_plan(stack, PriorStack(), {}, {"Queue": "q-9"}).steps
    assert (imported.action, imported.physical_id) == (StepAction.IMPORT, "q-9")
    assert (created.action, created.physical_id) == (StepAction.CREATE, None)
    assert created.after["Value"] == Unknown((ResourceReference("Queue"),))


def test_a_step_has_what_the_declaration_and_the_record_say() -> None:
    text = (
        f"Resources:\n{HELD % 'new'}    DependsOn: Queue\n    DeletionPolicy: Retain\n"
        f"    UpdateReplacePolicy: Retain\n{QUEUE}"
    )
    old = {"Type": "String", "Value": "old"}
    queue = record("Queue", "AWS::SQS::Queue", "q")
    held = record("Held", "AWS::SSM::Parameter", "held", old, depends_on=("Queue",))
    gone = record("Gone", "AWS::SQS::Queue", "g", {"DelaySeconds": 1}, depends_on=("Queue",))
    updated, removed = plan(text, prior(queue, held, gone)).steps
    assert (updated.logical_id, updated.physical_id, updated.depends_on) == ("Held", "held", ("Queue",))
    assert (updated.before, updated.after) == (old, {"Type": "String", "Value": "new"})
    assert updated.deletion_policy is updated.update_replace_policy is DeletionPolicy.RETAIN
    assert str(updated.location) == "app.yaml:2:3"
    assert (removed.logical_id, removed.action, removed.physical_id) == ("Gone", StepAction.DELETE, "g")
    assert (removed.before, removed.depends_on) == ({"DelaySeconds": 1}, ("Queue",))


@pytest.mark.parametrize(
    ("policy", "action"),
    [
        (DeletionPolicy.DELETE, StepAction.DELETE),
        (DeletionPolicy.SNAPSHOT, StepAction.DELETE),
        (DeletionPolicy.RETAIN, StepAction.RETAIN),
        (DeletionPolicy.RETAIN_EXCEPT_ON_CREATE, StepAction.RETAIN),
    ],
)
def test_what_leaves_the_stack_is_deleted_or_kept(policy: DeletionPolicy, action: StepAction) -> None:
    before = prior(record("Gone", "AWS::SQS::Queue", "g", deletion_policy=policy))
    steps = plan(f"Resources:\n{QUEUE}", before).steps
    assert [each.action for each in steps if each.logical_id == "Gone"] == [action]


@pytest.mark.parametrize(
    "aside",
    ["Metadata: {a: b}", "DeletionPolicy: Retain", "UpdateReplacePolicy: Retain", "DependsOn: Other"],
)
def test_what_changes_beside_the_properties_is_no_step(aside: str) -> None:
    text = f"Resources:\n{QUEUE}    {aside}\n{QUEUE.replace('Queue:', 'Other:', 1)}"
    before = prior(record("Queue", "AWS::SQS::Queue", "q"), record("Other", "AWS::SQS::Queue", "o"))
    found = plan(text, before)
    assert (found.steps, sorted(found.unchanged)) == ((), ["Other", "Queue"])
    assert found.attribute_changes == ("Queue",)


def test_an_edited_resource_is_updated_although_no_property_differs() -> None:
    text = f"Resources:\n{QUEUE}"
    before = replace(prior(record("Queue", "AWS::SQS::Queue", "q")), edited=frozenset({"Queue"}))
    (step,) = plan(text, before).steps
    assert (step.action, step.changes) == (StepAction.UPDATE, ())


@pytest.mark.parametrize(
    ("output", "old", "expected"),
    [
        ("{Value: x}", None, OutputChange(name="Out", before=None, after="x")),
        ("{Value: x}", OutputRecord(key="Out", value="x"), None),
        ("{Value: y}", OutputRecord(key="Out", value="x"), OutputChange(name="Out", before="x", after="y")),
        ("{Value: true}", OutputRecord(key="Out", value="true"), None),
        (
            "{Value: x, Export: {Name: e}}",
            OutputRecord(key="Out", value="x"),
            OutputChange(name="Out", before="x", after="x"),
        ),
        ("{Value: x, Export: {Name: e}}", OutputRecord(key="Out", value="x", export_name="e"), None),
        (
            "{Value: x, Condition: Never}",
            OutputRecord(key="Out", value="x"),
            OutputChange(name="Out", before="x", after=None),
        ),
        ("{Value: x, Condition: Never}", None, None),
    ],
)
def test_an_output_changes_with_its_value_or_export(
    output: str, old: OutputRecord | None, expected: OutputChange | None
) -> None:
    text = f"Conditions: {{Never: !Equals [a, b]}}\nResources:\n{QUEUE}Outputs:\n  Out: {output}\n"
    before = prior(record("Queue", "AWS::SQS::Queue", "q"), outputs=(old,) if old else ())
    assert plan(text, before).outputs == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("needs", "order"),
    [
        ({"A": ["B"], "B": [], "C": []}, ["B", "C", "A"]),
        ({"A": ["B", "C"], "B": ["C"], "C": []}, ["C", "B", "A"]),
        ({"A": ["Outside"], "B": ["A"]}, ["A", "B"]),
        ({"A": ["B"], "B": ["A"], "C": ["A"], "D": []}, ["D"]),
        ({}, []),
    ],
)
def test_names_follow_what_they_need(needs: dict[str, list[str]], order: list[str]) -> None:
    assert topological_order(needs) == order


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (NO_VALUE, ""),
        (["a", 1, [True, None]], "a,1,true,"),
        ([], ""),
    ],
)
def test_an_output_is_kept_as_text(value: Value, text: str) -> None:
    assert text_of(value) == text
    assert not isinstance(text_of(value), Secret)


def test_an_output_that_holds_a_secret_is_one() -> None:
    assert text_of(Secret("hush")) == "hush"
    assert text_of(["a", Secret("hush")]) == "a,hush"
    assert isinstance(text_of(Secret("hush")), Secret)
    assert isinstance(text_of(["a", Secret("hush")]), Secret)
