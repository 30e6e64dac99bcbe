"""The mistakes a plan finds, with the words it finds for them."""

import pytest

from landform.ground.diagnostics import render
from landform.plan.desired import desire
from landform.plan.diagnose import diagnose_template
from landform.plan.planner import PriorStack, make_plan
from landform.schema.catalog import load_catalog
from landform.schema.check import Checker
from tests.unit.plan.stacks import PSEUDO, desired, parsed, record

QUEUE = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n"

CASES: dict[str, tuple[str, str]] = {
    "an unknown type": (
        "Resources:\n  Jobs:\n    Type: AWS::SQS::Quue\n",
        "error: LF2001 Unknown resource type\n"
        "  at app.yaml:3:11 Resources.Jobs.Type\n"
        '  There is no resource type "AWS::SQS::Quue". Did you mean "AWS::SQS::Queue"?',
    ),
    "an unknown property": (
        QUEUE + "    Properties: {QueName: a}\n",
        "error: LF2002 Unknown property\n"
        "  at app.yaml:4:18 Resources.Jobs.Properties.QueName\n"
        '  AWS::SQS::Queue has no property "QueName". Did you mean "QueueName"?',
    ),
    "a missing property": (
        "Resources:\n  Held:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String}\n",
        "error: LF2003 Missing property\n"
        "  at app.yaml:4:17 Resources.Held.Properties.Value\n"
        '  AWS::SSM::Parameter needs the property "Value", which is not given. Add it.',
    ),
    "a value of the wrong type": (
        QUEUE + "    Properties: {DelaySeconds: soon}\n",
        "error: LF2004 Value of the wrong type\n"
        "  at app.yaml:4:18 Resources.Jobs.Properties.DelaySeconds\n"
        '  "DelaySeconds" of AWS::SQS::Queue: "soon" is not of type "integer".',
    ),
    "a value outside its words": (
        "Resources:\n  Held:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: Text, Value: a}\n",
        "error: LF2005 Invalid value\n"
        "  at app.yaml:4:18 Resources.Held.Properties.Type\n"
        '  "Type" of AWS::SSM::Parameter: "Text" is not one of "String" or "StringList".',
    ),
    "a property that the service sets": (
        QUEUE + "    Properties: {Arn: mine}\n",
        "error: LF2006 Property set by the service\n"
        "  at app.yaml:4:18 Resources.Jobs.Properties.Arn\n"
        '  "Arn" of AWS::SQS::Queue: The property "Arn" is set by the service and cannot be given.',
    ),
    "properties that do not go together": (
        "Resources:\n  Net:\n    Type: AWS::EC2::VPC\n",
        "error: LF2007 Properties that do not go together\n",
    ),
    "an unknown attribute": (
        QUEUE + "Outputs:\n  Url: {Value: !GetAtt Jobs.Adress}\n",
        "error: LF2008 Unknown attribute\n"
        "  at app.yaml:5:16 Outputs.Url.Value\n"
        '  "Jobs" has no attribute "Adress", so this value can never be resolved.',
    ),
    "a policy word that is none": (
        "Parameters: {Word: {Type: String, Default: Perhaps}}\n"
        + QUEUE
        + "    DeletionPolicy: !Ref Word\nTransform: AWS::LanguageExtensions\n",
        "error: LF2107 Invalid deletion policy\n"
        "  at app.yaml:5:21 Resources.Jobs.DeletionPolicy\n"
        '  The policy evaluates to "Perhaps", which is none of Delete, Retain, RetainExceptOnCreate, '
        "Snapshot. Give one of these words.",
    ),
    "a creation policy that cannot be read": (
        "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n"
        "    CreationPolicy: {ResourceSignal: {Timeout: PT13H}}\n",
        "error: LF2114 Invalid creation policy\n"
        "  at app.yaml:4:21 Resources.Server.CreationPolicy\n"
        '  The CreationPolicy of "Server" cannot be read: Timeout is "PT13H". It must be an ISO 8601 '
        "duration in the form PT#H#M#S, at most PT12H.",
    ),
    "a creation policy of a type that waits for nothing": (
        QUEUE + "    CreationPolicy: {ResourceSignal: {Count: 1}}\n",
        "warning: LF2115 Creation policy without effect\n"
        "  at app.yaml:4:21 Resources.Jobs.CreationPolicy\n"
        '  "Jobs" is of type AWS::SQS::Queue, which waits for no signals.',
    ),
    "a reference to a resource that is not deployed": (
        "Conditions: {Never: !Equals [a, b]}\n"
        + QUEUE
        + "    Condition: Never\n  Held:\n    Type: AWS::SSM::Parameter\n"
        "    Properties: {Type: String, Value: !Ref Jobs}\n",
        "error: LF2110 Reference to a resource that is not deployed\n"
        "  at app.yaml:8:39 Resources.Held.Properties.Value\n"
        "  Template format error: Unresolved resource dependencies [Jobs] in the Resources block of the "
        "template\n"
        "  Their conditions are false. Use Fn::If with the same condition around the reference, or give what "
        "refers to them that condition too.",
    ),
    "an output that is a list": (
        QUEUE + "Outputs:\n  Zones: {Value: !GetAZs ''}\n",
        "error: LF2111 Output is no text\n"
        "  at app.yaml:5:18 Outputs.Zones.Value\n"
        "  Template format error: The Value field of every Outputs member must evaluate to a String.\n"
        '  The output "Zones" evaluates to a list or a mapping. Use Fn::Join for a list and Fn::ToJsonString '
        "for a mapping.",
    ),
}


