"""Machines that ECS starts and looks after itself.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-capacity-providers-concept.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_ecs.asg_capacity_provider import check_name
from landform.cdk.aws_ecs.enums import (
    CapacityOptionType,
    InstanceMonitoring,
    PropagateManagedInstancesTags,
)
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.constructs import Construct
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Size
from landform.cdk.l1.lookup import cfn_class

_INFRASTRUCTURE: Final = "AmazonECSInfrastructureRolePolicyForManagedInstances"
_MAX_NAME: Final = 64
#: What only instance profiles of this prefix may, by the policy of AWS for the infrastructure role.
_NAME_PREFIX: Final = "ecsInstanceRole"


class ManagedInstancesCapacityProvider(Native, Construct):
    """Machines that ECS starts when tasks need them."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        security_groups: Sequence[Any],
        subnets: Sequence[Any],
        capacity_option_type: CapacityOptionType | None = None,
        capacity_provider_name: str | None = None,
        ec2_instance_profile: Any = None,
        infrastructure_role: Any = None,
        instance_requirements: Any = None,
        monitoring: InstanceMonitoring | None = None,
        propagate_tags: PropagateManagedInstancesTags | None = None,
        task_volume_storage: Size | None = None,
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_ec2.connections import Connections

        check_name(capacity_provider_name)
        if not subnets:
            raise ValueError("Subnets are required and should be non-empty.")
        if not security_groups:
            raise ValueError("Security groups cannot be an empty array. Provide at least one security group.")
        self.cluster: Any = None
        self.connections: Any = Connections(security_groups=list(security_groups))
        self.infrastructure_role: Any = (
            infrastructure_role if infrastructure_role is not None else _infrastructure_role(self, id)
        )
        self.ec2_instance_profile: Any = (
            ec2_instance_profile if ec2_instance_profile is not None else self._profile()
        )
        storage = task_volume_storage.to_gibibytes() if task_volume_storage is not None else None
        resource = cfn_class("aws_ecs", "CfnCapacityProvider")(
            self,
            id,
            name=capacity_provider_name,
            cluster_name=Lazy.string(lambda: self.cluster.cluster_name if self.cluster is not None else None),
            managed_instances_provider={
                "InfrastructureRoleArn": self.infrastructure_role.role_arn,
                "InstanceLaunchTemplate": {
                    "CapacityOptionType": capacity_option_type,
                    "Ec2InstanceProfileArn": self.ec2_instance_profile.instance_profile_arn,
                    "InstanceRequirements": _requirements(instance_requirements),
                    "Monitoring": monitoring,
                    "NetworkConfiguration": {
                        "SecurityGroups": [each.security_group_id for each in security_groups],
                        "Subnets": [each.subnet_id for each in subnets],
                    },
                    "StorageConfiguration": {"StorageSizeGiB": storage} if storage is not None else None,
                },
                "PropagateTags": propagate_tags,
            },
        )
        self.capacity_provider_name: str = resource.ref

    def bind(self, cluster: Any) -> None:
        """Belong to a cluster."""
        self.cluster = cluster

    def _known_cluster(self) -> Any:
        if self.cluster is None:
            raise ValueError(
                "Managed instances capacity provider must be associated with a cluster: call "
                "addManagedInstancesCapacityProvider() of the cluster"
            )
        return self.cluster

    def _profile(self) -> Any:
        """A profile with which the agent on the machines may speak for them."""
        from landform.cdk.aws_iam import InstanceProfile, PolicyDocument, Role, ServicePrincipal
        from landform.cdk.core.names import Names

        name = _NAME_PREFIX + Names.unique_resource_name(self, max_length=_MAX_NAME - len(_NAME_PREFIX))
        role = Role(
            self,
            "InstanceRole",
            role_name=name,
            assumed_by=ServicePrincipal("ec2.amazonaws.com"),
            inline_policies={"ECSInstancePolicy": PolicyDocument(statements=self._statements())},
        )
        return InstanceProfile(self, "InstanceProfile", instance_profile_name=name, role=role)

    def _statements(self) -> list[PolicyStatement]:
        """What the agent of ECS does.

        Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html
        """
        from landform.cdk.core.stack import Stack

        stack = Stack.of(self)
        machines = stack.format_arn(service="ecs", resource="container-instance", resource_name="*")
        cluster = Lazy.string(lambda: self._known_cluster().cluster_arn)
        allowed = {
            "ECSAgentDiscoverPollEndpointPermissions": (["ecs:DiscoverPollEndpoint"], "*"),
            "ECSAgentRegisterPermissions": (["ecs:RegisterContainerInstance"], cluster),
            "ECSAgentPollPermissions": (["ecs:Poll"], machines),
            "ECSAgentTelemetryPermissions": (
                ["ecs:StartTelemetrySession", "ecs:PutSystemLogEvents"],
                machines,
            ),
            "ECSAgentStateChangePermissions": (
                ["ecs:SubmitAttachmentStateChanges", "ecs:SubmitTaskStateChange"],
                cluster,
            ),
        }
        return [
            PolicyStatement(sid=sid, actions=actions, resources=[resource])
            for sid, (actions, resource) in allowed.items()
        ]


