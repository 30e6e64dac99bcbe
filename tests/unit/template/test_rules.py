"""Which rules hold."""

import pytest

from landform.ground.lookups import ExistingAttribute, ExistingValues, Facts, Lookup, NotFound
from landform.ground.values import Unknown, Value
from landform.template.rules import check_rules
from tests.unit.template.pipeline import PSEUDO, parse


def broken(assertion: str, condition: str = "!Equals [a, a]") -> list[str]:
    template = parse(f"""
Parameters:
  Sizes: {{Type: CommaDelimitedList}}
  Stage: {{Type: String}}
Rules:
  TheRule:
    RuleCondition: {condition}
    Assertions:
      - Assert: {assertion}
Resources:
  Queue: {{Type: AWS::SQS::Queue}}
""")
    parameters: dict[str, Value] = {"Sizes": ["small", "large"], "Stage": "dev"}
    return [each.code for each in check_rules(template, parameters, PSEUDO, {}).diagnostics]


@pytest.mark.parametrize(
    "assertion",
    [
        "!Contains [!Ref Sizes, small]",
        "!EachMemberIn [!Ref Sizes, [small, medium, large]]",
        "!EachMemberEquals [[dev, dev], !Ref Stage]",
        "!Not [!Contains [!Ref Sizes, huge]]",
        "!And [!Equals [!Ref Stage, dev], !Contains [!Ref Sizes, large]]",
        "!Or [!Equals [!Ref Stage, prod], !Contains [!Ref Sizes, large]]",
    ],
)
def test_these_assertions_hold(assertion: str) -> None:
    assert broken(assertion) == []
    assert broken(f"!Not [{assertion}]") == ["LF1401"]


def test_a_rule_whose_condition_is_false_is_not_checked() -> None:
    assert broken("!Equals [a, b]", condition="!Equals [!Ref Stage, prod]") == []


def test_only_lists_have_members() -> None:
    assert broken("!EachMemberIn [!Ref Sizes, small]") == ["LF1601"]


ASKING = """
Parameters:
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
Rules:
  InOneVpc:
    Assertions:
      - Assert: !EachMemberIn [!ValueOf [Subnets, VpcId], !RefAll "AWS::EC2::VPC::Id"]
        AssertDescription: the subnets must be in a VPC of this region
Resources:
  Queue: {Type: AWS::SQS::Queue}
"""
SUBNET_VPC = ExistingAttribute("AWS::EC2::Subnet::Id", "subnet-1", "VpcId")


def test_a_question_about_existing_resources_is_a_lookup() -> None:
    found = check_rules(parse(ASKING), {"Subnets": ["subnet-1"]}, PSEUDO, {})
    assert found.missing == {SUBNET_VPC, ExistingValues("AWS::EC2::VPC::Id")}
    assert found.diagnostics == ()


@pytest.mark.parametrize(("vpc", "codes"), [("vpc-1", []), ("vpc-elsewhere", ["LF1401"])])
def test_an_answered_question_decides_the_rule(vpc: str, codes: list[str]) -> None:
    facts = {SUBNET_VPC: vpc, ExistingValues("AWS::EC2::VPC::Id"): ["vpc-1", "vpc-2"]}
    found = check_rules(parse(ASKING), {"Subnets": ["subnet-1"]}, PSEUDO, facts)
    assert [each.code for each in found.diagnostics] == codes
    assert found.missing == frozenset()


def told(assertion: str, facts: Facts | None = None) -> list[tuple[str, str, str]]:
    """The code, detail and place of everything wrong with an assertion."""
    template = parse(f"""
Parameters:
  Sizes: {{Type: CommaDelimitedList}}
  Subnets: {{Type: "List<AWS::EC2::Subnet::Id>"}}
  Stage: {{Type: String}}
Rules:
  TheRule:
    Assertions:
      - Assert: {assertion}
        AssertDescription: not so
Resources:
  Queue: {{Type: AWS::SQS::Queue}}
""")
    parameters: dict[str, Value] = {"Sizes": ["small"], "Subnets": ["subnet-1"], "Stage": "dev"}
    found = check_rules(template, parameters, PSEUDO, facts or {}).diagnostics
    return [(each.code, each.detail, str(each.location)) for each in found]


TYPES = "AWS::EC2::VPC::Id, AWS::EC2::Subnet::Id, AWS::EC2::SecurityGroup::Id"
BROKEN = 'The rule "TheRule" is broken: not so'
NOBODY = 'There is no parameter or resource "Nobody".'


