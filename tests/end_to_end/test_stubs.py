"""Type checkers judge apps by the stubs: what is right passes, what is wrong is found where it stands."""

import subprocess
import sys
from pathlib import Path

import pytest

from landform.cdk.stubs.tree import write_stubs
from landform.cli.main import run

EXAMPLES = Path(__file__).parents[2] / "examples"
APP = """\
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct


class Store(Stack):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        queue = sqs.Queue(self, "Jobs", visibility_timeout={timeout})
        role = iam.Role(self, "Worker", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
        queue.grant_consume_messages(role)
        rule = s3.CfnBucket.CorsRuleProperty(allowed_methods=["GET"], allowed_origins=["*"])
        bucket = s3.CfnBucket(self, "Data", cors_configuration={{"cors_rules": [rule]}}, {property}="data")
        self.arn: str = bucket.attr_arn


Store(App(), "Store")
"""


@pytest.fixture(scope="module")
def stubs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stubs") / "typings"
    write_stubs(folder)
    return folder


def _mypy(stubs: Path, *files: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", *map(str, files)]
    cache = str(stubs.parent / "mypy_cache")
    done = subprocess.run(
        [*command, "--cache-dir", cache],
        env={"MYPYPATH": f"{stubs}:{files[0].parent}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _pyright(stubs: Path, *files: Path) -> tuple[int, str]:
    project = stubs.parent
    for file in files:
        (project / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", *(str(project / file.name) for file in files)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_mypy_passes_a_right_app_and_finds_each_mistake_of_a_wrong_one(stubs: Path, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(APP.format(timeout="Duration.seconds(30)", property="bucket_name"))
    wrong.write_text(APP.format(timeout="30", property="bucket_nam"))
    assert _mypy(stubs, right) == (0, "Success: no issues found in 1 source file\n")
    code, printed = _mypy(stubs, wrong)
    assert code == 1
    expected = (
        'wrong.py:11: error: Argument "visibility_timeout" to "Queue" has incompatible type "int"; '
        'expected "Duration | None"  [arg-type]'
    )
    assert expected in printed
    assert 'wrong.py:15: error: Unexpected keyword argument "bucket_nam" for "CfnBucket"' in printed
    assert "Found 2 errors in 1 file" in printed


def test_mypy_and_pyright_pass_the_example(stubs: Path) -> None:
    files = sorted((EXAMPLES / "ml_platform").glob("*.py"))
    code, printed = _mypy(stubs, *files)
    assert (code, printed) == (0, f"Success: no issues found in {len(files)} source files\n")
    code, printed = _pyright(stubs, *files)
    assert (code, "0 errors" in printed) == (0, True), printed


def test_mypy_finds_nothing_wrong_in_any_stub(stubs: Path, tmp_path: Path) -> None:
    every = tmp_path / "every.py"
    modules = sorted(each.name for each in (stubs / "aws_cdk").iterdir() if each.is_dir())
    every.write_text("".join(f"import aws_cdk.{each}\n" for each in modules))
    assert len(modules) > 300
    assert _mypy(stubs, every) == (0, "Success: no issues found in 1 source file\n")


def test_the_command_writes_stubs_and_refuses_a_module_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "typings"
    assert run(["stubs", str(folder), "--module", "aws_athena"]) == 0
    assert "class CfnWorkGroup(aws_cdk.CfnResource):" in (
        folder / "aws_cdk" / "aws_athena" / "__init__.pyi"
    ).read_text(encoding="utf-8")
    assert run(["stubs", str(folder), "--module", "aws_atena"]) == 2
    assert 'there is no module "aws_atena"' in capsys.readouterr().err
