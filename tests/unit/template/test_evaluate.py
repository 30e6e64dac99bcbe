"""What expressions evaluate to."""

from collections.abc import Mapping

import pytest

from landform.ground.lookups import AvailabilityZones, Export, Facts, NotFound, StackOutput
from landform.ground.values import NO_VALUE, ResourceReference, Secret, Unknown, Value
from landform.template.evaluate import Evaluated, NoResources, Scope, evaluate, evaluate_conditions
from tests.unit.template.pipeline import PSEUDO, parse

TEMPLATE = """
Parameters:
  Stage: {Type: String}
  Port: {Type: Number}
  Names: {Type: CommaDelimitedList}
  Password: {Type: String, NoEcho: true}
Mappings:
  Sizes:
    dev: {memory: 128, zones: [a, b], ready: true}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Subject:
    Type: AWS::SNS::Topic
    Properties:
      Value: %s
"""
PARAMETERS: Mapping[str, Value] = {
    "Stage": "dev",
    "Port": "80",
    "Names": ["x", "y"],
    "Password": Secret("hunter2"),
}


def evaluated(expression: str, facts: Facts | None = None) -> Evaluated:
    template = parse(TEMPLATE % expression)
    known = facts or {}
    conditions = evaluate_conditions(template, PARAMETERS, PSEUDO, known)
    scope = Scope(
        template=template,
        parameters=PARAMETERS,
        pseudo=PSEUDO,
        facts=known,
        conditions=conditions.values,
        resources=NoResources(),
    )
    return evaluate(template.resources["Subject"].properties, scope)


def value_of(expression: str, facts: Facts | None = None) -> Value:
    result = evaluated(expression, facts)
    assert not result.diagnostics
    assert isinstance(result.value, dict)
    return result.value.get("Value", NO_VALUE)


QUEUE = Unknown((ResourceReference("Queue"),))
QUEUE_NESTED = Unknown((ResourceReference("Queue", "A.B"),))
NEWS = "arn:aws:sns:eu-central-1:123456789012:news"
QUEUE_ARN = Unknown((ResourceReference("Queue", "Arn"),))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param("!Ref Port", "80", id="a number parameter is text"),
        pytest.param("!Ref Names", ["x", "y"], id="a list parameter is a list"),
        pytest.param("!Ref Queue", QUEUE, id="a resource is unknown before it exists"),
        pytest.param("!Ref AWS::Region", "eu-central-1", id="region"),
        pytest.param("!Ref AWS::AccountId", "123456789012", id="account"),
        pytest.param("!Ref AWS::Partition", "aws", id="partition"),
        pytest.param("!Ref AWS::URLSuffix", "amazonaws.com", id="suffix"),
        pytest.param("!Ref AWS::StackName", "app", id="stack name"),
        pytest.param(
            "!Ref AWS::NotificationARNs",
            ["arn:aws:sns:eu-central-1:123456789012:news"],
            id="notification arns",
        ),
        pytest.param("!Ref AWS::NoValue", NO_VALUE, id="NoValue removes the property"),
        pytest.param("[a, !Ref AWS::NoValue, b]", ["a", "b"], id="NoValue removes the item"),
        pytest.param("!GetAtt Queue.Arn", QUEUE_ARN, id="GetAtt with a dot"),
        pytest.param("!GetAtt [Queue, Arn]", QUEUE_ARN, id="GetAtt with a list"),
        pytest.param(
            "!GetAtt Queue.A.B",
            Unknown((ResourceReference("Queue", "A.B"),)),
            id="GetAtt of a nested attribute",
        ),
        pytest.param('!Sub "${Stage}-${AWS::Region}-${!Stage}"', "dev-eu-central-1-${Stage}", id="Sub"),
        pytest.param('!Sub ["${V}:${Port}", {V: !Ref Stage}]', "dev:80", id="Sub with variables"),
        pytest.param('!Sub "${Queue.Arn}/*"', QUEUE_ARN, id="Sub with an unknown part is unknown"),
        pytest.param(
            '!Join [",", [a, 1, true, 1.5, !Ref Port]]', "a,1,true,1.5,80", id="Join prints as JSON"
        ),
        pytest.param('!Join ["", [a, !Ref "AWS::NoValue"]]', "a", id="Join leaves NoValue out"),
        pytest.param(
            '!Join ["", [!Ref Queue, !GetAtt Queue.Arn]]',
            Unknown((ResourceReference("Queue"), ResourceReference("Queue", "Arn"))),
            id="Join waits for all its parts",
        ),
        pytest.param("!Select [1, !Ref Names]", "y", id="Select"),
        pytest.param('!Select ["0", [a, !Ref Queue]]', "a", id="Select of a known item stays known"),
        pytest.param('!Split [",", "a,,b"]', ["a", "", "b"], id="Split keeps empty pieces"),
        pytest.param("!FindInMap [Sizes, !Ref Stage, memory]", 128, id="FindInMap keeps numbers"),
        pytest.param("!FindInMap [Sizes, dev, zones]", ["a", "b"], id="FindInMap of a list"),
        pytest.param("!FindInMap [Sizes, dev, ready]", True, id="FindInMap of a boolean"),
        pytest.param("!FindInMap [Sizes, x, y, {DefaultValue: !Ref Stage}]", "dev", id="FindInMap default"),
        pytest.param("!If [IsProd, !Ref Queue, small]", "small", id="If takes one branch"),
        pytest.param("!Base64 hello", "aGVsbG8=", id="Base64"),
        pytest.param("!Cidr [10.0.0.0/16, 3, 8]", ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"], id="Cidr"),
        pytest.param(
            '!Cidr ["2001:db8::/56", "2", "64"]', ["2001:db8::/64", "2001:db8:0:1::/64"], id="Cidr of IPv6"
        ),
        pytest.param("!Length [a, b, c]", 3, id="Length"),
        pytest.param(
            "!ToJsonString {a: !Ref Port, b: [true, !Ref 'AWS::NoValue']}",
            '{"a":"80","b":[true]}',
            id="ToJsonString",
        ),
        pytest.param(
            '"{{resolve:ssm:/a:1}}"', "{{resolve:ssm:/a:1}}", id="a dynamic reference is left alone"
        ),
        pytest.param("2012-10-17", "2012-10-17", id="a date is text"),
    ],
)
def test_an_expression_gives(expression: str, expected: Value) -> None:
    assert value_of(expression) == expected


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('!Sub "user:${Password}"', "user:hunter2"),
        ('!Join [":", [user, !Ref Password]]', "user:hunter2"),
        ("!Base64 {Ref: Password}", "aHVudGVyMg=="),
        ("!ToJsonString {p: !Ref Password}", '{"p":"hunter2"}'),
    ],
)
def test_what_is_made_with_a_secret_is_a_secret(expression: str, text: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Secret)
    assert value == text


