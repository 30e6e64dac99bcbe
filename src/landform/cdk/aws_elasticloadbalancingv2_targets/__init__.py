"""What load balancers send requests to.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
"""

from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.enums import TargetType
from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_elasticloadbalancingv2"


def _target(kind: TargetType, id: str, port: float | None = None, zone: str | None = None) -> Any:
    described = {"id": id, "port": port, "availabilityZone": zone}
    return given(
        _MODULE,
        "LoadBalancerTargetProps",
        {
            "target_type": kind,
            "target_json": {name: value for name, value in described.items() if value is not None},
        },
    )


class InstanceIdTarget(Checked):
    """An instance by its id; its security groups are left alone."""

    def __init__(self, instance_id: str, port: float | None = None) -> None:
        self._instance_id = instance_id
        self._port = port

    def attach_to_application_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        del target_group
        return _target(TargetType.INSTANCE, self._instance_id, self._port)

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        del target_group
        return _target(TargetType.INSTANCE, self._instance_id, self._port)


class InstanceTarget(InstanceIdTarget):
    """An instance of the app."""

    def __init__(self, instance: Any, port: float | None = None) -> None:
        super().__init__(instance.instance_id, port)


class IpTarget(Checked):
    """An address."""

    def __init__(
        self, ip_address: str, port: float | None = None, availability_zone: str | None = None
    ) -> None:
        self._address = ip_address
        self._port = port
        self._zone = availability_zone

    def attach_to_application_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        del target_group
        return _target(TargetType.IP, self._address, self._port, self._zone)

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        del target_group
        return _target(TargetType.IP, self._address, self._port, self._zone)


class LambdaTarget(Checked):
    """A function, which the load balancer may invoke."""

    def __init__(self, fn: Any) -> None:
        self._function = fn

    def attach_to_application_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        return self._attached(target_group)

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        return self._attached(target_group)

    def _attached(self, target_group: Any) -> Any:
        from landform.cdk.aws_iam.principals import ServicePrincipal

        grant = self._function.grant_invoke(ServicePrincipal("elasticloadbalancing.amazonaws.com"))
        grant.apply_before(target_group)
        return _target(TargetType.LAMBDA, self._function.function_arn)


class AlbArnTarget(Checked):
    """An application load balancer by its ARN, behind a network load balancer."""

    def __init__(self, alb_arn: str, port: float) -> None:
        self._alb_arn = alb_arn
        self._port = port

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Called by the target group."""
        del target_group
        return _target(TargetType.ALB, self._alb_arn, self._port)


class AlbTarget(AlbArnTarget):
    """An application load balancer; an AlbListenerTarget waits for the listener, too."""

    def __init__(self, alb: Any, port: float) -> None:
        super().__init__(alb.load_balancer_ref.load_balancer_arn, port)


class AlbListenerTarget(AlbArnTarget):
    """A listener of an application load balancer, behind a network load balancer."""

    def __init__(self, alb_listener: Any) -> None:
        super().__init__(alb_listener.load_balancer.load_balancer_arn, alb_listener.port)
        self._listener = alb_listener

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Called by the target group, which is made after the listener."""
        target_group.node.add_dependency(self._listener)
        return super().attach_to_network_target_group(target_group)
