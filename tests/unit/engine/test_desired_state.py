"""What the deployment asks of the template and the catalog, and when exports stand in its way."""

import pytest

from landform.deploy.spec import Adoption, ChangeKind, ChangeVerdict, DesiredFailure, SignalWait
from landform.engine.desired_state import (
    CatalogTypeRules,
    TakenExports,
    TemplateDesiredState,
    duplicate_export,
    export_refusal,
    listed,
)
from landform.engine.prepare import parsed_template, pseudo_parameters
from landform.engine.requests import Place
from landform.ground.records import OutputRecord
from landform.ground.values import ResourceReference, Unknown, Value
from landform.plan.desired import desire
from landform.schema.catalog import load_catalog

RULES = CatalogTypeRules(load_catalog())
QUEUE, UNKNOWN_TYPE = "AWS::SQS::Queue", "Nobody::Has::This"
NOBODY = TakenExports(owners={}, users={}, values={})


@pytest.mark.parametrize(
    ("names", "told"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_names_are_listed_as_aws_does(names: tuple[str, ...], told: str) -> None:
    assert listed((*names,) or ("",)) == told


def test_two_outputs_may_not_export_the_same_name() -> None:
    outputs = [
        OutputRecord(key="A", value="1", export_name="url"),
        OutputRecord(key="B", value="2"),
        OutputRecord(key="C", value="3"),
        OutputRecord(key="D", value="1", export_name="url"),
    ]
    assert duplicate_export(outputs[:3]) is None
    assert duplicate_export(outputs) == (
        "Export names have to be unique: the outputs A and D both export url."
    )


USED = TakenExports(
    owners={"theirs": "other"}, users={"mine": ("x", "y"), "unused": ()}, values={"mine": "1", "unused": "2"}
)
UNKNOWN = Unknown((ResourceReference("A"),))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        pytest.param({"mine": "1"}, None, id="as it was"),
        pytest.param({"mine": "1", None: "2", "new": "3"}, None, id="beside others"),
        pytest.param({"mine": UNKNOWN}, None, id="not known yet"),
        pytest.param(
            {"mine": "2"}, "Export mine cannot be updated as it is in use by x and y", id="another value"
        ),
        pytest.param({}, "Export mine cannot be deleted as it is in use by x and y", id="gone"),
        pytest.param(
            {"mine": "1", "theirs": "1"},
            "Export with name theirs is already exported by stack other.",
            id="another stack's",
        ),
    ],
)
def test_an_export_that_others_have_or_use_stays_as_it_is(
    wanted: dict[str | None, Value], told: str | None
) -> None:
    assert export_refusal(wanted, USED) == told


SAME = ChangeVerdict(kind=ChangeKind.NONE)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param(
            {"DelaySeconds": 1}, {"DelaySeconds": 1}, ChangeVerdict(kind=ChangeKind.NONE), id="same"
        ),
        pytest.param(
            {"DelaySeconds": 1}, {"DelaySeconds": 2}, ChangeVerdict(kind=ChangeKind.UPDATE), id="in place"
        ),
        pytest.param(
            {"QueueName": "a", "DelaySeconds": 1},
            {"QueueName": "b", "DelaySeconds": 2},
            ChangeVerdict(kind=ChangeKind.REPLACE, immutable_paths=("QueueName",)),
            id="create-only",
        ),
    ],
)
def test_a_change_is_judged_by_the_schema(
    before: dict[str, Value], after: dict[str, Value], verdict: ChangeVerdict
) -> None:
    assert RULES.verdict(QUEUE, before, after) == verdict


def test_what_an_existing_resource_is_to_a_template_is_judged_by_the_schema() -> None:
    actual: dict[str, Value] = {"QueueName": "a", "DelaySeconds": 1, "KmsMasterKeyId": "k"}
    assert RULES.adopt(QUEUE, actual, {"QueueName": "b", "DelaySeconds": 2}).fixed_paths == ("QueueName",)
    assert RULES.adopt(QUEUE, actual, {"QueueName": "a", "DelaySeconds": 2}) == Adoption(
        properties={"QueueName": "a", "DelaySeconds": 1}
    )
    assert RULES.adopt(UNKNOWN_TYPE, actual, {"A": 1}) == Adoption(properties={"A": 1})


def test_a_type_without_a_schema_has_no_abilities() -> None:
    assert RULES.ref(UNKNOWN_TYPE, "id-1", {}) == "id-1"
    assert (RULES.is_held(UNKNOWN_TYPE), RULES.can_snapshot(UNKNOWN_TYPE)) == (False, False)
    assert RULES.is_held("AWS::CloudFormation::Stack")
    assert (RULES.can_snapshot("AWS::EC2::Volume"), RULES.can_snapshot(QUEUE)) == (True, False)
    assert not RULES.is_held(QUEUE)


class Values:
    """One made queue."""

    def ref(self, logical_id: str) -> Value:
        return f"{logical_id}-1"

    def attribute(self, logical_id: str, name: str) -> Value:
        return {"Arn": "arn:q"}[name]


TEMPLATE = """
Resources:
  A: {Type: AWS::SQS::Queue}
  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.Arn, DelaySeconds: 3}}
  C: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.QueueName}}
  D: {Type: AWS::SQS::Queue, Properties: {QueueName: !Select [4, !Split ["-", !Ref A]]}}
Outputs:
  Url: {Value: !Ref A, Description: where, Export: {Name: !Sub "${AWS::StackName}-url"}}
  Bad: {Value: %s}
"""


