"""Which rules hold."""

import pytest

from landform.ground.lookups import ExistingAttribute, ExistingValues
from landform.ground.values import Value
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
