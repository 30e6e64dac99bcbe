"""Services behind load balancers.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import NetworkMode, Protocol
from landform.cdk.aws_ecs.port_map import USE_RANGE
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import given

#: The ports that Docker chooses from.
#: Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
_CHOSEN_PORTS: Final = (32768, 65535)
_HTTP_PORT: Final = 80
_HTTPS_PORT: Final = 443


class ListenerConfig(AbstractChecked):
    """A listener that sends requests to services."""

    @staticmethod
    def application_listener(listener: Any, **props: Any) -> "ListenerConfig":
        """One of an application load balancer; the options are those of `AddApplicationTargetsProps`."""
        return _ApplicationListener(listener, props)

    @staticmethod
    def network_listener(listener: Any, *, port: float, **props: Any) -> "ListenerConfig":
        """One of a network load balancer; the options are those of `AddNetworkTargetsProps`."""
        return _NetworkListener(listener, {**props, "port": port})

    def add_targets(self, id: str, target: Any, service: Any) -> None:
        """Send requests to a container of a service."""
        del id, target, service
        raise TypeError(f"{type(self).__name__} has to say by `add_targets` what is sent")


class _ApplicationListener(ListenerConfig):
    """One of an application load balancer."""

    def __init__(self, listener: Any, props: dict[str, Any]) -> None:
        self._listener = listener
        self._props = props

    def add_targets(self, id: str, target: Any, service: Any) -> None:
        """Send requests to a container of a service."""
        port = self._props.get("port")
        if port is None:
            protocol = self._props.get("protocol")
            is_https = protocol is not None and protocol.name == "HTTPS"
            port = _HTTPS_PORT if is_https else _HTTP_PORT
        options = given("aws_ecs", "LoadBalancerTargetOptions", target)
        targets = [service.load_balancer_target(**options)]
        self._listener.add_targets(id, **{**self._props, "targets": targets, "port": port})


class _NetworkListener(ListenerConfig):
    """One of a network load balancer."""

    def __init__(self, listener: Any, props: dict[str, Any]) -> None:
        self._listener = listener
        self._props = props

    def add_targets(self, id: str, target: Any, service: Any) -> None:
        """Send connections to a container of a service."""
        options = given("aws_ecs", "LoadBalancerTargetOptions", target)
        targets = [service.load_balancer_target(**options)]
        self._listener.add_targets(id, **{**self._props, "targets": targets})


class ContainerTarget(Native):
    """A port of a service's container, as load balancers see it."""

    def __init__(self, service: Any, options: Any) -> None:
        self._service = service
        self._alternate = options.alternate_target
        task = service.task_definition
        container = task.find_container(options.container_name)
        if container is None:
            raise ValueError(
                f"No container named '{options.container_name}'. Did you call \"addContainer()\"?"
            )
        protocol = options.protocol or Protocol.TCP
        wanted = container.container_port if options.container_port is None else options.container_port
        self._port = container.find_port_mapping(wanted, protocol)
        self._name = container.container_name
        if self._port is None:
            raise ValueError(
                f"Container '{container.node.path}' has no mapping for port {number_text(wanted)} and "
                f'protocol {protocol.value}. Did you call "container.addPortMappings()"?'
            )

    def attach_to_application_target_group(self, target_group: Any) -> Any:
        """Get requests of an application load balancer."""
        target_group.register_connectable(self._service, self._open_ports())
        return self._attach(target_group)

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Get connections of a network load balancer."""
        register = getattr(target_group, "register_connectable", None)
        if register is not None:
            register(self._service, self._open_ports())
        return self._attach(target_group)

    def attach_to_classic_lb(self, load_balancer: Any) -> None:
        """Get requests of a load balancer of the first generation."""
        mode = self._service.task_definition.network_mode
        if mode in (NetworkMode.AWS_VPC, NetworkMode.NONE):
            name = "AwsVpc" if mode is NetworkMode.AWS_VPC else "None"
            raise ValueError(
                f"Cannot use a Classic Load Balancer if NetworkMode is {name}. Use Host or Bridge instead."
            )
        self._service._load_balancers.append(
            {
                "load_balancer_name": load_balancer.load_balancer_name,
                "container_name": self._name,
                "container_port": self._port.container_port,
            }
        )

    def _attach(self, target_group: Any) -> Any:
        from landform.cdk.aws_elasticloadbalancingv2 import TargetType

        mode = self._service.task_definition.network_mode
        if mode is NetworkMode.NONE:
            raise ValueError(
                "Cannot use a load balancer if NetworkMode is None. Use Bridge, Host or AwsVpc instead."
            )
        self._service._load_balancers.append(
            {
                "target_group_arn": target_group.target_group_arn,
                "container_name": self._name,
                "container_port": self._port.container_port,
                "advanced_configuration": _advanced(self._alternate, self._service),
            }
        )
        # The target group has to hang on a load balancer before a service can use it.
        self._service._resource.node.add_dependency(target_group.load_balancer_attached)
        kind = TargetType.IP if mode is NetworkMode.AWS_VPC else TargetType.INSTANCE
        return given("aws_elasticloadbalancingv2", "LoadBalancerTargetProps", {"target_type": kind})

    def _open_ports(self) -> Any:
        """The ports of the machine, or of the task, through which the container is reached."""
        from landform.cdk.aws_ec2.port import Port

        port, mode = self._port, self._service.task_definition.network_mode
        if port.host_port:
            return Port.tcp(port.host_port) if _is_tcp(port) else Port.udp(port.host_port)
        if mode in (NetworkMode.BRIDGE, NetworkMode.NAT):
            return Port.tcp_range(*_CHOSEN_PORTS)
        if port.container_port == USE_RANGE and port.container_port_range is not None:
            least, _, most = port.container_port_range.partition("-")
            make = Port.tcp_range if _is_tcp(port) else Port.udp_range
            return make(int(least), int(most))
        return Port.tcp(port.container_port) if _is_tcp(port) else Port.udp(port.container_port)


def _is_tcp(port: Any) -> bool:
    return port.protocol is not Protocol.UDP


def _advanced(alternate: Any, service: Any) -> dict[str, Any] | None:
    if alternate is None:
        return None
    config = given("aws_ecs", "AlternateTargetConfig", alternate.bind(service))
    return {
        "AlternateTargetGroupArn": config.alternate_target_group_arn,
        "RoleArn": config.role_arn,
        "ProductionListenerRule": config.production_listener_rule,
        "TestListenerRule": config.test_listener_rule,
    }
