"""What an app asks its surroundings, and what is done to all of its constructs."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    ArnFormat,
    AspectPriority,
    Aspects,
    AssetManifestBuilder,
    CfnHook,
    CfnResource,
    ConstructSelector,
    ContextProvider,
    CustomResourceProvider,
    CustomResourceProviderRuntime,
    DefaultStackSynthesizer,
    DefaultTokenResolver,
    Duration,
    FeatureFlags,
    FileAssetPackaging,
    Fn,
    JsonNull,
    LegacyStackSynthesizer,
    Mixin,
    Mixins,
    PhysicalName,
    RemovalPolicy,
    Resource,
    Shims,
    Size,
    Stack,
    Stage,
    StringConcat,
    Token,
    Tokenization,
    TokenizedStringFragments,
    TreeInspector,
)
from landform.cdk import aws_s3 as s3
from landform.cdk.core.region_values import regional_value

ENV = {"account": "111122223333", "region": "eu-west-1"}


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    return Stack(App(outdir=str(tmp_path)), "S", env=ENV)


def resource_in(scope: Any, id: str = "R", **properties: Any) -> CfnResource:
    return CfnResource(scope, id, type="A::B::C", properties=properties)


def template(stack: Stack) -> Any:
    return stack.node.root.synth(force=True).get_stack_artifact(stack.artifact_id).template


def missing(stack: Stack) -> list[Any]:
    return json.loads((Path(stack.node.root.synth().directory) / "manifest.json").read_text())["missing"]


KEY = "my:account=111122223333:list.0=a:list.1=b$:c:name.inner=1:region=eu-west-1"


def test_a_value_that_nobody_has_looked_up_is_a_dummy_and_asked_for(stack: Stack) -> None:
    props = {"name": {"inner": 1}, "list": ["a", "b:c"], "none": None}
    found = ContextProvider.get_value(
        stack, provider="my", props=props, dummy_value="dummy", must_exist=False
    )
    assert found.value == "dummy"
    assert ContextProvider.get_key(stack, provider="my", props=props).key == KEY
    (asked,) = missing(stack)
    role = "arn:${AWS::Partition}:iam::111122223333:role/cdk-hnb659fds-lookup-role-111122223333-eu-west-1"
    assert asked == {
        "key": KEY,
        "provider": "my",
        "props": {
            "dummyValue": "dummy",
            "ignoreErrorOnMissingContext": True,
            **ENV,
            "name": {"inner": 1},
            "list": ["a", "b:c"],
            "lookupRoleArn": role,
        },
    }


@pytest.mark.parametrize(
    ("options", "ignores"),
    [
        ({}, None),
        ({"must_exist": True}, False),
        ({"ignore_error_on_missing_context": True}, True),
        ({"ignore_error_on_missing_context": True, "must_exist": True}, False),
    ],
)
def test_whether_a_value_must_exist_is_asked_too(stack: Stack, options: Any, ignores: bool | None) -> None:
    ContextProvider.get_value(stack, provider="my", dummy_value=1, **options)
    assert missing(stack)[0]["props"].get("ignoreErrorOnMissingContext") is ignores


def test_a_value_that_was_looked_up_is_taken(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), context={"my:x=1": "found", "bad:x=1": {"$providerError": "no luck"}})
    stack = Stack(app, "S", env=ENV)

    def value(provider: str) -> Any:
        return ContextProvider.get_value(
            stack, provider=provider, props={"x": "1"}, dummy_value="dummy", include_environment=False
        ).value

    assert (value("my"), value("bad")) == ("found", "dummy")
    assert [each.data for each in stack.node.metadata] == ["no luck"]
    key = ContextProvider.get_key(stack, provider="my", additional_cache_key="more").key
    assert key == "my:account=111122223333:additionalCacheKey=more:region=eu-west-1"


def test_nothing_is_looked_up_for_an_unknown_place() -> None:
    stack = Stack(App(), "S")
    with pytest.raises(ValueError, match="from context provider my since account/region are not specified"):
        ContextProvider.get_value(stack, provider="my", dummy_value=1)
    with pytest.raises(ValueError, match="provider props have unresolved tokens: account, region"):
        ContextProvider.get_key(stack, provider="my")
    assert stack.resolve(stack.availability_zones) == [
        {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
        {"Fn::Select": [1, {"Fn::GetAZs": ""}]},
    ]


def test_zones_are_looked_up_for_a_known_place(stack: Stack) -> None:
    assert stack.availability_zones == ["dummy1a", "dummy1b", "dummy1c"]
    key = "availability-zones:account=111122223333:region=eu-west-1"
    assert missing(stack)[0]["key"] == key
    known = Stack(App(context={key: ["a", "b"]}), "S", env=ENV)
    assert known.availability_zones == ["a", "b"]
    with pytest.raises(TypeError, match="Provider availability-zones expects a list"):
        _ = Stack(App(context={key: "a"}), "S", env=ENV).availability_zones


def test_context_comes_from_the_program_the_toolkit_and_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overflow = tmp_path / "more.json"
    overflow.write_text('{"c": "overflow", "b": "overflow"}')
    monkeypatch.setenv("CDK_CONTEXT_JSON", '{"a": "toolkit", "b": "toolkit"}')
    monkeypatch.setenv("CONTEXT_OVERFLOW_LOCATION_ENV", str(overflow))
    app = App(context={"a": "given", "d": "given"}, post_cli_context={"e": "last", "a": "last"})
    found = [app.node.try_get_context(each) for each in "abcdef"]
    assert found == ["last", "overflow", "overflow", "given", "last", None]


def test_the_toolkit_says_where_the_assembly_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK_OUTDIR", str(tmp_path / "x"))
    assert App(auto_synth=False).outdir == str(tmp_path / "x")
    assert App(auto_synth=False, outdir=str(tmp_path / "y")).outdir == str(tmp_path / "y")
    flags = FeatureFlags.of(App(auto_synth=False, context={"on": True, "off": False}))
    shown = [flags.is_enabled(each) for each in ("on", "off", "@aws-cdk/core:newStyleStackSynthesis", "none")]
    assert shown == [True, False, True, False]
    assert (App.is_app(App(auto_synth=False)), App.is_app(1)) == (True, False)


class Visitor:
    """Keeps whom it has visited."""

    def __init__(self, log: list[str], name: str = "") -> None:
        self.log, self.name = log, name

    def visit(self, node: Any) -> None:
        """Note the construct."""
        self.log.append(f"{self.name}{node.node.path}")


def test_aspects_visit_all_below_in_the_order_of_their_priorities(stack: Stack) -> None:
    resource_in(stack)
    log: list[str] = []
    Aspects.of(stack).add(Visitor(log, "late "), priority=AspectPriority.READONLY)
    Aspects.of(stack).add(Visitor(log, "first "), priority=0)
    Aspects.of(stack.node.root).add(Visitor(log, "app "))
    stack.node.root.synth()
    assert log[:7] == ["app ", "first S", "app S", "late S", "first S/R", "app S/R", "late S/R"]
    assert [each.priority for each in Aspects.of(stack).applied] == [1000, 0]
    assert len(Aspects.of(stack).all) == 2
    with pytest.raises(ValueError, match="Priority must be a non-negative number"):
        Aspects.of(stack).add(Visitor(log), priority=-1)


def test_aspects_of_a_stage_stay_in_it_and_those_that_never_end_are_stopped(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stage = Stage(app, "Inner")
    log: list[str] = []
    Aspects.of(app).add(Visitor(log))
    app.synth()
    assert log == [""]
    assert stage.node.path == "Inner"

    class Adding:
        count = 0

        def visit(self, node: Any) -> None:
            self.count += 1
            Stack(node.node.root, f"S{self.count}")

    endless = App(outdir=str(tmp_path / "b"))
    Aspects.of(endless).add(Adding())
    with pytest.raises(RuntimeError, match="detected a possible infinite loop while invoking Aspects"):
        endless.synth()


class Marking(Mixin):
    """Marks resources of one type."""

    def supports(self, construct: Any) -> bool:
        """Only resources of the type."""
        return getattr(construct, "cfn_resource_type", None) == "A::B::C"

    def apply_to(self, construct: Any) -> None:
        """Add a property."""
        construct.add_property_override("Marked", True)


def test_a_mixin_is_applied_to_what_it_supports(stack: Stack) -> None:
    made, other = resource_in(stack), CfnResource(stack, "Other", type="D::E::F")
    applied = Mixins.of(stack).apply(Marking())
    assert [each.construct for each in applied.report] == [made]
    assert applied.selected_constructs == [stack, made, other]
    found = template(stack)["Resources"]
    assert found["R"]["Properties"] == {"Marked": True}
    assert "Properties" not in found["Other"]


def test_a_mixin_that_must_be_applied_and_cannot_is_told(stack: Stack) -> None:
    other = CfnResource(stack, "Other", type="D::E::F")
    with pytest.raises(ValueError, match="Mixin Marking could not be applied to S/Other but was required to"):
        Mixins.of(other).require_all().apply(Marking())
    with pytest.raises(ValueError, match="At least one mixin application was required"):
        Mixins.of(other).require_all().require_any().apply(Marking())
    resource_in(stack)
    assert len(Mixins.of(stack).require_any().apply(Marking()).report) == 1
    with pytest.raises(TypeError, match=r"Mixin does not say what it does to S \(apply_to\)"):
        Mixins.of(stack).apply(Mixin())
    assert (Mixin.is_mixin(Marking()), Mixin.is_mixin(stack)) == (True, False)


@pytest.mark.parametrize(
    ("selector", "paths"),
    [
        (ConstructSelector.all(), ["S", "S/R", "S/B", "S/B/Resource"]),
        (ConstructSelector.by_id("R*"), ["S/R", "S/B/Resource"]),
        (ConstructSelector.by_path("S/*"), ["S/R", "S/B"]),
        (ConstructSelector.by_path("S/**"), ["S/R", "S/B", "S/B/Resource"]),
        (ConstructSelector.resources_of_type("A::B::C", "X::Y::Z"), ["S/R"]),
        (ConstructSelector.cfn_resource(), []),
        (ConstructSelector.only_itself(), ["S"]),
    ],
)
def test_constructs_are_selected(stack: Stack, selector: Any, paths: list[str]) -> None:
    resource_in(stack)
    bucket = s3.Bucket(stack, "B")
    assert [each.node.path for each in selector.select(stack)] == paths
    own = ConstructSelector.cfn_resource()
    assert [each.node.path for each in own.select(bucket)] == ["S/B/Resource"]
    assert own.select(stack.node.find_child("R")) == [stack.node.find_child("R")]


def test_mixins_and_aspects_stand_in_for_each_other(stack: Stack) -> None:
    resource_in(stack)
    Aspects.of(stack).add(Shims.as_aspect(Marking()))
    assert template(stack)["Resources"]["R"]["Properties"] == {"Marked": True}
    log: list[str] = []
    Mixins.of(stack, ConstructSelector.only_itself()).apply(Shims.as_mixin(Visitor(log)))
    assert log == ["S"]


def test_text_is_put_together_piece_by_piece() -> None:
    token = Token.as_any({"Ref": "X"})
    pieces = TokenizedStringFragments()
    assert (pieces.length, pieces.join(StringConcat())) == (0, None)
    pieces.add_literal("a")
    pieces.add_token(token)
    pieces.add_intrinsic({"b": 1})
    assert (pieces.length, pieces.first_value, pieces.first_token, pieces.tokens) == (3, "a", None, [token])
    assert pieces.join(StringConcat()) == f"a{token}{{'b': 1}}"

    class Upper:
        def map_token(self, t: Any) -> Any:
            return "T" if t is token else t

    mapped = pieces.map_tokens(Upper())
    assert (mapped.tokens, mapped.join(StringConcat())) == ([], "aT{'b': 1}")
    only = TokenizedStringFragments()
    only.add_token(token)
    assert (only.first_token, only.first_value) == (token, str(token))


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [("a", "b", "ab"), (None, "b", "b"), ("a", None, "a"), (None, None, None), (1, 2, "12")],
)
def test_two_pieces_are_joined(left: Any, right: Any, joined: str | None) -> None:
    assert StringConcat().join(left, right) == joined


def test_a_resolver_of_one_s_own_resolves_every_kind(stack: Stack) -> None:
    resolver = DefaultTokenResolver(StringConcat())
    items, number = Token.as_list({"Ref": "L"}), Token.as_number({"Ref": "N"})
    value = {"l": items, "n": number, "p": ["a", None], "gone": None, Token.as_string(Token.as_any("k")): 1}
    assert Tokenization.resolve(value, scope=stack, resolver=resolver) == {
        "l": {"Ref": "L"},
        "n": {"Ref": "N"},
        "p": ["a"],
        "k": 1,
    }
    with pytest.raises(ValueError, match="Cannot add elements to list token"):
        Tokenization.resolve([*items, "more"], scope=stack, resolver=resolver)


@pytest.mark.parametrize(
    ("value", "resolved"),
    [
        ([1, None, 2.0, 2.5, True], [1, 2, 2.5, True]),
        ({"a": None, "b": (1, 2)}, {"b": [1, 2]}),
        (RemovalPolicy.DESTROY, "destroy"),
        (f"a{Token.as_string(1)}b{Token.as_string(True)}", "a1btrue"),
        (f"a{Fn.join('', ['b', Fn.ref('X')])}", {"Fn::Join": ["", ["ab", {"Ref": "X"}]]}),
        ({Token.as_string(Token.as_any("k")): 1}, {"k": 1}),
    ],
)
def test_a_value_is_resolved(stack: Stack, value: Any, resolved: Any) -> None:
    assert stack.resolve(value) == resolved


def test_a_value_that_has_no_place_in_a_template_is_refused(stack: Stack) -> None:
    with pytest.raises(TypeError, match=r"Trying to resolve\(\) a object"):
        stack.resolve(object())
    with pytest.raises(TypeError, match="is used as the key in a map so must resolve to a string"):
        stack.resolve({Fn.ref("X"): 1})
    with pytest.raises(ValueError, match="encoded list token inside a list of other items"):
        stack.resolve(["a", *Token.as_list({"Ref": "L"})])
    deep: list[Any] = []
    deep.append(deep)
    with pytest.raises(RecursionError, match="Unable to resolve object tree with circular reference"):
        stack.resolve(deep)


def test_a_name_is_made_up_only_when_another_environment_needs_it(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    one = Stack(app, "One", env=ENV)
    two = Stack(app, "Two", env={**ENV, "account": "2" * 12})
    named = s3.Bucket(one, "Named", bucket_name="mine")
    made = s3.Bucket(one, "Made", bucket_name=PhysicalName.GENERATE_IF_NEEDED)
    unused = s3.Bucket(one, "Unused", bucket_name=PhysicalName.GENERATE_IF_NEEDED)
    resource_in(two, A=named.bucket_name, B=made.bucket_name, C=named.bucket_arn)
    resource_in(one, A=unused.bucket_name, B=named.bucket_name)
    producer, consumer = template(one)["Resources"], template(two)["Resources"]
    own = {
        each.node.id: producer[one.get_logical_id(each.node.default_child)] for each in (named, made, unused)
    }
    name = own["Made"]["Properties"]["BucketName"]
    assert name.startswith("oneonemade")
    assert name == name.lower()
    assert consumer["R"]["Properties"]["A"] == "mine"
    assert consumer["R"]["Properties"]["B"] == name
    assert consumer["R"]["Properties"]["C"] == {
        "Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::mine"]]
    }
    assert "Properties" not in own["Unused"]
    unnamed = s3.Bucket(one, "Unnamed")
    resource_in(two, "Late", A=unnamed.bucket_name)
    with pytest.raises(ValueError, match="Cannot use resource 'One/Unnamed' in a cross-environment fashion"):
        template(two)


def test_a_resource_knows_its_environment(stack: Stack) -> None:
    class Own(Resource):
        pass

    arn = "arn:aws:s3:us-east-1:222222222222:thing/name"
    shown = [
        Own(stack, "A").env,
        Own(stack, "B", environment_from_arn=arn).env,
        Own(stack, "C", account="3", region="r").env,
    ]
    assert [(each.account, each.region) for each in shown] == [
        ("111122223333", "eu-west-1"),
        ("222222222222", "us-east-1"),
        ("3", "r"),
    ]
    empty = Own(stack, "D")
    assert (Resource.is_resource(empty), Resource.is_owned_resource(empty)) == (True, False)
    assert Resource.is_owned_resource(s3.Bucket(stack, "E"))
    with pytest.raises(TypeError, match="Cannot apply RemovalPolicy: no child or not a CfnResource"):
        empty.apply_removal_policy(RemovalPolicy.DESTROY)
    assert stack.split_arn(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name == "name"


def test_values_of_regions_are_plain_a_pattern_or_a_mapping(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    known, open_stack = Stack(app, "Known", env=ENV), Stack(app, "Open", synthesizer=LegacyStackSynthesizer())
    values = {"eu-west-1": "arn:x:eu-west-1:1", "us-east-1": "arn:x:us-east-1:1"}
    options = {"mapping": "Map", "key": "arn"}
    assert regional_value(known, values, **options) == "arn:x:eu-west-1:1"
    assert regional_value(known, {"us-east-1": "a"}, **options) is None
    assert open_stack.resolve(regional_value(open_stack, values, **options)) == {
        "Fn::Join": ["", ["arn:x:", {"Ref": "AWS::Region"}, ":1"]]
    }
    different = {"eu-west-1": "a", "cn-north-1": "b"}
    assert open_stack.resolve(regional_value(open_stack, different, **options)) == {
        "Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "arn"]
    }
    resource_in(open_stack)
    assert template(open_stack)["Mappings"] == {
        "Map": {"eu-west-1": {"arn": "a"}, "cn-north-1": {"arn": "b"}}
    }
    only = Stack(App(context={"@aws-cdk/core:target-partitions": ["aws-cn"]}), "S")
    assert regional_value(only, different, **options) == "b"


def test_hooks_stand_in_their_own_section(tmp_path: Path) -> None:
    stack = Stack(App(outdir=str(tmp_path)), "S", synthesizer=LegacyStackSynthesizer())
    CfnHook(stack, "Hook", type="My::Hook", properties={"a": 1})
    assert template(stack) == {"Hooks": {"Hook": {"Type": "My::Hook", "Properties": {"a": 1}}}}


def test_a_provider_is_a_function_with_a_role(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "index.js").write_text("exports.handler = () => 1")
    stack = Stack(App(outdir=str(tmp_path / "out")), "S", env=ENV)
    options = {
        "code_directory": str(code),
        "runtime": CustomResourceProviderRuntime.NODEJS_22_X,
        "environment": {"A": "1"},
        "memory_size": Size.gibibytes(1),
        "timeout": Duration.minutes(1),
        "description": "d",
        "policy_statements": [{"Effect": "Allow"}],
    }
    token = CustomResourceProvider.get_or_create(stack, "Custom::X", **options)
    again = CustomResourceProvider.get_or_create_provider(stack, "Custom::X", **options)
    again.add_to_role_policy({"Effect": "Deny"})
    found = template(stack)["Resources"]
    ((handler_id, handler),) = [item for item in found.items() if item[1]["Type"] == "AWS::Lambda::Function"]
    ((role_id, role),) = [item for item in found.items() if item[1]["Type"] == "AWS::IAM::Role"]
    assert stack.resolve(token) == stack.resolve(again.service_token) == {"Fn::GetAtt": [handler_id, "Arn"]}
    assert stack.resolve(again.role_arn) == {"Fn::GetAtt": [role_id, "Arn"]}
    code_place = handler["Properties"].pop("Code")
    assert code_place == {
        "S3Bucket": "cdk-hnb659fds-assets-111122223333-eu-west-1",
        "S3Key": f"{again.code_hash}.zip",
    }
    assert handler == {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Timeout": 60,
            "MemorySize": 1024,
            "Handler": "__entrypoint__.handler",
            "Role": {"Fn::GetAtt": [role_id, "Arn"]},
            "Runtime": "nodejs22.x",
            "Environment": {"Variables": {"A": "1", "AWS_STS_REGIONAL_ENDPOINTS": "regional"}},
            "Description": "d",
        },
        "DependsOn": [role_id],
    }
    managed = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    assert role["Properties"]["ManagedPolicyArns"] == [{"Fn::Sub": managed}]
    assert role["Properties"]["Policies"] == [
        {
            "PolicyName": "Inline",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow"}, {"Effect": "Deny"}],
            },
        }
    ]
    plain = CustomResourceProvider(
        stack,
        "Plain",
        code_directory=str(code),
        runtime=CustomResourceProviderRuntime.NODEJS_24_X,
        use_cfn_response_wrapper=False,
    )
    own = template(stack)["Resources"][stack.get_logical_id(plain.node.find_child("Handler"))]["Properties"]
    shown = {key: own.get(key) for key in ("Timeout", "MemorySize", "Handler", "Environment")}
    assert shown == {"Timeout": 900, "MemorySize": 128, "Handler": "index.handler", "Environment": None}
    with pytest.raises(ValueError, match=r"cannot find .*/index\.js"):
        CustomResourceProvider(
            stack, "None", code_directory=str(tmp_path), runtime=CustomResourceProviderRuntime.NODEJS_24_X
        )


def test_a_manifest_of_assets_can_be_made_by_hand(stack: Stack) -> None:
    builder = AssetManifestBuilder()
    assert not builder.has_assets
    builder.add_file_asset(
        stack,
        "h",
        {"path": "f", "packaging": "file"},
        {"bucket_name": "b", "object_key": "k"},
        display_name="File",
    )
    builder.default_add_file_asset(
        stack,
        {"source_hash": "i", "file_name": "d.txt", "packaging": FileAssetPackaging.FILE},
        {"bucket_name": "b", "bucket_prefix": "p/", "role": {"assume_role_arn": "a"}},
    )
    builder.default_add_file_asset(
        stack,
        {"source_hash": "j", "file_name": "d", "packaging": FileAssetPackaging.ZIP_DIRECTORY},
        {"bucket_name": "b"},
    )
    builder.default_add_docker_image_asset(
        stack,
        {"source_hash": "k", "directory_name": "d"},
        {"repository_name": "r", "docker_tag_prefix": "t-", "role": {"assume_role_external_id": "e"}},
    )
    builder.add_docker_image_asset(stack, "l", {"executable": ["x"]}, {"repository_name": "r"})

    def only(entry: dict[str, Any]) -> Any:
        ((place, destination),) = entry["destinations"].items()
        assert place.startswith("111122223333-eu-west-1-")
        return {**entry, "destinations": destination}

    assert {key: only(each) for key, each in builder.files.items()} == {
        "h": {
            "displayName": "File",
            "source": {"path": "f", "packaging": "file"},
            "destinations": {"bucketName": "b", "objectKey": "k"},
        },
        "i": {
            "source": {"path": "d.txt", "packaging": "file"},
            "destinations": {
                "bucketName": "b",
                "objectKey": "p/i.txt",
                "region": "eu-west-1",
                "assumeRoleArn": "a",
            },
        },
        "j": {
            "source": {"path": "d", "packaging": "zip"},
            "destinations": {"bucketName": "b", "objectKey": "j.zip", "region": "eu-west-1"},
        },
    }
    assert {key: only(each) for key, each in builder.docker_images.items()} == {
        "k": {
            "source": {"directory": "d"},
            "destinations": {
                "repositoryName": "r",
                "imageTag": "t-k",
                "region": "eu-west-1",
                "assumeRoleExternalId": "e",
            },
        },
        "l": {"source": {"executable": ["x"]}, "destinations": {"repositoryName": "r"}},
    }
    assert builder.has_assets


def test_small_things_are_what_they_say(stack: Stack) -> None:
    assert (JsonNull.INSTANCE.to_string(), JsonNull.INSTANCE.to_json()) == ("null", None)
    assert stack.resolve({"a": JsonNull.INSTANCE, "b": 1}) == {"b": 1}
    inspector = TreeInspector()
    inspector.add_attribute("a", 1)
    assert inspector.attributes == {"a": 1}
    assert isinstance(stack.synthesizer, DefaultStackSynthesizer)
