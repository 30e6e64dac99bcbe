"""Which roles CloudFormation takes, and which names."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from landform.cloud.clients import ServiceError
from landform.engine.errors import EngineError
from landform.engine.roles import require_role
from landform.engine.stack_names import check_change_set_name, check_stack_name, child_name

ARN = "arn:aws:iam::000000000000:role/teams/deployer"
SERVICE = {"Service": "cloudformation.amazonaws.com"}


class Iam:
    """Knows one role, deployer, with the trust it is given."""

    accepts_system_tags = False

    def __init__(self, trust: object) -> None:
        self.trust = trust

    def with_token(self, token: str) -> "Iam":
        return self

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        assert (service, operation) == ("iam", "GetRole")
        if parameters != {"RoleName": "deployer"}:
            raise ServiceError(code="NoSuchEntity", message="not found", status=404)
        return {"Role": {"Arn": ARN, "AssumeRolePolicyDocument": self.trust}}


def statement(principal: object, effect: str = "Allow") -> dict[str, Any]:
    return {"Effect": effect, "Principal": principal, "Action": "sts:AssumeRole"}


@pytest.mark.parametrize(
    "trust",
    [
        {"Statement": [statement(SERVICE)]},
        {"Statement": statement(SERVICE)},
        {"Statement": [statement({"AWS": "1"}), statement(SERVICE)]},
        {"Statement": [statement({"Service": ["ec2.amazonaws.com", "cloudformation.amazonaws.com"]})]},
        {"Statement": [statement("*")]},
        json.dumps({"Statement": [statement(SERVICE)]}),
    ],
)
def test_a_role_that_lets_cloudformation_assume_it_is_taken(trust: object) -> None:
    require_role(Iam(trust), ARN)


@pytest.mark.parametrize(
    ("trust", "arn"),
    [
        ({"Statement": [statement(SERVICE)]}, "arn:aws:iam::000000000000:role/nobody"),
        ({"Statement": [statement(SERVICE)]}, "arn:aws:iam::111111111111:role/teams/deployer"),
        ({"Statement": [statement(SERVICE, "Deny")]}, ARN),
        ({"Statement": [statement({"Service": "ec2.amazonaws.com"})]}, ARN),
        ({"Statement": [statement({"AWS": "arn:aws:iam::000000000000:root"})]}, ARN),
        ({"Statement": []}, ARN),
        ({}, ARN),
    ],
)
def test_any_other_is_refused_in_the_words_of_aws(trust: object, arn: str) -> None:
    with pytest.raises(EngineError) as caught:
        require_role(Iam(trust), arn)
    assert (caught.value.code, caught.value.message) == (
        "ValidationError",
        f"Role {arn} is invalid or cannot be assumed",
    )


@pytest.mark.parametrize("name", ["a", "A-1", "arn:aws:cloudformation:us-east-1:1:stack/a/b", "a" * 128])
def test_names_of_stacks_that_are_taken(name: str) -> None:
    check_stack_name(name)


STACK_PATTERN = "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"
SET_PATTERN = "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
TOO_LONG = "Member must have length less than or equal to 128"


@pytest.mark.parametrize(
    ("check", "field", "name", "constraint"),
    [
        (check_stack_name, "stackName", "1a", STACK_PATTERN),
        (check_stack_name, "stackName", "a_b", STACK_PATTERN),
        (check_stack_name, "stackName", "a\n", STACK_PATTERN),
        (check_stack_name, "stackName", "a" * 129, TOO_LONG),
        (check_change_set_name, "changeSetName", "-a", SET_PATTERN),
        (check_change_set_name, "changeSetName", "a@b", SET_PATTERN),
        (check_change_set_name, "changeSetName", "arn:aws:x", SET_PATTERN),
        (check_change_set_name, "changeSetName", "a" * 129, TOO_LONG),
    ],
)
def test_other_names_are_refused_in_the_words_of_aws(
    check: Any, field: str, name: str, constraint: str
) -> None:
    with pytest.raises(EngineError) as caught:
        check(name)
    assert caught.value.message == (
        f"1 validation error detected: Value '{name}' at '{field}' failed to satisfy constraint: {constraint}"
    )


def test_change_sets_may_have_128_letters() -> None:
    check_change_set_name("a" * 128)


def test_the_name_of_a_nested_stack_fits_whatever_its_parent_is_called() -> None:
    name = child_name("p" * 120, "Child", "token")
    assert len(name) == 128
    assert name.startswith("p" * 115 + "-")
    assert child_name("app", "Child", "token") == child_name("app", "Child", "token")
    assert child_name("app", "Child", "token").startswith("app-Child-")
    assert child_name("app", "Child", "other") != child_name("app", "Child", "token")
