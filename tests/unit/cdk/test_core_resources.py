"""Resources of templates: overrides, policies, tags, references between stacks, as aws-cdk-lib has them."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    ArrayMergeStrategy,
    CfnAutoScalingRollingUpdate,
    CfnCondition,
    CfnCreationPolicy,
    CfnDeletionPolicy,
    CfnJson,
    CfnMapping,
    CfnOutput,
    CfnParameter,
    CfnResource,
    CfnResourceSignal,
    CfnRule,
    CfnTag,
    CfnUpdatePolicy,
    CustomResource,
    Duration,
    Fn,
    LegacyStackSynthesizer,
    MissingRemovalPolicies,
    NestedStack,
    PermissionsBoundary,
    PropertyMergeStrategy,
    RemovalPolicies,
    RemovalPolicy,
    Stack,
    TagManager,
    Tags,
    TagType,
    Token,
)
from landform.cdk import aws_iam as iam
from landform.cdk import aws_s3 as s3
from landform.cdk import aws_sqs as sqs


def template(stack: Stack) -> dict[str, Any]:
    """The stack's template, without what the default synthesizer adds."""
    found: dict[str, Any] = stack.node.root.synth(force=True).get_stack_artifact(stack.artifact_id).template
    found.get("Parameters", {}).pop("BootstrapVersion", None)
    found.get("Rules", {}).pop("CheckBootstrapVersion", None)
    return {name: each for name, each in found.items() if each}


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    return Stack(App(outdir=str(tmp_path)), "S")


def resource_in(stack: Any, id: str = "R", **properties: Any) -> CfnResource:
    return CfnResource(stack, id, type="A::B::C", properties=properties)


def entry(stack: Stack, logical_id: str = "R") -> dict[str, Any]:
    found: dict[str, Any] = template(stack)["Resources"][logical_id]
    return found


@pytest.mark.parametrize(
    ("path", "value", "properties"),
    [
        ("Properties.A", 2, {"A": 2, "B": {"C": [1, {"D": 1}]}}),
        ("Properties.New.Deep", 2, {"A": 1, "B": {"C": [1, {"D": 1}]}, "New": {"Deep": 2}}),
        ("Properties.B.C.0", 9, {"A": 1, "B": {"C": [9, {"D": 1}]}}),
        ("Properties.B.C.1.D", 9, {"A": 1, "B": {"C": [1, {"D": 9}]}}),
        ("Properties.B.C.2", 9, {"A": 1, "B": {"C": [1, {"D": 1}, 9]}}),
        (r"Properties.a\.b", 2, {"A": 1, "B": {"C": [1, {"D": 1}]}, "a.b": 2}),
        ("Properties.A", None, {"B": {"C": [1, {"D": 1}]}}),
        ("Properties.B", {"E": 2}, {"A": 1, "B": {"C": [1, {"D": 1}], "E": 2}}),
        ("Properties.New", {}, {"A": 1, "B": {"C": [1, {"D": 1}]}}),
    ],
)
def test_an_override_is_laid_over(stack: Stack, path: str, value: Any, properties: dict[str, Any]) -> None:
    resource_in(stack, A=1, B={"C": [1, {"D": 1}]}).add_override(path, value)
    assert entry(stack)["Properties"] == properties


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("A", {"B": {"C": [1, 2]}}),
        ("B", {"A": 1}),
        ("B.C", {"A": 1}),
        ("B.C.0", {"A": 1, "B": {"C": [2]}}),
        ("B.C.5", {"A": 1, "B": {"C": [1, 2]}}),
        ("Nothing.Here", {"A": 1, "B": {"C": [1, 2]}}),
    ],
)
def test_a_place_is_taken_out(stack: Stack, path: str, properties: dict[str, Any]) -> None:
    resource_in(stack, A=1, B={"C": [1, 2]}).add_property_deletion_override(path)
    assert entry(stack)["Properties"] == properties