@pytest.mark.parametrize("kind", list(CASES))
def test_a_mistake_is_told_where_it_is(kind: str) -> None:
    text, expected = CASES[kind]
    found = diagnose_template(
        text,
        file="app.yaml",
        catalog=load_catalog(),
        checker=Checker(),
        limits=None,
        parameters={},
        pseudo=PSEUDO,
    ).diagnostics
    told = [render(each) for each in found if each.code.startswith("LF2")]
    assert len(told) == 1
    assert told[0].startswith(expected), told[0]


def test_a_branch_that_is_not_taken_may_refer_to_what_is_not_deployed() -> None:
    stack = desired(
        "Conditions: {Never: !Equals [a, b]}\n"
        + QUEUE
        + "    Condition: Never\n  Held:\n    Type: AWS::SSM::Parameter\n    DependsOn: Jobs\n"
        "    Properties: {Type: String, Value: !If [Never, !Ref Jobs, none]}\n"
    )
    assert list(stack.resources) == ["Held"]


def test_a_resource_cannot_become_another_type() -> None:
    stack = desired("Resources:\n  Jobs:\n    Type: AWS::SNS::Topic\n")
    prior = PriorStack(resources={"Jobs": record("Jobs", "AWS::SQS::Queue", "jobs")})
    found = make_plan(stack, prior, {}).diagnostics
    assert [render(each) for each in found] == [
        "error: LF2108 Resource type changed\n"
        "  at app.yaml:3:11 Resources.Jobs.Type\n"
        "  Update of resource type is not permitted. The new template modifies resource type of the "
        "following resources: [Jobs]\n"
        '  "Jobs" is deployed as AWS::SQS::Queue and cannot become AWS::SNS::Topic. Give the new resource '
        "another logical id."
    ]


def test_a_type_without_snapshots_takes_no_snapshot_policy() -> None:
    stack = desired(QUEUE + "    UpdateReplacePolicy: Snapshot\n")
    found = make_plan(stack, PriorStack(), {}).diagnostics
    assert [render(each) for each in found] == [
        "error: LF2109 Snapshot of a type that has none\n"
        "  at app.yaml:2:3 Resources.Jobs.UpdateReplacePolicy\n"
        '  AWS::SQS::Queue has no snapshots, so UpdateReplacePolicy Snapshot would delete "Jobs" without '
        "keeping its data. Use Retain, or Delete if the data may go."
    ]


def test_a_broken_rule_is_a_mistake_of_the_stack() -> None:
    text = (
        "Rules:\n  Always:\n    Assertions:\n      - {Assert: !Equals [a, b], AssertDescription: a is b}\n"
        + QUEUE
    )
    found = desire(parsed(text), catalog=load_catalog(), pseudo=PSEUDO, parameters={}, facts={}, tags={})
    assert not found.is_complete
    assert [each.detail for each in found.diagnostics] == ['The rule "Always" is broken: a is b']


def test_mistakes_are_told_once_in_the_order_of_the_file() -> None:
    text = (
        "Resources:\n  B:\n    Type: AWS::SQS::Queue\n    Properties: {Nmae: a, DelaySeconds: soon}\n"
        "  A:\n    Type: AWS::SQS::Quue\nOutputs:\n  O: {Value: !Ref Nobody}\n"
    )
    found = diagnose_template(
        text,
        file="app.yaml",
        catalog=load_catalog(),
        checker=Checker(),
        limits=None,
        parameters={"None": "x"},
        pseudo=PSEUDO,
    ).diagnostics
    assert [(each.code, str(each.location)) for each in found] == [
        ("LF2002", "app.yaml:4:18"),
        ("LF2004", "app.yaml:4:27"),
        ("LF2001", "app.yaml:6:11"),
        ("LF1101", "app.yaml:8:14"),
        ("LF1306", "None"),
    ]
