"""What an app writes: manifest, templates, assets and tree, as aws-cdk-lib writes them."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    Annotations,
    App,
    BootstraplessSynthesizer,
    CfnResource,
    CliCredentialsStackSynthesizer,
    DefaultStackSynthesizer,
    FileAssetPackaging,
    LegacyStackSynthesizer,
    Stack,
    Stage,
)

ROLE = "arn:${AWS::Partition}:iam::111122223333:role/cdk-q-%s-role-111122223333-eu-west-1"
OPEN_ROLE = (
    "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-%s-role-${AWS::AccountId}-${AWS::Region}"
)
ENV = {"account": "111122223333", "region": "eu-west-1"}


def written(app: App, file: str) -> Any:
    """A file of the app's assembly."""
    return json.loads((Path(app.synth().directory) / file).read_text())


def stack_in(app: App, id: str = "One", **options: Any) -> Stack:
    stack = Stack(app, id, **options)
    CfnResource(stack, "R", type="A::B::C", properties={"N": 1})
    return stack


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(outdir=str(tmp_path))


def hash_of(stack: Stack, app: App) -> str:
    """The name of a stack's template in the manifest of its assets."""
    files = written(app, f"{stack.artifact_id}.assets.json")["files"]
    return next(key for key, each in files.items() if each["source"]["path"] == stack.template_file)


def test_a_stack_s_artifact_says_how_it_is_deployed(app: App) -> None:
    stack = stack_in(
        app,
        env=ENV,
        stack_name="named",
        termination_protection=True,
        tags={"t": "v"},
        notification_arns=["arn:n"],
        synthesizer=DefaultStackSynthesizer(
            qualifier="q",
            bucket_prefix="p/",
            deploy_role_external_id="x",
            lookup_role_additional_options={"Tags": []},
        ),
    )
    assert written(app, "manifest.json")["artifacts"]["One"] == {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111122223333/eu-west-1",
        "properties": {
            "templateFile": "One.template.json",
            "terminationProtection": True,
            "tags": {"t": "v"},
            "validateOnSynth": False,
            "notificationArns": ["arn:n"],
            "assumeRoleArn": ROLE % "deploy",
            "assumeRoleExternalId": "x",
            "cloudFormationExecutionRoleArn": ROLE % "cfn-exec",
            "stackTemplateAssetObjectUrl": (
                f"s3://cdk-q-assets-111122223333-eu-west-1/p/{hash_of(stack, app)}.json"
            ),
            "requiresBootstrapStackVersion": 6,
            "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/q/version",
            "lookupRole": {
                "arn": ROLE % "lookup",
                "assumeRoleAdditionalOptions": {"Tags": []},
                "requiresBootstrapStackVersion": 8,
                "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/q/version",
            },
            "additionalDependencies": ["One.assets"],
            "stackName": "named",
        },
        "dependencies": ["One.assets"],
        "additionalMetadataFile": "One.metadata.json",
        "displayName": "One",
    }


def test_a_stack_of_no_environment_leaves_it_to_who_deploys(app: App) -> None:
    stack = stack_in(app, synthesizer=DefaultStackSynthesizer(use_lookup_role_for_stack_operations=False))
    artifact = written(app, "manifest.json")["artifacts"]["One"]
    assert artifact["environment"] == "aws://unknown-account/unknown-region"
    assert artifact["properties"] == {
        "templateFile": "One.template.json",
        "terminationProtection": False,
        "validateOnSynth": False,
        "assumeRoleArn": OPEN_ROLE % "deploy",
        "cloudFormationExecutionRoleArn": OPEN_ROLE % "cfn-exec",
        "stackTemplateAssetObjectUrl": (
            f"s3://cdk-hnb659fds-assets-${{AWS::AccountId}}-${{AWS::Region}}/{hash_of(stack, app)}.json"
        ),
        "requiresBootstrapStackVersion": 6,
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
        "additionalDependencies": ["One.assets"],
    }


