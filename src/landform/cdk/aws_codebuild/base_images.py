"""What images of builds share.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.aws_codebuild.build_spec import BuildSpec
from landform.cdk.aws_codebuild.enums import ComputeType, ImagePullPrincipalType
from landform.cdk.core.native import Native


@cache
def known_images() -> Mapping[str, Mapping[str, list[str]]]:
    """The images that have names of their own, by class: id and type."""
    text = (Path(__file__).parent / "images.json").read_text("utf-8")
    found: Mapping[str, Mapping[str, list[str]]] = json.loads(text)
    return found


class BuildImage(Native):
    """An image in which builds run."""

    default_compute_type = ComputeType.SMALL

    def __init__(
        self,
        image_id: str,
        type: str,
        principal: ImagePullPrincipalType | None = None,
        *,
        repository: Any = None,
        credentials: Any = None,
    ) -> None:
        self.image_id = image_id
        self.type = type
        self.image_pull_principal_type = principal
        self.repository = repository
        self.secrets_manager_credentials = credentials

    def run_script_buildspec(self, entrypoint: str) -> BuildSpec:
        """The steps that run a script which lies in a bucket."""
        return script_spec(entrypoint)

    def validate(self, **build_environment: Any) -> list[str]:
        """What is wrong with an environment for the image; the members are those of `BuildEnvironment`."""
        return self._problems(build_environment.get("compute_type"), build_environment)

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        del size, environment
        return []


def script_spec(entrypoint: str) -> BuildSpec:
    """The steps of Linux and macOS."""
    return BuildSpec.from_object(
        {
            "version": "0.2",
            "phases": {
                "pre_build": {
                    "commands": [
                        'echo "Downloading scripts from s3://${SCRIPT_S3_BUCKET}/${SCRIPT_S3_KEY}"',
                        "aws s3 cp s3://${SCRIPT_S3_BUCKET}/${SCRIPT_S3_KEY} /tmp",
                        "mkdir -p /tmp/scriptdir",
                        "unzip /tmp/$(basename $SCRIPT_S3_KEY) -d /tmp/scriptdir",
                    ]
                },
                "build": {
                    "commands": [
                        "export SCRIPT_DIR=/tmp/scriptdir",
                        f'echo "Running {entrypoint}"',
                        f"chmod +x /tmp/scriptdir/{entrypoint}",
                        f"/tmp/scriptdir/{entrypoint}",
                    ]
                },
            },
        }
    )


def is_lambda(size: ComputeType | None) -> bool:
    """Whether builds of a size run in Lambda."""
    return size is not None and size.name.startswith("LAMBDA_")


def named_images(owner: type, **options: Any) -> None:
    """Give a class its images as members; they are the API's, under both spellings of a version."""
    for member, (image_id, kind) in known_images()[owner.__name__].items():
        setattr(owner, member, owner(image_id, kind, **options))