def test_later_overrides_go_over_earlier_ones_and_may_hold_tokens(stack: Stack) -> None:
    resource = resource_in(stack, A=1)
    resource.add_property_override("B", 1)
    resource.add_property_override("B.C", Fn.ref("X"))
    resource.add_override("Type", "D::E::F")
    resource.add_deletion_override("Properties.A")
    assert entry(stack) == {"Type": "D::E::F", "Properties": {"B": {"C": {"Ref": "X"}}}}


@pytest.mark.parametrize(
    ("policy", "deletion", "replacement"),
    [
        (RemovalPolicy.DESTROY, "Delete", "Delete"),
        (RemovalPolicy.RETAIN, "Retain", "Retain"),
        (RemovalPolicy.SNAPSHOT, "Snapshot", "Snapshot"),
        (RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, "RetainExceptOnCreate", "Retain"),
        (None, "Retain", "Retain"),
    ],
)
def test_a_removal_policy_is_two_attributes(
    stack: Stack, policy: RemovalPolicy | None, deletion: str, replacement: str
) -> None:
    resource_in(stack).apply_removal_policy(policy)
    resource_in(stack, "Only").apply_removal_policy(policy, apply_to_update_replace_policy=False)
    assert entry(stack) == {
        "Type": "A::B::C",
        "UpdateReplacePolicy": replacement,
        "DeletionPolicy": deletion,
    }
    assert entry(stack, "Only") == {"Type": "A::B::C", "DeletionPolicy": deletion}


def test_a_default_removal_policy_holds_where_none_is_given(stack: Stack) -> None:
    resource_in(stack).apply_removal_policy(default=RemovalPolicy.DESTROY)
    assert entry(stack)["DeletionPolicy"] == "Delete"


@pytest.mark.parametrize(
    ("kind", "name", "deletion"),
    [
        (RemovalPolicies, "destroy", "Delete"),
        (RemovalPolicies, "retain", "Retain"),
        (RemovalPolicies, "snapshot", "Snapshot"),
        (RemovalPolicies, "retain_on_update_or_delete", "RetainExceptOnCreate"),
        (MissingRemovalPolicies, "destroy", "Delete"),
    ],
)
def test_removal_policies_are_set_on_all_below(stack: Stack, kind: Any, name: str, deletion: str) -> None:
    resource_in(stack)
    resource_in(stack, "Has").apply_removal_policy(RemovalPolicy.RETAIN)
    CfnResource(stack, "Other", type="D::E::F")
    CfnResource(stack, "Out", type="G::H::I")
    options = {"apply_to_resource_types": ["A::B::C", "G::H::I"], "exclude_resource_types": ["G::H::I"]}
    getattr(kind.of(stack), name)(**options)
    found = template(stack)["Resources"]
    kept = "Retain" if kind is MissingRemovalPolicies else deletion
    assert {key: each.get("DeletionPolicy") for key, each in found.items()} == {
        "R": deletion,
        "Has": kept,
        "Other": None,
        "Out": None,
    }


def test_removal_policies_without_types_reach_every_type(stack: Stack) -> None:
    resource_in(stack)
    CfnResource(stack, "Other", type="D::E::F")
    RemovalPolicies.of(stack).apply(RemovalPolicy.DESTROY, apply_to_resource_types=[], priority=10)
    assert {each["DeletionPolicy"] for each in template(stack)["Resources"].values()} == {"Delete"}


def test_options_of_a_resource_are_its_attributes(stack: Stack) -> None:
    resource = resource_in(stack)
    options = resource.cfn_options
    options.condition = CfnCondition(stack, "Cond", expression=Fn.condition_equals("a", "b"))
    options.creation_policy = {"ResourceSignal": {"Count": 1}}
    options.update_policy = {"UseOnlineResharding": True}
    options.deletion_policy = CfnDeletionPolicy.RETAIN
    options.description, options.version = "d", "1"
    resource.add_metadata("m", 1)
    assert (resource.get_metadata("m"), resource.get_metadata("n")) == (1, None)
    assert entry(stack) == {
        "Type": "A::B::C",
        "CreationPolicy": {"ResourceSignal": {"Count": 1}},
        "UpdatePolicy": {"UseOnlineResharding": True},
        "DeletionPolicy": "Retain",
        "Version": "1",
        "Description": "d",
        "Metadata": {"m": 1},
        "Condition": "Cond",
    }
    with pytest.raises(ValueError, match='The "type" property is required'):
        CfnResource(stack, "None", type="")


