"""How many arguments each function takes, and where it may stand."""

import pytest

from landform.template.check import check_template
from landform.template.functions import FUNCTIONS, SPECIAL_PLACES, Place
from landform.template.parse import parse_template

#: P property, O output, C condition, R rule, D deletion and replacement policy.
PLACES = {
    "P": Place.PROPERTY,
    "O": Place.OUTPUT,
    "C": Place.CONDITION,
    "R": Place.RULE,
    "D": Place.POLICY,
}


@pytest.mark.parametrize(
    ("name", "fewest", "most", "places"),
    [
        ("Fn::Join", 2, 2, "POCR"),
        ("Fn::Select", 2, 2, "POCR"),
        ("Fn::Split", 2, 2, "POCR"),
        ("Fn::FindInMap", 3, 4, "POCRD"),
        ("Fn::If", 3, 3, "POD"),
        ("Fn::And", 2, 10, "CR"),
        ("Fn::Or", 2, 10, "CR"),
        ("Fn::Not", 1, 1, "CR"),
        ("Fn::Equals", 2, 2, "CR"),
        ("Fn::Cidr", 2, 3, "PO"),
        ("Fn::Contains", 2, 2, "R"),
        ("Fn::EachMemberEquals", 2, 2, "R"),
        ("Fn::EachMemberIn", 2, 2, "R"),
        ("Fn::ValueOf", 2, 2, "R"),
        ("Fn::ValueOfAll", 2, 2, "R"),
    ],
)
def test_a_function_of_a_list_takes_so_many_arguments(name: str, fewest: int, most: int, places: str) -> None:
    shape = FUNCTIONS[name]
    assert (shape.takes_list, shape.minimum, shape.maximum) == (True, fewest, most)
    assert shape.places == {PLACES[each] for each in places}


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Fn::GetAZs", "PO"),
        ("Fn::ImportValue", "PO"),
        ("Fn::GetStackOutput", "PO"),
        ("Condition", "C"),
        ("Fn::Base64", "PO"),
        ("Fn::Length", "POCR"),
        ("Fn::ToJsonString", "POC"),
        ("Fn::Transform", "POD"),
        ("Fn::RefAll", "R"),
    ],
)
def test_a_function_of_one_value_takes_it_alone(name: str, places: str) -> None:
    assert not FUNCTIONS[name].takes_list
    assert FUNCTIONS[name].places == {PLACES[each] for each in places}


def test_the_functions_of_a_name_or_text_stand_in_these_places() -> None:
    assert SPECIAL_PLACES["Ref"] == set(PLACES.values())
    assert SPECIAL_PLACES["Fn::GetAtt"] == {Place.PROPERTY, Place.OUTPUT}
    assert SPECIAL_PLACES["Fn::Sub"] == {Place.PROPERTY, Place.OUTPUT, Place.CONDITION, Place.RULE}


def codes(text: str) -> list[str]:
    parsed = parse_template(text, file="app.yaml")
    assert parsed.template is not None
    return [each.code for each in (*parsed.diagnostics, *check_template(parsed.template))]


@pytest.mark.parametrize(("count", "expected"), [(1, ["LF1202"]), (2, []), (10, []), (11, ["LF1202"])])
def test_and_takes_two_to_ten_conditions(count: int, expected: list[str]) -> None:
    conditions = ", ".join(["!Equals [a, a]"] * count)
    assert (
        codes(f"Conditions: {{All: !And [{conditions}]}}\nResources: {{Q: {{Type: A::B::C}}}}\n") == expected
    )


PROPERTY = "Resources:\n  Q:\n    Type: A::B::C\n    Properties:\n      N: "


@pytest.mark.parametrize(
    "argument",
    [
        "!GetAtt Q",
        "!GetAtt .Arn",
        "!GetAtt Q.",
        "!GetAtt [Q]",
        "!GetAtt ['', Arn]",
        "!GetAtt [[Q], Arn]",
        "!GetAtt [Q, [Arn]]",
        "!GetAtt [Q, a, [b]]",
        '{"Fn::GetAtt": 3}',
        "!Ref ''",
        "{Ref: 3}",
        "!Ref [Q]",
        "!Sub [a]",
        "!Sub [a, b]",
        "!Sub [a, {}, {}]",
        "!Sub []",
        '{"Fn::Sub": 3}',
        "!FindInMap [a, b, c, {Default: d}]",
        "!FindInMap [a, b, c, {DefaultValue: d, More: e}]",
        "!If [[a], 1, 2]",
        "!If ['', 1, 2]",
        '{"Fn::GetStackOutput": {StackName: a}}',
        '{"Fn::GetStackOutput": {StackName: a, OutputName: b, More: c}}',
        '{"Fn::GetStackOutput": a}',
    ],
)
def test_arguments_that_a_function_cannot_have_are_refused_once(argument: str) -> None:
    assert codes(f"{PROPERTY}{argument}\n") == ["LF1202"]


@pytest.mark.parametrize("name", ["a b", "", "a-b", "a.", ".a", "a..b c"])
def test_a_variable_of_sub_that_is_no_name_is_refused(name: str) -> None:
    assert codes(f'{PROPERTY}!Sub "${{{name}}}"\n') == ["LF1205"]
