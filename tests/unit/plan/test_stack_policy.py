"""Stack policies: what they deny, and what is no policy."""

import json

import pytest

from landform.plan.stack_policy import PolicyError, read_policy

ALLOW = {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}
CHANGES = (
    ("Queue", "AWS::SQS::Queue", "Update:Modify"),
    ("Db", "AWS::RDS::DBInstance", "Update:Replace"),
    ("Topic", "AWS::SNS::Topic", "Update:Delete"),
)


def denied(*statements: dict) -> list[str]:
    """Resource, action and the number of the statement that denies it, 0 when none allows it."""
    policy = read_policy(json.dumps({"Statement": list(statements)}))
    found = []
    for logical_id, type_name, action in CHANGES:
        sentence = policy.denial(logical_id, type_name, action)
        if sentence is not None:
            number = sentence.partition("[#")[2][:1] or "0"
            found.append(f"{logical_id} {action} {number}")
    return found


def deny(**more: object) -> dict:
    return {"Effect": "Deny", "Action": "Update:*", "Principal": "*", "Resource": "*", **more}


def test_what_no_statement_allows_is_denied() -> None:
    only_queue = {**ALLOW, "Resource": "LogicalResourceId/Queue"}
    assert denied(only_queue) == ["Db Update:Replace 0", "Topic Update:Delete 0"]


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


def test_a_denial_says_which_statement_denies_what() -> None:
    policy = read_policy(json.dumps({"Statement": [ALLOW, deny(Resource="LogicalResourceId/Db")]}))
    assert policy.denial("Db", "AWS::RDS::DBInstance", "Update:Replace") == (
        "Action denied by stack policy: Statement [#2] does not allow [Update:*] for resource "
        "[LogicalResourceId/Db];"
    )
    policy = read_policy(json.dumps({"Statement": [{**ALLOW, "Action": "Update:Modify"}]}))
    assert policy.denial("Db", "AWS::RDS::DBInstance", "Update:Replace") == (
        "Action not allowed by stack policy: No statement allows [Update:Replace] for resource "
        "[LogicalResourceId/Db];"
    )


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
