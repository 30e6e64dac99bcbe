"""Images, places and containers that SageMaker's tasks are given.

Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
"""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions.path_token import path_of_text
from landform.cdk.aws_stepfunctions_tasks.service_task import allow, input_value, plain
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

_PULL: Final = ("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage")


class AcceleratorClass(Native):
    """A kind of accelerator."""

    EIA1: ClassVar["AcceleratorClass"]
    EIA2: ClassVar["AcceleratorClass"]

    def __init__(self, version: str) -> None:
        self.version = version

    @staticmethod
    def of(version: str) -> "AcceleratorClass":
        """A kind by its name."""
        return AcceleratorClass(version)


AcceleratorClass.EIA1 = AcceleratorClass("eia1")
AcceleratorClass.EIA2 = AcceleratorClass("eia2")


class AcceleratorType(Native):
    """An accelerator."""

    def __init__(self, instance_type_identifier: str) -> None:
        self._identifier = instance_type_identifier

    @staticmethod
    def of(accelerator_class: AcceleratorClass, instance_size: Any) -> "AcceleratorType":
        """An accelerator of a size."""
        return AcceleratorType(f"ml.{accelerator_class.version}.{instance_size.value}")

    def to_string(self) -> str:
        """The name of the type."""
        return self._identifier

    def __str__(self) -> str:
        return self._identifier


class DockerImage(Native):
    """An image of a container."""

    def __init__(self, uri: str, grant: Callable[[Any], Any] | None = None) -> None:
        self._uri = uri
        self._grant = grant

    @staticmethod
    def from_ecr_repository(repository: Any, tag_or_digest: str | None = None) -> "DockerImage":
        """An image of a repository."""
        uri = repository.repository_uri_for_tag_or_digest(tag_or_digest or "latest")
        return DockerImage(uri, repository.grant_pull)

    @staticmethod
    def from_json_expression(expression: str, allow_any_ecr_image_pull: bool | None = None) -> "DockerImage":
        """The address stands in the state's input; every image may be pulled."""
        uri = expression if path_of_text(expression) is not None else JsonPath.string_at(expression)
        return DockerImage(uri, _pull_any if allow_any_ecr_image_pull is not False else None)

    @staticmethod
    def from_registry(image_uri: str) -> "DockerImage":
        """An image of any registry."""
        return DockerImage(image_uri)

    @staticmethod
    def from_asset(scope: Any, id: str, **props: Any) -> "DockerImage":
        """An image that is built from a folder."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset

        asset = DockerImageAsset(scope, id, **props)
        return DockerImage(asset.image_uri, asset.repository.grant_pull)

    def bind(self, task: Any) -> Any:
        """Let a task pull it; gives its address."""
        if self._grant is not None:
            self._grant(task)
        return given("aws_stepfunctions_tasks", "DockerImageConfig", {"image_uri": self._uri})


def _pull_any(task: Any) -> None:
    task.grant_principal.add_to_principal_policy(allow(_PULL, "*"))


class S3Location(Native):
    """A place in S3."""

    def __init__(self, uri: str, grant: Callable[[Any, bool, bool], Any]) -> None:
        self._uri = uri
        self._grant = grant

    @staticmethod
    def from_bucket(bucket: Any, key_prefix: str) -> "S3Location":
        """What is under a key in a bucket."""

        def grant(task: Any, reads: bool, writes: bool) -> None:
            if reads:
                bucket.grant_read(task, f"{key_prefix}*")
            if writes:
                bucket.grant_write(task, f"{key_prefix}*")

        return S3Location(bucket.url_for_object(key_prefix), grant)

    @staticmethod
    def from_json_expression(expression: str) -> "S3Location":
        """The address stands in the state's input; every place may be used."""

        def grant(task: Any, reads: bool, writes: bool) -> None:
            if reads:
                task.grant_principal.add_to_principal_policy(allow(["s3:GetObject", "s3:ListBucket"], "*"))
            if writes:
                task.grant_principal.add_to_principal_policy(allow("s3:PutObject", "*"))

        return S3Location(JsonPath.string_at(expression), grant)

    def bind(self, task: Any, *, for_reading: bool | None = None, for_writing: bool | None = None) -> Any:
        """Let a task use it; gives its address."""
        self._grant(task, bool(for_reading), bool(for_writing))
        return given("aws_stepfunctions_tasks", "S3LocationConfig", {"uri": self._uri})


class ContainerDefinition(Native):
    """A container of a model."""

    def __init__(self, **options: Any) -> None:
        self._options: Any = given("aws_stepfunctions_tasks", "ContainerDefinitionOptions", options)

    def bind(self, task: Any) -> Any:
        """The container as SageMaker writes it, for a task that may use its image and model."""
        options = self._options
        place, image = options.model_s3_location, options.image
        parameters = {
            "ContainerHostname": options.container_host_name,
            "Image": image.bind(task).image_uri if image is not None else None,
            "Mode": options.mode,
            "ModelDataUrl": place.bind(task, for_reading=True).uri if place is not None else None,
            "ModelPackageName": options.model_package_name,
            "Environment": input_value(options.environment_variables),
        }
        return given(
            "aws_stepfunctions_tasks", "ContainerDefinitionConfig", {"parameters": plain(parameters)}
        )
