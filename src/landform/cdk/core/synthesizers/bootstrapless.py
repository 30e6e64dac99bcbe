"""Synthesizers for environments without bootstrap resources."""

from typing import Any

from landform.cdk.core.synthesizers.base import StackSynthesizer
from landform.cdk.core.synthesizers.default import DefaultStackSynthesizer


class BootstraplessSynthesizer(DefaultStackSynthesizer):
    """For stacks without assets, in environments that are not bootstrapped."""

    def __init__(
        self,
        *,
        cloud_formation_execution_role_arn: str | None = None,
        deploy_role_arn: str | None = None,
        qualifier: str | None = None,
    ) -> None:
        super().__init__(
            cloud_formation_execution_role=cloud_formation_execution_role_arn,
            deploy_role_arn=deploy_role_arn,
            generate_bootstrap_version_rule=False,
            qualifier=qualifier,
        )

    def add_file_asset(self, *, source_hash: str, **_asset: Any) -> Any:
        """Refused: there is nowhere to put it."""
        raise _no_assets(source_hash)

    def add_docker_image_asset(self, *, source_hash: str, **_asset: Any) -> Any:
        """Refused: there is nowhere to put it."""
        raise _no_assets(source_hash)

    def synthesize(self, session: Any) -> None:
        """Write template and artifact."""
        session.write_template(self.bound_stack)
        properties = {
            "assumeRoleArn": self.deploy_role_arn,
            "cloudFormationExecutionRoleArn": self.cloud_formation_execution_role_arn,
        }
        self._emit_stack_artifact(session, properties, [])


class LegacyStackSynthesizer(StackSynthesizer):
    """The synthesizer of version 1: no roles. Its parameters for assets are not written any more."""

    def add_file_asset(self, *, source_hash: str, **_asset: Any) -> Any:
        """Refused: deployments with asset parameters ended with version 1."""
        raise _no_parameters(source_hash)

    def add_docker_image_asset(self, *, source_hash: str, **_asset: Any) -> Any:
        """Refused: deployments with asset parameters ended with version 1."""
        raise _no_parameters(source_hash)

    def synthesize(self, session: Any) -> None:
        """Write template and artifact."""
        session.write_template(self.bound_stack)
        self._emit_stack_artifact(session, {}, [])


def _no_assets(source_hash: str) -> RuntimeError:
    del source_hash
    return RuntimeError("Cannot add assets to a Stack that uses the BootstraplessSynthesizer")


def _no_parameters(source_hash: str) -> RuntimeError:
    del source_hash
    return RuntimeError("LegacyStackSynthesizer has no assets here: use the DefaultStackSynthesizer")
