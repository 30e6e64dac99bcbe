"""Files of variables.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
"""

from typing import Any

from landform.cdk.aws_ecs.container_enums import EnvironmentFileType
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class EnvironmentFile(AbstractChecked):
    """A file of variables of a container."""

    @staticmethod
    def from_asset(path: str, **options: Any) -> "AssetEnvironmentFile":
        """A file of this machine; the options are those of `AssetOptions`."""
        return AssetEnvironmentFile(path, **options)

    @staticmethod
    def from_bucket(bucket: Any, key: str, object_version: str | None = None) -> "S3EnvironmentFile":
        """A file in a bucket."""
        return S3EnvironmentFile(bucket, key, object_version)

    def bind(self, scope: Any) -> Any:
        """Where it lies."""
        del scope
        raise TypeError(f"{type(self).__name__} has to say by `bind` where the file lies")


class AssetEnvironmentFile(Native, EnvironmentFile):
    """A file of this machine."""

    def __init__(self, path: str, **options: Any) -> None:
        self.path = path
        self._options = options

    def bind(self, scope: Any) -> Any:
        """Where it lies; it is uploaded with the stack."""
        from landform.cdk.aws_s3_assets import Asset

        asset = Asset(scope, "EnvironmentFile", path=self.path, **self._options)
        if not asset.is_file:
            raise ValueError(f"Asset must be a single file ({self.path})")
        return _config({"bucket_name": asset.s3_bucket_name, "object_key": asset.s3_object_key})


class S3EnvironmentFile(Native, EnvironmentFile):
    """A file in a bucket."""

    def __init__(self, bucket: Any, key: str, object_version: str | None = None) -> None:
        if not bucket.bucket_name:
            raise ValueError("bucketName is undefined for the provided bucket")
        self._location = {
            "bucket_name": bucket.bucket_name,
            "object_key": key,
            "object_version": object_version,
        }

    def bind(self, _scope: Any) -> Any:
        """Where it lies."""
        return _config(self._location)


def _config(location: dict[str, Any]) -> Any:
    options = {
        "file_type": EnvironmentFileType.S3,
        "s3_location": given("aws_s3", "Location", location),
    }
    return given("aws_ecs", "EnvironmentFileConfig", options)
