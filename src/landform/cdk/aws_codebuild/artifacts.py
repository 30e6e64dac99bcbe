"""What a build leaves.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codebuild-project-artifacts.html
"""

from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given


class Artifacts(Checked):
    """Where what a build leaves is kept."""

    type = ""

    def __init__(self, *, identifier: str | None = None) -> None:
        self.identifier = identifier

    @staticmethod
    def s3(
        *,
        bucket: Any,
        encryption: bool | None = None,
        identifier: str | None = None,
        include_build_id: bool | None = None,
        name: str | None = None,
        package_zip: bool | None = None,
        path: str | None = None,
    ) -> "Artifacts":
        """In a bucket."""
        return _InBucket(
            identifier,
            bucket,
            {
                "location": bucket.bucket_name,
                "path": path,
                "namespace_type": "NONE" if include_build_id is False else "BUILD_ID",
                "name": name,
                "packaging": "NONE" if package_zip is False else "ZIP",
                "encryption_disabled": True if encryption is False else None,
                "override_artifact_name": True if name is None else None,
            },
        )

    def bind(self, _scope: Any, _project: Any) -> Any:
        """Called by the project."""
        return _config({"artifact_identifier": self.identifier, "type": self.type})


class _InBucket(Artifacts):
    type = "S3"

    def __init__(self, identifier: str | None, bucket: Any, properties: dict[str, Any]) -> None:
        super().__init__(identifier=identifier)
        self._bucket = bucket
        self._properties = properties

    def bind(self, _scope: Any, _project: Any) -> Any:
        self._bucket.grant_read_write(_project)
        own = {"artifact_identifier": self.identifier, "type": self.type}
        return _config({**own, **self._properties})


class NoArtifacts(Artifacts):
    """Nothing is kept."""

    type = "NO_ARTIFACTS"


class PipelineArtifacts(Artifacts):
    """A pipeline takes it."""

    type = "CODEPIPELINE"


def _config(properties: dict[str, Any]) -> Any:
    known = {name: value for name, value in properties.items() if value is not None}
    return given("aws_codebuild", "ArtifactsConfig", {"artifacts_property": known})
