"""What the library writes for its own assets does not stay behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

APP = """
from landform.cdk import App, Stack, aws_s3, aws_s3_deployment
app = App(outdir="out", context={context})
stack = Stack(app, "S")
aws_s3_deployment.BucketDeployment(
    stack,
    "D",
    destination_bucket=aws_s3.Bucket(stack, "B"),
    sources=[aws_s3_deployment.Source.data("a.txt", "text")],
)
app.synth()
"""


@pytest.mark.parametrize(
    ("context", "left"),
    [("{}", []), ('{"aws:cdk:disable-asset-staging": True}', ["landform-handler-", "landform-source-"])],
    ids=["staged", "read where it lies"],
)
def test_folders_of_the_library_go_with_the_process_unless_they_are_read_later(
    tmp_path: Path, context: str, left: list[str]
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", APP.replace("{context}", context)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    found = sorted(each.name for each in folder.iterdir() if each.name.startswith("landform-"))
    assert [name[: name.rindex("-") + 1] for name in found] == left
