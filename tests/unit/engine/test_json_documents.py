"""JSON inside requests: what RFC 8259 allows and the engine can keep."""

from typing import Any

import pytest

from landform.engine.errors import EngineError
from landform.engine.json_documents import is_unicode, parse_json, require_plain

DEEP_100 = "[" * 101 + "]" * 101  # the innermost list is at level 100
DEEP_101 = "[" * 102 + "]" * 102


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": [1, 2.5, "x", null, true]}', {"a": [1, 2.5, "x", None, True]}),
        ('"text"', "text"),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ("12345", 12345),
    ],
)
def test_json_is_read(text: str, found: Any) -> None:
    assert parse_json(text, "State", 100) == found


REFUSED = {
    "too large": ("123456", "State has more than 5 bytes."),
    "no JSON": ("{", "State is not JSON: Expecting property name"),
    "no number": ("NaN", "State holds a number that JSON does not have: nan."),
    "no end": ("[1e999]", "State holds a number that JSON does not have: inf."),
    "half a pair": ('"\\ud800"', "State holds half of a surrogate pair, which is no character."),
    "half a pair in a name": ('{"\\ud800": 1}', "State holds half of a surrogate pair"),
    "too deep": (DEEP_101, "State nests more than 100 lists and objects in each other."),
    "too deep to read": (
        "[" * 100_000 + "]" * 100_000,
        "State nests more than 100 lists and objects in each other.",
    ),
}


@pytest.mark.parametrize(("text", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_with_its_name(text: str, told: str) -> None:
    limit = 5 if text == "123456" else 1_000_000
    with pytest.raises(EngineError) as caught:
        parse_json(text, "State", limit)
    assert (caught.value.code, caught.value.status) == ("InvalidRequestException", 400)
    assert caught.value.message.startswith(told)


def test_the_limits_are_reached_without_a_refusal() -> None:
    assert parse_json("12345", "State", 5) == 12345
    assert parse_json('"ä"', "State", 4) == "ä"
    parse_json(DEEP_100, "State", 1_000)
    value: Any = 1
    for _ in range(100):
        value = {"a": value}
    require_plain(value, "State")
    with pytest.raises(EngineError, match="nests more than 100"):
        require_plain({"a": value}, "State")


def test_a_limit_counts_bytes_and_not_characters() -> None:
    with pytest.raises(EngineError, match="more than 3 bytes"):
        parse_json('"ä"', "State", 3)


@pytest.mark.parametrize(("text", "is_text"), [("", True), ("ä\U0001f600", True), ("\ud800", False)])
def test_halves_of_surrogate_pairs_are_no_text(text: str, *, is_text: bool) -> None:
    assert is_unicode(text) is is_text