def test_policies_given_as_records_have_the_names_of_templates(stack: Stack) -> None:
    options = resource_in(stack).cfn_options
    options.creation_policy = CfnCreationPolicy(resource_signal=CfnResourceSignal(count=2, timeout="PT5M"))
    options.update_policy = CfnUpdatePolicy(
        auto_scaling_rolling_update=CfnAutoScalingRollingUpdate(
            max_batch_size=1, suspend_processes=["AZRebalance"]
        ),
        use_online_resharding=True,
    )
    assert entry(stack) == {
        "Type": "A::B::C",
        "CreationPolicy": {"ResourceSignal": {"Count": 2, "Timeout": "PT5M"}},
        "UpdatePolicy": {
            "AutoScalingRollingUpdate": {"MaxBatchSize": 1, "SuspendProcesses": ["AZRebalance"]},
            "UseOnlineResharding": True,
        },
    }


def test_dependencies_are_added_removed_and_replaced(stack: Stack) -> None:
    resource = resource_in(stack)
    a, b, c = resource_in(stack, "A"), resource_in(stack, "B"), resource_in(stack, "C")
    resource.add_dependency(b)
    resource.add_dependency(a)
    resource.add_depends_on(a)
    assert entry(stack)["DependsOn"] == ["A", "B"]
    assert resource.obtain_dependencies() == [b, a]
    resource.replace_dependency(a, c)
    resource.remove_dependency(b)
    assert entry(stack)["DependsOn"] == ["C"]
    resource.replace_dependency(a, b)  # it does not come after A, so nothing is replaced
    assert entry(stack)["DependsOn"] == ["C"]


def test_a_construct_that_depends_on_another_makes_its_resources_wait(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    one, two = Stack(app, "One"), Stack(app, "Two")
    first, second, far = resource_in(one), resource_in(one, "Late"), resource_in(two)
    second.node.add_dependency(first)
    far.node.add_dependency(first)
    assert entry(one, "Late")["DependsOn"] == ["R"]
    assert "DependsOn" not in entry(two)
    assert two.dependencies == [one]


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (ArrayMergeStrategy.append(), [1, 2, 3, 4]),
        (ArrayMergeStrategy.prepend(), [3, 4, 1, 2]),
        (ArrayMergeStrategy.replace(), [3, 4]),
        (ArrayMergeStrategy.replace_by_index(), [3, 4]),
    ],
)
def test_lists_are_merged(strategy: Any, expected: list[int]) -> None:
    assert strategy.merge([1, 2], [3, 4]) == expected


def test_lists_are_merged_by_index_and_key() -> None:
    assert ArrayMergeStrategy.replace_by_index().merge([1, 2, 3], [9]) == [9, 2, 3]
    merge = ArrayMergeStrategy.replace_by_key("k").merge
    assert merge([{"k": 1, "v": 1}, {"k": 2}], [{"k": 1, "v": 2}, {"k": 3}, {"v": 4}, 5]) == [
        {"k": 1, "v": 2},
        {"k": 2},
        {"k": 3},
    ]


def test_properties_are_overridden_or_combined() -> None:
    source = {"a": {"x": 1}, "b": [3], "c": 4, "d": 5}
    target: dict[str, Any] = {"a": {"y": 2}, "b": [1, 2], "c": 0, "d": 0}
    PropertyMergeStrategy.override().apply(target, source, ["a", "b", "c", "none"])
    assert target == {"a": {"x": 1}, "b": [3], "c": 4, "d": 0}
    target = {"a": {"y": 2, "x": 0}, "b": [1, 2]}
    PropertyMergeStrategy.combine().apply(target, source, ["a", "b"])
    assert target == {"a": {"x": 1, "y": 2}, "b": [3]}
    target = {"a": {"y": 2}, "b": [1, 2]}
    PropertyMergeStrategy.combine(arrays=ArrayMergeStrategy.append()).apply(target, source, ["b"])
    assert target == {"a": {"y": 2}, "b": [1, 2, 3]}


