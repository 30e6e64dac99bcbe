"""Services on machines outside of AWS.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.base_service import BaseService
from landform.cdk.aws_ecs.ec2_service import check_daemon, daemon_percents
from landform.cdk.aws_ecs.enums import LaunchType
from landform.cdk.aws_ecs.imported_service import (
    ImportedService,
    external_service_by_arn,
    service_by_attributes,
)
from landform.cdk.aws_ecs.load_balancing import ContainerTarget
from landform.cdk.aws_ecs.scalable_task_count import ScalableTaskCount
from landform.cdk.l1.lookup import given

_OWN: Final = ("task_definition", "daemon", "security_groups")


class ExternalService(BaseService):
    """A service outside of AWS; the keyword arguments are those of `ExternalServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_ecs", "ExternalServiceProps", options)
        task = props.task_definition
        check_daemon(props)
        if not task.is_external_compatible:
            raise ValueError(
                "Supplied TaskDefinition is not configured for compatibility with ECS Anywhere cluster"
            )
        if props.cloud_map_options is not None:
            raise ValueError("Cloud map options are not supported for External service")
        if props.capacity_provider_strategies is not None:
            raise ValueError("Capacity Providers are not supported for External service")
        shared = {name: value for name, value in props.items() if name not in _OWN}
        own = {
            "cluster": props.cluster.cluster_name,
            "scheduling_strategy": "DAEMON" if props.daemon else None,
        }
        percents = {**daemon_percents(props), "launch_type": LaunchType.EXTERNAL}
        super().__init__(scope, id, {**shared, **percents}, own, task)
        self.connections.add_security_group(*(props.security_groups or ()))
        self._find_by_names()
        self.node.add_validation(self._problems)

    @staticmethod
    def from_external_service_arn(scope: Any, id: str, external_service_arn: str) -> ImportedService:
        """A service that exists already."""
        return external_service_by_arn(scope, id, external_service_arn)

    @staticmethod
    def from_external_service_attributes(scope: Any, id: str, **attributes: Any) -> ImportedService:
        """A service that exists already; the options are those of `ExternalServiceAttributes`."""
        return service_by_attributes(scope, id, attributes)

    def attach_to_application_target_group(self, _target_group: Any) -> Any:
        """Refused: load balancers do not reach it."""
        raise ValueError("Application load balancer cannot be attached to an external service")

    def load_balancer_target(self, **options: Any) -> ContainerTarget:
        """Refused: load balancers do not reach it."""
        raise ValueError("External service cannot be attached as load balancer targets")

    def register_load_balancer_targets(self, *_targets: Any) -> None:
        """Refused: load balancers do not reach it."""
        raise ValueError("External service cannot be registered as load balancer targets")

    def auto_scale_task_count(
        self, *, max_capacity: float, min_capacity: float | None = None
    ) -> ScalableTaskCount:
        """Refused: Application Auto Scaling does not know it."""
        raise ValueError("Autoscaling not supported for external service")

    def enable_cloud_map(self, **options: Any) -> Any:
        """Refused: its tasks have no addresses that Cloud Map knows."""
        raise ValueError("Cloud map integration not supported for an external service")

    def associate_cloud_map_service(
        self, *, service: Any, container: Any = None, container_port: float | None = None
    ) -> None:
        """Refused: its tasks have no addresses that Cloud Map knows."""
        raise ValueError("Cloud map service association is not supported for an external service")

    def _problems(self) -> list[str]:
        if self.task_definition.default_container is None:
            return ["A TaskDefinition must have at least one essential container"]
        return []