def test_the_synthesizer_says_what_the_stack_needs_of_its_environment(app: App) -> None:
    stack_in(app)
    stack_in(app, "Bare", synthesizer=BootstraplessSynthesizer())
    stack_in(app, "Cli", synthesizer=CliCredentialsStackSynthesizer())
    stack_in(app, "Old", synthesizer=LegacyStackSynthesizer())
    found = written(app, "manifest.json")["artifacts"]
    assert {key: sorted(found[key]["properties"]) for key in ("Bare", "Cli", "Old")} == {
        "Bare": [
            "assumeRoleArn",
            "cloudFormationExecutionRoleArn",
            "templateFile",
            "terminationProtection",
            "validateOnSynth",
        ],
        "Cli": [
            "additionalDependencies",
            "stackTemplateAssetObjectUrl",
            "templateFile",
            "terminationProtection",
            "validateOnSynth",
        ],
        "Old": ["templateFile", "terminationProtection", "validateOnSynth"],
    }
    assert found["Cli.assets"]["properties"] == {"file": "Cli.assets.json"}
    assert found["One.assets"]["properties"] == {
        "file": "One.assets.json",
        "requiresBootstrapStackVersion": 6,
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
    }
    for name in ("Bare", "Cli", "Old"):
        assert written(app, f"{name}.template.json") == {
            "Resources": {"R": {"Type": "A::B::C", "Properties": {"N": 1}}}
        }
    assert written(app, "One.template.json") == {
        "Resources": {"R": {"Type": "A::B::C", "Properties": {"N": 1}}},
        "Parameters": {
            "BootstrapVersion": {
                "Type": "AWS::SSM::Parameter::Value<String>",
                "Default": "/cdk-bootstrap/hnb659fds/version",
                "Description": (
                    "Version of the CDK Bootstrap resources in this environment, automatically retrieved "
                    "from SSM Parameter Store. [cdk:skip]"
                ),
            }
        },
        "Rules": {
            "CheckBootstrapVersion": {
                "Assertions": [
                    {
                        "Assert": {
                            "Fn::Not": [{"Fn::Contains": [list("12345"), {"Ref": "BootstrapVersion"}]}]
                        },
                        "AssertDescription": (
                            "CDK bootstrap stack version 6 required. Please run 'cdk bootstrap' with a "
                            "recent version of the CDK CLI."
                        ),
                    }
                ]
            }
        },
    }


def test_assets_of_a_known_environment_have_plain_places(app: App) -> None:
    role = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Qualifier}"
    stack = stack_in(
        app,
        env=ENV,
        synthesizer=DefaultStackSynthesizer(
            qualifier="q", bucket_prefix="p/", docker_tag_prefix="d-", file_asset_publishing_role_arn=role
        ),
    )
    add = stack.synthesizer.add_file_asset
    file = add(source_hash="h1", file_name="f.txt", display_name="File")
    add(source_hash="h2", file_name="dir", packaging=FileAssetPackaging.ZIP_DIRECTORY)
    add(source_hash="h3", executable=["make", "it"])
    image = stack.synthesizer.add_docker_image_asset(
        source_hash="h4", directory_name="img", docker_build_args={"A": "1"}, asset_name="im", platform="p"
    )
    found = written(app, "One.assets.json")
    place = {
        "bucketName": "cdk-q-assets-111122223333-eu-west-1",
        "region": "eu-west-1",
        "assumeRoleArn": "arn:${AWS::Partition}:iam::111122223333:role/q",
    }
    shown = {key: found["files"][key] for key in ("h1", "h2", "h3")}
    destinations = {key: list(each.pop("destinations").items()) for key, each in shown.items()}
    assert shown == {
        "h1": {"displayName": "File", "source": {"path": "f.txt", "packaging": "file"}},
        "h2": {"source": {"path": "dir", "packaging": "zip"}},
        "h3": {"source": {"executable": ["make", "it"], "packaging": "zip"}},
    }
    assert destinations["h1"] == [("111122223333-eu-west-1-cdbe1c94", {**place, "objectKey": "p/h1.txt"})]
    assert destinations["h2"] == [("111122223333-eu-west-1-560a3fd7", {**place, "objectKey": "p/h2.zip"})]
    (kept,) = found["dockerImages"]["im-h4"]["destinations"].values()
    assert found["dockerImages"]["im-h4"]["source"] == {
        "directory": "img",
        "dockerBuildArgs": {"A": "1"},
        "platform": "p",
    }
    assert kept == {
        "repositoryName": "cdk-q-container-assets-111122223333-eu-west-1",
        "imageTag": "d-h4",
        "region": "eu-west-1",
        "assumeRoleArn": ROLE % "image-publishing",
    }
    url = "s3://cdk-q-assets-111122223333-eu-west-1/p/h1.txt"
    assert (file.bucket_name, file.object_key, file.s3_object_url) == (place["bucketName"], "p/h1.txt", url)
    assert file.s3_object_url_with_placeholders == url
    assert stack.resolve(file.http_url) == {
        "Fn::Sub": ("https://s3.eu-west-1.${AWS::URLSuffix}/cdk-q-assets-111122223333-eu-west-1/p/h1.txt")
    }
    assert (image.repository_name, image.image_tag) == (kept["repositoryName"], "d-h4")
    assert stack.resolve(image.image_uri) == {
        "Fn::Sub": (
            "111122223333.dkr.ecr.eu-west-1.${AWS::URLSuffix}/"
            "cdk-q-container-assets-111122223333-eu-west-1:d-h4"
        )
    }


