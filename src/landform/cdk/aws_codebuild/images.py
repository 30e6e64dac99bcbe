"""Images in which builds run.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_codebuild.base_images import BuildImage, is_lambda, known_images, script_spec
from landform.cdk.aws_codebuild.build_spec import BuildSpec
from landform.cdk.aws_codebuild.enums import ComputeType, ImagePullPrincipalType, WindowsImageType
from landform.cdk.l1.lookup import given

_CODEBUILD: Final = ImagePullPrincipalType.CODEBUILD
_SERVICE_ROLE: Final = ImagePullPrincipalType.SERVICE_ROLE
_LAMBDA: Final = "Lambda images only support Lambda ComputeTypes between"


def _image_uri(repository: Any, tag: str | None) -> str:
    found: str = repository.repository_uri_for_tag_or_digest(tag or "latest")
    return found


class LinuxBuildImage(BuildImage):
    """An image of Linux on x86-64."""

    @staticmethod
    def from_docker_registry(name: str, *, secrets_manager_credentials: Any = None) -> "LinuxBuildImage":
        """One of a registry."""
        return LinuxBuildImage(
            name, "LINUX_CONTAINER", _SERVICE_ROLE, credentials=secrets_manager_credentials
        )

    @staticmethod
    def from_ecr_repository(repository: Any, tag_or_digest: str | None = None) -> "LinuxBuildImage":
        """One of ECR."""
        uri = _image_uri(repository, tag_or_digest)
        return LinuxBuildImage(uri, "LINUX_CONTAINER", _SERVICE_ROLE, repository=repository)

    @staticmethod
    def from_asset(scope: Any, id: str, **props: Any) -> "LinuxBuildImage":
        """One that is built for the app; the options are those of `DockerImageAssetProps`."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset

        asset = DockerImageAsset(scope, id, **props)
        return LinuxBuildImage(asset.image_uri, "LINUX_CONTAINER", _SERVICE_ROLE, repository=asset.repository)

    @staticmethod
    def from_code_build_image_id(id: str) -> "LinuxBuildImage":
        """One of CodeBuild's own, by its id."""
        return LinuxBuildImage(id, "LINUX_CONTAINER", _CODEBUILD)

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        del environment
        return ["x86-64 images do not support Lambda compute types"] if is_lambda(size) else []


class LinuxArmBuildImage(BuildImage):
    """An image of Linux on ARM."""

    default_compute_type = ComputeType.LARGE

    @staticmethod
    def from_docker_registry(name: str, *, secrets_manager_credentials: Any = None) -> "LinuxArmBuildImage":
        """One of a registry."""
        return LinuxArmBuildImage(
            name, "ARM_CONTAINER", _SERVICE_ROLE, credentials=secrets_manager_credentials
        )

    @staticmethod
    def from_ecr_repository(repository: Any, tag_or_digest: str | None = None) -> "LinuxArmBuildImage":
        """One of ECR."""
        uri = _image_uri(repository, tag_or_digest)
        return LinuxArmBuildImage(uri, "ARM_CONTAINER", _SERVICE_ROLE, repository=repository)

    @staticmethod
    def from_code_build_image_id(id: str) -> "LinuxArmBuildImage":
        """One of CodeBuild's own, by its id."""
        return LinuxArmBuildImage(id, "ARM_CONTAINER", _CODEBUILD)

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        del environment
        if size is None or not is_lambda(size):
            return []
        return [f"ARM images do not support Lambda ComputeTypes, got {size.value}"]


class _LambdaImage(BuildImage):
    default_compute_type = ComputeType.LAMBDA_1GB

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        found = []
        if environment.get("privileged"):
            found.append("Lambda compute type does not support privileged mode")
        if size is not None and not is_lambda(size):
            low, high = ComputeType.LAMBDA_1GB.value, ComputeType.LAMBDA_10GB.value
            found.append(f"{_LAMBDA} '{low}' and '{high}', got '{size.value}'")
        return found


class LinuxLambdaBuildImage(_LambdaImage):
    """An image of Lambda on x86-64."""


class LinuxArmLambdaBuildImage(_LambdaImage):
    """An image of Lambda on ARM."""


