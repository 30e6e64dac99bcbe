"""Options are the same before and after the command, and the state is the project's."""

from pathlib import Path

import click
import pytest

from landform.cli.main import command
from landform.cli.options import Options, options_of, project_state


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "--region", "eu-west-1", "--state", "s", "ls"],
        ["ls", "--json", "--region", "eu-west-1", "--state", "s"],
        ["--region", "us-east-2", "--json", "ls", "--region", "eu-west-1", "--state", "s"],
    ],
)
def test_an_option_may_stand_before_or_after_the_command(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Options] = []
    context = command.make_context("landform", ["ls"], resilient_parsing=True)
    ls = command.get_command(context, "ls")
    assert ls is not None
    monkeypatch.setattr(ls, "callback", lambda **_: seen.append(options_of(click.get_current_context())))
    with command.make_context("landform", arguments) as group:
        command.invoke(group)
    assert seen == [Options(state=Path("s"), region="eu-west-1", as_json=True)]


def test_the_state_of_the_nearest_project_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".landform").mkdir()
    inner = tmp_path / "stacks" / "network"
    inner.mkdir(parents=True)
    assert project_state(inner) == tmp_path / ".landform"


def test_a_repository_is_a_project_of_its_own(tmp_path: Path) -> None:
    (tmp_path / ".landform").mkdir()
    inner = tmp_path / "repository" / "stacks"
    inner.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    assert project_state(inner) == inner / ".landform"


def test_the_home_folder_is_nobodys_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".landform").mkdir()
    (tmp_path / "work").mkdir()
    assert project_state(tmp_path / "work") == tmp_path / "work" / ".landform"


def test_the_account_and_region_that_a_toolkit_hands_on_are_the_defaults(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CDK_DEFAULT_ACCOUNT", "111122223333")
    monkeypatch.setenv("CDK_DEFAULT_REGION", "eu-west-3")
    seen: list[Options] = []
    context = command.make_context("landform", ["ls"], resilient_parsing=True)
    ls = command.get_command(context, "ls")
    assert ls is not None
    monkeypatch.setattr(ls, "callback", lambda **_: seen.append(options_of(click.get_current_context())))
    for arguments in (["ls"], ["ls", "--region", "eu-west-1"]):
        with command.make_context("landform", arguments) as group:
            command.invoke(group)
    assert [(each.account, each.region) for each in seen] == [
        ("111122223333", "eu-west-3"),
        ("111122223333", "eu-west-1"),
    ]