def test_assets_of_no_environment_have_places_known_at_deployment(app: App) -> None:
    stack = stack_in(app)
    file = stack.synthesizer.add_file_asset(source_hash="h", file_name="f.zip")
    assert stack.resolve([file.bucket_name, file.s3_object_url]) == [
        {"Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"},
        {"Fn::Sub": "s3://cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/h.zip"},
    ]
    (place,) = written(app, "One.assets.json")["files"]["h"]["destinations"]
    assert place.startswith("current_account-current_region-")


@pytest.mark.parametrize(
    ("synthesizer", "message"),
    [
        (BootstraplessSynthesizer, "Cannot add assets to a Stack that uses the BootstraplessSynthesizer"),
        (
            LegacyStackSynthesizer,
            "LegacyStackSynthesizer has no assets here: use the DefaultStackSynthesizer",
        ),
    ],
)
def test_a_synthesizer_without_a_bucket_takes_no_assets(synthesizer: Any, message: str) -> None:
    stack = Stack(App(), "S", synthesizer=synthesizer())
    with pytest.raises(RuntimeError, match=message):
        stack.synthesizer.add_file_asset(source_hash="hash-1", file_name="f")
    with pytest.raises(RuntimeError, match=message):
        stack.synthesizer.add_docker_image_asset(source_hash="hash-2", directory_name="d")


def test_a_synthesizer_is_for_one_stack_unless_it_is_the_app_s(tmp_path: Path) -> None:
    one = DefaultStackSynthesizer(qualifier="q")
    app = App(outdir=str(tmp_path))
    Stack(app, "One", synthesizer=one)
    with pytest.raises(RuntimeError, match="A StackSynthesizer can only be used for one Stack"):
        Stack(app, "Two", synthesizer=one)
    with pytest.raises(RuntimeError, match="must be bound to a Stack first"):
        _ = DefaultStackSynthesizer().bound_stack
    shared = App(default_stack_synthesizer=DefaultStackSynthesizer(qualifier="z"))
    first, second = Stack(shared, "One"), Stack(shared, "Two")
    assert first.synthesizer is not second.synthesizer
    assert [each.synthesizer.bootstrap_qualifier for each in (first, second)] == ["z", "z"]
    assert first.synthesizer.bound_stack is first
    chosen = App(context={"@aws-cdk/core:bootstrapQualifier": "ctx"})
    assert Stack(chosen, "S").synthesizer.bootstrap_qualifier == "ctx"


def test_stacks_of_a_stage_are_an_assembly_in_the_assembly(app: App) -> None:
    stage = Stage(app, "Prod", env={"account": "1", "region": "us-east-1"})
    inner = stack_in(stage, "In", synthesizer=LegacyStackSynthesizer())  # type: ignore[arg-type]
    assert inner.stack_name == "Prod-In"
    artifacts = written(app, "manifest.json")["artifacts"]
    assert artifacts["assembly-Prod"] == {
        "type": "cdk:cloud-assembly",
        "properties": {"directoryName": "assembly-Prod", "displayName": "Prod"},
    }
    assert artifacts["Tree"] == {"type": "cdk:tree", "properties": {"file": "tree.json"}}
    assert written(app, "assembly-Prod/manifest.json")["artifacts"] == {
        "ProdIn6F7546A8": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://1/us-east-1",
            "properties": {
                "templateFile": "ProdIn6F7546A8.template.json",
                "terminationProtection": False,
                "validateOnSynth": False,
                "stackName": "Prod-In",
            },
            "additionalMetadataFile": "ProdIn6F7546A8.metadata.json",
            "displayName": "Prod/In",
        }
    }
    assert (Path(app.outdir) / "assembly-Prod" / "ProdIn6F7546A8.template.json").is_file()


def test_the_tree_names_every_construct_and_its_class(app: App) -> None:
    stack_in(app, synthesizer=LegacyStackSynthesizer())
    info = {"version": "2.275.0"}
    assert written(app, "tree.json") == {
        "version": "tree-0.1",
        "tree": {
            "id": "App",
            "path": "",
            "constructInfo": {"fqn": "aws-cdk-lib.App", **info},
            "children": {
                "One": {
                    "id": "One",
                    "path": "One",
                    "constructInfo": {"fqn": "aws-cdk-lib.Stack", **info},
                    "children": {
                        "R": {
                            "id": "R",
                            "path": "One/R",
                            "constructInfo": {"fqn": "aws-cdk-lib.CfnResource", **info},
                            "attributes": {
                                "aws:cdk:cloudformation:type": "A::B::C",
                                "aws:cdk:cloudformation:logicalId": "R",
                            },
                        }
                    },
                }
            },
        },
    }


