"""Fleets: machines that are kept for builds.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/fleets.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_codebuild.enums import EnvironmentType, FleetComputeType, FleetOverflowBehavior
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import PhysicalName, Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_MODULE: Final = "aws_codebuild"
_NAME_MIN, _NAME_MAX = 2, 128  # letters
_SERVICE: Final = "codebuild.amazonaws.com"
_NETWORK_ACTIONS: Final = (
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:ModifyNetworkInterfaceAttribute",
)
_CONFIGURED: Final = (FleetComputeType.ATTRIBUTE_BASED, FleetComputeType.CUSTOM_INSTANCE_TYPE)


class FleetBase(Native, Resource):
    """What fleets of the app and imported ones share."""

    fleet_arn: str
    fleet_name: str
    _connections: Any = None

    @property
    def connections(self) -> Any:
        """Who may connect; only for fleets in a VPC."""
        if self._connections is None:
            raise ValueError(
                'Only VPC-associated Fleets have security groups to manage. Supply the "vpc" parameter when '
                "creating the Fleet"
            )
        return self._connections


class Fleet(FleetBase):
    """A fleet."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        base_capacity: float,
        compute_type: FleetComputeType,
        environment_type: EnvironmentType,
        compute_configuration: Any = None,
        fleet_name: str | None = None,
        overflow_behavior: FleetOverflowBehavior | None = None,
        role: Any = None,
        security_groups: Sequence[Any] | None = None,
        subnet_selection: Any = None,
        vpc: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=fleet_name)
        _check(fleet_name, base_capacity)
        configuration = given(_MODULE, "ComputeConfiguration", compute_configuration)
        _check_configuration(compute_type, configuration)
        self.compute_type = compute_type
        self.environment_type = environment_type
        self._role = role
        network = self._network(vpc, subnet_selection, security_groups)
        policy = self._let(network["subnets"]) if network is not None else None
        resource = cfn_class(_MODULE, "CfnFleet")(
            self,
            "Resource",
            name=fleet_name,
            base_capacity=base_capacity,
            compute_type=compute_type.value,
            environment_type=environment_type.value,
            compute_configuration=_written(configuration),
            fleet_vpc_config=network,
            fleet_service_role=self._role.role_arn if self._role is not None else None,
            overflow_behavior=overflow_behavior.value if overflow_behavior is not None else None,
        )
        self.fleet_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "codebuild", "resource": "fleet", "resource_name": self.physical_name},
        )
        self.fleet_name = self._get_resource_name_attribute(resource.ref)
        if policy is not None:
            resource.node.add_dependency(policy)
            resource.node.add_dependency(vpc)

    @property
    def grant_principal(self) -> Any:
        """The role of the machines; it is made where none was given."""
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        if self._role is None:
            self._role = Role(
                self,
                "Role",
                role_name=PhysicalName.GENERATE_IF_NEEDED,
                assumed_by=ServicePrincipal(_SERVICE),
            )
        return self._role

    @staticmethod
    def from_fleet_arn(scope: Any, id: str, fleet_arn: str) -> "ImportedFleet":
        """A fleet that exists already."""
        return ImportedFleet(scope, id, fleet_arn)

    def _let(self, subnet_ids: Sequence[str]) -> Any:
        """Let machines have network interfaces."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement

        stack = Stack.of(self)
        ec2 = f"arn:{stack.partition}:ec2:{stack.region}:{stack.account}"
        role = self.grant_principal
        role.add_to_principal_policy(
            PolicyStatement(
                actions=["ec2:CreateNetworkInterfacePermission"],
                resources=[f"{ec2}:network-interface/*"],
                conditions={"ArnEquals": {"ec2:Subnet": [f"{ec2}:subnet/{each}" for each in subnet_ids]}},
            )
        )
        added = role.add_to_principal_policy(PolicyStatement(actions=list(_NETWORK_ACTIONS), resources=["*"]))
        return added.policy_dependable

    def _network(self, vpc: Any, selection: Any, groups: Sequence[Any] | None) -> Any:
        if vpc is None:
            if selection is not None:
                raise ValueError("Cannot configure subnetSelection without configuring a VPC")
            if groups:
                raise ValueError("Cannot configure securityGroups without configuring a VPC")
            return None
        from landform.cdk.aws_ec2.connections import Connections
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        found = list(groups or ()) or [SecurityGroup(self, "SecurityGroup", vpc=vpc)]
        self._connections = Connections(security_groups=found)
        return {
            "vpc_id": vpc.vpc_id,
            "subnets": vpc.select_subnets(**(selection or {})).subnet_ids,
            "security_group_ids": [each.security_group_id for each in found],
        }


class ImportedFleet(FleetBase):
    """A fleet that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.fleet_arn = arn
        parts = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
        if not parts.resource_name:
            raise ValueError(f"'{arn}' is no ARN of a fleet: arn:aws:codebuild:REGION:ACCOUNT:fleet/NAME:ID")
        self.fleet_name = parts.resource_name.partition(":")[0]

    @property
    def grant_principal(self) -> Any:
        """Not known."""
        from landform.cdk.aws_iam.principals import UnknownPrincipal

        return UnknownPrincipal(resource=self)

    @property
    def compute_type(self) -> FleetComputeType:
        """Not known."""
        raise ValueError("Cannot retrieve computeType property from an imported Fleet")

    @property
    def environment_type(self) -> EnvironmentType:
        """Not known."""
        raise ValueError("Cannot retrieve environmentType property from an imported Fleet")


def _check(name: str | None, capacity: float) -> None:
    if name is not None and not is_unresolved(name):
        if len(name) < _NAME_MIN:
            raise ValueError(f"Fleet name can not be shorter than {_NAME_MIN} characters but has {len(name)}")
        if len(name) > _NAME_MAX:
            raise ValueError(f"Fleet name can not be longer than {_NAME_MAX} characters but has {len(name)}")
    if not is_unresolved(capacity) and capacity < 1:
        raise ValueError("baseCapacity must be greater than or equal to 1")


def _check_configuration(kind: FleetComputeType, configuration: Any) -> None:
    if configuration is not None and kind not in _CONFIGURED:
        raise ValueError(
            "computeConfiguration can only be specified if computeType is ATTRIBUTE_BASED or "
            f"CUSTOM_INSTANCE_TYPE, got: {kind.value}"
        )
    if kind is FleetComputeType.ATTRIBUTE_BASED and not configuration:
        raise ValueError(
            "At least one compute configuration criteria must be specified if computeType is ATTRIBUTE_BASED"
        )
    has_type = configuration is not None and configuration.instance_type is not None
    if kind is FleetComputeType.CUSTOM_INSTANCE_TYPE and not has_type:
        raise ValueError(
            "instanceType must be specified in computeConfiguration if computeType is CUSTOM_INSTANCE_TYPE"
        )


def _written(configuration: Any) -> Any:
    if configuration is None:
        return None
    disk, memory, machine = configuration.disk, configuration.memory, configuration.machine_type
    found = {
        "disk": disk.to_gibibytes() if disk is not None else None,
        "machine_type": machine.value if machine is not None else None,
        "memory": memory.to_gibibytes() if memory is not None else None,
        "v_cpu": configuration.v_cpu,
        "instance_type": (
            configuration.instance_type.to_string() if configuration.instance_type is not None else None
        ),
    }
    return {name: value for name, value in found.items() if value is not None}