def test_tags_reach_what_can_carry_them(stack: Stack) -> None:
    sqs.CfnQueue(stack, "Queue")
    s3.CfnBucket(stack, "Bucket")
    resource_in(stack)
    Tags.of(stack).add("b", "1")
    Tags.of(stack).add("a", "2", exclude_resource_types=["AWS::S3::Bucket"])
    Tags.of(stack).add("c", "3", include_resource_types=["AWS::S3::Bucket"])
    Tags.of(stack.node.find_child("Queue")).remove("b")
    found = template(stack)["Resources"]
    assert found["Queue"]["Properties"]["Tags"] == [{"Key": "a", "Value": "2"}]
    assert found["Bucket"]["Properties"]["Tags"] == [{"Key": "b", "Value": "1"}, {"Key": "c", "Value": "3"}]
    assert "Properties" not in found["R"]


def test_the_tag_of_the_higher_priority_wins() -> None:
    manager = TagManager(TagType.KEY_VALUE, "A::B::C")
    manager.set_tag("a", "low", 10)
    manager.set_tag("a", "high", 20)
    manager.set_tag("a", "low again", 10)
    assert manager.tag_values() == {"a": "high"}
    manager.remove_tag("a", 19)
    assert manager.has_tags()
    manager.remove_tag("a", 20)
    manager.set_tag("a", "back", 19)
    assert (manager.has_tags(), manager.render_tags()) == (False, None)
    manager.set_tag("a", "over", 21)
    assert manager.render_tags() == [{"Key": "a", "Value": "over"}]


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (
            TagType.KEY_VALUE,
            [{"Key": "b", "Value": "1"}],
            [{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "1"}],
        ),
        (
            TagType.STANDARD,
            [CfnTag(key="b", value="1")],
            [{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "1"}],
        ),
        (TagType.MAP, {"b": "1"}, {"a": "2", "b": "1"}),
        (
            TagType.AUTOSCALING_GROUP,
            [{"key": "b", "value": "1", "propagateAtLaunch": False}],
            [
                {"Key": "a", "Value": "2", "PropagateAtLaunch": True},
                {"Key": "b", "Value": "1", "PropagateAtLaunch": False},
            ],
        ),
        (TagType.NOT_TAGGABLE, [{"Key": "b", "Value": "1"}], None),
    ],
)
def test_tags_are_written_as_their_type_wants(kind: TagType, given: Any, expected: Any) -> None:
    manager = TagManager(kind, "A::B::C", given)
    manager.set_tag("a", "2")
    assert manager.render_tags() == expected


def test_json_text_may_hold_functions(stack: Stack) -> None:
    later = Token.as_string({"Ref": "X"})
    number = Token.as_number({"Ref": "N"})
    value = {"a": f'say "{later}"', "n": number, "l": [1, True], later: "key", "t": Fn.ref("Y")}
    assert stack.resolve(stack.to_json_string(value)) == {
        "Fn::Join": [
            "",
            [
                '{"a":"say \\"',
                {"Ref": "X"},
                '\\"","n":',
                {"Ref": "N"},
                ',"l":[1,true],"',
                {"Ref": "X"},
                '":"key","t":"',
                {"Ref": "Y"},
                '"}',
            ],
        ]
    }
    assert stack.resolve(stack.to_json_string({"a": [1]}, 2)) == '{\n  "a": [\n    1\n  ]\n}'
    with pytest.raises(ValueError, match="known only at deployment cannot stand in JSON text"):
        stack.resolve(stack.to_json_string({"a": Token.as_list({"Ref": "L"})}))


def test_a_value_becomes_json_at_deployment(stack: Stack) -> None:
    made = CfnJson(stack, "Json", value={Fn.ref("K"): 1})
    resource_in(stack, A=made)
    found = template(stack)["Resources"]
    ((name, held),) = [each for each in found.items() if each[1]["Type"] == "Custom::AWSCDKCfnJson"]
    assert found["R"]["Properties"]["A"] == {"Fn::GetAtt": [name, "Value"]}
    assert held["Properties"]["Value"] == {"Fn::Join": ["", ['{"', {"Ref": "K"}, '":1}']]}


