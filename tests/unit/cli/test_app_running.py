"""What an app is given when it is run."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from landform import cdk
from landform.cli.app_running import (
    AppConfiguration,
    app_context,
    assembly_folder,
    command_line,
    read_configuration,
)
from landform.cli.app_settings import AppSettings
from landform.cli.errors import CommandError, ExitCode
from landform.cli.options import Options

OPTIONS = Options(state=Path(".landform"), account="111122223333", region="eu-west-1")
# Writes an assembly whose only content is what the app was given.
WITNESS = """
import json, os, pathlib
out = pathlib.Path(os.environ["CDK_OUTDIR"])
out.mkdir(exist_ok=True)
(out / "manifest.json").write_text("{}")
names = ("CDK_CONTEXT_JSON", "CONTEXT_OVERFLOW_LOCATION_ENV", "CDK_DEFAULT_ACCOUNT", "CDK_DEFAULT_REGION",
         "PYTHONPATH")
seen = {name: os.environ.get(name, "") for name in names}
overflow = seen["CONTEXT_OVERFLOW_LOCATION_ENV"]
seen["overflow"] = json.loads(pathlib.Path(overflow).read_text()) if overflow else None
(out / "seen.json").write_text(json.dumps(seen))
print("made by the app")
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project as the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("app", "expected"),
    [
        ("python app.py -x", f"{shlex.quote(sys.executable)} app.py -x"),
        ("python3 app.py", f"{shlex.quote(sys.executable)} app.py"),
        (".venv/bin/python app.py", ".venv/bin/python app.py"),
        ("python3.12 app.py", "python3.12 app.py"),
        ("npx ts-node app.ts", "npx ts-node app.ts"),
    ],
)
def test_only_a_plain_python_is_the_interpreter_that_runs_landform(app: str, expected: str) -> None:
    assert command_line(app) == expected


def test_flags_win_over_cdk_json_and_that_over_what_was_looked_up(project: Path) -> None:
    (project / "cdk.context.json").write_text('{"looked": 1, "both": "cache", "flag": "cache"}')
    configuration = AppConfiguration(context={"both": "json", "flag": "json"})
    assert app_context(AppSettings(context=("flag=flag",)), configuration) == {
        "looked": 1,
        "both": "json",
        "flag": "flag",
        "aws:cdk:bundling-stacks": ["**"],
        "aws:cdk:enable-path-metadata": True,
        "aws:cdk:enable-asset-metadata": True,
        "aws:cdk:version-reporting": True,
    }


def test_cdk_json_switches_metadata_off(project: Path) -> None:
    (project / "cdk.json").write_text(
        '{"app": "x", "output": "o",'
        ' "pathMetadata": false, "assetMetadata": false, "versionReporting": false}'
    )
    found = read_configuration()
    assert (found.app, found.output) == ("x", "o")
    assert app_context(AppSettings(), found) == {"aws:cdk:bundling-stacks": ["**"]}


def test_an_app_gets_environment_context_and_the_native_library_first(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app.py").write_text(WITNESS)
    monkeypatch.setenv("PYTHONPATH", "/own")
    folder = assembly_folder(AppSettings(app="python app.py", context=("a=b",)), OPTIONS)
    seen = json.loads((folder / "seen.json").read_text())
    assert (seen["CDK_DEFAULT_ACCOUNT"], seen["CDK_DEFAULT_REGION"]) == ("111122223333", "eu-west-1")
    assert json.loads(seen["CDK_CONTEXT_JSON"])["a"] == "b"
    shim, own = seen["PYTHONPATH"].split(":")
    assert (Path(shim) / "aws_cdk" / "__init__.py").is_file()
    assert own == "/own"
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "made by the app\n")


def test_with_jsii_the_native_library_is_not_offered(project: Path) -> None:
    (project / "app.py").write_text(WITNESS)
    folder = assembly_folder(AppSettings(app="python app.py", uses_jsii=True), OPTIONS)
    assert json.loads((folder / "seen.json").read_text())["PYTHONPATH"] == ""


def test_a_long_context_goes_through_a_file(project: Path) -> None:
    (project / "app.py").write_text(WITNESS)
    (project / "cdk.json").write_text(
        json.dumps({"app": "python app.py", "context": {"long": "x" * 200_000}})
    )
    folder = assembly_folder(AppSettings(), OPTIONS)
    seen = json.loads((folder / "seen.json").read_text())
    assert seen["CDK_CONTEXT_JSON"] == ""
    assert len(seen["overflow"]["long"]) == 200_000


def test_an_app_that_fails_is_wrong_use_and_its_traceback_is_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app.py").write_text("raise ValueError('no region')\n")
    with pytest.raises(CommandError, match=r"`python app\.py` ended with exit code 1") as caught:
        assembly_folder(AppSettings(app="python app.py"), OPTIONS)
    assert caught.value.exit_code is ExitCode.USAGE
    shown = capsys.readouterr().err
    assert 'app.py", line 1, in <module>' in shown
    assert "ValueError: no region" in shown


