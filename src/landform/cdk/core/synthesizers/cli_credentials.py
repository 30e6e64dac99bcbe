"""The default synthesizer without roles: the credentials of whoever deploys."""

from typing import Any

from landform.cdk.core.synthesizers.default import DefaultStackSynthesizer


class CliCredentialsStackSynthesizer(DefaultStackSynthesizer):
    """Uses the bootstrap bucket and repository, but no roles."""

    def __init__(
        self,
        *,
        bucket_prefix: str | None = None,
        docker_tag_prefix: str | None = None,
        file_assets_bucket_name: str | None = None,
        image_assets_repository_name: str | None = None,
        qualifier: str | None = None,
    ) -> None:
        super().__init__(
            bucket_prefix=bucket_prefix,
            docker_tag_prefix=docker_tag_prefix,
            file_assets_bucket_name=file_assets_bucket_name,
            image_assets_repository_name=image_assets_repository_name,
            qualifier=qualifier,
            generate_bootstrap_version_rule=False,
        )

    @property
    def lookup_role(self) -> None:
        """None: whoever deploys looks up."""
        return None

    @property
    def cloud_formation_execution_role_arn(self) -> None:
        """None: CloudFormation acts as whoever deploys."""
        return None

    def _role(self, name: str, arn: str) -> dict[str, Any]:
        del name, arn
        return {}

    def _asset_manifest_properties(self, parameter: str) -> dict[str, Any]:
        del parameter
        return {}

    def _artifact_properties(self, template_url: str, parameter: str) -> dict[str, Any]:
        del parameter
        return {"stackTemplateAssetObjectUrl": template_url}