class WindowsBuildImage(BuildImage):
    """An image of Windows."""

    default_compute_type = ComputeType.MEDIUM

    @staticmethod
    def from_docker_registry(
        name: str, options: Any = None, image_type: WindowsImageType | None = None
    ) -> "WindowsBuildImage":
        """One of a registry; the options are `DockerImageOptions`."""
        kind = (image_type or WindowsImageType.STANDARD).value
        asked = given("aws_codebuild", "DockerImageOptions", options or {})
        return WindowsBuildImage(name, kind, _SERVICE_ROLE, credentials=asked.secrets_manager_credentials)

    @staticmethod
    def from_ecr_repository(
        repository: Any, tag_or_digest: str | None = None, image_type: WindowsImageType | None = None
    ) -> "WindowsBuildImage":
        """One of ECR."""
        kind = (image_type or WindowsImageType.STANDARD).value
        uri = _image_uri(repository, tag_or_digest)
        return WindowsBuildImage(uri, kind, _SERVICE_ROLE, repository=repository)

    @staticmethod
    def from_asset(
        scope: Any, id: str, props: Any, image_type: WindowsImageType | None = None
    ) -> "WindowsBuildImage":
        """One that is built for the app from `DockerImageAssetProps`."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset

        asset = DockerImageAsset(scope, id, **props)
        kind = (image_type or WindowsImageType.STANDARD).value
        return WindowsBuildImage(asset.image_uri, kind, _SERVICE_ROLE, repository=asset.repository)

    def run_script_buildspec(self, entrypoint: str) -> BuildSpec:
        """The steps that run a script which lies in a bucket."""
        temporary = "$TEMPDIR\\scriptdir"
        return BuildSpec.from_object(
            {
                "version": "0.2",
                "phases": {
                    "pre_build": {"commands": []},
                    "build": {
                        "commands": [
                            "Set-Variable -Name TEMPDIR -Value (New-TemporaryFile).DirectoryName",
                            "aws s3 cp s3://$env:SCRIPT_S3_BUCKET/$env:SCRIPT_S3_KEY $TEMPDIR\\scripts.zip",
                            f"New-Item -ItemType Directory -Path {temporary}",
                            f"Expand-Archive -Path $TEMPDIR/scripts.zip -DestinationPath {temporary}",
                            f'$env:SCRIPT_DIR = "{temporary}"',
                            f"& {temporary}\\{entrypoint}",
                        ]
                    },
                },
            }
        )

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        found = []
        if environment.get("privileged"):
            found.append("Windows images do not support privileged mode")
        if size in (ComputeType.SMALL, ComputeType.X_LARGE, ComputeType.X2_LARGE):
            found.append(f"Windows images do not support the '{size.value}' compute type")
        if is_lambda(size):
            found.append("Windows images do not support Lambda compute types")
        return found


class MacBuildImage(BuildImage):
    """An image of macOS."""

    default_compute_type = ComputeType.MEDIUM

    @staticmethod
    def from_docker_registry(name: str, *, secrets_manager_credentials: Any = None) -> "MacBuildImage":
        """One of a registry."""
        return MacBuildImage(name, "MAC_ARM", _SERVICE_ROLE, credentials=secrets_manager_credentials)

    @staticmethod
    def from_ecr_repository(repository: Any, tag_or_digest: str | None = None) -> "MacBuildImage":
        """One of ECR."""
        uri = _image_uri(repository, tag_or_digest)
        return MacBuildImage(uri, "MAC_ARM", _SERVICE_ROLE, repository=repository)

    @staticmethod
    def from_asset(scope: Any, id: str, **props: Any) -> "MacBuildImage":
        """One that is built for the app; the options are those of `DockerImageAssetProps`."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset

        asset = DockerImageAsset(scope, id, **props)
        return MacBuildImage(asset.image_uri, "MAC_ARM", _SERVICE_ROLE, repository=asset.repository)

    def run_script_buildspec(self, entrypoint: str) -> BuildSpec:
        """The steps that run a script which lies in a bucket."""
        return script_spec(entrypoint)

    def _problems(self, size: ComputeType | None, environment: Mapping[str, Any]) -> list[str]:
        found = ["Mac images do not support Lambda compute types"] if is_lambda(size) else []
        if environment.get("fleet") is None:
            found.append("Mac images must be used with a fleet")
        return found


_OWN: Final = (LinuxBuildImage, LinuxArmBuildImage, WindowsBuildImage, MacBuildImage)
for _owner in (*_OWN, LinuxLambdaBuildImage, LinuxArmLambdaBuildImage):
    for _member, (_id, _kind) in known_images()[_owner.__name__].items():
        setattr(_owner, _member, _owner(_id, _kind, _CODEBUILD if _owner in _OWN else None))
