"""What of a provider's answer is kept as a secret."""

from landform.engine.hiding import hidden_as, secrets_in, without_secrets
from landform.ground.handler import HandlerErrorCode, HandlerFailure, HandlerSuccess
from landform.ground.values import Secret, Value, masked

RESOLVED = {"Password": Secret("s3cret"), "List": [{"Inner": Secret("s3cret-longer")}], "Name": "open"}


def shown(value: object) -> object:
    assert isinstance(value, dict | list | str)
    return masked(value)


def test_the_secrets_of_a_request_are_found_at_any_depth_the_longest_first() -> None:
    assert secrets_in(RESOLVED) == ("s3cret-longer", "s3cret")


def test_attributes_that_hold_a_secret_are_secrets() -> None:
    attributes: dict[str, Value] = {"Echo": "<s3cret>", "Deep": {"a": ["s3cret", "open"]}, "Count": 3}
    answer = without_secrets(
        HandlerSuccess(physical_id="p", attributes=attributes, properties={"Password": "s3cret"}),
        secrets_in(RESOLVED),
    )
    assert isinstance(answer, HandlerSuccess)
    assert dict(answer.attributes) == attributes  # a provider that is given them again gets the same
    assert shown(dict(answer.attributes)) == {"Echo": "****", "Deep": {"a": ["****", "open"]}, "Count": 3}
    assert shown(dict(answer.properties)) == {"Password": "****"}


def test_a_failure_is_told_without_the_secret() -> None:
    failure = HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message="no s3cret-longer, no s3cret")
    answer = without_secrets(failure, secrets_in(RESOLVED))
    assert isinstance(answer, HandlerFailure)
    assert answer.message == "no ****, no ****"


def test_what_is_read_is_a_secret_where_one_was_wanted_whatever_it_is_now() -> None:
    wanted = {
        "Password": Secret("s3cret"),
        "Reference": "{{resolve:secretsmanager:s}}",
        "Secure": "{{resolve:ssm-secure:k:1}}",
        "Plain": "{{resolve:ssm:k:1}}",
        "List": [Secret("a"), "open"],
        "Shorter": [Secret("a")],
        "Map": {"In": Secret("a"), "Out": "open"},
    }
    now = {
        "Password": "changed",
        "Reference": "resolved",
        "Secure": "resolved",
        "Plain": "v",
        "List": ["changed", "open"],
        "Shorter": ["x", {"y": "z"}],
        "Map": {"In": "changed", "Out": "open", "More": "m"},
        "Other": "o",
    }
    answer = hidden_as(wanted, HandlerSuccess(physical_id="p", properties=now))
    assert isinstance(answer, HandlerSuccess)
    assert shown(dict(answer.properties)) == {
        "Password": "****",
        "Reference": "****",
        "Secure": "****",
        "Plain": "v",
        "List": ["****", "open"],
        "Shorter": ["****", {"y": "****"}],
        "Map": {"In": "****", "Out": "open", "More": "m"},
        "Other": "o",
    }
