"""What deployments put into buckets: folders, zip files, and texts that the app makes.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.ISource.html
"""

from collections.abc import Callable
from typing import Any

from landform.cdk.aws_s3_deployment.rendering import Rendered, rendered_json, rendered_text, rendered_yaml
from landform.cdk.core.assets.temporary import temporary_folder
from landform.cdk.core.checked import Checked
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class Source(Native):
    """Makes sources."""

    @staticmethod
    def bucket(bucket: Any, zip_object_key: str) -> "_BucketSource":
        """A zip file that lies in a bucket already."""
        return _BucketSource(bucket, zip_object_key)

    @staticmethod
    def asset(path: str, **options: Any) -> "_AssetSource":
        """A zip file or a folder of the app; the options are those of `AssetOptions`."""
        return _AssetSource(path, options)

    @staticmethod
    def data(object_key: str, data: str, *, json_escape: bool | None = None) -> "_TextSource":
        """A text; values that are known at deployment may stand in it."""
        config = {"json_escape": json_escape}
        return _TextSource(object_key, lambda scope: rendered_text(scope, data), config)

    @staticmethod
    def json_data(object_key: str, obj: Any, *, escape: bool | None = None) -> "_TextSource":
        """JSON; values that are known at deployment may stand in it."""
        config = {"json_escape": escape or None}
        return _TextSource(object_key, lambda scope: rendered_json(scope, obj), config)

    @staticmethod
    def yaml_data(object_key: str, obj: Any) -> "_TextSource":
        """YAML; values that are known at deployment may stand in it."""
        return _TextSource(object_key, lambda scope: rendered_yaml(scope, obj), None)


def _config(**members: Any) -> Any:
    return given("aws_s3_deployment", "SourceConfig", members)


class _BucketSource(Checked):
    def __init__(self, bucket: Any, key: str) -> None:
        self._bucket = bucket
        self._key = key

    def bind(self, _scope: Any, *, handler_role: Any) -> Any:
        """Let the role read the bucket; where the zip file lies: SourceConfig."""
        self._bucket.grant_read(handler_role)
        return _config(bucket=self._bucket, zip_object_key=self._key)


class _AssetSource(Checked):
    def __init__(self, path: str, options: dict[str, Any]) -> None:
        self._path = path
        self._options = options

    def bind(self, scope: Any, *, handler_role: Any) -> Any:
        """Make an asset that the role may read; where it lies: SourceConfig."""
        from landform.cdk.aws_s3_assets.asset import Asset

        number = 1
        while scope.node.try_find_child(f"Asset{number}") is not None:
            number += 1
        asset = Asset(scope, f"Asset{number}", path=self._path, **self._options)
        if not asset.is_zip_archive:
            raise ValueError(f"{self._path} is neither a folder nor a .zip file. Give one of these.")
        asset.grant_read(handler_role)
        return _config(bucket=asset.bucket, zip_object_key=asset.s3_object_key)


class _TextSource(Checked):
    def __init__(self, key: str, render: Callable[[Any], Rendered], config: Any) -> None:
        self._key = key
        self._render = render
        self._config = config

    def bind(self, scope: Any, *, handler_role: Any) -> Any:
        """Make an asset of one file; where it lies, and what its markers become: SourceConfig."""
        found = self._render(scope)
        folder = temporary_folder("landform-source-")
        file = folder / self._key.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as out:
            out.write(found.text)
        lies = _AssetSource(str(folder), {}).bind(scope, handler_role=handler_role)
        more = {} if self._config is None else {"markers_config": self._config}
        return _config(**lies, markers=found.markers, **more)
