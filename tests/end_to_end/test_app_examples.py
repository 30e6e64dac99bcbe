"""The apps a person starts from: the example, and what `landform init` makes."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from landform import cdk
from landform.cli.main import run
from landform.server.local import LocalTarget

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State and assembly in a temporary folder, the package on the path of the app."""
    for name in ("LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANDFORM_STATE", str(tmp_path / ".landform"))
    monkeypatch.setenv("PYTHONPATH", str(Path(cdk.__file__).parent.parent.parent))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


def kinds(template: Mapping[str, Mapping[str, Mapping[str, object]]]) -> dict[str, object]:
    """The type of each resource."""
    return {name: body["Type"] for name, body in template["Resources"].items()}


class _AnyTag(yaml.SafeLoader):
    """Reads a template without its functions, which types do not need."""


_AnyTag.add_multi_constructor("!", lambda loader, suffix, node: None)


def test_the_example_app_has_the_resources_of_the_example_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLES / "ml_platform_app")
    assert run(["synth", "-o", str(tmp_path / "out"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    for stack in ("Network", "Storage", "Inference"):
        text = (EXAMPLES / "ml_platform" / f"{stack.lower()}.yaml").read_text(encoding="utf-8")
        assert kinds(made[stack]) == kinds(yaml.load(text, _AnyTag))


def test_the_example_app_becomes_running_infrastructure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLES / "ml_platform_app")
    out = str(tmp_path / "out")
    assert run(["synth", "-q", "-o", out]) == 0
    assert run(["deploy", "--yes", "--app", out]) == 0
    shown = capsys.readouterr()
    assert "Inference.EndpointName = Inference-endpoint\n" in shown.out
    assert "[Inference/EndpointConfig inference.py:" in shown.err
    with LocalTarget(tmp_path / ".landform") as target:
        session = target.session()
        endpoint = session.client("sagemaker").describe_endpoint(EndpointName="Inference-endpoint")
        vpcs = session.client("ec2").describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["Network-vpc"]}])
        buckets = [each["Name"] for each in session.client("s3").list_buckets()["Buckets"]]
    assert endpoint["EndpointStatus"] == "InService"
    assert [each["CidrBlock"] for each in vpcs["Vpcs"]] == ["10.20.0.0/16"]
    assert buckets == ["ml-models-000000000000-us-east-1"]
    assert run(["deploy", "--app", out]) == 0
    assert "Nothing to do: Network, Storage, Inference as wanted already." in capsys.readouterr().err


def test_a_new_project_synthesizes_and_its_own_test_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "model-store"]) == 0
    monkeypatch.chdir(tmp_path / "model-store")
    capsys.readouterr()
    assert run(["synth", "--json"]) == 0
    template = json.loads(capsys.readouterr().out)
    assert template["Resources"]["Data"]["Type"] == "AWS::S3::Bucket"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_new_project_changes_nothing_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cdk.json").write_text("{}")
    assert run(["init", "--name", "shop"]) == 2
    assert "cdk.json exists already, so nothing was made" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cdk.json"]
