"""What stands on both sides of a classic load balancer: its ports, and machines."""

from typing import Any

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.core.checked import Checked


class ListenerPort(Checked):
    """A port that a load balancer listens on."""

    def __init__(self, security_group: Any, default_port: Any) -> None:
        self.connections = Connections(security_groups=[security_group], default_port=default_port)


class InstanceTarget(Checked):
    """A machine."""

    def __init__(self, instance: Any) -> None:
        self.instance = instance
        self.connections: Connections = instance.connections

    def attach_to_classic_lb(self, load_balancer: Any) -> None:
        """Get requests of the load balancer."""
        load_balancer._add_instance_id(self.instance.instance_id)
