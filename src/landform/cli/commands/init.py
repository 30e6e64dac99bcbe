"""`landform init`: a new Python app, small enough to read at once, that synthesizes and has a test."""

import re
from pathlib import Path

import click

from landform.cli.console import hint, say
from landform.cli.errors import usage_error

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")

_PROJECT = """\
[project]
name = "{name}"
version = "0.1.0"
description = "Infrastructure of {name}."
requires-python = ">=3.11"
dependencies = ["landform"]

[dependency-groups]
dev = ["pytest"]

[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["src"]
"""
_CONFIGURATION = """\
{{
  "app": "python src/app.py",
  "context": {{}}
}}
"""
_APP = '''\
"""The app: its stacks, and nothing else."""

from landform.cdk import App

from {package}.storage import StorageStack

app = App()
StorageStack(app, "{stack}")
app.synth()
'''
_STACK = '''\
"""Where data is kept."""

from landform.cdk import CfnOutput, Duration, RemovalPolicy, Stack
from landform.cdk import aws_s3 as s3
from landform.cdk.constructs import Construct


class StorageStack(Stack):
    """A bucket that keeps old versions, is closed to the public, and outlives its stack."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.bucket = s3.Bucket(
            self,
            "Data",
            versioned=True,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(noncurrent_version_expiration=Duration.days(90))],
            removal_policy=RemovalPolicy.RETAIN,
        )
        CfnOutput(self, "BucketName", value=self.bucket.bucket_name)
'''
_TEST = '''\
"""What the storage stack promises."""

from landform.cdk import App
from landform.cdk.assertions import Template

from {package}.storage import StorageStack


def test_the_bucket_keeps_old_versions_and_outlives_the_stack() -> None:
    template = Template.from_stack(StorageStack(App(), "Storage"))
    template.has_resource(
        "AWS::S3::Bucket",
        {{
            "Properties": {{"VersioningConfiguration": {{"Status": "Enabled"}}}},
            "DeletionPolicy": "Retain",
        }},
    )
'''
_IGNORED = """\
.landform/
cdk.out/
__pycache__/
.venv/
"""


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--name", help="The project's name (default: the folder's).")
def init(folder: str, name: str | None) -> None:
    """Make a new Python app: pyproject.toml, cdk.json, src and tests.

    Nothing that is there already is changed: when one of the files exists, nothing is made at all.
    """
    root = Path(folder)
    name = name or re.sub(r"[^a-z0-9]+", "-", root.absolute().name.lower()).strip("-")
    if not _NAME.match(name):
        raise usage_error(
            f'"{name}" cannot be a project\'s name: lower-case letters, digits and hyphens, a letter first',
            "give another with --name",
        )
    files = project_files(name)
    present = [each for each in files if (root / each).exists()]
    if present:
        raise usage_error(f"{root / present[0]} exists already, so nothing was made", "name a new folder")
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
        say(f"made {root / file}")
    where = "" if folder == "." else f"cd {folder}, then "
    hint(f"{where}`landform synth` shows the template, `landform deploy` makes it real, `pytest` tests it")


def project_files(name: str) -> dict[str, str]:
    """The files of a new project by path."""
    package = name.replace("-", "_")
    stack = "".join(part.capitalize() for part in name.split("-")) + "Storage"
    texts = {
        "pyproject.toml": _PROJECT,
        "cdk.json": _CONFIGURATION,
        ".gitignore": _IGNORED,
        "src/app.py": _APP,
        f"src/{package}/__init__.py": '"""Infrastructure of {name}."""\n',
        f"src/{package}/storage.py": _STACK,
        "tests/test_storage.py": _TEST,
    }
    return {file: text.format(name=name, package=package, stack=stack) for file, text in texts.items()}
