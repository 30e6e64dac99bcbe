"""What is not there says so, however it is asked for; what nobody has is an ordinary mistake."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from landform import cdk

SHIM = Path(cdk.__file__).parent / "shim"
NATIVE = "is not native in Landform yet. Run the app with `--jsii` to use aws-cdk-lib."
# What the code that jsii generates for a package begins with.
MADE_WITH_JSII = """
import jsii
import aws_cdk._jsii
__jsii_assembly__ = jsii.JSIIAssembly.load("cdk-nag", "2.0.0", __name__[0:-6], "cdk-nag@2.0.0.jsii.tgz")
"""


def _run(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """An app of a text, as the command runs it: the shim in front."""
    app = folder / "app.py"
    app.write_text(text)
    environment = {**os.environ, "PYTHONPATH": f"{SHIM}{os.pathsep}{folder}"}
    return subprocess.run(
        [sys.executable, str(app)], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from aws_cdk import pipelines", "aws_cdk.pipelines"),
        ("import aws_cdk.cx_api", "aws_cdk.cx_api"),
        ("from aws_cdk.pipelines import CodePipeline", "aws_cdk.pipelines"),
        ("import aws_cdk.aws_lambda_python_alpha", "aws_cdk.aws_lambda_python_alpha"),
    ],
)
def test_a_module_that_is_not_native_is_answered_with_one_line(tmp_path: Path, line: str, name: str) -> None:
    found = _run(tmp_path, f"\n{line}\n")
    assert (found.returncode, found.stderr) == (1, f"{tmp_path / 'app.py'}:2: {name} {NATIVE}\n")


@pytest.mark.parametrize("ask", ["from aws_cdk.aws_waf import Nothing", "import aws_cdk.aws_nonsense"])
def test_what_nobody_has_is_an_ordinary_mistake(tmp_path: Path, ask: str) -> None:
    found = _run(tmp_path, ask)
    assert found.stderr.startswith("Traceback (most recent call last):")
    assert "native" not in found.stderr


def test_a_package_made_with_jsii_is_answered_with_one_line(tmp_path: Path) -> None:
    package = tmp_path / "cdk_nag"
    (package / "_jsii").mkdir(parents=True)
    (package / "__init__.py").write_text("import jsii\nfrom ._jsii import *\n")
    (package / "_jsii" / "__init__.py").write_text(MADE_WITH_JSII)
    said = (
        "cdk_nag is a package made with jsii, whose code runs in Node.js on aws-cdk-lib; Landform has no "
        "native form of it. Run the app with `--jsii` to use aws-cdk-lib.\n"
    )
    found = _run(tmp_path, "import cdk_nag\n")
    assert (found.returncode, found.stderr.partition(": ")[2]) == (1, said)
    (package / "_jsii" / "__init__.py").write_text(MADE_WITH_JSII.replace("import aws_cdk._jsii\n", ""))
    assert _run(tmp_path, "import cdk_nag\n").stderr.partition(": ")[2] == said


def test_a_name_of_a_module_is_near_to_one_that_it_has() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = cdk.aws_s3.Bukket
    assert str(caught.value) == "module 'aws_cdk.aws_s3' has no attribute 'Bukket'. Did you mean \"Bucket\"?"
    with pytest.raises(AttributeError) as caught:
        _ = cdk.Stak
    assert str(caught.value) == "module 'aws_cdk' has no attribute 'Stak'. Did you mean \"Stack\"?"


def test_a_member_of_a_class_is_near_to_one_that_it_has() -> None:
    queue = cdk.aws_sqs.Queue(cdk.Stack(cdk.App(auto_synth=False), "Shop"), "Jobs")
    with pytest.raises(AttributeError) as caught:
        _ = queue.queue_arm
    assert str(caught.value) == "'Queue' has no attribute 'queue_arm'. Did you mean \"queue_arn\"?"
