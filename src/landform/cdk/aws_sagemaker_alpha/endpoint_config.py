"""Configurations of endpoints: the variants of models that share an endpoint's requests.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sagemaker-endpointconfig.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_sagemaker_alpha.model import resource_name_of
from landform.cdk.aws_sagemaker_alpha.values import AcceleratorType, InstanceType
from landform.cdk.aws_sagemaker_alpha.variants import (
    InstanceVariant,
    ServerlessVariant,
    instance_variant,
    serverless_variant,
)
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

RESOURCE: Final = "endpoint-config"
MAX_VARIANTS: Final = 10


class EndpointConfig(Native, Resource):
    """Variants of models on machines, or one that runs while requests come."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        encryption_key: Any = None,
        endpoint_config_name: str | None = None,
        instance_production_variants: Sequence[Any] | None = None,
        serverless_production_variant: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=endpoint_config_name)
        if instance_production_variants and serverless_production_variant is not None:
            raise ValueError(
                "Cannot specify both instanceProductionVariants and serverlessProductionVariant. Choose one "
                "variant type."
            )
        self._instances: dict[str, InstanceVariant] = {}
        self._serverless: ServerlessVariant | None = None
        for each in instance_production_variants or ():
            self.add_instance_production_variant(**dict(each))
        if serverless_production_variant is not None:
            self.add_serverless_production_variant(**dict(serverless_production_variant))
        resource = cfn_class("aws_sagemaker", "CfnEndpointConfig")(
            self,
            "EndpointConfig",
            kms_key_id=encryption_key.key_ref.key_arn if encryption_key is not None else None,
            endpoint_config_name=self.physical_name,
            production_variants=Lazy.any(self._variants),
        )
        self.endpoint_config_name = self._get_resource_name_attribute(resource.attr_endpoint_config_name)
        self.endpoint_config_arn = self._get_resource_arn_attribute(
            resource.ref,
            {"service": "sagemaker", "resource": RESOURCE, "resource_name": self.physical_name},
        )
        self.node.add_validation(self._problems)

    @staticmethod
    def from_endpoint_config_arn(scope: Any, id: str, endpoint_config_arn: str) -> "ImportedEndpointConfig":
        """A configuration that exists already, by its ARN."""
        return ImportedEndpointConfig(scope, id, endpoint_config_arn)

    @staticmethod
    def from_endpoint_config_name(scope: Any, id: str, endpoint_config_name: str) -> "ImportedEndpointConfig":
        """A configuration that exists already in the account and region of the stack."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="sagemaker", resource=RESOURCE, resource_name=endpoint_config_name
        )
        return ImportedEndpointConfig(scope, id, arn)

    def add_instance_production_variant(
        self,
        *,
        model: Any,
        variant_name: str,
        accelerator_type: AcceleratorType | None = None,
        container_startup_health_check_timeout: Duration | None = None,
        initial_instance_count: float | None = None,
        initial_variant_weight: float | None = None,
        instance_type: InstanceType | None = None,
    ) -> None:
        """Add a model on machines; raises ValueError for a name that is taken and for wrong numbers."""
        if self._serverless is not None:
            raise ValueError(
                "Cannot add instance production variant when serverless production variant is already "
                "configured"
            )
        if variant_name in self._instances:
            raise ValueError(f"There is already a Production Variant with name '{variant_name}'")
        self._instances[variant_name] = instance_variant(
            self,
            model=model,
            variant_name=variant_name,
            accelerator_type=accelerator_type,
            container_startup_health_check_timeout=container_startup_health_check_timeout,
            initial_instance_count=initial_instance_count,
            initial_variant_weight=initial_variant_weight,
            instance_type=instance_type,
        )

    def add_serverless_production_variant(
        self,
        *,
        max_concurrency: float,
        memory_size_in_mb: float,
        model: Any,
        variant_name: str,
        initial_variant_weight: float | None = None,
        provisioned_concurrency: float | None = None,
    ) -> None:
        """Set the model that runs while requests come; raises ValueError if there are other variants."""
        if self._serverless is not None:
            raise ValueError(
                "Cannot add more than one serverless production variant per endpoint configuration"
            )
        if self._instances:
            raise ValueError(
                "Cannot add serverless production variant when instance production variants are already "
                "configured"
            )
        self._serverless = serverless_variant(
            self,
            max_concurrency=max_concurrency,
            memory_size_in_mb=memory_size_in_mb,
            model=model,
            variant_name=variant_name,
            initial_variant_weight=initial_variant_weight,
            provisioned_concurrency=provisioned_concurrency,
        )

    def _variants(self) -> list[dict[str, Any]]:
        found: list[InstanceVariant | ServerlessVariant] = list(self._instances.values())
        if self._serverless is not None:
            found.append(self._serverless)
        return [each.properties() for each in found]

    def _instance_variants(self) -> list[InstanceVariant]:
        """The models on machines."""
        return list(self._instances.values())

    def _problems(self) -> list[str]:
        if not self._instances and self._serverless is None:
            return ["Must configure at least 1 production variant"]
        if len(self._instances) > MAX_VARIANTS:
            return [f"Can't have more than {MAX_VARIANTS} production variants"]
        return []


class ImportedEndpointConfig(Native, Resource):
    """A configuration that exists already; its variants are not known."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.endpoint_config_arn = arn
        self.endpoint_config_name = resource_name_of(self, arn)

    def _instance_variants(self) -> list[InstanceVariant]:
        """Refused: nobody knows them here."""
        raise ValueError("Production variant lookup is not supported for an imported IEndpointConfig")
