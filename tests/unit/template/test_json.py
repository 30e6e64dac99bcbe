"""JSON that is none: what was wanted, what was found, and where."""

import pytest

from landform.template.json_source import number, read_json
from landform.template.nodes import UnreadableError

KEY = 'a key in double quotes and a ":"'


@pytest.mark.parametrize(
    ("text", "wanted", "found", "place"),
    [
        ('{"a" "b"}', KEY, "has '\"'", "1:2"),
        ('{"a": 1 "b": 2}', 'a "," or "}"', "has '\"'", "1:9"),
        ('{"a": 1,}', KEY, 'has "}"', "1:9"),
        ('{,"a": 1}', KEY, 'has ","', "1:2"),
        ('{"a"}', KEY, "has '\"'", "1:2"),
        ('{"a": }', "a value", 'has "}"', "1:7"),
        ('{"a": 1]', 'a "," or "}"', 'has "]"', "1:8"),
        ('{"a": "x":}', "a value", 'has ":"', "1:10"),
        ('{"a":: 1}', "a value", 'has ":"', "1:6"),
        ("{1: 2}", KEY, 'has "1"', "1:2"),
        ("{'a': 1}", KEY, 'has "\'"', "1:2"),
        ("[1 2]", 'a "," or "]"', 'has "2"', "1:4"),
        ("[,1]", "a value", 'has ","', "1:2"),
        ("[1,]", "a value", 'has "]"', "1:4"),
        ("[1}", 'a "," or "]"', 'has "}"', "1:3"),
        ("[1,,2]", "a value", 'has ","', "1:4"),
        (", 1", "a value", 'has ","', "1:1"),
        ("]", "a value", 'has "]"', "1:1"),
        ("", "a value", "ends", "1:1"),
        ("[1 , 2", 'a "," or "]"', "ends", "1:7"),
        ("[tru]", "a value", 'has "t"', "1:2"),
        ("[01]", "a value", 'has "0"', "1:2"),
        ("[1.]", "a value", 'has "1"', "1:2"),
        ("[-]", "a value", 'has "-"', "1:2"),
        ('["b', "a value", "has '\"'", "1:2"),
        ('["a\n"]', "a value", "has '\"'", "1:2"),
        ("[\x01]", "a value", "has a control character", "1:2"),
        ('{"a": 1} x', "the end of the text", 'has "x"', "1:10"),
        ("1 2", "the end of the text", 'has "2"', "1:3"),
        ('{\n "a": 1,\n\n  "b": [\n2 3]}', 'a "," or "]"', 'has "3"', "5:3"),
    ],
)
def test_what_is_no_json_is_told_at_its_first_wrong_character(
    text: str, wanted: str, found: str, place: str
) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_json(text, "app.json")
    told = raised.value.diagnostic
    assert (told.code, told.detail) == ("LF1001", f"JSON wants {wanted} here, but the text {found}.")
    assert str(told.location) == f"app.json:{place}"


@pytest.mark.parametrize("token", [r'"\x"', r'"a\ud800"', r'"\u12"'])
def test_a_backslash_that_stands_for_no_character_is_told(token: str) -> None:
    with pytest.raises(UnreadableError, match="a backslash sequence that stands for no character"):
        read_json(f'{{"a": {token}}}', "app.json")


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("0", 0),
        ("-1", -1),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("-1e999", "-1e999"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_number_that_python_cannot_hold_stays_text(token: str, value: object) -> None:
    found = number(token)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text", ["{}", "[]", " [ ] \n", '{"a": {}, "b": []}', "[[], {}, [[]]]", "[true, null]"]
)
def test_empty_collections_and_words_are_json(text: str) -> None:
    assert read_json(text, "app.json").root is not None
