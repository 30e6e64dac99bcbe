"""What the command does before any command is loaded."""

import subprocess
import sys

import pytest

from landform.cli.main import COMMANDS, command, run

HEAVY = ("boto3", "botocore", "moto", "sqlalchemy", "jsonschema_rs", "rich", "yaml", "asyncio")
PROBE = """
import sys
from landform.cli.main import run
code = run({arguments!r})
print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_version_and_help_import_nothing_heavy(arguments: list[str]) -> None:
    source = PROBE.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == "landform 0.1.0\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f"  {name}" in shown
        assert entry.help in shown


def test_every_command_can_be_loaded_and_says_what_it_is_for() -> None:
    context = command.make_context("landform", [], resilient_parsing=True)
    for name in COMMANDS:
        found = command.get_command(context, name)
        assert found is not None
        assert found.help
        assert [each.name for each in found.params if each.name == "json"] == ["json"]


def test_an_unknown_command_is_answered_with_the_closest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deplyo"]) == 2
    assert 'There is no command "deplyo". Did you mean "deploy"?' in capsys.readouterr().err


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ls", "--nonsense"]) == 2
    assert "No such option" in capsys.readouterr().err


def test_an_unknown_target_says_which_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--target", "moon", "ls"]) == 2
    shown = capsys.readouterr().err
    assert 'error: there is no target "moon"' in shown
    assert "hint: --target takes local, the URL of a server, or aws" in shown
    assert "Traceback" not in shown
