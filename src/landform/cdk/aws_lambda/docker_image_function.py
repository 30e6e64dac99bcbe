"""Functions that are container images.

Source: https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
"""

from typing import Any

from landform.cdk.aws_lambda.function import Function
from landform.cdk.aws_lambda.runtime import Runtime
from landform.cdk.aws_lambda.values import Architecture, Handler
from landform.cdk.core.native import Native


class DockerImageCode(Native):
    """Where an image comes from."""

    def __init__(self, code: Any) -> None:
        self._code = code

    @staticmethod
    def from_ecr(repository: Any, **options: Any) -> "DockerImageCode":
        """A repository; the options are those of `EcrImageCode`."""
        from landform.cdk.aws_lambda.image_code import EcrImageCode

        return DockerImageCode(lambda _architecture: EcrImageCode(repository, **options))

    @staticmethod
    def from_image_asset(directory: str, **options: Any) -> "DockerImageCode":
        """A folder that is built; the options are those of `AssetImageCode`."""
        from landform.cdk.aws_lambda.image_code import AssetImageCode

        def code(architecture: Architecture | None) -> Any:
            platform = options.get("platform")
            if platform is None and architecture is not None:
                from landform.cdk.aws_ecr_assets import Platform

                platform = Platform.custom(architecture.docker_platform)
            return AssetImageCode(directory, **{**options, "platform": platform})

        return DockerImageCode(code)

    def bound(self, architecture: Architecture | None) -> Any:
        """The code for a processor."""
        return self._code(architecture)


class DockerImageFunction(Function):
    """A function that is a container image; the options are those of `Function`."""

    def __init__(self, scope: Any, id: str, *, code: DockerImageCode, **options: Any) -> None:
        super().__init__(
            scope,
            id,
            code=code.bound(options.get("architecture")),
            handler=Handler.FROM_IMAGE,
            runtime=Runtime.FROM_IMAGE,
            **options,
        )
