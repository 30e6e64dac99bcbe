"""Endpoints: where models answer requests, and the metrics and scaling of their variants.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sagemaker-endpoint.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_sagemaker_alpha.endpoint_variant import EndpointVariant
from landform.cdk.aws_sagemaker_alpha.model import resource_name_of
from landform.cdk.aws_sagemaker_alpha.variants import place_problem
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

RESOURCE: Final = "endpoint"


class _EndpointBase(Native, Resource):
    """What made and imported endpoints share."""

    endpoint_arn: str
    endpoint_name: str

    def grant_invoke(self, grantee: Any) -> Grant:
        """Let a principal send requests."""
        return Grant.add_to_principal(
            grantee=grantee, actions=["sagemaker:InvokeEndpoint"], resource_arns=[self.endpoint_arn]
        )


class Endpoint(_EndpointBase):
    """A place where models answer requests."""

    def __init__(
        self, scope: Any, id: str, *, endpoint_config: Any, endpoint_name: str | None = None
    ) -> None:
        super().__init__(scope, id, physical_name=endpoint_name)
        problem = place_problem(self, endpoint_config, (RESOURCE, "endpoint configuration"))
        if problem is not None:
            raise ValueError(problem)
        self._config = endpoint_config
        resource = cfn_class("aws_sagemaker", "CfnEndpoint")(
            self,
            "Endpoint",
            endpoint_name=self.physical_name,
            endpoint_config_name=endpoint_config.endpoint_config_name,
        )
        self.endpoint_name = self._get_resource_name_attribute(resource.attr_endpoint_name)
        self.endpoint_arn = self._get_resource_arn_attribute(
            resource.ref,
            {"service": "sagemaker", "resource": RESOURCE, "resource_name": self.physical_name},
        )

    @staticmethod
    def from_endpoint_arn(scope: Any, id: str, endpoint_arn: str) -> "ImportedEndpoint":
        """An endpoint that exists already, by its ARN."""
        return ImportedEndpoint(scope, id, endpoint_arn)

    @staticmethod
    def from_endpoint_name(scope: Any, id: str, endpoint_name: str) -> "ImportedEndpoint":
        """An endpoint that exists already in the account and region of the stack."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(service="sagemaker", resource=RESOURCE, resource_name=endpoint_name)
        return ImportedEndpoint(scope, id, arn)

    @staticmethod
    def from_endpoint_attributes(scope: Any, id: str, *, endpoint_arn: str) -> "ImportedEndpoint":
        """An endpoint that exists already."""
        return ImportedEndpoint(scope, id, endpoint_arn)

    @property
    def instance_production_variants(self) -> list[EndpointVariant]:
        """The models on machines; raises ValueError where the configuration is an imported one."""
        return [EndpointVariant(self, each) for each in self._config._instance_variants()]

    def find_instance_production_variant(self, name: str) -> EndpointVariant:
        """The model on machines of a name; raises ValueError where there is none."""
        for each in self.instance_production_variants:
            if each.variant_name == name:
                return each
        raise ValueError(f"No variant with name: '{name}'")


class ImportedEndpoint(_EndpointBase):
    """An endpoint that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.endpoint_arn = arn
        self.endpoint_name = resource_name_of(self, arn)
