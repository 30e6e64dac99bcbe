"""Layers: code that functions share.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-layerversion.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_lambda.runtime import Runtime
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class LayerVersionBase(Native, Resource):
    """What layers of the app and imported ones share."""

    layer_version_arn: str
    compatible_runtimes: list[Runtime] | None = None

    def add_permission(self, id: str, *, account_id: str, organization_id: str | None = None) -> None:
        """Let an account, or an organization, use it."""
        if organization_id is not None and account_id != "*":
            raise ValueError(
                f"OrganizationId can only be specified if AwsAccountId is '*', but it is {account_id}"
            )
        cfn_class("aws_lambda", "CfnLayerVersionPermission")(
            self,
            id,
            action="lambda:GetLayerVersion",
            layer_version_arn=self.layer_version_arn,
            principal=account_id,
            organization_id=organization_id,
        )


class LayerVersion(LayerVersionBase):
    """A version of a layer."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        code: Any,
        compatible_architectures: Sequence[Any] | None = None,
        compatible_runtimes: Sequence[Runtime] | None = None,
        description: str | None = None,
        layer_version_name: str | None = None,
        license: str | None = None,
        removal_policy: RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=layer_version_name)
        if compatible_runtimes is not None and not compatible_runtimes:
            raise ValueError("Attempted to define a Lambda layer that supports no runtime!")
        bound = code.bind(self)
        if bound.s3_location is None:
            kind = "Inline code" if bound.inline_code is not None else "Image code"
            raise ValueError(f"{kind} is not supported for AWS Lambda layers")
        self.compatible_runtimes = list(compatible_runtimes) if compatible_runtimes is not None else None
        resource = cfn_class("aws_lambda", "CfnLayerVersion")(
            self,
            "Resource",
            compatible_runtimes=[each.name for each in compatible_runtimes or ()] or None,
            compatible_architectures=[each.name for each in compatible_architectures or ()] or None,
            content={
                "S3Bucket": bound.s3_location["bucket_name"],
                "S3Key": bound.s3_location["object_key"],
                "S3ObjectVersion": bound.s3_location.get("object_version"),
            },
            description=description,
            layer_name=self.physical_name,
            license_info=license,
        )
        if removal_policy is not None:
            resource.apply_removal_policy(removal_policy)
        code.bind_to_resource(resource, resource_property="Content")
        self.layer_version_arn = resource.ref

    @staticmethod
    def from_layer_version_arn(scope: Any, id: str, layer_version_arn: str) -> "ImportedLayerVersion":
        """A layer that exists already, taken to fit all runtimes."""
        return ImportedLayerVersion(scope, id, layer_version_arn, Runtime.ALL)

    @staticmethod
    def from_layer_version_attributes(
        scope: Any,
        id: str,
        *,
        layer_version_arn: str,
        compatible_runtimes: Sequence[Runtime] | None = None,
    ) -> "ImportedLayerVersion":
        """A layer that exists already."""
        return ImportedLayerVersion(scope, id, layer_version_arn, compatible_runtimes)


class ImportedLayerVersion(LayerVersionBase):
    """A layer that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, runtimes: Sequence[Runtime] | None) -> None:
        super().__init__(scope, id)
        self.layer_version_arn = arn
        self.compatible_runtimes = list(runtimes) if runtimes is not None else None
