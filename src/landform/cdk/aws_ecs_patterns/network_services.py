"""Services behind a network load balancer.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.ec2_service import Ec2Service
from landform.cdk.aws_ecs.fargate_service import FargateService
from landform.cdk.aws_ecs_patterns.application_services import SERVICE
from landform.cdk.aws_ecs_patterns.common import (
    DEFAULT_PORT,
    check_count,
    check_percents,
    cluster_of,
    container_options,
    domain_of,
    ec2_task,
    fargate_task,
    members,
    one_of_both,
    record,
)
from landform.cdk.aws_ecs_patterns.enums import NetworkLoadBalancedServiceRecordType
from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_elements import CfnOutput
from landform.cdk.core.native import Native

_TLS_PORT: Final = 443


class NetworkLoadBalancedServiceBase(Native, Construct):
    """A load balancer for a service; the arguments are those of `NetworkLoadBalancedServiceBaseProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = record("NetworkLoadBalancedServiceBaseProps", options)
        self.cluster: Any = cluster_of(self, props.cluster, props.vpc)
        check_count(props.desired_count)
        self.internal_desired_count: float | None = props.desired_count
        self._balancer: Any = props.load_balancer or self._new_balancer(props)
        image = record("NetworkLoadBalancedTaskImageOptions", props.task_image_options)
        certificate = props.listener_certificate
        usual_port = DEFAULT_PORT if certificate is None else _TLS_PORT
        self.listener: Any = self._balancer.add_listener(
            "PublicListener",
            port=usual_port if props.listener_port is None else props.listener_port,
            certificates=[certificate] if certificate is not None else None,
        )
        port = image.container_port if image is not None else None
        self.target_group: Any = self.listener.add_targets("ECS", port=port or usual_port)
        kind = props.record_type or NetworkLoadBalancedServiceRecordType.ALIAS
        domain_of(self, self._balancer, props, kind.name)
        if props.load_balancer is None:
            CfnOutput(self, "LoadBalancerDNS", value=self._balancer.load_balancer_dns_name)

    @property
    def load_balancer(self) -> Any:
        """The load balancer; raises ValueError for one that exists already."""
        if not hasattr(self._balancer, "set_attribute"):
            raise ValueError(
                ".loadBalancer can only be accessed if the class was constructed with an owned, not "
                "imported, load balancer"
            )
        return self._balancer

    def _add_service_as_target(self, service: Any) -> None:
        self.target_group.add_target(service)

    def _new_balancer(self, props: Any) -> Any:
        from landform.cdk.aws_elasticloadbalancingv2 import NetworkLoadBalancer

        return NetworkLoadBalancer(
            self,
            "LB",
            vpc=self.cluster.vpc,
            internet_facing=True if props.public_load_balancer is None else props.public_load_balancer,
            ip_address_type=props.ip_address_type,
        )


class NetworkLoadBalancedFargateService(NetworkLoadBalancedServiceBase):
    """On Fargate; the keyword arguments are those of `NetworkLoadBalancedFargateServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("NetworkLoadBalancedFargateServiceProps", options)
        super().__init__(scope, id, **members(props, "NetworkLoadBalancedServiceBaseProps"))
        self.assign_public_ip: bool = bool(props.assign_public_ip)
        image = record("NetworkLoadBalancedTaskImageOptions", props.task_image_options)
        one_of_both(props.task_definition, image)
        self.task_definition: Any = props.task_definition or self._new_task(props, image)
        self.service = FargateService(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=self.task_definition,
            desired_count=self.internal_desired_count,
            assign_public_ip=self.assign_public_ip,
            platform_version=props.platform_version,
            security_groups=props.security_groups,
            vpc_subnets=props.task_subnets,
            **{name: getattr(props, name) for name in SERVICE},
        )
        self._add_service_as_target(self.service)

    def _new_task(self, props: Any, image: Any) -> Any:
        task = fargate_task(self, props, image)
        container = task.add_container(image.container_name or "web", **container_options(self, image))
        container.add_port_mappings({"container_port": image.container_port or DEFAULT_PORT})
        return task


class NetworkLoadBalancedEc2Service(NetworkLoadBalancedServiceBase):
    """On machines of the account; the arguments are those of `NetworkLoadBalancedEc2ServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("NetworkLoadBalancedEc2ServiceProps", options)
        super().__init__(scope, id, **members(props, "NetworkLoadBalancedServiceBaseProps"))
        image = record("NetworkLoadBalancedTaskImageOptions", props.task_image_options)
        one_of_both(props.task_definition, image)
        self.task_definition: Any = props.task_definition or self._new_task(props, image)
        check_percents(props.min_healthy_percent, props.max_healthy_percent)
        self.service = Ec2Service(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=self.task_definition,
            desired_count=self.internal_desired_count,
            assign_public_ip=False,
            placement_constraints=props.placement_constraints,
            placement_strategies=props.placement_strategies,
            **{name: getattr(props, name) for name in SERVICE},
        )
        self._add_service_as_target(self.service)

    def _new_task(self, props: Any, image: Any) -> Any:
        task = ec2_task(self, image)
        container = task.add_container(
            image.container_name or "web",
            **container_options(self, image),
            cpu=props.cpu,
            memory_limit_mib=props.memory_limit_mib,
            memory_reservation_mib=props.memory_reservation_mib,
        )
        container.add_port_mappings({"container_port": image.container_port or DEFAULT_PORT})
        return task
