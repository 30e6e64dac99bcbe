"""What functions refuse once the values of their arguments are known, and what they only wait for."""

import pytest

from landform.ground.lookups import Export, StackOutput
from landform.ground.values import ResourceReference, Unknown, Value
from tests.unit.template.test_evaluate import evaluated, value_of

JOIN = (
    "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of "
    "strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined."
)
SELECT = "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
SPLIT = (
    "Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string "
    "to be split or a function that returns a string to be split."
)
NO_ITEM = "Template error: Fn::Select cannot select nonexistent value at index"
CIDR = "Fn::Cidr takes an address block, a count from 1 to 256, and a number of bits."
SUB = (
    "A variable of Fn::Sub does not resolve to a string. Use Fn::Join for lists and Fn::ToJsonString for "
    "mappings."
)
EMPTY_ENTRY = "The entries of Fn::GetStackOutput have to be strings that are not empty."
NO_ATTRIBUTE_NAME = "The name of an attribute has to be a string that is not empty."


@pytest.mark.parametrize(
    ("expression", "code", "detail"),
    [
        ("!Join [!Ref Names, [a]]", "LF1601", JOIN),
        ('!Join [",", !Ref Stage]', "LF1601", JOIN),
        ('!Join [",", [[a]]]', "LF1601", JOIN),
        ("!Select [!Ref Stage, [a]]", "LF1601", SELECT),
        ("!Select [true, [a, b]]", "LF1601", SELECT),
        ("!Select [1, !Ref Stage]", "LF1601", SELECT),
        ('!Select ["12345678901234567890", !Ref Names]', "LF1601", SELECT),
        (
            "!Select [2, !Ref Names]",
            "LF1602",
            f"{NO_ITEM} 2\nThe list has 2 items, the first has the index 0; 2 is out of range.",
        ),
        (
            "!Select [-1, !Ref Names]",
            "LF1602",
            f"{NO_ITEM} -1\nThe list has 2 items, the first has the index 0; -1 is out of range.",
        ),
        (
            "!Select [2, [a, b]]",
            "LF1602",
            f"{SELECT}\nThe list has 2 items, the first has the index 0; 2 is out of range.",
        ),
        ('!Split ["", a]', "LF1601", SPLIT),
        ('!Split [",", !Ref Names]', "LF1601", SPLIT),
        ("!Split [!Ref Names, a]", "LF1601", SPLIT),
        (
            "!FindInMap [!Ref Names, dev, memory]",
            "LF1601",
            "The names that Fn::FindInMap looks for have to be strings.",
        ),
        (
            "!FindInMap [Sizes, !Ref Port, memory]",
            "LF1603",
            "Template error: Unable to get mapping for Sizes::80::memory",
        ),
        (
            "!GetAZs [a]",
            "LF1601",
            "Fn::GetAZs takes the name of a region, or an empty string for the stack's own.",
        ),
        ("!ImportValue [a]", "LF1601", "Fn::ImportValue takes the name of an export, a string."),
        ('{"Fn::GetStackOutput": {StackName: "", OutputName: o}}', "LF1601", EMPTY_ENTRY),
        ('{"Fn::GetStackOutput": {StackName: !Ref Names, OutputName: o}}', "LF1601", EMPTY_ENTRY),
        (
            "!Base64 [a]",
            "LF1601",
            "Template error: every Fn::Base64 object must have a String-typed value.",
        ),
        (
            "!Cidr [10.0.0.0/16, 3]",
            "LF1605",
            "Give Fn::Cidr the bits as its third argument: AWS documents no default for them.",
        ),
        ("!Cidr [10.0.0.0/16, 0, 8]", "LF1605", CIDR),
        ("!Cidr [10.0.0.0/8, 257, 4]", "LF1605", CIDR),
        ("!Cidr [10.0.0.0/16, true, 8]", "LF1605", CIDR),
        ("!Cidr [10.0.0.0/16, 1, many]", "LF1605", CIDR),
        ("!Cidr [!Ref Names, 1, 4]", "LF1605", CIDR),
        ("!Cidr [here, 1, 8]", "LF1605", '"here" is not an address block such as 10.0.0.0/16.'),
        ("!Cidr [10.0.0.0/16, 1, 17]", "LF1605", "Blocks with 17 bits do not fit into 10.0.0.0/16."),
        ("!Cidr [10.0.0.0/16, 1, 33]", "LF1605", "Blocks with 33 bits do not fit into 10.0.0.0/16."),
        ("!Cidr [10.0.0.0/16, 1, -1]", "LF1605", "Blocks with -1 bits do not fit into 10.0.0.0/16."),
        ("!Cidr [10.0.0.0/24, 3, 7]", "LF1605", "Only 2 of 3 blocks of /25 would fit into 10.0.0.0/24."),
        ("!Length {Ref: Stage}", "LF1601", "Fn::Length takes a list, or a function that returns one."),
        ("!ToJsonString a", "LF1601", "Fn::ToJsonString takes a mapping or a list."),
        ("!GetAtt [Queue, !Ref Names]", "LF1601", NO_ATTRIBUTE_NAME),
        ('!GetAtt [Queue, !Join ["", []]]', "LF1601", NO_ATTRIBUTE_NAME),
        ('!Sub "${Names}"', "LF1601", SUB),
        ('!Sub "${AWS::NoValue}"', "LF1601", SUB),
        ("!Ref Nobody", "LF1101", 'There is no parameter or resource "Nobody".'),
        ("!Ref AWS::Nothing", "LF1101", 'There is no parameter or resource "AWS::Nothing".'),
        ("!GetAtt Nobody.Arn", "LF1102", 'There is no resource "Nobody".'),
    ],
)
def test_a_value_that_a_function_cannot_use_is_refused_once(expression: str, code: str, detail: str) -> None:
    found = evaluated(expression)
    assert [(each.code, each.detail) for each in found.diagnostics] == [(code, detail)]
    assert found.value == {"Value": Unknown(())}


