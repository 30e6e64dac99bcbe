"""What is read from JSON and YAML."""

from pathlib import Path

import pytest
import yaml

from landform.ground.source import SourceLocation
from landform.template import yaml_source
from landform.template.model import Function, GetAtt, Literal, MapExpression, Ref, Sub
from landform.template.nodes import MAX_DEPTH
from landform.template.parse import parse_template
from landform.template.yaml_source import plain_value
from tests.unit.template.pipeline import parse


def test_yaml_nodes_know_their_place() -> None:
    template = parse("Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      Name: !Ref A\n")
    queue = template.resources["Queue"]
    name = queue.properties.entries["Name"]
    assert queue.location == SourceLocation("app.yaml", 2, 3)
    assert queue.type_location == SourceLocation("app.yaml", 3, 11)
    assert queue.properties.key_locations["Name"] == SourceLocation("app.yaml", 5, 7)
    assert name == Ref(
        location=SourceLocation("app.yaml", 5, 13),
        path=("Resources", "Queue", "Properties", "Name"),
        name="A",
    )


def test_json_nodes_know_their_place() -> None:
    text = '{\n\t"Resources": {\n\t\t"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"N": 1}}}}'
    template = parse(text)
    queue = template.resources["Queue"]
    number = queue.properties.entries["N"]
    assert queue.location == SourceLocation("app.yaml", 3, 3)
    path = ("Resources", "Queue", "Properties", "N")
    assert number == Literal(location=SourceLocation("app.yaml", 3, 60), path=path, value=1)


def test_json_and_yaml_say_the_same() -> None:
    as_json = parse(
        '{"Resources": {"Q": {"Type": "A::B::C", "Properties": {'
        '"A": {"Fn::GetAtt": ["Q", "Arn"]}, "B": {"Fn::Sub": "${Q}"}, "C": {"Fn::Join": ["", ["a"]]}}}}}'
    )
    as_yaml = parse(
        "Resources:\n  Q:\n    Type: A::B::C\n    Properties:\n"
        '      A: !GetAtt Q.Arn\n      B: !Sub "${Q}"\n      C: !Join ["", [a]]\n'
    )
    for template in (as_json, as_yaml):
        entries = template.resources["Q"].properties.entries
        att, sub, join = entries["A"], entries["B"], entries["C"]
        assert isinstance(att, GetAtt)
        assert isinstance(att.attribute, Literal)
        assert (att.logical_id, att.attribute.value) == ("Q", "Arn")
        assert isinstance(sub, Sub)
        assert [type(part) for part in sub.parts] == [Ref]
        assert isinstance(join, Function)
        assert join.name == "Fn::Join"


def test_json_strings_may_hold_escapes() -> None:
    template = parse(
        r'{"Description": "a\/b \ud83d\ude00 \"q\" \u00e4", "Resources": {"Q": {"Type": "A::B::C"}}}'
    )
    assert template.description == 'a/b \U0001f600 "q" \u00e4'


def test_json_in_braces_that_is_yaml_is_read_as_yaml() -> None:
    assert parse("{Resources: {Q: {Type: 'A::B::C'}}}").resources["Q"].type_name == "A::B::C"


def test_an_anchor_that_nobody_uses_is_no_alias() -> None:
    assert parse("Resources: {A: &a {Type: A::B::C}}").resources["A"].type_name == "A::B::C"


def test_metadata_keeps_functions_as_they_are_written() -> None:
    template = parse("Metadata: {a: !Ref B, c: !GetAtt D.E}\nResources:\n  Q: {Type: A::B::C}\n")
    assert template.metadata == {"a": {"Ref": "B"}, "c": {"Fn::GetAtt": "D.E"}}


def test_a_condition_block_in_a_policy_is_no_function() -> None:
    template = parse(
        "Resources:\n  Q:\n    Type: A::B::C\n    Properties:\n      S: {Condition: {StringEquals: {a: b}}}\n"
    )
    assert isinstance(template.resources["Q"].properties.entries["S"], MapExpression)


def test_nesting_up_to_the_limit_is_read() -> None:
    depth = MAX_DEPTH - 4  # the root, Resources, the resource and its properties
    nested = "[" * depth + "]" * depth
    assert parse(f"Resources:\n  Q:\n    Type: A::B::C\n    Properties:\n      L: {nested}\n")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, '{"a":' * 100_000])
def test_endless_nesting_is_refused(text: str) -> None:
    parsed = parse_template(text, file="app.yaml", limits=None)
    assert parsed.template is None
    assert [each.code for each in parsed.diagnostics] == ["LF1005"]


@pytest.mark.parametrize(
    ("text", "column"), [("[" * 5_000, 101), ("{a: " * 5_000, 401), ('"[[", ' + "[" * 5_000, 107)]
)
def test_a_reader_that_stops_at_a_depth_of_its_own_is_not_heard(
    text: str, column: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML 6.0.3 reads any depth, 6.0.4 stops at 1,000 before its first event; others may differ."""

    class Stopping:
        def __init__(self, text: str) -> None:
            self.text = text

        def get_event(self) -> None:
            mark = yaml.Mark("app.yaml", 4_000, 0, 4_000, None, None)
            raise yaml.scanner.ScannerError("while scanning", mark, "enough is enough", mark)

    monkeypatch.setattr(yaml_source, "_event_source", Stopping)
    parsed = parse_template(f"{text}", file="app.yaml", limits=None)
    (found,) = parsed.diagnostics
    assert (found.code, found.location) == ("LF1005", SourceLocation("app.yaml", 1, column))


def test_brackets_in_quotes_are_no_nesting() -> None:
    parsed = parse_template('a: "' + "[" * 5_000 + '"\nb: c: d', file="app.yaml", limits=None)
    assert [each.code for each in parsed.diagnostics] == ["LF1001"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "LF1008"),
        ("a: b: c", "LF1001"),
        ("\x00", "LF1001"),
        ("a: \ud800", "LF1001"),
        ('{"a": "\\ud800"}', "LF1001"),
        ('{"a" "b"}', "LF1001"),
        ("[1,]", "LF1008"),
        ("--- a\n--- b", "LF1001"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, code: str) -> None:
    parsed = parse_template(text, file="app.yaml")
    assert code in [each.code for each in parsed.diagnostics]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("Off", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("y", "y"),
        ("12", 12),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("010", 8),
        ("0x1F", 31),
        ("0b11", 3),
        ("1_000", 1000),
        ("1:30", 90),
        ("012345678901", "012345678901"),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", "1e3"),
        ("1.0e+3", 1000.0),
        (".inf", ".inf"),
        ("2012-10-17", "2012-10-17"),
        ("09", "09"),
        ("-", "-"),
        ("True story", "True story"),
    ],
)
def test_plain_scalars_have_the_types_of_yaml_1_1(text: str, value: object) -> None:
    assert plain_value(text) == value
    assert type(plain_value(text)) is type(value)


def test_yaml_is_read_alike_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(__file__).parents[3] / "examples" / "every_function.yaml").read_text()
    with_libyaml = parse(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert parse(text) == with_libyaml
