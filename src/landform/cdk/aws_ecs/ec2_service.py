"""Services on machines of the account.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.base_service import BaseService
from landform.cdk.aws_ecs.container_enums import NetworkMode
from landform.cdk.aws_ecs.enums import AvailabilityZoneRebalancing, LaunchType
from landform.cdk.aws_ecs.fargate_service import check_rebalancing
from landform.cdk.aws_ecs.imported_service import (
    ImportedService,
    service_by_arn,
    service_by_attributes,
)
from landform.cdk.aws_ecs.kinds import BuiltInAttributes
from landform.cdk.aws_ecs.placement import PlacementConstraint, PlacementStrategy
from landform.cdk.core.lazy import Lazy
from landform.cdk.l1.lookup import given

_OWN: Final = (
    "task_definition",
    "assign_public_ip",
    "availability_zone_rebalancing",
    "daemon",
    "placement_constraints",
    "placement_strategies",
    "security_groups",
    "vpc_subnets",
)
_ZONE: Final = BuiltInAttributes.AVAILABILITY_ZONE
_WHOLE: Final = 100


class Ec2Service(BaseService):
    """A service on machines of the account; the keyword arguments are those of `Ec2ServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_ecs", "Ec2ServiceProps", options)
        task = props.task_definition
        check_daemon(props)
        self._check(props, task)
        self._constraints: list[dict[str, str]] | None = None
        self._strategies: list[dict[str, str]] = []
        self._is_daemon = bool(props.daemon)
        self._is_rebalanced = props.availability_zone_rebalancing is AvailabilityZoneRebalancing.ENABLED
        shared = {name: value for name, value in props.items() if name not in _OWN}
        own = {
            "cluster": props.cluster.cluster_name,
            "placement_constraints": Lazy.any(lambda: self._constraints),
            "placement_strategies": Lazy.any(lambda: self._strategies, omit_empty_array=True),
            "scheduling_strategy": "DAEMON" if self._is_daemon else "REPLICA",
            "availability_zone_rebalancing": props.availability_zone_rebalancing,
        }
        percents = daemon_percents(props) if self._is_daemon else {}
        super().__init__(scope, id, {**shared, **percents, "launch_type": LaunchType.EC2}, own, task)
        if props.placement_constraints:
            self.add_placement_constraints(*props.placement_constraints)
        if props.placement_strategies:
            self.add_placement_strategies(*props.placement_strategies)
        if task.network_mode is NetworkMode.AWS_VPC:
            self._configure_network_of_tasks(
                props.cluster.vpc, props.assign_public_ip, props.vpc_subnets, props.security_groups
            )
        else:
            # Containers are reached through the machines they run on.
            self.connections.add_security_group(*props.cluster.connections.security_groups)
        self._find_by_names()
        self.node.add_validation(self._problems)

    @staticmethod
    def from_ec2_service_arn(scope: Any, id: str, ec2_service_arn: str) -> ImportedService:
        """A service that exists already."""
        return service_by_arn(scope, id, ec2_service_arn)

    @staticmethod
    def from_ec2_service_attributes(scope: Any, id: str, **attributes: Any) -> ImportedService:
        """A service that exists already; the options are those of `Ec2ServiceAttributes`."""
        return service_by_attributes(scope, id, attributes)

    def add_placement_constraints(self, *constraints: PlacementConstraint) -> None:
        """Run only on some machines."""
        added = [rendered for each in constraints for rendered in each._written()]
        if self._is_rebalanced and any(_ZONE in each.get("Expression", "") for each in added):
            raise ValueError(f'AvailabilityZoneBalancing.ENABLED disallows usage of "{_ZONE}"')
        self._constraints = [*(self._constraints or ()), *added]

    def add_placement_strategies(self, *new_strategies: PlacementStrategy) -> None:
        """Take some machines first."""
        if new_strategies and self._is_daemon:
            raise ValueError("Can't configure placement strategies when daemon=true")
        strategies = [*self._strategies, *(each for one in new_strategies for each in one._written())]
        first = strategies[0] if strategies else {"Type": "spread", "Field": _ZONE}
        if self._is_rebalanced and (first["Type"], first.get("Field")) != ("spread", _ZONE):
            raise ValueError(
                "AvailabilityZoneBalancing.ENABLED requires that the first placement strategy, if any, be "
                f"'spread across \"{_ZONE}\"'"
            )
        self._strategies = strategies

    def attach_to_classic_lb(self, load_balancer: Any) -> None:
        """Get requests of a load balancer of the first generation, which sends to one port of machines."""
        self._default_target().attach_to_classic_lb(load_balancer)

    @staticmethod
    def _check(props: Any, task: Any) -> None:
        if not task.is_ec2_compatible:
            raise ValueError("Supplied TaskDefinition is not configured for compatibility with EC2")
        if props.availability_zone_rebalancing is AvailabilityZoneRebalancing.ENABLED and props.daemon:
            raise ValueError("AvailabilityZoneRebalancing.ENABLED cannot be used with daemon mode")
        check_rebalancing(props)
        asked = (props.vpc_subnets, props.security_groups, props.assign_public_ip)
        if task.network_mode is not NetworkMode.AWS_VPC and any(asked):
            raise ValueError(
                "vpcSubnets, securityGroup(s) and assignPublicIp can only be used in AwsVpc networking mode"
            )

    def _problems(self) -> list[str]:
        found = []
        if not self.cluster.has_ec2_capacity and not self._props.capacity_provider_strategies:
            found.append("Cluster for this service needs Ec2 capacity. Call addXxxCapacity() on the cluster.")
        if self.task_definition.default_container is None:
            found.append("A TaskDefinition must have at least one essential container")
        return found


def check_daemon(props: Any) -> None:
    """Raise ValueError where one task a machine is asked for, and a number of them."""
    if not props.daemon:
        return
    if props.desired_count is not None:
        raise ValueError("Daemon mode launches one task on every instance. Don't supply desiredCount.")
    if props.max_healthy_percent not in (None, _WHOLE):
        raise ValueError("Maximum percent must be 100 for daemon mode.")


def daemon_percents(props: Any) -> dict[str, float]:
    """The percents of one task a machine: it has to end before the next can start."""
    least, most = props.min_healthy_percent, props.max_healthy_percent
    return {
        "max_healthy_percent": _WHOLE if most is None else most,
        "min_healthy_percent": 0 if least is None else least,
    }
