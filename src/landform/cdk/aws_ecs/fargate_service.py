"""Services on Fargate.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.base_service import BaseService
from landform.cdk.aws_ecs.enums import (
    AvailabilityZoneRebalancing,
    FargatePlatformVersion,
    LaunchType,
)
from landform.cdk.aws_ecs.imported_service import (
    ImportedService,
    service_by_arn,
    service_by_attributes,
)
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_OWN: Final = (
    "task_definition",
    "assign_public_ip",
    "availability_zone_rebalancing",
    "platform_version",
    "security_groups",
    "vpc_subnets",
)
#: Versions before 1.4.0.
_OLD: Final = (
    FargatePlatformVersion.VERSION1_0,
    FargatePlatformVersion.VERSION1_1,
    FargatePlatformVersion.VERSION1_2,
    FargatePlatformVersion.VERSION1_3,
)
_WHOLE: Final = 100


class FargateService(BaseService):
    """A service on Fargate; the keyword arguments are those of `FargateServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_ecs", "FargateServiceProps", options)
        task = props.task_definition
        if not task.is_fargate_compatible and not task.is_managed_instances_compatible:
            raise ValueError(
                "Supplied TaskDefinition is not configured for compatibility with Fargate or Managed "
                "Instances"
            )
        version = props.platform_version
        if version in _OLD:
            _check_version(task, version.value)
        check_rebalancing(props)
        shared = {name: value for name, value in props.items() if name not in _OWN}
        own = {
            "cluster": props.cluster.cluster_name,
            "platform_version": version,
            "availability_zone_rebalancing": props.availability_zone_rebalancing,
        }
        super().__init__(scope, id, {**shared, "launch_type": LaunchType.FARGATE}, own, task)
        self._configure_network_of_tasks(
            props.cluster.vpc, props.assign_public_ip, props.vpc_subnets, props.security_groups
        )
        self._find_by_names()
        self.node.add_validation(lambda: self._problems(version))

    @staticmethod
    def from_fargate_service_arn(scope: Any, id: str, fargate_service_arn: str) -> ImportedService:
        """A service that exists already."""
        return service_by_arn(scope, id, fargate_service_arn)

    @staticmethod
    def from_fargate_service_attributes(scope: Any, id: str, **attributes: Any) -> ImportedService:
        """A service that exists already; the options are those of `FargateServiceAttributes`."""
        return service_by_attributes(scope, id, attributes)

    def attach_to_classic_lb(self, load_balancer: Any) -> None:
        """Get requests of a load balancer of the first generation; tasks of Fargate cannot."""
        self._default_target().attach_to_classic_lb(load_balancer)

    def _problems(self, version: FargatePlatformVersion | None) -> list[str]:
        found = []
        if self.task_definition.default_container is None:
            found.append("A TaskDefinition must have at least one essential container")
        if version in _OLD and self.task_definition.references_secret_json_field:
            found.append(
                "The task definition of this service uses at least one container that references a secret "
                f"JSON field. This feature requires platform version 1.4.0 or later, got {version.value}."
            )
        return found


def check_rebalancing(props: Any) -> None:
    """Raise ValueError where tasks cannot be moved between zones."""
    most = props.max_healthy_percent
    if props.availability_zone_rebalancing is not AvailabilityZoneRebalancing.ENABLED:
        return
    if most is not None and not is_unresolved(most) and most <= _WHOLE:
        raise ValueError("AvailabilityZoneRebalancing.ENABLED requires maxHealthyPercent > 100")


def _check_version(task: Any, version: str) -> None:
    if task.ephemeral_storage_gib is not None:
        raise ValueError(
            "The ephemeralStorageGiB feature requires platform version 1.4.0 or later for Linux tasks, got "
            f"{version}."
        )
    if task.pid_mode is not None:
        raise ValueError(f"The pidMode feature requires platform version 1.4.0 or later, got {version}.")