def test_the_pieces_of_a_secret_are_secrets() -> None:
    pieces = value_of("!Split [n, !Ref Password]")
    assert isinstance(pieces, list)
    assert pieces == ["hu", "ter2"]
    assert all(isinstance(piece, Secret) for piece in pieces)


def test_missing_facts_are_named_all_at_once() -> None:
    result = evaluated(
        '[!ImportValue vpc, !GetAZs "", {"Fn::GetStackOutput": {StackName: s, OutputName: o}}]'
    )
    assert result.missing == {
        Export("vpc"),
        AvailabilityZones("eu-central-1"),
        StackOutput("s", "o"),
    }
    assert result.diagnostics == ()


def test_facts_give_the_values() -> None:
    facts: Facts = {Export("vpc"): "vpc-1", AvailabilityZones("us-east-1"): ["us-east-1a", "us-east-1b"]}
    assert value_of("[!ImportValue vpc, !Select [1, !GetAZs us-east-1]]", facts) == ["vpc-1", "us-east-1b"]


def test_an_export_that_does_not_exist_is_told_in_the_words_of_the_lookup() -> None:
    result = evaluated("!ImportValue vpc", {Export("vpc"): NotFound("No export named vpc found.")})
    assert [each.detail for each in result.diagnostics] == ["No export named vpc found."]


def test_conditions_may_be_declared_in_any_order() -> None:
    template = parse("""
Conditions:
  Both: !And [!Condition IsDev, !Condition NotProd]
  NotProd: !Not [!Condition IsProd]
  IsProd: !Equals [!Ref AWS::Region, us-east-1]
  IsDev: {"Fn::Or": [{Condition: IsProd}, {"Fn::Equals": [true, "true"]}]}
Resources:
  Queue: {Type: AWS::SQS::Queue}
""")
    results = evaluate_conditions(template, {}, PSEUDO, {})
    assert results.values == {"Both": True, "NotProd": True, "IsProd": False, "IsDev": True}


def test_a_chain_of_a_thousand_conditions_is_followed() -> None:
    chain = "".join(f"  C{number}: !Not [!Condition C{number + 1}]\n" for number in range(1000))
    template = parse(f"Conditions:\n{chain}  C1000: !Equals [a, a]\nResources:\n  Q: {{Type: A::B::C}}\n")
    results = evaluate_conditions(template, {}, PSEUDO, {})
    assert results.values["C0"] is True
    assert results.values["C999"] is False


def test_a_secret_never_stands_in_a_message() -> None:
    for expression in ("!FindInMap [Sizes, !Ref Password, memory]", "!Cidr [!Ref Password, 1, 8]"):
        (diagnostic,) = evaluated(expression).diagnostics
        assert "hunter2" not in diagnostic.detail
        assert "****" in diagnostic.detail
