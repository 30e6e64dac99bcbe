"""Services that several target groups of network load balancers send to.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
"""

from typing import Any

from landform.cdk.aws_ecs.ec2_service import Ec2Service
from landform.cdk.aws_ecs.fargate_service import FargateService
from landform.cdk.aws_ecs_patterns.common import (
    DEFAULT_PORT,
    domain_of,
    ec2_task,
    fargate_task,
    members,
    record,
)
from landform.cdk.aws_ecs_patterns.several_targets import (
    SERVICE,
    SeveralTargetsBase,
    open_ports,
    records_of,
    task_and_container,
)
from landform.cdk.core.cfn_elements import CfnOutput


class NetworkMultipleTargetGroupsServiceBase(SeveralTargetsBase):
    """The arguments are those of `NetworkMultipleTargetGroupsServiceBaseProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("NetworkMultipleTargetGroupsServiceBaseProps", options)
        super().__init__(scope, id, props)
        for balancer in records_of("NetworkLoadBalancerProps", props.load_balancers):
            self._add_named(balancer)
        if not props.load_balancers:
            balancer = self._new_balancer("LB", None)
            self._default_balancer = balancer
            self._default_listener = balancer.add_listener("PublicListener", port=DEFAULT_PORT)
            CfnOutput(self, "LoadBalancerDNS", value=balancer.load_balancer_dns_name)

    def _add_named(self, props: Any) -> None:
        balancer = self._new_balancer(props.name, props.public_load_balancer)
        self.load_balancers.append(balancer)
        for listener in records_of("NetworkListenerProps", props.listeners):
            port = DEFAULT_PORT if listener.port is None else listener.port
            self.listeners.append(balancer.add_listener(listener.name, port=port))
        domain_of(self, balancer, props, "ALIAS", f"DNS{balancer.node.id}")
        CfnOutput(self, f"LoadBalancerDNS{balancer.node.id}", value=balancer.load_balancer_dns_name)

    def _new_balancer(self, id: str, is_public: bool | None) -> Any:
        from landform.cdk.aws_elasticloadbalancingv2 import NetworkLoadBalancer

        return NetworkLoadBalancer(
            self,
            id,
            vpc=self.cluster.vpc,
            internet_facing=True if is_public is None else is_public,
        )

    def _group(self, container: Any, target: Any) -> Any:
        listener = self._find_listener(target.listener)
        return listener.add_targets(
            self._group_id(container, target, listener),
            port=target.container_port,
            targets=[
                self.service.load_balancer_target(
                    container_name=container.container_name, container_port=target.container_port
                )
            ],
        )

    def _finish(self, props: Any, container: Any) -> Any:
        targets = records_of("NetworkTargetProps", props.target_groups)
        if targets:
            open_ports(container, targets, has_protocol=False)
            return self._register(container, targets)
        port = container.port_mappings[0].container_port
        return self.listener.add_targets("ECS", targets=[self.service], port=port)


class NetworkMultipleTargetGroupsFargateService(NetworkMultipleTargetGroupsServiceBase):
    """The arguments are those of `NetworkMultipleTargetGroupsFargateServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("NetworkMultipleTargetGroupsFargateServiceProps", options)
        super().__init__(scope, id, **members(props, "NetworkMultipleTargetGroupsServiceBaseProps"))
        self.assign_public_ip: bool = bool(props.assign_public_ip)
        image = record("NetworkLoadBalancedTaskImageProps", props.task_image_options)
        task, container = task_and_container(self, props, image, lambda: fargate_task(self, props, image), {})
        self.task_definition: Any = task
        self.service = FargateService(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=task,
            desired_count=self.internal_desired_count,
            assign_public_ip=self.assign_public_ip,
            platform_version=props.platform_version,
            circuit_breaker=props.circuit_breaker,
            min_healthy_percent=props.min_healthy_percent,
            max_healthy_percent=props.max_healthy_percent,
            **{name: getattr(props, name) for name in SERVICE},
        )
        self.target_group = self._finish(props, container)


class NetworkMultipleTargetGroupsEc2Service(NetworkMultipleTargetGroupsServiceBase):
    """The arguments are those of `NetworkMultipleTargetGroupsEc2ServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("NetworkMultipleTargetGroupsEc2ServiceProps", options)
        super().__init__(scope, id, **members(props, "NetworkMultipleTargetGroupsServiceBaseProps"))
        image = record("NetworkLoadBalancedTaskImageProps", props.task_image_options)
        sizes = {
            "cpu": props.cpu,
            "memory_limit_mib": props.memory_limit_mib,
            "memory_reservation_mib": props.memory_reservation_mib,
        }
        task, container = task_and_container(
            self, props, image, lambda: ec2_task(self, image, has_family=False), sizes
        )
        self.task_definition: Any = task
        self.service = Ec2Service(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=task,
            desired_count=self.internal_desired_count,
            assign_public_ip=False,
            placement_constraints=props.placement_constraints,
            placement_strategies=props.placement_strategies,
            **{name: getattr(props, name) for name in SERVICE},
        )
        self.target_group = self._finish(props, container)
