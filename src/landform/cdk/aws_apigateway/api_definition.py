"""OpenAPI definitions.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
"""

from abc import abstractmethod
from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class ApiDefinition(Native, AbstractChecked):
    """The definition of an API."""

    @staticmethod
    def from_asset(file: str, **options: Any) -> "AssetApiDefinition":
        """A file of this computer."""
        return AssetApiDefinition(file, **options)

    @staticmethod
    def from_bucket(bucket: Any, key: str, object_version: str | None = None) -> "S3ApiDefinition":
        """A file in a bucket."""
        return S3ApiDefinition(bucket, key, object_version)

    @staticmethod
    def from_inline(definition: Any) -> "InlineApiDefinition":
        """The definition itself."""
        return InlineApiDefinition(definition)

    @abstractmethod
    def bind(self, scope: Any) -> Any:
        """Where the definition is; what it needs is made in the scope."""

    def bind_after_create(self, _scope: Any, _rest_api: Any) -> None:
        """Note at the API where the definition came from."""


class AssetApiDefinition(ApiDefinition):
    """A file of this computer."""

    def __init__(self, path: str, **options: Any) -> None:
        self._path = path
        self._options = options
        self._asset: Any = None

    def bind(self, scope: Any) -> Any:
        """Where the file will be."""
        from landform.cdk.aws_s3_assets.asset import Asset

        if self._asset is None:
            self._asset = Asset(scope, "APIDefinition", path=self._path, **self._options)
        if self._asset.is_zip_archive:
            raise ValueError(f"Asset cannot be a .zip file or a directory ({self._path})")
        location = {"bucket": self._asset.s3_bucket_name, "key": self._asset.s3_object_key}
        return given("aws_apigateway", "ApiDefinitionConfig", {"s3_location": location})

    def bind_after_create(self, scope: Any, rest_api: Any) -> None:
        """Note at the API where the file is."""
        if not scope.node.try_get_context("aws:cdk:enable-asset-metadata"):
            return
        if self._asset is None:
            raise ValueError("bind_after_create() must be called after bind()")
        child = rest_api.node.default_child
        child.add_metadata("aws:asset:path", self._asset.asset_path)
        child.add_metadata("aws:asset:property", "BodyS3Location")


class InlineApiDefinition(ApiDefinition):
    """A definition that stands in the template."""

    def __init__(self, definition: Any) -> None:
        if not isinstance(definition, dict):
            raise ValueError("definition should be of type object")
        if not definition:
            raise ValueError("JSON definition cannot be empty")
        self._definition = definition

    def bind(self, _scope: Any) -> Any:
        """The definition."""
        return given("aws_apigateway", "ApiDefinitionConfig", {"inline_definition": self._definition})


class S3ApiDefinition(ApiDefinition):
    """A file in a bucket."""

    def __init__(self, bucket: Any, key: str, object_version: str | None = None) -> None:
        name = bucket.bucket_ref.bucket_name
        if not name:
            raise ValueError("bucket_name is undefined for the provided bucket")
        self._location = {"bucket": name, "key": key, "version": object_version}

    def bind(self, _scope: Any) -> Any:
        """Where the file is."""
        location = {name: value for name, value in self._location.items() if value is not None}
        return given("aws_apigateway", "ApiDefinitionConfig", {"s3_location": location})