def test_a_refusal_knows_its_place() -> None:
    (refusal,) = evaluated("[a, !Select [7, !Ref Names]]").diagnostics
    assert str(refusal.location) == "app.yaml:17:18"
    assert refusal.path == ("Resources", "Subject", "Properties", "Value", 1)


@pytest.mark.parametrize(
    ("expression", "attribute"),
    [
        ('!Join [",", !GetAtt Queue.List]', "List"),
        ("!Join [!GetAtt Queue.Mark, [a]]", "Mark"),
        ("!Select [0, !GetAtt Queue.List]", "List"),
        ("!Select [!GetAtt Queue.Index, [a]]", "Index"),
        ('!Split [",", !GetAtt Queue.Text]', "Text"),
        ("!Split [!GetAtt Queue.Mark, a]", "Mark"),
        ("!FindInMap [Sizes, !GetAtt Queue.Key, memory]", "Key"),
        ('{"Fn::GetAZs": !GetAtt Queue.Region}', "Region"),
        ('{"Fn::ImportValue": !GetAtt Queue.Name}', "Name"),
        ('{"Fn::GetStackOutput": {StackName: !GetAtt Queue.Name, OutputName: o}}', "Name"),
        ('{"Fn::Base64": !GetAtt Queue.Text}', "Text"),
        ("!Cidr [!GetAtt Queue.Block, 1, 4]", "Block"),
        ('{"Fn::Length": !GetAtt Queue.List}', "List"),
        ("!ToJsonString {a: !GetAtt Queue.Text}", "Text"),
        ('!GetAtt [Queue, !Join ["", [!GetAtt Queue.Which]]]', "Which"),
        ('!Sub "a${Queue.Text}"', "Text"),
    ],
)
def test_a_function_of_an_unknown_value_waits_for_it_without_complaint(
    expression: str, attribute: str
) -> None:
    found = evaluated(expression)
    assert found.diagnostics == ()
    assert found.value == {"Value": Unknown((ResourceReference("Queue", attribute),))}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Cidr [10.0.0.0/16, 1, 16]", ["10.0.0.0/16"]),
        ("!Cidr [10.0.0.0/16, 1, 0]", ["10.0.0.0/32"]),
        ("!Cidr [10.0.0.0/24, 2, 7]", ["10.0.0.0/25", "10.0.0.128/25"]),
        ("!Cidr [10.0.0.7/24, 1, 4]", ["10.0.0.0/28"]),
        ("!Length [!Cidr [10.0.0.0/16, 256, 8]]", 1),
        ('{"Fn::Length": !Cidr [10.0.0.0/16, 256, 8]}', 256),
        ("!Length []", 0),
        ("!Split [',', 1]", ["1"]),
        ("!Base64 12", "MTI="),
        ("!ToJsonString [ä, {b: 1, c: null}]", '["ä",{"b":1,"c":null}]'),
        ('!Select ["01", !Ref Names]', "y"),
        ("!GetAtt [Queue, Endpoint, Address]", Unknown((ResourceReference("Queue", "Endpoint.Address"),))),
        ("!GetAtt [Queue, !Ref Stage]", Unknown((ResourceReference("Queue", "dev"),))),
        ('!Sub "a$b${!x}c${"', "a$b${x}c${"),
        ("!If [Nobody, 1, 2]", Unknown(())),
    ],
)
def test_at_its_boundary_a_function_gives(expression: str, expected: Value) -> None:
    assert value_of(expression) == expected


def test_a_lookup_takes_every_entry_it_is_given() -> None:
    text = '{"Fn::GetStackOutput": {StackName: s, OutputName: o, Region: eu-west-1, RoleArn: r}}'
    assert evaluated(text).missing == {StackOutput("s", "o", "eu-west-1", "r")}
    assert evaluated("!ImportValue 12").missing == {Export("12")}
