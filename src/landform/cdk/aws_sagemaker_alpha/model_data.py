"""The files of a trained model.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-inference.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_sagemaker_alpha.asset_ids import asset_id
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

ARCHIVE: Final = ".tar.gz"


class ModelData(Native):
    """The base of all places of a model's files, and what makes them."""

    def bind(self, scope: Any, model: Any) -> Any:
        """The `ModelDataConfig` of the files; the model is let read them."""
        raise TypeError(f"{type(self).__name__} does not say where its files are (bind)")

    @staticmethod
    def from_bucket(bucket: Any, object_key: str) -> "ModelData":
        """An object of a bucket: a compressed archive (`.tar.gz`)."""
        return _BucketData(bucket, object_key)

    @staticmethod
    def from_asset(path: str, **options: Any) -> "ModelData":
        """An archive of the app; the options are those of `aws_s3_assets.AssetOptions`.

        Raises ValueError for what is no `.tar.gz` file.
        """
        return _AssetData(path, options)


class _BucketData(ModelData):
    def __init__(self, bucket: Any, object_key: str) -> None:
        self._bucket = bucket
        self._key = object_key

    def bind(self, scope: Any, model: Any) -> Any:
        """The object's address."""
        del scope
        self._bucket.grant_read(model)
        return _config(self._bucket.url_for_object(self._key))


class _AssetData(ModelData):
    def __init__(self, path: str, options: Mapping[str, Any]) -> None:
        self._path = path
        self._options = options
        self._asset: Any = None
        if not path.endswith(ARCHIVE):
            raise ValueError(f"Asset must be a gzipped tar file with extension {ARCHIVE} ({path})")

    def bind(self, scope: Any, model: Any) -> Any:
        """The address the archive is uploaded to, once, for the first model that uses it."""
        from landform.cdk.aws_s3_assets import Asset

        if self._asset is None:
            name = asset_id("ModelData", self._path)
            self._asset = Asset(scope, name, path=self._path, **self._options)
        self._asset.grant_read(model)
        return _config(self._asset.http_url)


def _config(uri: str) -> Any:
    return given("aws_sagemaker_alpha", "ModelDataConfig", {"uri": uri})
