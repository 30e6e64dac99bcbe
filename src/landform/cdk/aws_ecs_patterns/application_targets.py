"""Services that several target groups of application load balancers send to.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
"""

from typing import Any

from landform.cdk.aws_ecs.ec2_service import Ec2Service
from landform.cdk.aws_ecs.fargate_service import FargateService
from landform.cdk.aws_ecs_patterns.common import domain_of, ec2_task, fargate_task, members, record
from landform.cdk.aws_ecs_patterns.several_targets import (
    SERVICE,
    SeveralTargetsBase,
    open_ports,
    records_of,
    task_and_container,
)
from landform.cdk.core.cfn_elements import CfnOutput
from landform.cdk.l1.lookup import cfn_class


class ApplicationMultipleTargetGroupsServiceBase(SeveralTargetsBase):
    """The arguments are those of `ApplicationMultipleTargetGroupsServiceBaseProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ApplicationMultipleTargetGroupsServiceBaseProps", options)
        super().__init__(scope, id, props)
        for balancer in records_of("ApplicationLoadBalancerProps", props.load_balancers):
            self._add_named(balancer)
        if not props.load_balancers:
            self._add_default()

    def _add_default(self) -> None:
        from landform.cdk.aws_elasticloadbalancingv2 import ApplicationProtocol

        balancer = self._new_balancer("LB", None, None)
        self._default_balancer = balancer
        self._default_listener = balancer.add_listener(
            "PublicListener", protocol=ApplicationProtocol.HTTP, open=True
        )
        name = balancer.load_balancer_dns_name
        CfnOutput(self, "LoadBalancerDNS", value=name)
        CfnOutput(self, "ServiceURL", value=f"http://{name}")

    def _add_named(self, props: Any) -> None:
        balancer = self._new_balancer(props.name, props.public_load_balancer, props.idle_timeout)
        self.load_balancers.append(balancer)
        protocols: dict[str, None] = {}
        for listener in records_of("ApplicationListenerProps", props.listeners):
            protocol = _protocol(listener)
            protocols[protocol.name] = None
            self.listeners.append(self._new_listener(balancer, listener, protocol, props))
        name = domain_of(self, balancer, props, "ALIAS", f"DNS{balancer.node.id}")
        CfnOutput(self, f"LoadBalancerDNS{balancer.node.id}", value=balancer.load_balancer_dns_name)
        for each in protocols:
            id = f"ServiceURL{balancer.node.id}{each.lower()}"
            CfnOutput(self, id, value=f"{each.lower()}://{name}")

    def _new_balancer(self, name: str, is_public: bool | None, timeout: Any) -> Any:
        from landform.cdk.aws_elasticloadbalancingv2 import ApplicationLoadBalancer

        return ApplicationLoadBalancer(
            self,
            name,
            vpc=self.cluster.vpc,
            internet_facing=True if is_public is None else is_public,
            idle_timeout=timeout,
            load_balancer_name=name,
        )

    def _new_listener(self, balancer: Any, props: Any, protocol: Any, place: Any) -> Any:
        from landform.cdk.aws_elasticloadbalancingv2 import ListenerCertificate

        listener = balancer.add_listener(
            props.name, protocol=protocol, open=True, port=props.port, ssl_policy=props.ssl_policy
        )
        if protocol.name == "HTTPS":
            certificate = props.certificate or self._new_certificate(props, place)
            listener.add_certificates(
                f"Arns{props.name}", [ListenerCertificate.from_certificate_manager(certificate)]
            )
        return listener

    def _new_certificate(self, listener: Any, place: Any) -> Any:
        if place.domain_name is None or place.domain_zone is None:
            raise ValueError("A domain name and zone is required when using the HTTPS protocol")
        module = "aws_certificatemanager"
        return cfn_class(module, "Certificate")(
            self,
            f"Certificate{listener.name}",
            domain_name=place.domain_name,
            validation=cfn_class(module, "CertificateValidation").from_dns(place.domain_zone),
        )

    def _group(self, container: Any, target: Any) -> Any:
        listener = self._find_listener(target.listener)
        return listener.add_targets(
            self._group_id(container, target, listener),
            port=80,
            targets=[
                self.service.load_balancer_target(
                    container_name=container.container_name,
                    container_port=target.container_port,
                    protocol=target.protocol,
                )
            ],
            conditions=_conditions(target),
            priority=target.priority,
        )

    def _finish(self, props: Any, container: Any) -> Any:
        targets = records_of("ApplicationTargetProps", props.target_groups)
        if targets:
            open_ports(container, targets, has_protocol=True)
            return self._register(container, targets)
        port = container.port_mappings[0].container_port
        return self.listener.add_targets("ECS", targets=[self.service], port=port)


class ApplicationMultipleTargetGroupsFargateService(ApplicationMultipleTargetGroupsServiceBase):
    """The arguments are those of `ApplicationMultipleTargetGroupsFargateServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ApplicationMultipleTargetGroupsFargateServiceProps", options)
        super().__init__(scope, id, **members(props, "ApplicationMultipleTargetGroupsServiceBaseProps"))
        self.assign_public_ip: bool = bool(props.assign_public_ip)
        image = record("ApplicationLoadBalancedTaskImageProps", props.task_image_options)
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
            **{name: getattr(props, name) for name in SERVICE},
        )
        self.target_group = self._finish(props, container)


class ApplicationMultipleTargetGroupsEc2Service(ApplicationMultipleTargetGroupsServiceBase):
    """The arguments are those of `ApplicationMultipleTargetGroupsEc2ServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ApplicationMultipleTargetGroupsEc2ServiceProps", options)
        super().__init__(scope, id, **members(props, "ApplicationMultipleTargetGroupsServiceBaseProps"))
        image = record("ApplicationLoadBalancedTaskImageProps", props.task_image_options)
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


def _protocol(listener: Any) -> Any:
    from landform.cdk.aws_elasticloadbalancingv2 import ApplicationProtocol

    https = ApplicationProtocol.HTTPS
    if listener.certificate is not None and listener.protocol not in (None, https):
        raise ValueError("The HTTPS protocol must be used when a certificate is given")
    usual = https if listener.certificate is not None else ApplicationProtocol.HTTP
    return listener.protocol or usual


def _conditions(target: Any) -> list[Any]:
    from landform.cdk.aws_elasticloadbalancingv2 import ListenerCondition

    found = []
    if target.host_header:
        found.append(ListenerCondition.host_headers([target.host_header]))
    if target.path_pattern:
        found.append(ListenerCondition.path_patterns([target.path_pattern]))
    return found
