"""What is wrong with ids, names, sizes and look-ups is said with the construct's path and the user's line."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    Aspects,
    Aws,
    CfnOutput,
    CfnResource,
    Environment,
    IAspect,
    Stack,
    Stage,
    aws_s3,
    aws_sqs,
)
from landform.cdk.constructs import Construct
from landform.cdk.core.context_provider import get_value

HERE = re.escape(str(Path(__file__)))


def _stack() -> Stack:
    return Stack(App(auto_synth=False), "Shop")


def _said(make: Callable[[], Any], kind: type[Exception] = ValueError) -> list[str]:
    with pytest.raises(kind) as caught:
        make()
    return re.sub(rf"{HERE}:\d+", "app.py:1", str(caught.value)).split("\n")


def test_a_duplicate_id_shows_both_constructs() -> None:
    """The refused one and the one that has the id."""
    stack = _stack()
    aws_sqs.Queue(stack, "Jobs")
    assert _said(lambda: aws_s3.Bucket(stack, "Jobs")) == [
        "There is already a Construct with name 'Jobs' in Stack [Shop]",
        "  Bucket 'Shop/Jobs' (app.py:1)",
        "  the first one: Queue 'Shop/Jobs' (app.py:1)",
    ]


def test_the_lines_are_those_of_the_two_calls() -> None:
    """Not of the library, and not the same one twice."""
    stack = _stack()
    with pytest.raises(ValueError, match="already a Construct") as caught:
        for make in (
            lambda: Construct(stack, "A"),
            lambda: Construct(stack, "A"),
        ):
            make()
    second, first = (int(each) for each in re.findall(rf"{HERE}:(\d+)", str(caught.value)))
    assert second == first + 1


def test_an_empty_id_shows_the_parent_and_the_line() -> None:
    """Only a root may have none."""
    assert _said(lambda: Construct(_stack(), "")) == [
        "Only root constructs may have an empty ID",
        "  Construct 'Shop/' (app.py:1)",
    ]


def test_a_token_in_an_id_is_refused_at_the_call() -> None:
    """A logical id would follow from it."""
    stack = _stack()
    said = _said(lambda: CfnResource(stack, f"Q{Aws.REGION}", type="Custom::Q"))
    assert said[0].startswith("Cannot use tokens in construct ID: Q${Token[")
    assert re.fullmatch(r"  CfnResource 'Shop/Q\$\{Token\[.+\]\}' \(app\.py:1\)", said[1])
    assert stack.node.children == []


def test_a_token_in_the_id_of_a_construct_around_is_told_back_to_its_line() -> None:
    """It is known to matter only when an element below needs a logical id."""
    stack = _stack()
    aws_sqs.Queue(stack, f"Q{Aws.REGION}")
    said = _said(lambda: stack.resolve(stack.node.children[0].node.default_child.logical_id))
    assert said[0].startswith("ID components may not include unresolved tokens: Q${Token[")
    assert re.fullmatch(r"  CfnQueue 'Shop/Q\$\{Token\[.+\]\}/Resource' \(app\.py:1\)", said[1])


@pytest.mark.parametrize("name", ["a-b", "", "x" * 256])
def test_a_logical_id_that_cannot_be_is_refused_where_it_is_given(name: str) -> None:
    """CloudFormation takes 1 to 255 letters and digits."""
    resource = CfnResource(_stack(), "Jobs", type="Custom::Q")
    assert _said(lambda: resource.override_logical_id(name)) == [
        f"Invalid logical ID override: '{name}'. It must be alphanumeric and have at most 255 characters.",
        "  CfnResource 'Shop/Jobs' (app.py:1), overridden at app.py:1",
    ]


def test_a_logical_id_of_255_letters_and_digits_passes() -> None:
    """A digit may come first."""
    stack = _stack()
    resource = CfnResource(stack, "Jobs", type="Custom::Q")
    resource.override_logical_id("1" + "x" * 254)
    assert stack.resolve(resource.logical_id) == "1" + "x" * 254


def test_a_renamed_logical_id_that_is_too_long_is_refused() -> None:
    """With the element that gets it."""
    stack = _stack()
    resource = CfnResource(stack, "Jobs", type="Custom::Q")
    stack.rename_logical_id("Jobs", "x" * 256)
    assert _said(lambda: stack.resolve(resource.logical_id)) == [
        f"Logical ID must adhere to the regular expression: /^[A-Za-z0-9]{{1,255}}$/, got '{'x' * 256}'",
        "  CfnResource 'Shop/Jobs' (app.py:1)",
    ]


def test_two_elements_of_one_logical_id_show_the_second() -> None:
    """Path and line of the one that comes too late."""
    app = App(auto_synth=False)
    stack = Stack(app, "Shop")
    CfnResource(stack, "A", type="Custom::Q")
    CfnResource(stack, "B", type="Custom::Q").override_logical_id("A")
    assert _said(app.synth) == [
        "section 'Resources' already contains 'A' (from Shop/B)",
        "  CfnResource 'Shop/B' (app.py:1)",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("x" * 129, f"Stack name must be <= 128 characters. Stack name: '{'x' * 129}'"),
        ("1x", "Stack name must match the regular expression: /^[A-Za-z][A-Za-z0-9-]*$/, got '1x'"),
        (Aws.REGION, "The stack's name may not hold a token"),
    ],
    ids=["too long", "starts with a digit", "token"],
)
def test_a_stack_name_that_cannot_be_is_refused_at_the_call(name: str, problem: str) -> None:
    """With the stack's path and line."""
    app = App(auto_synth=False)
    assert _said(lambda: Stack(app, "Shop", stack_name=name)) == [problem, "  Stack 'Shop' (app.py:1)"]


