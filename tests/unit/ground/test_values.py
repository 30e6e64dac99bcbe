"""The values between templates and providers: what waits, what is left out, what must not be seen."""

import pytest

from landform.ground.values import (
    NO_VALUE,
    ResourceReference,
    Secret,
    Unknown,
    Value,
    is_known,
    masked,
    unknown_of,
    unknowns_in,
)

QUEUE = ResourceReference("Queue")
QUEUE_ARN = ResourceReference("Queue", "Arn")
TOPIC = ResourceReference("Topic")


def test_a_reference_reads_as_in_a_template() -> None:
    assert (str(QUEUE), str(QUEUE_ARN)) == ("Queue", "Queue.Arn")


def test_an_unknown_shows_what_it_waits_for() -> None:
    assert repr(Unknown((QUEUE_ARN, TOPIC))) == "Unknown(Queue.Arn, Topic)"


def test_one_unknown_of_several_waits_for_each_reference_once_and_in_order() -> None:
    joined = unknown_of(Unknown((TOPIC, QUEUE_ARN)), Unknown((QUEUE_ARN,)), Unknown((QUEUE,)))
    assert joined == Unknown((QUEUE, QUEUE_ARN, TOPIC))


def test_an_unknown_of_nothing_waits_for_nothing() -> None:
    assert unknown_of() == Unknown(())


def test_unknowns_are_found_at_any_depth_in_order() -> None:
    first, second, third = Unknown((QUEUE,)), Unknown((TOPIC,)), Unknown((QUEUE_ARN,))
    value: Value = {"a": [first, {"b": second}], "c": third, "d": "text", "e": None}
    assert list(unknowns_in(value)) == [first, second, third]


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("text", True),
        (None, True),
        ([], True),
        ({"a": [1, {"b": NO_VALUE}]}, True),
        (Unknown(()), False),
        ({"a": [1, {"b": Unknown((QUEUE,))}]}, False),
    ],
)
def test_a_value_is_known_when_no_part_of_it_waits(value: Value, known: bool) -> None:
    assert is_known(value) is known


def test_a_secret_is_its_text_to_a_provider_and_stars_to_a_reader() -> None:
    secret = Secret("hunter2")
    assert secret == "hunter2"
    assert repr(secret) == "'****'"
    assert repr([secret]) == "['****']"


def test_a_shown_value_has_stars_for_secrets_and_leaves_out_what_has_no_value() -> None:
    value: Value = {
        "password": Secret("hunter2"),
        "gone": NO_VALUE,
        "list": [Secret("hunter2"), NO_VALUE, 1, True, None],
        "inner": {"password": Secret("hunter2"), "gone": NO_VALUE, "size": 1.5},
    }
    assert masked(value) == {
        "password": "****",
        "list": ["****", 1, True, None],
        "inner": {"password": "****", "size": 1.5},
    }


def test_nothing_is_shown_for_no_value_alone() -> None:
    assert masked(NO_VALUE) is None


def test_what_is_known_after_deployment_is_shown_as_in_aws_change_sets() -> None:
    assert masked({"a": Unknown((QUEUE,))}) == {"a": "{{changeSet:KNOWN_AFTER_APPLY}}"}


def test_what_is_known_after_deployment_may_be_shown_in_other_words_at_any_depth() -> None:
    waiting = Unknown((QUEUE,))
    assert masked([{"a": [waiting]}, waiting], "(later)") == [{"a": ["(later)"]}, "(later)"]
