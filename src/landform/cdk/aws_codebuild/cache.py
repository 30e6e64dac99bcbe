"""What builds keep for the next.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html
"""

from typing import Any

from landform.cdk.aws_codebuild.enums import LocalCacheMode
from landform.cdk.core.aws import Aws
from landform.cdk.core.checked import Checked
from landform.cdk.core.fn import Fn


class Cache(Checked):
    """Where it is kept."""

    @staticmethod
    def none() -> "Cache":
        """Nowhere."""
        return Cache()

    @staticmethod
    def local(*modes: LocalCacheMode) -> "Cache":
        """On the machine."""
        return _Local(modes)

    @staticmethod
    def bucket(bucket: Any, *, cache_namespace: str | None = None, prefix: str | None = None) -> "Cache":
        """In a bucket."""
        return _Bucket(bucket, cache_namespace, prefix)

    def _bind(self, project: Any) -> None:
        """Let the project use it."""

    def _to_cloudformation(self) -> Any:
        return None


class _Local(Cache):
    def __init__(self, modes: tuple[LocalCacheMode, ...]) -> None:
        self._modes = modes

    def _to_cloudformation(self) -> Any:
        return {"type": "LOCAL", "modes": [each.value for each in self._modes]}


class _Bucket(Cache):
    def __init__(self, bucket: Any, namespace: str | None, prefix: str | None) -> None:
        self._bucket = bucket
        self._namespace = namespace
        self._prefix = prefix

    def _bind(self, project: Any) -> None:
        self._bucket.grant_read_write(project)

    def _to_cloudformation(self) -> Any:
        place = Fn.join("/", [self._bucket.bucket_name, self._prefix or Aws.NO_VALUE])
        return {"type": "S3", "location": place, "cache_namespace": self._namespace}