CRASHING = """
from aws_cdk import App, CfnResource, Stack
app = App()
CfnResource(Stack(app, "Half"), "First", type="AWS::SNS::Topic")
{ending}
"""


@pytest.mark.parametrize("ending", ["raise ValueError(1)", "app.synth(); raise SystemExit(3)", "exit(1)"])
def test_an_app_that_crashes_leaves_no_assembly(project: Path, ending: str) -> None:
    (project / "app.py").write_text(CRASHING.format(ending=ending))
    with pytest.raises(CommandError, match="the app failed"):
        assembly_folder(AppSettings(app="python app.py"), OPTIONS)
    assert not (project / "cdk.out" / "manifest.json").exists()


def test_an_app_that_crashes_in_another_toolkits_hands_writes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = Path(cdk.__file__).parent / "shim"
    (project / "app.py").write_text(CRASHING.format(ending="raise ValueError(1)"))
    environment = {**os.environ, "CDK_OUTDIR": str(project / "out"), "PYTHONPATH": str(shim)}
    run = subprocess.run(
        [sys.executable, "app.py"], env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, (project / "out").exists()) == (1, False)
    assert run.stderr.endswith("ValueError: 1\n")


def test_the_build_of_cdk_json_runs_before_the_app(project: Path) -> None:
    (project / "app.py").write_text(WITNESS)
    (project / "cdk.json").write_text('{"app": "test -f built && python app.py", "build": "touch built"}')
    assert (assembly_folder(AppSettings(), OPTIONS) / "seen.json").exists()


def test_a_build_that_fails_ends_the_command_before_the_app(project: Path) -> None:
    (project / "cdk.json").write_text('{"app": "touch ran", "build": "exit 7"}')
    with pytest.raises(CommandError, match=r"the build of the app failed: `exit 7` ended with exit code 7"):
        assembly_folder(AppSettings(), OPTIONS)
    assert not (project / "ran").exists()


def test_without_node_js_an_app_of_aws_cdk_lib_is_answered_with_the_ways_out(project: Path) -> None:
    """The line with which the package's own process fails to start."""
    line = "FileNotFoundError: [Errno 2] No such file or directory: 'node'"
    (project / "app.py").write_text(f'raise SystemExit("""{line}""")')
    with pytest.raises(CommandError) as caught:
        assembly_folder(AppSettings(app="python app.py", uses_jsii=True), OPTIONS)
    assert caught.value.hint == (
        "aws-cdk-lib runs on Node.js, which is not on the PATH: install it, or leave --jsii out"
    )


@pytest.mark.parametrize(
    ("module", "hint"),
    [
        ("landform", "the app's Python has no landform: install it there, or give --jsii to use aws-cdk-lib"),
        ("aws_cdk", "the app's Python has no aws-cdk-lib: install it there, or leave --jsii out"),
    ],
)
def test_an_interpreter_that_lacks_a_library_is_answered_with_the_ways_out(
    project: Path, module: str, hint: str
) -> None:
    (project / "app.py").write_text(f"raise ModuleNotFoundError(\"No module named '{module}'\")\n")
    with pytest.raises(CommandError) as caught:
        assembly_folder(AppSettings(app="python app.py"), OPTIONS)
    assert caught.value.hint == hint


def test_an_assembly_of_an_earlier_run_is_not_taken_for_this_ones(project: Path) -> None:
    (project / "cdk.out").mkdir()
    (project / "cdk.out" / "manifest.json").write_text("{}")
    with pytest.raises(CommandError, match=r"ended well but wrote no cloud assembly to cdk\.out"):
        assembly_folder(AppSettings(app="true"), OPTIONS)


def test_a_folder_is_an_app_only_with_an_assembly_in_it(project: Path) -> None:
    (project / "made").mkdir()
    with pytest.raises(
        CommandError, match=r"the folder made holds no cloud assembly: it has no manifest\.json"
    ):
        assembly_folder(AppSettings(app="made"), OPTIONS)
    (project / "made" / "manifest.json").write_text("{}")
    assert assembly_folder(AppSettings(app="made"), OPTIONS) == Path("made")


def test_without_an_app_the_ways_to_name_one_are_told() -> None:
    with pytest.raises(CommandError, match=r"there is no app: no --app, and no cdk\.json"):
        assembly_folder(AppSettings(), OPTIONS)


@pytest.mark.parametrize("text", ["{", "[]", '{"app": 3}'])
def test_a_broken_cdk_json_is_wrong_use(project: Path, text: str) -> None:
    (project / "cdk.json").write_text(text)
    with pytest.raises(CommandError, match=r"cdk\.json"):
        read_configuration()