def desired(bad: str = "plain", exports: TakenExports = NOBODY) -> TemplateDesiredState:
    template = parsed_template(TEMPLATE % bad, "template", None).template
    assert template is not None
    place = Place(account_id="111111111111", region="us-east-1")
    pseudo = pseudo_parameters(place, "arn:stack", "shop", ())
    found = desire(template, catalog=load_catalog(), pseudo=pseudo, parameters={}, facts={}, tags={})
    return TemplateDesiredState(found.stack, exports)


def test_properties_are_computed_from_what_was_made() -> None:
    assert desired().properties("B", Values()) == {"QueueName": "arn:q", "DelaySeconds": 3}


def test_properties_that_cannot_be_computed_say_why() -> None:
    assert desired().properties("C", Values()) == DesiredFailure(
        reason="The value of QueueName was not returned by its resource."
    )
    failed = desired().properties("D", Values())
    assert isinstance(failed, DesiredFailure)
    assert "4" in failed.reason
    assert "\n" not in failed.reason


def test_outputs_are_computed_with_their_exports() -> None:
    assert desired().outputs(Values()) == (
        OutputRecord(key="Url", value="A-1", description="where", export_name="shop-url"),
        OutputRecord(key="Bad", value="plain"),
    )


@pytest.mark.parametrize(
    ("bad", "exports", "told"),
    [
        pytest.param(
            "!GetAtt A.QueueName",
            NOBODY,
            "The value of QueueName was not returned by its resource.",
            id="no attribute",
        ),
        pytest.param(
            "plain",
            TakenExports(owners={"shop-url": "other"}, users={}, values={}),
            "Export with name shop-url is already exported by stack other.",
            id="taken",
        ),
        pytest.param(
            'x, Export: {Name: "shop-url"}',
            NOBODY,
            "Export names have to be unique: the outputs Url and Bad both export shop-url.",
            id="twice",
        ),
    ],
)
def test_outputs_that_cannot_be_say_why(bad: str, exports: TakenExports, told: str) -> None:
    assert desired(bad, exports).outputs(Values()) == DesiredFailure(reason=told)


def test_an_output_with_a_mistake_that_only_values_show_says_why() -> None:
    failed = desired('!Select [4, !Split ["-", !Ref A]]').outputs(Values())
    assert isinstance(failed, DesiredFailure)
    assert "4" in failed.reason


WAITS = """
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref Handle, Timeout: 60}}
  Plain: {Type: AWS::CloudFormation::WaitCondition}
  Queue: {Type: AWS::SQS::Queue}
"""


def waiting() -> TemplateDesiredState:
    template = parsed_template(WAITS, "template", None).template
    assert template is not None
    pseudo = pseudo_parameters(Place(account_id="1", region="us-east-1"), "arn:stack", "shop", ())
    found = desire(template, catalog=load_catalog(), pseudo=pseudo, parameters={}, facts={}, tags={})
    return TemplateDesiredState(found.stack, NOBODY)


SOURCE = "arn%3Aaws%3Astack/shop/1/Handle?Signature=s"
HANDLE = f"http://127.0.0.1:9/_landform/signals/{SOURCE}"
NO_COUNT = DesiredFailure(reason="Wait needs a Handle, and a Count that is a whole number.")
NO_TIME = DesiredFailure(reason="Timeout must be a whole number of seconds, at most 43200.")


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        pytest.param({"Count": "x", "Timeout": 60}, NO_COUNT, id="Count is no number"),
        pytest.param({"Count": True, "Timeout": 60}, NO_COUNT, id="Count is a truth value"),
        pytest.param({"Count": -1, "Timeout": 60}, NO_COUNT, id="Count is negative"),
        pytest.param({"Count": 1_000_001, "Timeout": 60}, NO_COUNT, id="Count is too large"),
        pytest.param({"Count": "٣", "Timeout": 60}, NO_COUNT, id="Count is in other digits"),
        pytest.param({"Handle": "no url", "Timeout": 60}, NO_COUNT, id="no handle"),
        pytest.param({"Timeout": 43_201}, NO_TIME, id="too long"),
        pytest.param({}, NO_TIME, id="no Timeout"),
        pytest.param({"Count": 0, "Timeout": 60}, None, id="nothing is waited for"),
    ],
)
def test_a_wait_condition_that_cannot_wait_says_why(
    properties: dict[str, Value], found: DesiredFailure | None
) -> None:
    assert waiting().wait("Wait", {"Handle": HANDLE, **properties}) == found


@pytest.mark.parametrize("name", ["Plain", "Queue"])
def test_what_has_no_handle_waits_for_nothing(name: str) -> None:
    assert waiting().wait(name, {"Timeout": 60}) is None


@pytest.mark.parametrize(("count", "expected"), [(None, 1), ("2", 2), (1_000_000, 1_000_000)])
def test_a_wait_condition_waits_at_its_handle_and_under_its_own_name(count: Value, expected: int) -> None:
    given: dict[str, Value] = {"Handle": HANDLE, "Timeout": "43200"}
    found = waiting().wait("Wait", given if count is None else {**given, "Count": count})
    assert isinstance(found, SignalWait)
    assert (found.count, found.timeout_seconds, found.percent, found.has_data) == (
        expected,
        43200.0,
        None,
        True,
    )
    assert found.sources == (SOURCE, "Wait")
