"""Code that is a container image.

Source: https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_lambda.code import Code, code_config


class EcrImageCode(Code):
    """An image of a repository."""

    def __init__(
        self,
        repository: Any,
        *,
        cmd: Sequence[str] | None = None,
        entrypoint: Sequence[str] | None = None,
        tag: str | None = None,
        tag_or_digest: str | None = None,
        working_directory: str | None = None,
    ) -> None:
        self._repository = repository
        self._tag = tag_or_digest or tag or "latest"
        self._image = {"cmd": cmd, "entrypoint": entrypoint, "working_directory": working_directory}

    def bind(self, _scope: Any) -> Any:
        """The image; Lambda may pull it."""
        self._repository.grant_pull(ServicePrincipal("lambda.amazonaws.com"))
        uri = self._repository.repository_uri_for_tag_or_digest(self._tag)
        return code_config(image={"image_uri": uri, **self._image})


class AssetImageCode(Code):
    """An image built from a folder."""

    def __init__(
        self,
        directory: str,
        *,
        cmd: Sequence[str] | None = None,
        entrypoint: Sequence[str] | None = None,
        working_directory: str | None = None,
        **options: Any,
    ) -> None:
        self._directory = directory
        self._options = options
        self._image = {"cmd": cmd, "entrypoint": entrypoint, "working_directory": working_directory}
        self._asset: Any = None

    def bind(self, scope: Any) -> Any:
        """The image; Lambda may pull it."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset
        from landform.cdk.core.stack import Stack

        if self._asset is None:
            self._asset = DockerImageAsset(scope, "AssetImage", directory=self._directory, **self._options)
            self._asset.repository.grant_pull(ServicePrincipal("lambda.amazonaws.com"))
        elif Stack.of(self._asset) is not Stack.of(scope):
            raise ValueError(
                f"Asset is already associated with another stack '{Stack.of(self._asset).stack_name}'. "
                "Create a new Code instance for every stack."
            )
        return code_config(image={"image_uri": self._asset.image_uri, **self._image})

    def bind_to_resource(self, resource: Any, *, resource_property: str | None = None) -> None:
        """Say in the resource's metadata where the image's files are on this machine."""
        if self._asset is None:
            raise ValueError("bindToResource() must be called after bind()")
        self._asset.add_resource_metadata(resource, resource_property or "Code.ImageUri")
