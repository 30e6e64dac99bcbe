"""What a shell is told while a command line is typed."""

from pathlib import Path

import pytest

from landform.cli.main import run
from landform.server.local import LocalTarget

TEMPLATE = "Resources: {Q: {Type: AWS::SQS::Queue}}"


def completed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str) -> list[str]:
    words = line.split(" ")
    monkeypatch.setenv("_LANDFORM_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    run([])
    return [each.partition(",")[2] for each in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_names_the_command(
    shell: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("_LANDFORM_COMPLETE", raising=False)
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_LANDFORM_COMPLETE={shell}_complete" in script
    assert "landform" in script


def test_commands_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert completed(monkeypatch, capsys, "landform de") == ["deploy", "destroy"]


def test_options_of_a_command_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert completed(monkeypatch, capsys, "landform deploy --on") == ["--on-failure"]


def test_stack_names_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with LocalTarget(tmp_path) as target:
        client = target.session().client("cloudformation")
        client.create_change_set(
            StackName="network", ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=TEMPLATE
        )
    monkeypatch.setenv("LANDFORM_STATE", str(tmp_path))
    assert completed(monkeypatch, capsys, "landform events net") == ["network"]
