"""The default synthesizer: assets go to the bootstrap bucket, deployment through the bootstrap roles."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from landform.cdk.core.assets.sources import (
    DockerImageAssetLocation,
    DockerImageAssetSource,
    FileAssetLocation,
    FileAssetPackaging,
)
from landform.cdk.core.synthesizers.asset_manifest import AssetManifestBuilder
from landform.cdk.core.synthesizers.base import (
    ACCOUNT,
    PARTITION,
    REGION,
    URL_SUFFIX,
    StackSynthesizer,
    add_bootstrap_version_rule,
)
from landform.cdk.core.tokens import is_unresolved

MINIMUM_BOOTSTRAP_VERSION = 6
MINIMUM_LOOKUP_ROLE_VERSION = 8


def _role_arn(name: str) -> str:
    return f"arn:{PARTITION}:iam::{ACCOUNT}:role/cdk-${{Qualifier}}-{name}-role-{ACCOUNT}-{REGION}"


class DefaultStackSynthesizer(StackSynthesizer):
    """Needs a bootstrapped environment."""

    DEFAULT_QUALIFIER: ClassVar[str] = "hnb659fds"
    DEFAULT_CLOUDFORMATION_ROLE_ARN: ClassVar[str] = _role_arn("cfn-exec")
    DEFAULT_DEPLOY_ROLE_ARN: ClassVar[str] = _role_arn("deploy")
    DEFAULT_FILE_ASSET_PUBLISHING_ROLE_ARN: ClassVar[str] = _role_arn("file-publishing")
    DEFAULT_IMAGE_ASSET_PUBLISHING_ROLE_ARN: ClassVar[str] = _role_arn("image-publishing")
    DEFAULT_LOOKUP_ROLE_ARN: ClassVar[str] = _role_arn("lookup")
    DEFAULT_FILE_ASSETS_BUCKET_NAME: ClassVar[str] = f"cdk-${{Qualifier}}-assets-{ACCOUNT}-{REGION}"
    DEFAULT_IMAGE_ASSETS_REPOSITORY_NAME: ClassVar[str] = (
        f"cdk-${{Qualifier}}-container-assets-{ACCOUNT}-{REGION}"
    )
    DEFAULT_FILE_ASSET_KEY_ARN_EXPORT_NAME: ClassVar[str] = "CdkBootstrap-${Qualifier}-FileAssetKeyArn"
    DEFAULT_FILE_ASSET_PREFIX: ClassVar[str] = ""
    DEFAULT_DOCKER_ASSET_PREFIX: ClassVar[str] = ""
    DEFAULT_BOOTSTRAP_STACK_VERSION_SSM_PARAMETER: ClassVar[str] = "/cdk-bootstrap/${Qualifier}/version"

    def __init__(
        self,
        *,
        bootstrap_stack_version_ssm_parameter: str | None = None,
        bucket_prefix: str | None = None,
        cloud_formation_execution_role: str | None = None,
        deploy_role_additional_options: Any = None,
        deploy_role_arn: str | None = None,
        deploy_role_external_id: str | None = None,
        docker_tag_prefix: str | None = None,
        file_asset_publishing_external_id: str | None = None,
        file_asset_publishing_role_additional_options: Any = None,
        file_asset_publishing_role_arn: str | None = None,
        file_assets_bucket_name: str | None = None,
        generate_bootstrap_version_rule: bool | None = None,
        image_asset_publishing_external_id: str | None = None,
        image_asset_publishing_role_additional_options: Any = None,
        image_asset_publishing_role_arn: str | None = None,
        image_assets_repository_name: str | None = None,
        lookup_role_additional_options: Any = None,
        lookup_role_arn: str | None = None,
        lookup_role_external_id: str | None = None,
        qualifier: str | None = None,
        use_lookup_role_for_stack_operations: bool | None = None,
    ) -> None:
        super().__init__()
        self._qualifier = qualifier
        self._version_parameter = (
            bootstrap_stack_version_ssm_parameter or self.DEFAULT_BOOTSTRAP_STACK_VERSION_SSM_PARAMETER
        )
        self._prefix = bucket_prefix or self.DEFAULT_FILE_ASSET_PREFIX
        self._tag_prefix = docker_tag_prefix or self.DEFAULT_DOCKER_ASSET_PREFIX
        self._execution_role = cloud_formation_execution_role or self.DEFAULT_CLOUDFORMATION_ROLE_ARN
        self._deploy_role = deploy_role_arn or self.DEFAULT_DEPLOY_ROLE_ARN
        self._bucket = file_assets_bucket_name or self.DEFAULT_FILE_ASSETS_BUCKET_NAME
        self._repository = image_assets_repository_name or self.DEFAULT_IMAGE_ASSETS_REPOSITORY_NAME
        self._file_role = file_asset_publishing_role_arn or self.DEFAULT_FILE_ASSET_PUBLISHING_ROLE_ARN
        self._image_role = image_asset_publishing_role_arn or self.DEFAULT_IMAGE_ASSET_PUBLISHING_ROLE_ARN
        self._lookup_role = lookup_role_arn or self.DEFAULT_LOOKUP_ROLE_ARN
        self._external_ids = {
            "deploy": deploy_role_external_id,
            "file": file_asset_publishing_external_id,
            "image": image_asset_publishing_external_id,
            "lookup": lookup_role_external_id,
        }
        self._additional = {
            "deploy": deploy_role_additional_options,
            "file": file_asset_publishing_role_additional_options,
            "image": image_asset_publishing_role_additional_options,
            "lookup": lookup_role_additional_options,
        }
        self._has_rule = generate_bootstrap_version_rule is not False
        self._uses_lookup_role = use_lookup_role_for_stack_operations is not False
        self._assets = AssetManifestBuilder()

    def reusable_bind(self, stack: Any) -> Any:
        """A copy with assets of its own."""
        fresh = super().reusable_bind(stack)
        fresh._assets = AssetManifestBuilder()
        return fresh

    @property
    def bootstrap_qualifier(self) -> str:
        """The qualifier of the bootstrap resources."""
        if self._qualifier is not None:
            return self._qualifier
        found = self.bound_stack.node.try_get_context("@aws-cdk/core:bootstrapQualifier")
        return found if isinstance(found, str) else self.DEFAULT_QUALIFIER

    @property
    def deploy_role_arn(self) -> str:
        """The role that deploys."""
        return self._filled(self._deploy_role)

    @property
    def cloud_formation_execution_role_arn(self) -> str | None:
        """The role CloudFormation acts as; None where it acts as whoever deploys."""
        return self._filled(self._execution_role)

    @property
    def cloud_formation_execution_role(self) -> str | None:
        """The same."""
        return self.cloud_formation_execution_role_arn

    @property
    def lookup_role(self) -> str | None:
        """The role that looks context up."""
        return self._filled(self._lookup_role)

    def add_file_asset(  # type: ignore[override]  # the options of files by name
        self,
        *,
        source_hash: str,
        deploy_time: bool | None = None,
        display_name: str | None = None,
        executable: Sequence[str] | None = None,
        file_name: str | None = None,
        packaging: FileAssetPackaging | None = None,
    ) -> FileAssetLocation:
        """Register a file: where templates find it."""
        del deploy_time  # the bootstrap bucket keeps all files alike
        kind = packaging or (FileAssetPackaging.FILE if file_name else FileAssetPackaging.ZIP_DIRECTORY)
        is_archive = kind is FileAssetPackaging.ZIP_DIRECTORY
        extension = ".zip" if is_archive else Path(file_name or "").suffix
        key = f"{self._prefix}{source_hash}{extension}"
        destination = {
            "bucketName": self._filled(self._bucket),
            "objectKey": key,
            **self._region_of_destination(),
            **self._role("file", self._file_role),
        }
        source = {"path": file_name} if file_name else {"executable": list(executable or ())}
        self._assets.add_file(
            source_hash=source_hash,
            source={**source, "packaging": kind.value},
            destination=destination,
            place=self._place(),
            name=display_name,
        )
        return self._file_location(destination["bucketName"], key)

    def add_docker_image_asset(self, *, source_hash: str, **asset: Any) -> DockerImageAssetLocation:
        """Register an image: where templates find it."""
        image = DockerImageAssetSource(source_hash=source_hash, **asset)
        tag = f"{self._tag_prefix}{source_hash}"
        destination = {
            "repositoryName": self._filled(self._repository),
            "imageTag": tag,
            **self._region_of_destination(),
            **self._role("image", self._image_role),
        }
        self._assets.add_image(
            source_hash=f"{image.asset_name}-{source_hash}" if image.asset_name else source_hash,
            source=image._written(),
            destination=destination,
            place=self._place(),
            name=image.display_name,
        )
        repository = destination["repositoryName"]
        account, region, suffix = self._shown_environment()
        uri = f"{account}.dkr.ecr.{region}.{suffix}/{repository}:{tag}"
        return DockerImageAssetLocation(
            image_uri=self._in_template(uri), repository_name=self._in_template(repository), image_tag=tag
        )

    def synthesize(self, session: Any) -> None:
        """Write template, asset manifest and artifacts."""
        stack = self.bound_stack
        parameter = self._filled(self._version_parameter)
        if self._has_rule:
            add_bootstrap_version_rule(stack, MINIMUM_BOOTSTRAP_VERSION, parameter)
        template_hash = session.write_template(stack)
        self.add_file_asset(
            file_name=stack.template_file,
            packaging=FileAssetPackaging.FILE,
            source_hash=template_hash,
            deploy_time=True,
            display_name=f"{stack.stack_name} Template",
        )
        url = f"s3://{self._filled(self._bucket)}/{self._prefix}{template_hash}.json"
        asset_id = session.add_asset_manifest(
            stack,
            self._assets,
            self._asset_manifest_properties(parameter),
        )
        self._emit_stack_artifact(session, self._artifact_properties(url, parameter), [asset_id])

    def _asset_manifest_properties(self, parameter: str) -> dict[str, Any]:
        return {
            "requiresBootstrapStackVersion": MINIMUM_BOOTSTRAP_VERSION,
            "bootstrapStackVersionSsmParameter": parameter,
        }

    def _artifact_properties(self, template_url: str, parameter: str) -> dict[str, Any]:
        deploy = self._role("deploy", self._deploy_role)
        lookup = {
            "arn": self.lookup_role,
            **{
                key: value
                for key, value in self._role("lookup", self._lookup_role).items()
                if key != "assumeRoleArn"
            },
            "requiresBootstrapStackVersion": MINIMUM_LOOKUP_ROLE_VERSION,
            "bootstrapStackVersionSsmParameter": parameter,
        }
        return {
            **deploy,
            "cloudFormationExecutionRoleArn": self.cloud_formation_execution_role_arn,
            "stackTemplateAssetObjectUrl": template_url,
            "requiresBootstrapStackVersion": MINIMUM_BOOTSTRAP_VERSION,
            "bootstrapStackVersionSsmParameter": parameter,
            "lookupRole": lookup if self._uses_lookup_role else None,
        }

    def _filled(self, text: str) -> str:
        return self._specialized(text, self.bootstrap_qualifier)

    def _role(self, name: str, arn: str) -> dict[str, Any]:
        role: dict[str, Any] = {"assumeRoleArn": self._filled(arn)} if arn else {}
        if self._external_ids[name]:
            role["assumeRoleExternalId"] = self._external_ids[name]
        if self._additional[name]:
            role["assumeRoleAdditionalOptions"] = self._additional[name]
        return role

    def _region_of_destination(self) -> dict[str, str]:
        region = self.bound_stack.region
        return {} if is_unresolved(region) else {"region": region}

    def _file_location(self, bucket: str, key: str) -> FileAssetLocation:
        _, region, suffix = self._shown_environment()
        return FileAssetLocation(
            bucket_name=self._in_template(bucket),
            object_key=key,
            http_url=self._in_template(f"https://s3.{region}.{suffix}/{bucket}/{key}"),
            s3_object_url=self._in_template(f"s3://{bucket}/{key}"),
            s3_object_url_with_placeholders=f"s3://{bucket}/{key}",
        )

    def _shown_environment(self) -> tuple[str, str, str]:
        """Account, region and domain, as placeholders where they are not known."""
        stack = self.bound_stack
        return (
            ACCOUNT if is_unresolved(stack.account) else stack.account,
            REGION if is_unresolved(stack.region) else stack.region,
            URL_SUFFIX if is_unresolved(stack.url_suffix) else stack.url_suffix,
        )
