"""A file of the app, with values that are known at deployment put into it.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.DeployTimeSubstitutedFile.html
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from landform.cdk.aws_s3_deployment.bucket_deployment import BucketDeployment
from landform.cdk.aws_s3_deployment.rendering import rendered_text
from landform.cdk.aws_s3_deployment.sources import _TextSource
from landform.cdk.core.assets.file_system import FileSystem

_PLACE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}", re.ASCII)


class DeployTimeSubstitutedFile(BucketDeployment):
    """A file in a bucket; `{{ name }}` in it becomes the value of that name (letters, digits, `_`)."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        destination_bucket: Any,
        source: str,
        substitutions: Mapping[str, str],
        destination_key: str | None = None,
        role: Any = None,
    ) -> None:
        file = Path(source)
        if not file.exists():
            raise ValueError(f"No file found at 'source' path {source}")
        key = destination_key or FileSystem.fingerprint(source)
        text = file.read_text(encoding="utf-8")
        text = _PLACE.sub(lambda found: substitutions.get(found[1], found[0]), text)
        super().__init__(
            scope,
            id,
            sources=[_TextSource(key, lambda place: rendered_text(place, text), None)],
            destination_bucket=destination_bucket,
            extract=True,
            prune=False,
            role=role,
        )
        self.object_key = key

    @property
    def bucket(self) -> Any:
        """The bucket, there once the file is in it."""
        return self.deployed_bucket