def test_a_nested_stack_s_values_go_up_and_down(stack: Stack) -> None:
    nested = NestedStack(stack, "Nested", parameters={"P": "v"}, timeout=Duration.minutes(5))
    CfnParameter(nested, "P")
    outer, inner = s3.CfnBucket(stack, "Outer"), s3.CfnBucket(nested, "Inner")
    resource_in(nested, A=outer.attr_arn)
    resource_in(stack, B=inner.attr_arn)
    (name,) = [key for key, each in template(stack)["Resources"].items() if "NestedStack" in key]
    properties = entry(stack, name)["Properties"]
    (handed,) = [each for each in properties["Parameters"] if each != "P"]
    assert properties["Parameters"] == {"P": "v", handed: {"Fn::GetAtt": ["Outer", "Arn"]}}
    assert properties["TimeoutInMinutes"] == 5
    folder = Path(stack.node.root.synth().directory)
    written = json.loads((folder / nested.template_file).read_text())
    assert written["Resources"]["R"]["Properties"] == {"A": {"Ref": handed}}
    (output,) = written["Outputs"]
    assert written["Outputs"][output] == {"Value": {"Fn::GetAtt": ["Inner", "Arn"]}}
    assert entry(stack)["Properties"] == {"B": {"Fn::GetAtt": [name, f"Outputs.{output}"]}}


def test_parameters_outputs_mappings_and_rules_are_written(stack: Stack) -> None:
    number = CfnParameter(stack, "N", type="Number", default=1, min_value=0, max_value=9, description="d")
    items = CfnParameter(stack, "L", type="CommaDelimitedList", no_echo=True, allowed_values=["a"])
    text = CfnParameter(
        stack, "T", allowed_pattern="a", constraint_description="c", min_length=1, max_length=2
    )
    mapping = CfnMapping(stack, "M", mapping={"k": {"a": 1}})
    mapping.set_value("k", "b", 2)
    lazy = CfnMapping(stack, "Lazy", lazy=True, mapping={"k": {"a": 1}})
    CfnRule(stack, "Rule", rule_condition=Fn.condition_equals("a", "a")).add_assertion(
        Fn.condition_equals("a", "b"), "why"
    )
    condition = CfnCondition(stack, "C", expression=Fn.condition_equals("a", "b"))
    CfnOutput(stack, "O", value=text.value_as_string, description="d", export_name="e", condition=condition)
    CfnOutput(stack, "P", value="v", key="Renamed")
    resource_in(
        stack,
        A=number.value_as_number,
        B=items.value_as_list,
        C=mapping.find_in_map("k", "a"),
        D=lazy.find_in_map("k", "a"),
        E=mapping.find_in_map("none", "a", "x"),
    )
    assert template(stack) == {
        "Transform": "AWS::LanguageExtensions",
        "Resources": {
            "R": {
                "Type": "A::B::C",
                "Properties": {
                    "A": {"Ref": "N"},
                    "B": {"Ref": "L"},
                    "C": {"Fn::FindInMap": ["M", "k", "a"]},
                    "D": 1,
                    "E": {"Fn::FindInMap": ["M", "none", "a", {"DefaultValue": "x"}]},
                },
            }
        },
        "Outputs": {
            "O": {"Description": "d", "Value": {"Ref": "T"}, "Export": {"Name": "e"}, "Condition": "C"},
            "Renamed": {"Value": "v"},
        },
        "Mappings": {"M": {"k": {"a": 1, "b": 2}}},
        "Conditions": {"C": {"Fn::Equals": ["a", "b"]}},
        "Parameters": {
            "N": {"Type": "Number", "Default": 1, "Description": "d", "MaxValue": 9, "MinValue": 0},
            "L": {"Type": "CommaDelimitedList", "AllowedValues": ["a"], "NoEcho": True},
            "T": {
                "Type": "String",
                "AllowedPattern": "a",
                "ConstraintDescription": "c",
                "MaxLength": 2,
                "MinLength": 1,
            },
        },
        "Rules": {
            "Rule": {
                "RuleCondition": {"Fn::Equals": ["a", "a"]},
                "Assertions": [{"Assert": {"Fn::Equals": ["a", "b"]}, "AssertDescription": "why"}],
            }
        },
    }