def test_a_stage_name_that_cannot_be_is_refused_at_the_call() -> None:
    """In the same form."""
    assert _said(lambda: Stage(App(auto_synth=False), "1 x"))[1] == "  Stage '1 x' (app.py:1)"


def test_too_many_resources_show_the_stack() -> None:
    """The limit is configurable."""
    app = App(auto_synth=False, context={"@aws-cdk/core:stackResourceLimit": 1})
    stack = Stack(app, "Big")
    CfnResource(stack, "A", type="Custom::Q")
    CfnResource(stack, "B", type="Custom::Q")
    assert _said(app.synth) == [
        "Number of resources in stack 'Big': 2 is greater than allowed maximum of 1: Custom::Q (2)",
        "  Stack 'Big' (app.py:1)",
    ]


def test_a_look_up_without_environment_shows_for_what_and_where() -> None:
    """The construct, its stack and the line of the look-up."""
    construct = Construct(_stack(), "Part")
    said = _said(lambda: get_value(construct, "hosted-zone", {"domainName": "x"}, dummy="d"))
    assert said[0].startswith("Cannot retrieve value from context provider hosted-zone since account/region")
    assert said[1:] == [
        "  Construct 'Shop/Part' (app.py:1) in Stack 'Shop' (app.py:1), looked up at app.py:1",
    ]


def test_a_look_up_by_a_token_shows_for_what_and_where() -> None:
    """In the same form."""
    env = Environment(account="111122223333", region="eu-west-1")
    stack = Stack(App(auto_synth=False), "Shop", env=env)
    said = _said(lambda: get_value(stack, "hosted-zone", {"domainName": Aws.STACK_NAME}, dummy="d"))
    assert said == [
        "Cannot determine scope for context provider hosted-zone. This usually happens when one or more of "
        "the provider props have unresolved tokens: domainName",
        "  Stack 'Shop' (app.py:1), looked up at app.py:1",
    ]


class _Adds(IAspect):
    def visit(self, node: Any) -> None:
        if isinstance(node, Stack):
            node.node.lock()
            CfnOutput(node, "Late", value="x")


def test_a_child_that_comes_too_late_shows_itself() -> None:
    """Path and line of what was to be added."""
    app = App(auto_synth=False)
    Aspects.of(Stack(app, "Shop")).add(_Adds())
    assert _said(app.synth, RuntimeError) == [
        'Cannot add children during synthesis at "Shop"',
        "  CfnOutput 'Shop/Late' (app.py:1)",
    ]