def _infrastructure_role(provider: ManagedInstancesCapacityProvider, id: str) -> Any:
    from landform.cdk.aws_iam import ManagedPolicy, Role, ServicePrincipal

    return Role(
        provider,
        f"{id}Role",
        assumed_by=ServicePrincipal("ecs.amazonaws.com"),
        managed_policies=[ManagedPolicy.from_aws_managed_policy_name(_INFRASTRUCTURE)],
    )


#: What machines are asked for by lists and words.
_PLAIN: Final = {
    "AcceleratorManufacturers": "accelerator_manufacturers",
    "AcceleratorNames": "accelerator_names",
    "AcceleratorTypes": "accelerator_types",
    "AllowedInstanceTypes": "allowed_instance_types",
    "BareMetal": "bare_metal",
    "BurstablePerformance": "burstable_performance",
    "CpuManufacturers": "cpu_manufacturers",
    "ExcludedInstanceTypes": "excluded_instance_types",
    "InstanceGenerations": "instance_generations",
    "LocalStorage": "local_storage",
    "LocalStorageTypes": "local_storage_types",
    "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice": (
        "max_spot_price_as_percentage_of_optimal_on_demand_price"
    ),
    "OnDemandMaxPricePercentageOverLowestPrice": "on_demand_max_price_percentage_over_lowest_price",
    "RequireHibernateSupport": "require_hibernate_support",
    "SpotMaxPricePercentageOverLowestPrice": "spot_max_price_percentage_over_lowest_price",
}
#: What they are asked for by least and most.
_RANGES: Final = {
    "AcceleratorCount": "accelerator_count",
    "BaselineEbsBandwidthMbps": "baseline_ebs_bandwidth_mbps",
    "NetworkBandwidthGbps": "network_bandwidth_gbps",
    "NetworkInterfaceCount": "network_interface_count",
    "TotalLocalStorageGB": "total_local_storage_gb",
    "VCpuCount": "v_cpu_count",
}


def _requirements(options: Any) -> dict[str, Any] | None:
    from landform.cdk.l1.lookup import given

    asked = given("aws_ec2", "InstanceRequirementsConfig", options)
    if asked is None:
        return None
    if asked.allowed_instance_types and asked.excluded_instance_types:
        raise ValueError(
            "Cannot specify both allowedInstanceTypes and excludedInstanceTypes. Use one or the other."
        )
    return {
        **{name: getattr(asked, member) for name, member in _PLAIN.items()},
        **{
            name: _range(getattr(asked, f"{member}_min"), getattr(asked, f"{member}_max"))
            for name, member in _RANGES.items()
        },
        "MemoryMiB": _range(_mebibytes(asked.memory_min), _mebibytes(asked.memory_max)),
        "MemoryGiBPerVCpu": _range(
            _gibibytes(asked.memory_per_v_cpu_min), _gibibytes(asked.memory_per_v_cpu_max)
        ),
        "AcceleratorTotalMemoryMiB": _range(
            _mebibytes(asked.accelerator_total_memory_min), _mebibytes(asked.accelerator_total_memory_max)
        ),
    }


def _range(least: float | None, most: float | None) -> dict[str, float | None] | None:
    return {"Min": least, "Max": most} if least is not None or most is not None else None


def _mebibytes(size: Size | None) -> float | None:
    return size.to_mebibytes() if size is not None else None


def _gibibytes(size: Size | None) -> float | None:
    return size.to_gibibytes() if size is not None else None