def test_parts_of_a_template_that_cannot_be_are_refused(stack: Stack) -> None:
    text, number = CfnParameter(stack, "T"), CfnParameter(stack, "N", type="Number")
    items = CfnParameter(stack, "L", type="List<String>")
    mapping = CfnMapping(stack, "M", mapping={"k": {"a": 1}})
    with pytest.raises(TypeError, match=r"Parameter type \(List<String>\) is not a string or number type"):
        _ = items.value_as_string
    with pytest.raises(TypeError, match=r"Parameter type \(String\) is not a string list type"):
        _ = text.value_as_list
    with pytest.raises(TypeError, match=r"Parameter type \(String\) is not a number type"):
        _ = text.value_as_number
    assert stack.resolve(number.value_as_string) == {"Ref": "N"}
    with pytest.raises(KeyError, match="Mapping doesn't contain 'b' of 'k'"):
        mapping.find_in_map("k", "b")
    with pytest.raises(KeyError, match="Mapping doesn't contain 'z'"):
        mapping.find_in_map("z", "b")
    output = CfnOutput(stack, "O", value="v")
    with pytest.raises(ValueError, match="should only be used in a different Stack"):
        stack.resolve(output.import_value)
    other = Stack(App(), "Other")
    with pytest.raises(ValueError, match="Add an exportName to the CfnOutput at 'S/O'"):
        other.resolve(output.import_value)
    output.export_name = "e"
    assert other.resolve(output.import_value) == {"Fn::ImportValue": "e"}


def test_a_custom_resource_has_its_token_timeout_and_properties(stack: Stack) -> None:
    made = CustomResource(
        stack,
        "Own",
        service_token="arn:token",
        resource_type="Custom::My-Type_1@x",
        properties={"lower": 1, "gone": None},
        pascal_case_properties=True,
        service_timeout=Duration.minutes(2),
    )
    resource_in(stack, A=made.get_att_string("Out"), B=made.ref, C=made.get_att("Other"))
    assert entry(stack, "Own") == {
        "Type": "Custom::My-Type_1@x",
        "Properties": {"ServiceToken": "arn:token", "ServiceTimeout": "120", "Lower": 1},
        "UpdateReplacePolicy": "Delete",
        "DeletionPolicy": "Delete",
    }
    assert entry(stack)["Properties"] == {
        "A": {"Fn::GetAtt": ["Own", "Out"]},
        "B": {"Ref": "Own"},
        "C": {"Fn::GetAtt": ["Own", "Other"]},
    }


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"resource_type": "My::Type"}, 'must begin with "Custom::"'),
        ({"resource_type": "Custom::" + "x" * 53}, "type length > 60"),
        ({"resource_type": "Custom::a b"}, "can only include alphanumeric characters"),
        ({"service_timeout": Duration.seconds(0)}, "between 1 and 3600 seconds, got 0"),
        ({"service_timeout": Duration.seconds(3601)}, "between 1 and 3600 seconds, got 3601"),
    ],
)
def test_a_custom_resource_that_cannot_be_is_refused(stack: Stack, options: Any, message: str) -> None:
    CustomResource(
        stack,
        "Fits",
        service_token="t",
        resource_type="Custom::" + "x" * 52,
        service_timeout=Duration.seconds(3600),
    )
    with pytest.raises(ValueError, match=message):
        CustomResource(stack, "Own", service_token="t", **options)


