"""Smaller members of the core: what templates do not show. Values are those of aws-cdk-lib."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    ArrayMergeStrategy,
    Bitrate,
    ConstructSelector,
    DefaultTokenResolver,
    Mixin,
    Mixins,
    Size,
    Stack,
    StringConcat,
    TimeZone,
    Token,
    Tokenization,
    ValidationResult,
    ValidationResults,
    Validations,
)
from landform.cdk import aws_s3 as s3
from landform.cdk import aws_sqs as sqs


def test_bitrates_are_converted_unless_they_are_tokens() -> None:
    assert Bitrate.gbps(1).to_mbps() == 1000
    assert Bitrate.kbps(5).to_gbps() == 5e-06
    with pytest.raises(ValueError, match=r"Bitrate amounts cannot be negative\. Received: -5"):
        Bitrate.bps(-5)
    with pytest.raises(ValueError, match=r"Bitrate must be specified as 'Bitrate.kbps\(\)'"):
        Bitrate.bps(Token.as_number({"Ref": "x"})).to_kbps()


@pytest.mark.parametrize(
    ("size", "readable"),
    [
        (Size.mebibytes(5), "5 MiB"),
        (Size.bytes(1), "1 bytes"),
        (Size.kibibytes(0), "0 bytes"),
        (Size.mebibytes(1500), "1.46 GiB"),
    ],
)
def test_sizes_can_be_read(size: Size, readable: str) -> None:
    assert size.to_human_string() == readable


def test_time_zones_have_their_names() -> None:
    assert TimeZone.AMERICA_NEW_YORK.timezone_name == "America/New_York"
    assert TimeZone.ETC_GMT_MINUS_1.timezone_name == "Etc/GMT-1"
    assert TimeZone.CST6_CDT.timezone_name == "CST6CDT"


def test_yaml_is_quoted_where_it_would_be_read_otherwise() -> None:
    stack = Stack(App(), "S")
    value = {"a": ["yes", "010", "x: y", "it's", "12", "- a", "2012-10-17", "m\nn"], "y": [], "b": [[1]]}
    assert stack.resolve(stack.to_yaml_string(value)) == (
        'a:\n  - "yes"\n  - "010"\n  - "x: y"\n  - it\'s\n  - "12"\n  - "- a"\n  - "2012-10-17"\n'
        '  - |-\n    m\n    n\n"y": []\nb:\n  - - 1\n'
    )


def test_texts_are_taken_apart_and_put_together() -> None:
    stack = Stack(App(), "S")
    found = Tokenization.reverse_string(f"a{stack.stack_id}b")
    assert (found.length, found.first_value, len(found.tokens)) == (3, "a", 1)
    resolver = DefaultTokenResolver(StringConcat())
    value = {"a": stack.stack_id, "b": []}
    assert Tokenization.resolve(value, scope=stack, resolver=resolver) == {
        "a": {"Ref": "AWS::StackId"},
        "b": [],
    }


def test_outcomes_are_trees_of_messages() -> None:
    below = ValidationResults([ValidationResult("y")])
    assert ValidationResult("x", below).error_tree() == "x\n  y"
    assert ValidationResults([ValidationResult()]).wrap("ok").is_success
    with pytest.raises(ValueError, match="x"):
        ValidationResult("x").assert_success()


OLD: list[Any] = [1, {"k": "1", "v": 1}, {"k": "2"}]
NEW: list[Any] = [9, {"k": "1", "w": 2}]


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (ArrayMergeStrategy.append(), [*OLD, *NEW]),
        (ArrayMergeStrategy.prepend(), [*NEW, *OLD]),
        (ArrayMergeStrategy.replace(), NEW),
        (ArrayMergeStrategy.replace_by_index(), [9, {"k": "1", "w": 2}, {"k": "2"}]),
        (ArrayMergeStrategy.replace_by_key("k"), [1, {"k": "1", "w": 2}, {"k": "2"}]),
    ],
)
def test_lists_are_merged_in_five_ways(strategy: Any, expected: list[Any]) -> None:
    assert strategy.merge(OLD, NEW) == expected


def tree() -> Stack:
    stack = Stack(App(), "S")
    sqs.Queue(stack, "A")
    sqs.Queue(stack, "BC")
    s3.Bucket(stack, "D")
    return stack


@pytest.mark.parametrize(
    ("selector", "paths"),
    [
        (ConstructSelector.by_id("B*"), ["S/BC"]),
        (ConstructSelector.by_path("S/*/Resource"), ["S/A/Resource", "S/BC/Resource", "S/D/Resource"]),
        (ConstructSelector.by_path("*D*"), []),
        (ConstructSelector.only_itself(), ["S"]),
        (ConstructSelector.resources_of_type("AWS::SQS::Queue"), ["S/A/Resource", "S/BC/Resource"]),
    ],
)
def test_selectors_choose_constructs(selector: Any, paths: list[str]) -> None:
    chosen = Mixins.of(tree(), selector).selected_constructs
    assert [each.node.path for each in chosen] == paths


class Nothing(Mixin):
    def supports(self, _construct: Any) -> bool:
        return False


def test_mixins_that_are_required_have_to_be_applied() -> None:
    with pytest.raises(ValueError, match="Mixin Nothing could not be applied to S but was required to"):
        Mixins.of(tree()).require_all().apply(Nothing())
    with pytest.raises(ValueError, match="At least one mixin application was required"):
        Mixins.of(tree()).require_any().apply(Nothing())


def test_classes_have_the_ids_that_injectors_name() -> None:
    from landform.cdk import CustomResource

    assert sqs.Queue.PROPERTY_INJECTION_ID == "aws-cdk-lib.aws-sqs.Queue"
    assert CustomResource.PROPERTY_INJECTION_ID == "aws-cdk-lib.core.CustomResource"


class Refusing:
    """A plugin that finds fault with the one queue."""

    name = "test-plugin"
    version = "1.2.3"
    rule_ids = ("R1",)

    def validate(self, context: Any) -> Any:
        from landform.cdk import PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation

        resource = PolicyViolatingResource(
            resource_logical_id="Queue4A7E3555",
            template_path=context.template_paths[0],
            locations=["Properties/Foo"],
        )
        violation = PolicyViolation(
            rule_name="R1", description="bad queue", fix="do it", violating_resources=[resource]
        )
        return PolicyValidationPluginReport(success=False, violations=[violation])


def test_a_plugin_that_finds_fault_stops_the_synthesis(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = App(outdir=str(tmp_path))
    sqs.Queue(Stack(app, "S"), "Queue")
    Validations.of(app).add_plugins(Refusing())
    with pytest.raises(RuntimeError, match=r"Validation failed\. A copy of this report can be found in: "):
        app.synth()
    report = json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"][0]
    assert report["violations"][0]["violatingConstructs"][0]["constructPath"] == "S/Queue/Resource"
    assert report["conclusion"] == "failure"
    said = capsys.readouterr().err
    assert "bad queue (test-plugin)" in said
    assert "Acknowledge with 'test-plugin::R1'" in said


def test_a_violation_that_is_acknowledged_stops_nothing(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = Stack(app, "S")
    sqs.Queue(stack, "Queue")
    Validations.of(app).add_plugins(Refusing())
    Validations.of(stack).acknowledge({"id": "test-plugin::R1", "reason": "known"})
    app.synth()
    assert json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"] == []


def test_a_warning_that_is_acknowledged_is_gone() -> None:
    stack = Stack(App(), "S")
    Validations.of(stack).add_warning("w:1", "careful")
    assert [each.data for each in stack.node.metadata] == ["careful [ack: Annotation::w:1]"]
    Validations.of(stack).acknowledge({"id": "w:1", "reason": "fine"})
    assert [each.data for each in stack.node.metadata] == [{"Annotation::w:1": "fine"}]
