"""Who must have signed a function's code.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-codesigningconfig.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_lambda.enums import UntrustedArtifactOnDeployment
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class CodeSigningConfig(Native, Resource):
    """Who must have signed a function's code."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        signing_profiles: Sequence[Any],
        description: str | None = None,
        untrusted_artifact_on_deployment: UntrustedArtifactOnDeployment | None = None,
    ) -> None:
        super().__init__(scope, id)
        action = untrusted_artifact_on_deployment or UntrustedArtifactOnDeployment.WARN
        resource = cfn_class("aws_lambda", "CfnCodeSigningConfig")(
            self,
            "Resource",
            allowed_publishers={
                "SigningProfileVersionArns": [each.signing_profile_version_arn for each in signing_profiles]
            },
            code_signing_policies={"UntrustedArtifactOnDeployment": action},
            description=description,
        )
        self.code_signing_config_arn: str = resource.attr_code_signing_config_arn
        self.code_signing_config_id: str = resource.attr_code_signing_config_id

    @staticmethod
    def from_code_signing_config_arn(
        scope: Any, id: str, code_signing_config_arn: str
    ) -> "ImportedCodeSigningConfig":
        """One that exists already."""
        name = Arn.split(code_signing_config_arn, ArnFormat.COLON_RESOURCE_NAME).resource_name
        if not name:
            raise ValueError(
                "Code signing config ARN must be in the format"
                " 'arn:<partition>:lambda:<region>:<account>:code-signing-config:<codeSigningConfigArn>',"
                f" got: '{code_signing_config_arn}'"
            )
        return ImportedCodeSigningConfig(scope, id, code_signing_config_arn, name)


class ImportedCodeSigningConfig(Native, Resource):
    """One that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str) -> None:
        super().__init__(scope, id)
        self.code_signing_config_arn = arn
        self.code_signing_config_id = name
