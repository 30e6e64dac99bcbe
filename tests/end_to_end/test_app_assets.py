"""Assets of assemblies: uploaded once, into buckets made when they are missing, or refused by name."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from landform.cli.main import run
from landform.server.local import LocalTarget

BUCKET = "cdk-hnb659fds-assets-000000000000-eu-west-1"
TEMPLATE = {
    "Parameters": {
        "BootstrapVersion": {
            "Type": "AWS::SSM::Parameter::Value<String>",
            "Default": "/cdk-bootstrap/hnb659fds/version",
        }
    },
    "Rules": {
        "CheckBootstrapVersion": {
            "Assertions": [
                {
                    "Assert": {
                        "Fn::Not": [
                            {"Fn::Contains": [["1", "2", "3", "4", "5"], {"Ref": "BootstrapVersion"}]}
                        ]
                    },
                    "AssertDescription": "version 6 required",
                }
            ]
        }
    },
    "Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}},
}

Deploy = Callable[..., int]


@pytest.fixture
def assembly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An assembly with one stack whose function's code is a folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "cdk.out"
    (folder / "asset.abc").mkdir(parents=True)
    (folder / "asset.abc" / "index.py").write_text("x = 1\n")
    write(folder, "web.template.json", TEMPLATE)
    write(
        folder,
        "manifest.json",
        {
            "version": "55.0.0",
            "artifacts": {
                "web.assets": {"type": "cdk:asset-manifest", "properties": {"file": "web.assets.json"}},
                "web": {
                    "type": "aws:cloudformation:stack",
                    "environment": "aws://unknown-account/eu-west-1",
                    "properties": {"templateFile": "web.template.json", "terminationProtection": True},
                    "dependencies": ["web.assets"],
                },
            },
        },
    )
    write(folder, "web.assets.json", {"files": {"abc": code_asset()}})
    return folder


def code_asset() -> dict[str, object]:
    destination = {"bucketName": "cdk-hnb659fds-assets-${AWS::AccountId}-eu-west-1", "objectKey": "abc.zip"}
    return {
        "displayName": "Fn/Code",
        "source": {"path": "asset.abc", "packaging": "zip"},
        "destinations": {"there": {**destination, "region": "eu-west-1"}},
    }


def write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


def test_code_is_packed_uploaded_and_the_environment_bootstrapped(
    assembly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deploy", "--app", "cdk.out", "--yes"]) == 0
    assert "web: uploaded Fn/Code (" in capsys.readouterr().err
    with LocalTarget(assembly.parent / ".landform", region="eu-west-1") as target:
        session = target.session()
        storage = session.client("s3")
        body = storage.get_object(Bucket=BUCKET, Key="abc.zip")["Body"].read()
        assert storage.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] == "eu-west-1"
        version = session.client("ssm").get_parameter(Name="/cdk-bootstrap/hnb659fds/version")
        stack = session.client("cloudformation").describe_stacks(StackName="web")["Stacks"][0]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.read("index.py") == b"x = 1\n"
    assert version["Parameter"]["Value"] == "33"
    assert stack["EnableTerminationProtection"] is True


def test_a_bootstrap_takes_over_what_a_deployment_has_made_without_it(
    assembly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deploy", "--app", "cdk.out", "--yes"]) == 0
    assert run(["bootstrap", "--app", "cdk.out"]) == 0
    shown = capsys.readouterr().err
    assert "IMPORT_COMPLETE       StagingBucket" in shown
    assert "Environment aws://000000000000/eu-west-1 bootstrapped." in shown
    with LocalTarget(assembly.parent / ".landform", region="eu-west-1") as target:
        body = target.session().client("s3").get_object(Bucket=BUCKET, Key="abc.zip")["Body"].read()
    assert body.startswith(b"PK")
    assert run(["bootstrap", "--app", "cdk.out"]) == 0
    assert "Nothing to do: CDKToolkit as wanted already." in capsys.readouterr().err


def test_what_is_there_is_not_uploaded_again(assembly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deploy", "--app", "cdk.out", "--yes"]) == 0
    capsys.readouterr()
    changed = {
        **TEMPLATE,
        "Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 2}}},
    }
    write(assembly, "web.template.json", changed)
    assert run(["deploy", "--app", "cdk.out", "--yes"]) == 0
    assert "uploaded" not in capsys.readouterr().err


def test_diff_uploads_nothing(assembly: Path) -> None:
    assert run(["diff", "--app", "cdk.out"]) == 0
    with LocalTarget(assembly.parent / ".landform", region="eu-west-1") as target:
        assert target.session().client("s3").list_buckets()["Buckets"] == []


def test_image_assets_are_refused_by_name_before_anything_is_made(
    assembly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = {
        name: {"displayName": f"{name}/Image", "source": {}, "destinations": {}} for name in ("Api", "Job")
    }
    write(assembly, "web.assets.json", {"files": {}, "dockerImages": images})
    assert run(["deploy", "--app", "cdk.out", "--yes"]) == 2
    assert (
        "error: Docker image assets are not supported yet, so nothing was made:\n"
        "  web: Api/Image\n"
        "  web: Job/Image\n"
    ) in capsys.readouterr().err
    assert not (assembly.parent / ".landform").exists()


def test_diff_does_not_mind_what_only_a_deployment_needs(
    assembly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(assembly, "web.assets.json", {"dockerImages": {"img": {"source": {}, "destinations": {}}}})
    assert run(["diff", "--app", "cdk.out"]) == 0
    assert "  + Jobs (AWS::SQS::Queue)\n" in capsys.readouterr().out


def test_an_asset_whose_file_is_missing_stops_before_the_stack_is_made(
    assembly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (assembly / "asset.abc" / "index.py").unlink()
    (assembly / "asset.abc").rmdir()
    assert run(["deploy", "--app", "cdk.out", "--yes"]) == 2
    assert "web: the asset Fn/Code is missing: there is no cdk.out/asset.abc" in capsys.readouterr().err
    capsys.readouterr()
    assert run(["ls", "--region", "eu-west-1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stacks"] == []
