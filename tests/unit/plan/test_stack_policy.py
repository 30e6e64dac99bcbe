"""Stack policies: what they deny, and what is no policy."""

import json

import pytest

from landform.plan.model import Plan, Replacement, Step, StepAction
from landform.plan.stack_policy import PolicyError, read_policy

ALLOW = {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}
STEPS = {
    "modify": Step(
        logical_id="Queue", type_name="AWS::SQS::Queue", action=StepAction.UPDATE, replacement=Replacement.NO
    ),
    "may": Step(
        logical_id="Queue", type_name="AWS::SQS::Queue", action=StepAction.UPDATE, replacement=Replacement.MAY
    ),
    "replace": Step(
        logical_id="Db",
        type_name="AWS::RDS::DBInstance",
        action=StepAction.REPLACE,
        replacement=Replacement.YES,
    ),
    "delete": Step(
        logical_id="Topic", type_name="AWS::SNS::Topic", action=StepAction.DELETE, replacement=Replacement.NO
    ),
    "create": Step(
        logical_id="New", type_name="AWS::SNS::Topic", action=StepAction.CREATE, replacement=Replacement.NO
    ),
}


def denied(*statements: dict, steps: str = "modify replace delete create") -> list[str]:
    policy = read_policy(json.dumps({"Statement": list(statements)}))
    plan = Plan(steps=tuple(STEPS[name] for name in steps.split()))
    return [f"{each.logical_id} {each.action} {each.statement}" for each in policy.denials(plan)]


def deny(**more: object) -> dict:
    return {"Effect": "Deny", "Action": "Update:*", "Principal": "*", "Resource": "*", **more}


def test_what_no_statement_allows_is_denied_but_creation() -> None:
    only_queue = {**ALLOW, "Resource": "LogicalResourceId/Queue"}
    assert denied(only_queue) == ["Db Update:Replace None", "Topic Update:Delete None"]


def test_a_deny_goes_before_every_allow() -> None:
    assert denied(ALLOW, deny(Resource="LogicalResourceId/D*")) == ["Db Update:Replace 2"]
    assert denied(deny(Resource="LogicalResourceId/Db"), ALLOW) == ["Db Update:Replace 1"]


def test_an_action_is_denied_by_name_list_or_exception() -> None:
    assert denied(ALLOW, deny(Action="Update:Delete")) == ["Topic Update:Delete 2"]
    assert denied(ALLOW, deny(Action=["Update:Delete", "Update:Replace"])) == [
        "Db Update:Replace 2",
        "Topic Update:Delete 2",
    ]
    without = {key: value for key, value in deny(NotAction="Update:Modify").items() if key != "Action"}
    assert denied(ALLOW, without) == ["Db Update:Replace 2", "Topic Update:Delete 2"]


def test_all_resources_but_one_are_denied() -> None:
    without = {
        key: value for key, value in deny(NotResource="LogicalResourceId/Queue").items() if key != "Resource"
    }
    assert denied(ALLOW, without) == ["Db Update:Replace 2", "Topic Update:Delete 2"]


def test_a_type_is_denied_by_equality_or_pattern() -> None:
    equals = {"StringEquals": {"ResourceType": ["AWS::SNS::Topic"]}}
    assert denied(ALLOW, deny(Condition=equals)) == ["Topic Update:Delete 2"]
    like = {"StringLike": {"ResourceType": ["AWS::RDS::*"]}}
    assert denied(ALLOW, deny(Condition=like)) == ["Db Update:Replace 2"]


def test_an_update_that_may_replace_needs_the_right_to_replace() -> None:
    assert denied(ALLOW, deny(Action="Update:Replace"), steps="may") == ["Queue Update:Replace 2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "Malformed JSON"),
        ("[]", "Statement must be a list"),
        ('{"Statement": []}', "Statement must be a list"),
        ('{"Statement": [3]}', "Statement \\[#1\\] is not a map"),
        (json.dumps({"Statement": [{**ALLOW, "Effect": "Maybe"}]}), "Effect must be Allow or Deny"),
        (json.dumps({"Statement": [{**ALLOW, "Action": "s3:*"}]}), "the action s3:\\* is unknown"),
        (json.dumps({"Statement": [{**ALLOW, "Principal": "me"}]}), 'Principal must be "\\*"'),
        (
            json.dumps({"Statement": [{**ALLOW, "Resource": "Queue"}]}),
            "must be \\* or begin with LogicalResourceId/",
        ),
        (json.dumps({"Statement": [{**ALLOW, "NotAction": "Update:*"}]}), "one of Action and NotAction"),
        (
            json.dumps({"Statement": [{**ALLOW, "Condition": {"Bool": {}}}]}),
            "the condition Bool is not supported",
        ),
        (json.dumps({"Statement": [{**ALLOW, "Acton": "x"}]}), "the unknown element Acton"),
        (json.dumps({"Statement": [ALLOW] * 400}), "at most 16384 bytes"),
    ],
)
def test_what_is_no_policy_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(PolicyError, match=message):
        read_policy(text)
