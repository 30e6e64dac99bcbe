"""The images of containers.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_image
"""

import re
from typing import Any, Final

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_REPOSITORY: Final = re.compile(r"\d{12}\.dkr\.ecr\.[^.]+\.amazonaws\.com/.+|[^/]*\.dkr\.ecr\..*")


class ContainerImage(AbstractChecked):
    """An image of a container."""

    @staticmethod
    def from_registry(name: str, *, credentials: Any = None) -> "RepositoryImage":
        """An image of a public registry, or of a private one with the secret that lets in."""
        return RepositoryImage(name, credentials=credentials)

    @staticmethod
    def from_ecr_repository(repository: Any, tag: str | None = None) -> "EcrImage":
        """An image of a repository, by its tag or digest."""
        return EcrImage(repository, tag if tag is not None else "latest")

    @staticmethod
    def from_asset(directory: str, **options: Any) -> "AssetImage":
        """An image built from a folder; the options are those of `AssetImageProps`."""
        return AssetImage(directory, **options)

    @staticmethod
    def from_docker_image_asset(asset: Any) -> "ContainerImage":
        """An image that is built already."""
        return _BuiltImage(asset)

    @staticmethod
    def from_tarball(tarball_file: str) -> "ContainerImage":
        """An image of a file."""
        return _TarballImage(tarball_file)

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may pull it."""
        del scope, container_definition
        raise TypeError(f"{type(self).__name__} has to say by `bind` what its name is")


class RepositoryImage(ContainerImage):
    """An image by its name."""

    def __init__(self, image_name: str, *, credentials: Any = None) -> None:
        self._name = image_name
        self._credentials = credentials

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may read the credentials."""
        if not is_unresolved(self._name) and _REPOSITORY.match(self._name):
            from landform.cdk.core.annotations import Annotations

            Annotations.of(scope).add_warning_v2(
                "@aws-cdk/aws-ecs:ecrImageRequiresPolicy",
                "Proper policies need to be attached before pulling from ECR repository, or use "
                "'fromEcrRepository'.",
            )
        if self._credentials is None:
            return image_config(self._name)
        self._credentials.grant_read(container_definition.task_definition.obtain_execution_role())
        kind = cfn_class("aws_ecs", "CfnTaskDefinition").RepositoryCredentialsProperty
        return image_config(self._name, kind(credentials_parameter=self._credentials.secret_arn))


class EcrImage(ContainerImage):
    """An image of a repository."""

    def __init__(self, repository: Any, tag_or_digest: str) -> None:
        self._repository = repository
        self.image_name: str = repository.repository_uri_for_tag_or_digest(tag_or_digest)

    def bind(self, _scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may pull it."""
        _pulled(self._repository, container_definition)
        return image_config(self.image_name)


class AssetImage(ContainerImage):
    """An image built from a folder."""

    def __init__(self, directory: str, **options: Any) -> None:
        self._directory = directory
        self._options = dict(given("aws_ecs", "AssetImageProps", options))

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may pull it."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset

        asset = DockerImageAsset(scope, "AssetImage", directory=self._directory, **self._options)
        # Its name says its contents, so there is no tag to resolve.
        container_definition._disable_version_consistency()
        _pulled(asset.repository, container_definition)
        return image_config(asset.image_uri)


class _BuiltImage(ContainerImage):
    """An image that is an asset already."""

    def __init__(self, asset: Any) -> None:
        self._asset = asset

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may pull it."""
        del scope
        _pulled(self._asset.repository, container_definition)
        return image_config(self._asset.image_uri)


class _TarballImage(ContainerImage):
    """An image of a file."""

    def __init__(self, file: str) -> None:
        self._file = file

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may pull it."""
        from landform.cdk.aws_ecr_assets import TarballImageAsset

        asset = TarballImageAsset(scope, "Tarball", tarball_file=self._file)
        _pulled(asset.repository, container_definition)
        return image_config(asset.image_uri)


class TagParameterContainerImage(Native, ContainerImage):
    """An image whose tag, or digest, is a parameter of the stack: a pipeline says it."""

    def __init__(self, repository: Any, *, is_image_digest: bool | None = None) -> None:
        self._repository = repository
        self._is_digest = bool(is_image_digest)
        self._parameter: Any = None

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """Its name; tasks may pull it."""
        from landform.cdk.core.cfn_elements import CfnParameter

        _pulled(self._repository, container_definition)
        self._parameter = CfnParameter(scope, "ImageTagParam")
        tag = self._parameter.value_as_string
        if self._is_digest:
            return image_config(self._repository.repository_uri_for_digest(tag))
        return image_config(self._repository.repository_uri_for_tag(tag))

    @property
    def tag_parameter_name(self) -> str:
        """The parameter's name."""
        from landform.cdk.core.lazy import Lazy

        return Lazy.string(lambda: self._known().logical_id)

    @property
    def tag_parameter_value(self) -> str:
        """The parameter's value."""
        from landform.cdk.core.lazy import Lazy

        return Lazy.string(lambda: self._known().value_as_string)

    def _known(self) -> Any:
        if self._parameter is None:
            raise ValueError(
                "TagParameterContainerImage must be used in a container definition before its parameter "
                "is asked for"
            )
        return self._parameter


def image_config(name: str, credentials: Any = None) -> Any:
    """What `bind` gives."""
    options = {"image_name": name, "repository_credentials": credentials}
    return given("aws_ecs", "ContainerImageConfig", options)


def _pulled(repository: Any, container: Any) -> None:
    """Let the task of a container pull from a repository."""
    repository.grant_pull(container.task_definition.obtain_execution_role())
