"""What a build does.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.lazy import Lazy


class BuildSpec(AbstractChecked):
    """The steps of a build: given here, or a file of the source."""

    @property
    @abstractmethod
    def is_immediate(self) -> bool:
        """Whether they are given here."""

    @abstractmethod
    def to_build_spec(self, scope: Any = None) -> str:
        """How they stand in a template."""

    @staticmethod
    def from_object(value: Mapping[str, Any]) -> "BuildSpec":
        """Steps, written as JSON."""
        return _Object(value)

    @staticmethod
    def from_object_to_yaml(value: Mapping[str, Any]) -> "BuildSpec":
        """Steps, written as YAML."""
        return _Yaml(value)

    @staticmethod
    def from_source_filename(filename: str) -> "BuildSpec":
        """A file of the source."""
        return _File(filename)

    @staticmethod
    def from_asset(path: str) -> "BuildSpec":
        """A file beside the app."""
        return _Asset(path)


class _Object(BuildSpec):
    is_immediate = True

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.spec = value

    def to_build_spec(self, scope: Any = None) -> str:
        from landform.cdk.core.stack import Stack

        del scope
        return Lazy.uncached_string(lambda context: Stack.of(context.scope).to_json_string(self.spec, 2))


class _Yaml(BuildSpec):
    is_immediate = True

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.spec = value

    def to_build_spec(self, scope: Any = None) -> str:
        from landform.cdk.core.stack import Stack

        del scope
        return Lazy.uncached_string(lambda context: Stack.of(context.scope).to_yaml_string(self.spec))


class _File(BuildSpec):
    is_immediate = False

    def __init__(self, filename: str) -> None:
        self._filename = filename

    def to_build_spec(self, scope: Any = None) -> str:
        del scope
        return self._filename


class _Asset(BuildSpec):
    is_immediate = True

    def __init__(self, path: str) -> None:
        self._path = path
        self._asset: Any = None

    def to_build_spec(self, scope: Any = None) -> str:
        from landform.cdk.aws_s3_assets import Asset

        if scope is None:
            raise ValueError("`AssetBuildSpec` requires a `scope` argument")
        if self._asset is None:
            self._asset = Asset(scope, "Code", path=self._path)
        self._asset.grant_read(scope)
        return f"{self._asset.bucket.bucket_arn}/{self._asset.s3_object_key}"
