"""Where the values of parameters come from."""

import pytest

from landform.ground.lookups import SsmParameter
from landform.ground.values import Secret
from landform.template.constraints import MAX_PATTERN_INPUT
from landform.template.parameters import ParameterInput, ResolvedParameters, UsePrevious, resolve_parameters
from landform.template.parse import parse_template
from tests.unit.template.pipeline import parse

RESOURCES = "\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n"


def resolved(parameters: str, given: dict[str, ParameterInput] | None = None) -> ResolvedParameters:
    return resolve_parameters(parse(f"Parameters: {parameters}{RESOURCES}"), given or {}, {}, {})


def test_a_given_value_wins_over_the_default() -> None:
    result = resolved("{Name: {Type: String, Default: a}, Other: {Type: String, Default: b}}", {"Name": "x"})
    assert result.values == {"Name": "x", "Other": "b"}
    assert result.diagnostics == ()


def test_numbers_keep_their_text() -> None:
    assert resolved("{N: {Type: Number}}", {"N": "1.50"}).values == {"N": "1.50"}
    assert resolved("{N: {Type: Number, Default: 80}}").values == {"N": "80"}


def test_lists_are_split_and_stripped() -> None:
    given: dict[str, ParameterInput] = {"A": "x, y ,z", "B": "1, 2", "C": "u ,v"}
    types = "{A: {Type: CommaDelimitedList}, B: {Type: List<Number>}, C: {Type: List<String>}}"
    result = resolved(types, given)
    assert result.values == {"A": ["x", "y", "z"], "B": ["1", "2"], "C": ["u", "v"]}
    assert result.inputs == {"A": "x, y ,z", "B": "1, 2", "C": "u ,v"}


def test_no_echo_makes_secrets() -> None:
    result = resolved("{P: {Type: String, NoEcho: true}}", {"P": "hunter2"})
    assert isinstance(result.values["P"], Secret)
    assert isinstance(result.inputs["P"], Secret)
    assert result.values["P"] == "hunter2"


def test_the_previous_value_is_taken_only_when_asked_for() -> None:
    template = parse(f"Parameters: {{A: {{Type: String, Default: d}}, B: {{Type: String}}}}{RESOURCES}")
    result = resolve_parameters(template, {"B": UsePrevious()}, {"A": "old-a", "B": "old-b"}, {})
    assert result.values == {"A": "d", "B": "old-b"}


def test_an_ssm_parameter_is_looked_up_and_then_taken() -> None:
    parameters = "{Image: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /images}}"
    template = parse(f"Parameters: {parameters}{RESOURCES}")
    first = resolve_parameters(template, {}, {}, {})
    assert first.missing == {SsmParameter("/images")}
    assert first.values == {}
    second = resolve_parameters(template, {}, {}, {SsmParameter("/images"): "a,b"})
    assert second.values == {"Image": ["a", "b"]}
    assert second.resolved == {"Image": "a,b"}
    assert second.inputs == {"Image": "/images"}


def test_the_pattern_of_a_list_is_for_each_member() -> None:
    parameters = "{L: {Type: CommaDelimitedList, AllowedPattern: '[a-z]+'}}"
    assert resolved(parameters, {"L": "dev,test"}).diagnostics == ()
    assert [each.code for each in resolved(parameters, {"L": "dev,T"}).diagnostics] == ["LF1308"]


def test_the_pattern_has_to_match_the_whole_value() -> None:
    result = resolved("{L: {Type: String, AllowedPattern: 'a|ab'}}", {"L": "ab"})
    assert result.diagnostics == ()
    result = resolved("{L: {Type: String, AllowedPattern: 'a'}}", {"L": "ab"})
    assert [each.code for each in result.diagnostics] == ["LF1308"]


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (r"^[\w-\.]+@([\w-]+\.)+[\w-]{2,4}$", "a.b-c@example.com", "example.com"),
        (r"[\w-\+]+", "a-b+c", "a b"),
        (r"\p{Alpha}+", "abc", "ab1"),
        (r"\p{L}+", "äb", "a1"),
        (r"[a-z&&[^b]]+", "acd", "abd"),
        (r"(?<name>a+)", "aa", "ab"),
        (r"abc\z", "abc", "abcd"),
        (r"[a||b]+", "a|b", "c"),
        (r"(?<=a)?b++", "bb", "a"),
    ],
)
def test_patterns_are_read_as_java_reads_them(pattern: str, right: str, wrong: str) -> None:
    text = f"{{P: {{Type: String, AllowedPattern: '{pattern}'}}}}"
    assert resolved(text, {"P": right}).diagnostics == ()
    assert [each.code for each in resolved(text, {"P": wrong}).diagnostics] == ["LF1308"]


def test_a_pattern_that_nobody_here_can_read_refuses_nothing() -> None:
    text = "{P: {Type: String, AllowedPattern: '\\Qa.b\\E'}}"
    assert resolved(text, {"P": "anything"}).diagnostics == ()


def test_a_pattern_never_sees_more_than_the_quota_even_without_quotas() -> None:
    parsed = parse_template(
        f"Parameters: {{L: {{Type: String, AllowedPattern: 'a*'}}}}{RESOURCES}", file="app.yaml", limits=None
    )
    assert parsed.template is not None
    long = "a" * (MAX_PATTERN_INPUT + 1)
    result = resolve_parameters(parsed.template, {"L": long}, {}, {}, limits=None)
    assert [each.code for each in result.diagnostics] == ["LF1308"]


def test_a_secret_never_stands_in_a_message() -> None:
    result = resolved("{V: {Type: 'AWS::EC2::VPC::Id', NoEcho: true}}", {"V": "hunter2"})
    assert [each.code for each in result.diagnostics] == ["LF1312"]
    assert "hunter2" not in result.diagnostics[0].detail
