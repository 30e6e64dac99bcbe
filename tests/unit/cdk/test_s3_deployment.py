"""Deployments of files: what is warned of, and what is refused before anything is deployed."""

import os
import subprocess
from pathlib import Path

import pytest

from landform.cdk import App, CfnParameter, Stack
from landform.cdk.assertions import Annotations, Match
from landform.cdk.aws_s3 import Bucket
from landform.cdk.aws_s3_deployment import BucketDeployment, Source
from landform.cdk.core.custom_resource_provider import HANDLERS
from landform.cdk.lambda_layer_awscli import AwsCliLayer


@pytest.fixture
def stack() -> Stack:
    """A stack of an app."""
    return Stack(App(), "S")


def test_who_makes_the_layer_of_the_cli_is_told_that_the_cli_is_not_in_it(stack: Stack) -> None:
    AwsCliLayer(stack, "Layer")
    Annotations.from_stack(stack).has_warning("/S/Layer", Match.string_like_regexp("pip install awscli"))


def test_deployments_need_no_cli_and_so_warn_of_nothing(stack: Stack) -> None:
    BucketDeployment(stack, "D", sources=[Source.data("a", "b")], destination_bucket=Bucket(stack, "Bucket"))
    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def test_the_command_of_the_layer_says_what_is_missing(tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(HANDLERS / "aws_cli_layer" / "awscli" / "aws"), "s3", "ls"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (127, "")
    assert "pip install awscli --target python" in done.stderr


def test_memory_that_is_known_only_at_deployment_is_refused(stack: Stack) -> None:
    memory = CfnParameter(stack, "Memory", type="Number").value_as_number
    with pytest.raises(ValueError, match="part of the function's name, so it cannot be a token"):
        BucketDeployment(stack, "D", sources=[], destination_bucket=Bucket(stack, "B"), memory_limit=memory)


def test_a_prefix_that_fits_into_no_tag_is_refused(stack: Stack) -> None:
    with pytest.raises(ValueError, match="destination_key_prefix has 105 letters, at most 104"):
        BucketDeployment(
            stack,
            "D",
            sources=[],
            destination_bucket=Bucket(stack, "B"),
            destination_key_prefix="x" * 105,
        )


def test_a_file_that_is_no_zip_file_is_refused(stack: Stack, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(ValueError, match=r"a\.txt is neither a folder nor a \.zip file"):
        BucketDeployment(
            stack,
            "D",
            sources=[Source.asset(str(tmp_path / "a.txt"))],
            destination_bucket=Bucket(stack, "B"),
        )
