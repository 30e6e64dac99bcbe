"""Tasks that make endpoints and models of SageMaker.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.sagemaker_base import (
    NETWORK_ACTIONS,
    NetworkedTask,
    instance_type,
    named,
)
from landform.cdk.aws_stepfunctions_tasks.service_task import ServiceTask, allow, input_value
from landform.cdk.l1.lookup import given

_MAX_VARIANTS: Final = 10


class _Endpoint(ServiceTask):
    def _endpoint_arns(self) -> list[str]:
        props = self._props
        return [
            self._arn("sagemaker", "endpoint", named(props.endpoint_name).lower()),
            self._arn("sagemaker", "endpoint-config", named(props.endpoint_config_name).lower()),
        ]


class SageMakerCreateEndpoint(_Endpoint):
    """Makes an endpoint."""

    _action = "sagemaker:createEndpoint"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "EndpointConfigName": props.endpoint_config_name,
            "EndpointName": props.endpoint_name,
            "Tags": input_value(props.get("tags")),
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [
            allow("sagemaker:createEndpoint", self._endpoint_arns()),
            allow("sagemaker:ListTags", "*"),
        ]


class SageMakerUpdateEndpoint(_Endpoint):
    """Changes an endpoint."""

    _action = "sagemaker:updateEndpoint"
    _names = ("endpoint_config_name", "endpoint_name")

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("sagemaker:updateEndpoint", self._endpoint_arns())]


class SageMakerCreateEndpointConfig(ServiceTask):
    """Makes the configuration of an endpoint."""

    _action = "sagemaker:createEndpointConfig"

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        if not 1 <= len(self._props.production_variants) <= _MAX_VARIANTS:
            raise ValueError("Must specify from 1 to 10 production variants per endpoint configuration")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        variants = [
            given("aws_stepfunctions_tasks", "ProductionVariant", each) for each in props.production_variants
        ]
        return {
            "EndpointConfigName": props.endpoint_config_name,
            "Tags": input_value(props.get("tags")),
            "KmsKeyId": props.kms_key.key_ref.key_id if props.kms_key is not None else None,
            "ProductionVariants": [_variant(each) for each in variants],
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        arn = self._arn("sagemaker", "endpoint-config", named(self._props.endpoint_config_name).lower())
        return [allow("sagemaker:CreateEndpointConfig", arn), allow("sagemaker:ListTags", "*")]


def _variant(variant: Any) -> dict[str, Any]:
    count, accelerator = variant.initial_instance_count, variant.accelerator_type
    return {
        "InitialInstanceCount": count if count is not None else 1,
        "InstanceType": instance_type(variant.instance_type),
        "ModelName": variant.model_name,
        "VariantName": variant.variant_name,
        "AcceleratorType": accelerator.to_string() if accelerator is not None else None,
        "InitialVariantWeight": variant.initial_variant_weight,
    }


class SageMakerCreateModel(NetworkedTask):
    """Makes a model."""

    _action = "sagemaker:createModel"

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._role = self._props.role or self._made_role()
        self._placed(self._props.vpc, self._props.subnet_selection, "ModelSecurityGroup")
        if self._vpc is not None:
            self._role.add_to_principal_policy(allow(NETWORK_ACTIONS, "*"))
        self._primary = self._props.primary_container.bind(self)
        self._others = [each.bind(self) for each in self._props.containers or ()]

    def _made_role(self) -> Any:
        from landform.cdk.aws_iam.policy_document import PolicyDocument
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        logs = ("CreateLogStream", "CreateLogGroup", "PutLogEvents", "DescribeLogStreams")
        actions = [
            "cloudwatch:PutMetricData",
            *(f"logs:{each}" for each in logs),
            "ecr:GetAuthorizationToken",
        ]
        return Role(
            self,
            "SagemakerRole",
            assumed_by=ServicePrincipal("sagemaker.amazonaws.com"),
            inline_policies={"CreateModel": PolicyDocument(statements=[allow(actions, "*")])},
        )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        # Further containers are written as aws-cdk-lib writes them, inside `parameters`.
        others = [{"parameters": each.parameters} for each in self._others]
        return {
            "EnableNetworkIsolation": props.enable_network_isolation,
            "ExecutionRoleArn": self._role.role_arn,
            "ModelName": props.model_name,
            "Tags": input_value(props.get("tags")),
            "PrimaryContainer": self._primary.parameters,
            "Containers": others if props.containers is not None else None,
            "VpcConfig": self._network(),
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        arn = self._arn("sagemaker", "model", named(self._props.model_name, is_start=True))
        return [
            allow("sagemaker:CreateModel", arn),
            allow("sagemaker:ListTags", "*"),
            self._pass_role(),
        ]
