"""Stacks are ordered by the exports they make and import."""

from pathlib import Path

import pytest

from landform.cli.checked import pseudo_parameters
from landform.cli.errors import CommandError
from landform.cli.options import Options
from landform.cli.ordering import Interface, edges_between, interface_of, order_stacks, reversed_order
from landform.template.parse import parse_template

OPTIONS = Options(state=Path("nowhere"))

NETWORK = """\
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
Outputs:
  Id:
    Value: !Ref Vpc
    Export: {Name: !Sub "${AWS::StackName}-VpcId"}
"""
WEB = """\
Parameters:
  Network: {Type: String, Default: network}
Conditions:
  Never: !Equals [a, b]
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: g
      VpcId:
        Fn::ImportValue: !Sub "${Network}-VpcId"
  Unused:
    Type: AWS::SNS::Topic
    Condition: Never
    Properties:
      TopicName: !ImportValue not-imported
Outputs:
  Group:
    Value: !Ref Group
    Export: {Name: web-group}
"""


def interface(name: str, text: str, **parameters: str) -> Interface:
    template = parse_template(text, file=f"{name}.yaml").template
    assert template is not None
    return interface_of(template, parameters, pseudo_parameters(name, OPTIONS))


def test_export_names_are_evaluated_with_pseudo_parameters() -> None:
    found = interface("network", NETWORK)
    assert set(found.exports) == {"network-VpcId"}
    assert str(found.exports["network-VpcId"].location) == "network.yaml:6:20"
    assert found.exports["network-VpcId"].uses == {"Vpc"}


def test_imports_are_evaluated_with_parameters_and_false_conditions_left_out() -> None:
    assert set(interface("web", WEB).imports) == {"network-VpcId"}
    assert set(interface("web", WEB, Network="other").imports) == {"other-VpcId"}


def test_an_importing_stack_comes_after_the_exporting_one() -> None:
    """web --> network, and alone needs nobody."""
    alone = "Resources: {T: {Type: AWS::SNS::Topic}}"
    edges = edges_between([interface("web", WEB), interface("network", NETWORK), interface("alone", alone)])
    order = order_stacks(["web", "network", "alone"], edges)
    assert order.names == ("network", "alone", "web")
    assert order.after == {
        "web": frozenset({"network"}),
        "network": frozenset(),
        "alone": frozenset(),
    }
    backwards = reversed_order(order)
    assert backwards.names == ("web", "alone", "network")
    assert backwards.after["network"] == frozenset({"web"})


def test_a_cycle_is_drawn_with_both_lines_of_each_edge_and_ways_out() -> None:
    """a --> b --> a."""
    text = """\
Resources:
  T:
    Type: AWS::SNS::Topic
    Properties: {{TopicName: !ImportValue {used}}}
Outputs:
  O:
    Value: !Ref T
    Export: {{Name: {made}}}
"""
    interfaces = [
        interface("a", text.format(used="of-b", made="of-a")),
        interface("b", text.format(used="of-a", made="of-b")),
    ]
    with pytest.raises(CommandError) as caught:
        order_stacks(["a", "b"], edges_between(interfaces))
    assert caught.value.message == (
        "the stacks need each other, so none can be first: a -> b -> a\n"
        "  a imports of-b (a.yaml:4:29), which b exports (b.yaml:8:20)\n"
        "  b imports of-a (b.yaml:4:29), which a exports (a.yaml:8:20)"
    )
    assert caught.value.exit_code == 2
    assert caught.value.hint is not None
    assert "a stack of its own" in caught.value.hint
    assert "as a parameter" in caught.value.hint
