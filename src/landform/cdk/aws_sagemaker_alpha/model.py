"""Models: containers and the files of what was trained, ready to be put behind an endpoint.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sagemaker-model.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal, UnknownPrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

RESOURCE: Final = "model"
MAX_CONTAINERS: Final = 15


class _ModelBase(Native, Resource):
    """What made and imported models share."""

    model_arn: str
    model_name: str
    role: Any
    grant_principal: Any
    _connections: Any = None

    def add_to_role_policy(self, statement: PolicyStatement) -> None:
        """Let the model's role do more; an imported model without a role is left as it is."""
        if self.role is not None:
            self.role.add_to_principal_policy(statement)

    @property
    def connections(self) -> Any:
        """What may connect to the model; raises ValueError where it is in no VPC."""
        if self._connections is None:
            raise ValueError("Cannot manage network access without configuring a VPC")
        return self._connections


class Model(_ModelBase):
    """A model: one container, or several that pass a request on from one to the next."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        allow_all_outbound: bool | None = None,
        containers: Sequence[Any] | None = None,
        model_name: str | None = None,
        network_isolation: bool | None = None,
        role: Any = None,
        security_groups: Sequence[Any] | None = None,
        vpc: Any = None,
        vpc_subnets: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=model_name)
        self._connections = self._network(vpc, security_groups, allow_all_outbound)
        self._subnets = vpc.select_subnets(**dict(vpc_subnets or {})) if vpc is not None else None
        self.role = role if role is not None else self._own_role()
        self.grant_principal = self.role
        self._containers: list[dict[str, Any]] = []
        for each in containers or ():
            self.add_container(**dict(each))
        resource = cfn_class("aws_sagemaker", "CfnModel")(
            self,
            "Model",
            execution_role_arn=self.role.role_arn,
            model_name=self.physical_name,
            primary_container=Lazy.any(self._primary_container),
            vpc_config=Lazy.any(self._vpc_config),
            containers=Lazy.any(self._pipeline),
            enable_network_isolation=network_isolation,
        )
        resource.node.add_dependency(self.role)
        self.model_name = self._get_resource_name_attribute(resource.attr_model_name)
        self.model_arn = self._get_resource_arn_attribute(
            resource.ref,
            {"service": "sagemaker", "resource": RESOURCE, "resource_name": self.physical_name},
        )
        self.node.add_validation(self._problems)

    @staticmethod
    def from_model_arn(scope: Any, id: str, model_arn: str) -> "ImportedModel":
        """A model that exists already, by its ARN."""
        return ImportedModel(scope, id, model_arn)

    @staticmethod
    def from_model_name(scope: Any, id: str, model_name: str) -> "ImportedModel":
        """A model that exists already in the account and region of the stack."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(service="sagemaker", resource=RESOURCE, resource_name=model_name)
        return ImportedModel(scope, id, arn)

    @staticmethod
    def from_model_attributes(
        scope: Any,
        id: str,
        *,
        model_arn: str,
        role: Any = None,
        security_groups: Sequence[Any] | None = None,
    ) -> "ImportedModel":
        """A model that exists already, with its role and security groups."""
        return ImportedModel(scope, id, model_arn, role, security_groups)

    def add_container(
        self,
        *,
        image: Any,
        container_hostname: str | None = None,
        environment: Mapping[str, str] | None = None,
        model_data: Any = None,
    ) -> None:
        """Add a container behind those there are."""
        bound = given("aws_sagemaker_alpha", "ContainerImageConfig", image.bind(self, self))
        data = None
        if model_data is not None:
            data = given("aws_sagemaker_alpha", "ModelDataConfig", model_data.bind(self, self)).uri
        self._containers.append(
            {
                "Image": bound.image_name,
                "ContainerHostname": container_hostname,
                "Environment": dict(environment) if environment is not None else None,
                "ModelDataUrl": data,
            }
        )

    def _network(self, vpc: Any, groups: Sequence[Any] | None, allow_all_outbound: bool | None) -> Any:
        if vpc is None:
            if groups is not None or allow_all_outbound is not None:
                raise ValueError(
                    "Cannot configure 'securityGroups' or 'allowAllOutbound' without configuring a VPC"
                )
            return None
        if groups and allow_all_outbound is not None:
            raise ValueError("Configure 'allowAllOutbound' directly on the supplied SecurityGroups")
        from landform.cdk.aws_ec2 import Connections, SecurityGroup

        own = groups or [SecurityGroup(self, "SecurityGroup", vpc=vpc, allow_all_outbound=allow_all_outbound)]
        return Connections(security_groups=own)

    def _own_role(self) -> Role:
        policy = ManagedPolicy.from_aws_managed_policy_name("AmazonSageMakerFullAccess")
        return Role(
            self,
            "Role",
            assumed_by=ServicePrincipal("sagemaker.amazonaws.com"),
            managed_policies=[policy],
        )

    def _primary_container(self) -> dict[str, Any] | None:
        return self._containers[0] if len(self._containers) == 1 else None

    def _pipeline(self) -> list[dict[str, Any]] | None:
        return self._containers if len(self._containers) > 1 else None

    def _vpc_config(self) -> dict[str, Any] | None:
        if self._connections is None or self._subnets is None:
            return None
        return {
            "Subnets": self._subnets.subnet_ids,
            "SecurityGroupIds": [each.security_group_id for each in self._connections.security_groups],
        }

    def _problems(self) -> list[str]:
        if not self._containers:
            return ["Must configure at least 1 container for model"]
        if len(self._containers) > MAX_CONTAINERS:
            return [f"Cannot have more than {MAX_CONTAINERS} containers in inference pipeline"]
        return []


class ImportedModel(_ModelBase):
    """A model that exists already."""

    def __init__(
        self, scope: Any, id: str, arn: str, role: Any = None, security_groups: Sequence[Any] | None = None
    ) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.model_arn = arn
        self.model_name = resource_name_of(self, arn)
        self.role = role
        self.grant_principal = role if role is not None else UnknownPrincipal(resource=self)
        if security_groups is not None:
            from landform.cdk.aws_ec2 import Connections

            self._connections = Connections(security_groups=security_groups)


def resource_name_of(resource: Resource, arn: str) -> str:
    """The name at the end of an ARN."""
    return str(resource.stack.split_arn(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name)
