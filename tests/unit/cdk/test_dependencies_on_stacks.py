"""Dependencies on stacks and of stacks. Expected values are what aws-cdk-lib 2.275 gives."""

from collections.abc import Callable

import pytest

from landform.cdk import App, NestedStack, Stack
from landform.cdk import aws_sns as sns
from landform.cdk.constructs import Construct


def _topics(stack: Stack) -> tuple[Construct, Construct, Construct]:
    nested = NestedStack(stack, "N")
    return sns.Topic(nested, "A"), sns.Topic(stack, "B"), nested


@pytest.mark.parametrize(
    ("connect", "said"),
    [
        (lambda s, a, b, n: b.node.add_dependency(s), "'S/B' cannot depend on parent stack 'S'"),
        (lambda s, a, b, n: a.node.add_dependency(s), "'S/N/A' cannot depend on parent stack 'S'"),
        (lambda s, a, b, n: a.node.add_dependency(n), "'S/N/A' cannot depend on parent nested-stack 'S/N'"),
        (lambda s, a, b, n: n.node.add_dependency(s), "'S/N' cannot depend on parent stack 'S'"),
        (lambda s, a, b, n: b.node.add_dependency(s.node.root), "'S/B' cannot depend on parent stage ''"),
    ],
)
def test_nothing_comes_after_the_whole_it_is_part_of(connect: Callable[..., None], said: str) -> None:
    stack = Stack(App(), "S")
    connect(stack, *_topics(stack))
    with pytest.raises(ValueError, match=said):
        stack.node.root.synth()


@pytest.mark.parametrize(
    "connect",
    [
        lambda s, a, b, n: s.node.add_dependency(b),
        lambda s, a, b, n: s.node.add_dependency(n),
        lambda s, a, b, n: n.node.add_dependency(a),
        lambda s, a, b, n: s.node.root.node.add_dependency(b),
    ],
)
def test_a_whole_after_its_part_means_nothing(connect: Callable[..., None]) -> None:
    stack = Stack(App(), "S")
    connect(stack, *_topics(stack))
    template = stack.node.root.synth().get_stack_by_name("S").template
    assert [each for each in template["Resources"].values() if "DependsOn" in each] == []