@pytest.mark.parametrize(
    ("boundary", "arn"),
    [
        (
            PermissionsBoundary.from_name("b-${Qualifier}-${AWS::AccountId}-${AWS::Region}"),
            "policy/b-hnb659fds-111111111111-cn-north-1",
        ),
        (PermissionsBoundary.from_arn("arn:${AWS::Partition}:iam::1:policy/x"), "arn:aws-cn:iam::1:policy/x"),
    ],
)
def test_a_permissions_boundary_is_set_on_every_role(
    tmp_path: Path, boundary: PermissionsBoundary, arn: str
) -> None:
    env = {"account": "1" * 12, "region": "cn-north-1"}
    stack = Stack(App(outdir=str(tmp_path)), "S", env=env, permissions_boundary=boundary)
    iam.CfnRole(stack, "Role", assume_role_policy_document={})
    assert arn in json.dumps(entry(stack, "Role")["Properties"]["PermissionsBoundary"])


def test_a_boundary_that_cannot_be_filled_is_refused() -> None:
    with pytest.raises(ValueError, match="includes a pseudo parameter, which is not supported for"):
        Stack(App(), "S", permissions_boundary=PermissionsBoundary.from_name("b-${AWS::Region}"))
    with pytest.raises(ValueError, match="holds a qualifier, which the synthesizer of 'S' does not have"):
        Stack(
            App(),
            "S",
            permissions_boundary=PermissionsBoundary.from_name("b-${Qualifier}"),
            synthesizer=LegacyStackSynthesizer(),
        )


def test_facts_of_a_region_are_plain_or_looked_up_at_deployment(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    known = Stack(app, "Known", env={"region": "eu-west-1"})
    open_stack = Stack(app, "Open")
    assert known.regional_fact("s3-static-website:v4HostedZoneId", "d") == "d"
    assert known.regional_fact("domainSuffix") == "amazonaws.com"
    assert open_stack.resolve(open_stack.regional_fact("domainSuffix")) == {"Ref": "AWS::URLSuffix"}
    assert open_stack.resolve(open_stack.regional_fact("partition")) == {"Ref": "AWS::Partition"}
    assert open_stack.regional_fact("none", "d") == "d"
    with pytest.raises(ValueError, match="don't know none for region eu-west-1"):
        known.regional_fact("none")
    with pytest.raises(ValueError, match="No region has the fact none"):
        open_stack.regional_fact("none")


def test_logical_ids_can_be_renamed_and_are_checked(stack: Stack) -> None:
    stack.rename_logical_id("R", "Renamed")
    resource_in(stack)
    assert list(template(stack)["Resources"]) == ["Renamed"]
    with pytest.raises(ValueError, match="A rename has already been registered for 'R'"):
        stack.rename_logical_id("R", "Again")
    other = resource_in(stack, "Other")
    with pytest.raises(ValueError, match="Invalid logical ID override: 'not-valid'"):
        other.override_logical_id("not-valid")
    other.override_logical_id("Valid")
    assert list(template(stack)["Resources"]) == ["Renamed", "Valid"]


def test_the_parts_of_a_template_that_a_stack_has_itself(stack: Stack) -> None:
    stack.add_transform("A")
    stack.add_metadata("k", 1)
    stack.add_metadata("l", 2)
    stack.template_options.description = "d"
    stack.template_options.template_format_version = "2010-09-09"
    resource_in(stack)
    assert template(stack) == {
        "Description": "d",
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "A",
        "Metadata": {"k": 1, "l": 2},
        "Resources": {"R": {"Type": "A::B::C"}},
    }
    stack.add_transform("B")
    stack.add_transform("A")
    assert template(stack)["Transform"] == ["A", "B"]


@pytest.mark.parametrize(
    ("patterns", "is_wanted"),
    [(None, True), ([], False), (["**"], True), (["S"], True), (["T*"], False), (["T", "S*"], True)],
)
def test_only_stacks_that_are_asked_for_are_bundled(patterns: list[str] | None, is_wanted: bool) -> None:
    context = {} if patterns is None else {"aws:cdk:bundling-stacks": patterns}
    assert Stack(App(context=context), "S").bundling_required is is_wanted


def test_a_stack_s_name_is_checked() -> None:
    assert Stack(App(), "S", stack_name="a" * 128).stack_name == "a" * 128
    for name, message in (
        ("a" * 129, "must be <= 128 characters"),
        ("1a", "must match"),
        ("a_b", "must match"),
    ):
        with pytest.raises(ValueError, match=message):
            Stack(App(), "S", stack_name=name)
