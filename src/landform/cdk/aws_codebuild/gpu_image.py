"""Images for builds with GPUs.

Source: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_codebuild.base_images import BuildImage, known_images
from landform.cdk.aws_codebuild.enums import ComputeType, ImagePullPrincipalType
from landform.cdk.core.aws import Aws
from landform.cdk.core.lazy import Lazy
from landform.cdk.l1.lookup import given

_SIZES: Final = (ComputeType.SMALL, ComputeType.LARGE)
_TYPE: Final = "LINUX_GPU_CONTAINER"


class LinuxGpuBuildImage(BuildImage):
    """An image for builds with GPUs; where it is follows from the project's region."""

    default_compute_type = ComputeType.LARGE

    def __init__(self, name: str, tag: str, account: str | None = None) -> None:
        self._name = name
        self._account = account
        self._found_account: str | None = None
        shown = account if account is not None else Lazy.uncached_string(self._known)
        uri = f"{shown}.dkr.ecr.{Aws.REGION}.{Aws.URL_SUFFIX}/{name}:{tag}"
        super().__init__(uri, _TYPE, ImagePullPrincipalType.SERVICE_ROLE)

    @staticmethod
    def aws_deep_learning_containers_image(
        repository_name: str, tag: str, account: str | None = None
    ) -> "LinuxGpuBuildImage":
        """One of AWS's images for deep learning."""
        return LinuxGpuBuildImage(repository_name, tag, account)

    @staticmethod
    def from_ecr_repository(repository: Any, tag: str | None = None) -> "LinuxGpuBuildImage":
        """One of ECR."""
        return LinuxGpuBuildImage(repository.repository_name, tag or "latest", repository.env.account)

    def bind(self, scope: Any, project: Any, **_options: Any) -> Any:
        """Called by the project: from now on it is known where the image is."""
        from landform.cdk.aws_ecr.repository import Repository
        from landform.cdk.core.region_facts import regional_fact
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        account = self._account or regional_fact(stack, "dlcRepositoryAccount", None)
        repository = Repository.from_repository_attributes(
            scope,
            "AwsDlcRepositoryCodeBuild",
            repository_name=self._name,
            repository_arn=stack.format_arn(
                service="ecr", resource="repository", resource_name=self._name, account=account
            ),
        )
        repository.grant_pull(project)
        self._found_account = account
        return given("aws_codebuild", "BuildImageConfig", {})

    def _known(self) -> str:
        if self._found_account is None:
            raise ValueError("Make sure this 'LinuxGpuBuildImage' is used in a CodeBuild Project construct.")
        return self._found_account

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        del environment
        if size is None or size in _SIZES:
            return []
        small, large = (each.value for each in _SIZES)
        return [f"GPU images only support ComputeType '{large}' and '{small}' - '{size.value}' was given"]


for _member, (_name, _tag) in known_images()["LinuxGpuBuildImage"].items():
    setattr(LinuxGpuBuildImage, _member, LinuxGpuBuildImage(_name, _tag))
