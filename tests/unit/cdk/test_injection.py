"""Properties that an app gives to all constructs of a class, checks of its own, and hooks of templates."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from landform.cdk import (
    Annotations,
    App,
    CfnCodeDeployBlueGreenHook,
    CfnResource,
    CfnTrafficRoutingType,
    CloudFormationValidatePlugin,
    Errors,
    LegacyStackSynthesizer,
    PropertyInjectors,
    Stack,
    Validations,
)
from landform.cdk import aws_s3 as s3
from landform.cdk.aws_sns import Topic
from landform.cdk.aws_sns_subscriptions import UrlSubscription


class Versioned:
    """Makes buckets versioned and notes whom it was asked for."""

    construct_unique_id = "aws-cdk-lib.aws-s3.Bucket"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def inject(self, original: Any, *, scope: Any, id: str) -> Any:
        """The properties with versions."""
        self.asked.append((scope.node.path, id))
        given = dict(original) if isinstance(original, dict) else original._values
        return {**given, "versioned": True}


def template(stack: Stack) -> Any:
    return stack.node.root.synth(force=True).get_stack_artifact(stack.artifact_id).template


def versions(stack: Stack) -> list[bool]:
    """Whether each bucket of the stack has versions."""
    found = template(stack)["Resources"].values()
    return ["VersioningConfiguration" in each.get("Properties", {}) for each in found]


def test_properties_are_injected_into_every_construct_of_a_class(tmp_path: Path) -> None:
    injector = Versioned()
    app = App(outdir=str(tmp_path), property_injectors=[injector])
    stack = Stack(app, "S", synthesizer=LegacyStackSynthesizer())
    s3.Bucket(stack, "One")
    s3.Bucket(stack, "Two", bucket_name="two")
    assert injector.asked == [("S", "One"), ("S", "Two")]
    assert versions(stack) == [True, True]
    assert list(template(stack)["Resources"].values())[1]["Properties"]["BucketName"] == "two"
    assert PropertyInjectors.has_property_injectors(app)
    assert PropertyInjectors.of(app).supported_classes() == ["aws-cdk-lib.aws-s3.Bucket"]
    assert PropertyInjectors.of(app).for_("aws-cdk-lib.aws-s3.Bucket") is injector
    assert PropertyInjectors.of(app).for_("other") is None


def test_what_is_no_construct_is_made_as_ever_beside_injectors(tmp_path: Path) -> None:
    stack = Stack(App(outdir=str(tmp_path), property_injectors=[Versioned()]), "S")
    topic = Topic(stack, "Topic")
    assert UrlSubscription("https://example.com/a").bind(topic)["endpoint"] == "https://example.com/a"


def test_only_what_is_below_is_injected_and_the_nearest_injector_counts(tmp_path: Path) -> None:
    far, near = Versioned(), Versioned()
    app = App(outdir=str(tmp_path), property_injectors=[far])
    inner = Stack(app, "Inner", property_injectors=[near])
    s3.Bucket(inner, "B")
    assert (far.asked, near.asked) == ([], [("Inner", "B")])
    plain = Stack(App(outdir=str(tmp_path / "b")), "Plain", synthesizer=LegacyStackSynthesizer())
    s3.Bucket(plain, "B")
    assert versions(plain) == [False]
    assert not PropertyInjectors.has_property_injectors(plain)


def test_a_blue_green_deployment_is_a_hook(tmp_path: Path) -> None:
    stack = Stack(App(outdir=str(tmp_path)), "S", synthesizer=LegacyStackSynthesizer())
    target = {"logical_id": "Service", "type": "AWS::ECS::Service"}
    route = {"logical_id": "Listener", "type": "AWS::ElasticLoadBalancingV2::Listener"}
    CfnCodeDeployBlueGreenHook(
        stack,
        "Hook",
        service_role="role",
        applications=[
            {
                "target": target,
                "ecs_attributes": {
                    "task_definitions": ["A", "B"],
                    "task_sets": ["C", "D"],
                    "traffic_routing": {
                        "prod_traffic_route": route,
                        "test_traffic_route": route,
                        "target_groups": ["E"],
                    },
                },
            }
        ],
        traffic_routing_config={"type": CfnTrafficRoutingType.ALL_AT_ONCE},
        additional_options={"termination_wait_time_in_minutes": 5},
    )
    hook = template(stack)["Hooks"]["Hook"]
    written = {"LogicalID": "Listener", "Type": "AWS::ElasticLoadBalancingV2::Listener"}
    assert hook == {
        "Type": "AWS::CodeDeploy::BlueGreen",
        "Properties": {
            "TrafficRoutingConfig": {"Type": "AllAtOnce"},
            "AdditionalOptions": {"TerminationWaitTimeInMinutes": 5},
            "ServiceRole": "role",
            "Applications": [
                {
                    "Target": {"LogicalID": "Service", "Type": "AWS::ECS::Service"},
                    "ECSAttributes": {
                        "TaskDefinitions": ["A", "B"],
                        "TaskSets": ["C", "D"],
                        "TrafficRouting": {
                            "ProdTrafficRoute": written,
                            "TestTrafficRoute": written,
                            "TargetGroups": ["E"],
                        },
                    },
                }
            ],
        },
    }


def test_notes_of_validations_can_be_acknowledged() -> None:
    stack = Stack(App(), "S")
    resource = CfnResource(stack, "R", type="A::B::C")
    notes = Validations.of(resource)
    notes.add_warning("w", "careful")
    notes.add_warning("Other::w", "very careful")
    notes.add_error("e", "wrong")
    assert [each.data for each in resource.node.metadata] == [
        "careful [ack: Annotation::w]",
        "very careful [ack: Other::w]",
        "wrong (Annotation::e)",
    ]
    Validations.of(stack).acknowledge({"id": "w", "reason": "known"})
    assert [each.data for each in resource.node.metadata] == [
        "very careful [ack: Other::w]",
        "wrong (Annotation::e)",
    ]
    (note,) = stack.node.metadata
    assert (note.type, note.data) == ("aws:cdk:acknowledged-rules", {"Annotation::w": "known"})
    Annotations.of(resource).add_warning_v2("Annotation::w", "again")
    assert len(resource.node.metadata) == 2


def test_the_check_of_templates_knows_properties_that_lack_or_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(
        '{"Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Odd": 1}},'
        ' "Q": {"Type": "AWS::SQS::Queue"}, "X": {"Type": "My::Own::Type", "Properties": {"Any": 1}},'
        ' "T": {"Type": "AWS::SSM::Parameter", "Properties": {"Fn::Transform": {}}}}}'
    )

    context = SimpleNamespace(template_paths=[str(path)], app_construct=None, stack_templates=[])
    report = CloudFormationValidatePlugin().validate(context)
    shown = [
        (each.rule_name, each.description, each.severity, each.violating_resources[0].locations)
        for each in report.violations
    ]
    assert not report.success
    assert shown == [
        ("MissingProperty", "Value is required", "error", ["Properties/Value"]),
        ("UnknownProperty", "There is no property Odd", "error", ["Properties/Odd"]),
    ]
    (place,) = report.violations[0].violating_resources
    assert (place.resource_logical_id, place.template_path) == ("P", str(path))
    without = CloudFormationValidatePlugin(include_default_rules=False)
    assert (without.rule_ids, without.validate(context).success) == ([], True)
    with pytest.raises(ValueError, match="guard_rules and rego_rules are not native in Landform"):
        CloudFormationValidatePlugin(guard_rules=[{"name": "x", "content": "x"}])


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("is_construct_error", RuntimeError("x"), OSError("x")),
        ("is_validation_error", ValueError("x"), RuntimeError("x")),
        ("is_assertion_error", AssertionError("x"), ValueError("x")),
        ("is_assumption_error", AssertionError("x"), ValueError("x")),
        ("is_cloud_assembly_error", OSError("x"), ValueError("x")),
    ],
)
def test_kinds_of_errors_are_told_apart(question: str, yes: Exception, no: Exception) -> None:
    assert getattr(Errors, question)(yes)
    assert not getattr(Errors, question)(no)
