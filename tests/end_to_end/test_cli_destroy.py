"""What `landform destroy` says before it deletes, against what it then does."""

import json
from pathlib import Path

import pytest

from landform.cli.main import run
from landform.server.local import LocalTarget

KEEPING = """\
Parameters:
  Stage: {Type: String, Default: test}
Mappings:
  Policies:
    test: {Word: Delete}
    prod: {Word: Retain}
Resources:
  Group: {Type: AWS::EC2::PlacementGroup}
  Data: {Type: AWS::SSM::Parameter, DeletionPolicy: Retain, Properties: {Name: data, Type: String, Value: a}}
  Log: {Type: AWS::SSM::Parameter, DeletionPolicy: Delete, Properties: {Name: log, Type: String, Value: a}}
  Made:
    Type: AWS::SSM::Parameter
    DeletionPolicy: RetainExceptOnCreate
    Properties: {Name: made, Type: String, Value: a}
"""
CHOSEN = """\
  Chosen:
    Type: AWS::SSM::Parameter
    DeletionPolicy: !FindInMap [Policies, !Ref Stage, Word]
    Properties: {Name: chosen, Type: String, Value: a}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    return tmp_path


def parameters() -> list[str]:
    with LocalTarget(Path(".landform")) as target:
        found = target.session().client("ssm").describe_parameters()["Parameters"]
        return sorted(each["Name"] for each in found)


def preview(text: str) -> list[str]:
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if "is deleted with" in line)
    return [line for line in lines[start:] if line.startswith(("keep is", "  - ", "  = "))]


def test_resources_that_their_policy_keeps_are_told_apart(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "keep.yaml").write_text(KEEPING)
    assert run(["deploy", "--yes", "keep.yaml"]) == 0
    capsys.readouterr()
    assert run(["destroy", "--yes", "keep"]) == 0
    told = preview(capsys.readouterr().err)
    assert told[0] == "keep is deleted with 2 resources, 2 to keep in the cloud:"
    assert sorted(told[1:]) == [
        f"  - Group (AWS::EC2::PlacementGroup) {named(told)} is deleted",
        "  - Log (AWS::SSM::Parameter) log is deleted",
        "  = Data (AWS::SSM::Parameter) leaves the stack, data stays (Retain)",
        "  = Made (AWS::SSM::Parameter) leaves the stack, made stays (RetainExceptOnCreate)",
    ]
    assert parameters() == ["data", "made"]


def named(told: list[str]) -> str:
    """The generated name of the group."""
    return next(line.split()[3] for line in told if "Group" in line)


@pytest.mark.parametrize(("stage", "sign"), [("prod", "="), ("test", "-")])
def test_a_policy_that_a_parameter_decides_is_worked_out(
    project: Path, capsys: pytest.CaptureFixture[str], stage: str, sign: str
) -> None:
    template = f"Transform: AWS::LanguageExtensions\n{KEEPING}{CHOSEN}"
    (project / "keep.yaml").write_text(template)
    assert run(["deploy", "--yes", "-p", f"Stage={stage}", "keep.yaml"]) == 0
    capsys.readouterr()
    assert run(["destroy", "--yes", "keep"]) == 0
    chosen = next(line for line in preview(capsys.readouterr().err) if "Chosen" in line)
    assert chosen.split()[0] == sign
    assert ("chosen" in parameters()) is (stage == "prod")


def test_a_json_template_is_read_as_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "data", "Type": "String", "Value": "a"}}
    (project / "keep.json").write_text(
        json.dumps({"Resources": {"Data": {**kept, "DeletionPolicy": "Retain"}}})
    )
    assert run(["deploy", "--yes", "keep.json"]) == 0
    capsys.readouterr()
    assert run(["graph", "--json", "keep"]) == 0
    assert "AWS::SSM::Parameter" in capsys.readouterr().out
    assert run(["destroy", "--yes", "keep"]) == 0
    assert preview(capsys.readouterr().err) == [
        "keep is deleted with 0 resources, 1 to keep in the cloud:",
        "  = Data (AWS::SSM::Parameter) leaves the stack, data stays (Retain)",
    ]