@pytest.mark.parametrize(
    ("assertion", "expected"),
    [
        ("true", []),
        ("!EachMemberIn [!Ref Stage, [dev]]", []),
        ("!Equals [!Ref Stage, prod]", [("LF1401", BROKEN, "app.yaml:9:17")]),
        ("!EachMemberEquals [[dev, prod], !Ref Stage]", [("LF1401", BROKEN, "app.yaml:9:17")]),
        ("!EachMemberIn [[small, huge], !Ref Sizes]", [("LF1401", BROKEN, "app.yaml:9:17")]),
        (
            '!Not [!Join ["", [a]]]',
            [("LF1608", "This has to be a condition, which is true or false.", "app.yaml:9:23")],
        ),
        (
            "!Contains [{a: b}, c]",
            [("LF1601", "Fn::Contains compares the members of lists.", "app.yaml:9:17")],
        ),
        (
            '!RefAll "AWS::S3::Bucket"',
            [
                (
                    "LF1402",
                    f"Rules cannot ask for AWS::S3::Bucket. They can ask for: {TYPES}.",
                    "app.yaml:9:17",
                )
            ],
        ),
        (
            "!Equals [!ValueOf [Stage, VpcId], a]",
            [("LF1402", f"Rules cannot ask for String. They can ask for: {TYPES}.", "app.yaml:9:26")],
        ),
        (
            "!Equals [!ValueOf [Nobody, VpcId], a]",
            [("LF1101", 'There is no parameter "Nobody".', "app.yaml:9:26")],
        ),
        (
            "!Contains [!ValueOf [Subnets, Size], a]",
            [
                (
                    "LF1402",
                    "Rules cannot ask for Size of AWS::EC2::Subnet::Id. They can ask for: AvailabilityZone, "
                    "VpcId, Tags.KEY.",
                    "app.yaml:9:28",
                )
            ],
        ),
        # What cannot be told breaks no rule, unless the rest of the rule decides.
        ("!Contains [!Ref Sizes, !Ref Nobody]", [("LF1101", NOBODY, "app.yaml:9:40")]),
        ("!Not [!Equals [a, !Ref Nobody]]", [("LF1101", NOBODY, "app.yaml:9:35")]),
        ("!Or [!Equals [a, !Ref Nobody], !Equals [a, b]]", [("LF1101", NOBODY, "app.yaml:9:34")]),
        ("!And [!Equals [a, !Ref Nobody], !Equals [a, a]]", [("LF1101", NOBODY, "app.yaml:9:35")]),
        (
            "!And [!Equals [a, !Ref Nobody], !Equals [a, b]]",
            [("LF1101", NOBODY, "app.yaml:9:35"), ("LF1401", BROKEN, "app.yaml:9:17")],
        ),
    ],
)
def test_an_assertion_is_told_with_its_reason_and_place(
    assertion: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(assertion) == expected


def test_the_attributes_of_all_resources_of_a_type_are_asked_for() -> None:
    vpcs = ExistingValues("AWS::EC2::VPC::Id")
    facts: dict[Lookup, Value | NotFound] = {vpcs: ["vpc-1", "vpc-2"]}
    assertion = '!EachMemberEquals [!ValueOfAll ["AWS::EC2::VPC::Id", Tags.Owner], me]'
    facts[ExistingAttribute("AWS::EC2::VPC::Id", "vpc-1", "Tags.Owner")] = "me"
    facts[ExistingAttribute("AWS::EC2::VPC::Id", "vpc-2", "Tags.Owner")] = "me"
    assert told(assertion, facts) == []
    facts[ExistingAttribute("AWS::EC2::VPC::Id", "vpc-2", "Tags.Owner")] = "you"
    assert told(assertion, facts) == [("LF1401", BROKEN, "app.yaml:9:17")]
    assert told(assertion, {}) == []


@pytest.mark.parametrize(
    "assertion",
    [
        "!EachMemberEquals [!ValueOf [Subnets, VpcId], vpc-1]",
        "!EachMemberIn [!ValueOf [Subnets, VpcId], [vpc-1, vpc-2]]",
        "!Contains [!ValueOf [Subnets, VpcId], vpc-1]",
    ],
)
def test_a_member_that_is_not_looked_up_yet_breaks_no_rule(assertion: str) -> None:
    assert told(assertion) == []
    assert told(f"!Not [{assertion}]") == []
    assert told(assertion, {SUBNET_VPC: "vpc-1"}) == []
    assert told(assertion, {SUBNET_VPC: "vpc-9"}) == [("LF1401", BROKEN, "app.yaml:9:17")]


def test_one_member_can_decide_while_another_is_unknown() -> None:
    facts: Facts = {SUBNET_VPC: Unknown(())}
    assert told("!Contains [!ValueOf [Subnets, VpcId], vpc-1]", facts) == []
    assert told("!EachMemberEquals [[!Ref Stage, !Select [0, !ValueOf [Subnets, VpcId]]], prod]", facts) == [
        ("LF1401", BROKEN, "app.yaml:9:17")
    ]