def test_notes_on_constructs_go_into_the_metadata(app: App) -> None:
    stack = stack_in(app, synthesizer=LegacyStackSynthesizer())
    notes = Annotations.of(stack)
    notes.add_info("i")
    notes.add_info_v2("a:i", "info")
    notes.add_warning("w")
    notes.add_warning_v2("a:w", "warning")
    notes.add_warning_v2("a:w", "warning")
    notes.add_error("e")
    notes.add_deprecation("old", "use new")
    notes.add_deprecation("old", "use new")
    notes.acknowledge_info("a:i")
    found = written(app, "One.metadata.json")
    assert [(each["type"], each["data"]) for each in found["/One"]] == [
        ("aws:cdk:info", "i"),
        ("aws:cdk:warning", "w"),
        ("aws:cdk:warning", "warning [ack: a:w]"),
        ("aws:cdk:error", "e"),
        (
            "aws:cdk:warning",
            "The API old is deprecated: use new. This API will be removed in the next major release",
        ),
    ]
    (resource,) = found["/One/R"]
    assert (resource["type"], resource["data"]) == ("aws:cdk:logicalId", "R")
    assert Path(resource["trace"][0].rpartition(":")[0]).name == "test_assembly.py"


def test_an_acknowledged_warning_stays_away_below_too() -> None:
    stack = Stack(App(), "S")
    resource = CfnResource(stack, "R", type="A::B::C")
    Annotations.of(resource).add_warning_v2("a:w", "before")
    Annotations.of(resource).add_warning_v2("a:other", "other")
    Annotations.of(stack).acknowledge_warning("a:w")
    Annotations.of(resource).add_warning_v2("a:w", "after")
    assert [each.data for each in resource.node.metadata] == ["other [ack: a:other]"]


def test_a_stack_that_depends_on_another_comes_after_it(app: App) -> None:
    one, two = stack_in(app), stack_in(app, "Two")
    one.add_dependency(two, "why")
    assert one.dependencies == [two]
    artifacts = written(app, "manifest.json")["artifacts"]
    assert artifacts["One"]["dependencies"] == ["Two", "One.assets"]
    with pytest.raises(ValueError, match="'Two' depends on 'One'"):
        two.add_dependency(one)


def test_a_stack_of_too_many_resources_is_refused(tmp_path: Path) -> None:
    def app_of(count: int, **context: Any) -> App:
        app = App(outdir=str(tmp_path / f"{count}{len(context)}"), context=context)
        stack = Stack(app, "S", synthesizer=LegacyStackSynthesizer())
        for number in range(count):
            CfnResource(stack, f"R{number}", type=f"A::B::C{number % 2}")
        return app

    limit = {"@aws-cdk/core:stackResourceLimit": 3}
    app_of(3, **limit).synth()
    with pytest.raises(
        ValueError, match=r"'S': 4 is greater than allowed maximum of 3: A::B::C0 \(2\), A::B"
    ):
        app_of(4, **limit).synth()
    app_of(500).synth()
    with pytest.raises(ValueError, match="501 is greater than allowed maximum of 500"):
        app_of(501).synth()
    app_of(502, **{"@aws-cdk/core:stackResourceLimit": 0}).synth()


def test_problems_are_told_with_their_constructs_unless_nobody_asks(tmp_path: Path) -> None:
    class Problem:
        def validate(self) -> list[str]:
            return ["first", "second"]

    app = App(outdir=str(tmp_path))
    stack = stack_in(app)
    stack.node.add_validation(Problem())
    with pytest.raises(ValueError, match=r"following errors:\n  \[One\] first\n  \[One\] second"):
        app.synth()
    assert app.synth(skip_validation=True).directory == str(tmp_path)


def test_a_template_can_be_written_without_blanks(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack_in(app, synthesizer=LegacyStackSynthesizer(), suppress_template_indentation=True)
    stack_in(app, "Two", synthesizer=LegacyStackSynthesizer())
    app.synth()
    body = '{"Resources":{"R":{"Type":"A::B::C","Properties":{"N":1}}}}'
    assert (tmp_path / "One.template.json").read_text() == body
    assert (tmp_path / "Two.template.json").read_text() == json.dumps(json.loads(body), indent=1)
