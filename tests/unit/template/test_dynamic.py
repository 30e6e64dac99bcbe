"""Dynamic references in strings."""

import pytest

from landform.ground.lookups import DynamicReference, Facts, NotFound
from landform.ground.values import ResourceReference, Secret, Unknown, Value
from landform.template.dynamic import (
    find_dynamic_references,
    substitute,
)

PASSWORD = DynamicReference("secretsmanager", "db:SecretString:password")
HOST = DynamicReference("ssm", "/db/host:2")


def test_references_are_found_at_any_depth() -> None:
    value: Value = {
        "a": ["x {{resolve:ssm:/db/host:2}} y", Unknown((ResourceReference("Queue"),))],
        "b": "{{resolve:secretsmanager:db:SecretString:password}}{{resolve:ssm-secure:key:1}}",
    }
    assert find_dynamic_references(value) == {HOST, PASSWORD, DynamicReference("ssm-secure", "key:1")}


def test_a_secret_put_into_a_string_makes_it_a_secret() -> None:
    text = "host={{resolve:ssm:/db/host:2}} password={{resolve:secretsmanager:db:SecretString:password}}"
    value = substitute({"a": [text]}, {HOST: "db.local", PASSWORD: "hunter2"})
    assert value == {"a": ["host=db.local password=hunter2"]}
    assert isinstance(value, dict)
    items = value["a"]
    assert isinstance(items, list)
    assert isinstance(items[0], Secret)


def test_a_plain_ssm_value_is_no_secret() -> None:
    value = substitute("{{resolve:ssm:/db/host:2}}", {HOST: "db.local"})
    assert value == "db.local"
    assert not isinstance(value, Secret)


def test_a_value_is_not_searched_again() -> None:
    found = "{{resolve:secretsmanager:db:SecretString:password}}"
    facts: Facts = {HOST: found, PASSWORD: "hunter2"}
    assert substitute("{{resolve:ssm:/db/host:2}}", facts) == found


def test_what_was_not_found_stays() -> None:
    facts: Facts = {HOST: NotFound("Parameter /db/host not found.")}
    text = "{{resolve:ssm:/db/host:2}}"
    assert substitute(text, facts) == text


@pytest.mark.parametrize(
    "text",
    [
        "{{resolve:ssm:name}}",
        "{{resolve:ssm:/a/b-c.d:12}}",
        "{{resolve:ssm-secure:name:1}}",
        "{{resolve:secretsmanager:name}}",
        "{{resolve:secretsmanager:name:SecretString:key}}",
        "{{resolve:secretsmanager:name:SecretString:key:AWSCURRENT}}",
        "{{resolve:secretsmanager:name:SecretString:key::11111111-2222}}",
        "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-AbCdEf}}",
        "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-central-1:123456789012:secret:a:SecretString:k}}",
    ],
)
def test_these_forms_are_right(text: str) -> None:
    assert len(find_dynamic_references(text)) == 1
