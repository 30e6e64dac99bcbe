"""Which ports of containers are open to others.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-taskdefinition-portmapping.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import NetworkMode
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

#: The container port that says that a range is meant.
USE_RANGE: Final = 0
_RANGE: Final = re.compile(r"\d+-\d+\Z")
_SAME_PORTS: Final = (NetworkMode.AWS_VPC, NetworkMode.HOST)
_NAMED_PORTS: Final = (NetworkMode.AWS_VPC, NetworkMode.BRIDGE)


class PortMap(Native):
    """A port in a network; the keywords are those of `PortMapping`."""

    def __init__(self, networkmode: NetworkMode, **pm: Any) -> None:
        self.networkmode = networkmode
        self.portmapping = given("aws_ecs", "PortMapping", pm)

    def validate(self) -> None:
        """Raise ValueError for what the network does not have."""
        port = self.portmapping
        if port.name == "":
            raise ValueError("Port mapping name cannot be an empty string.")
        is_other = port.host_port is not None and port.host_port != port.container_port
        if self.networkmode in _SAME_PORTS and is_other:
            raise ValueError(
                "The host port must be left out or must be the same as the container port for AwsVpc or "
                "Host network mode."
            )
        if port.container_port_range is not None:
            self._validate_range()
        elif port.container_port == USE_RANGE:
            raise ValueError(f"The containerPortRange must be set when containerPort is equal to {USE_RANGE}")

    def _validate_range(self) -> None:
        port = self.portmapping
        if port.container_port != USE_RANGE:
            raise ValueError('Cannot set "containerPort" and "containerPortRange" at the same time.')
        if port.host_port is not None:
            raise ValueError('Cannot set "hostPort" while using a port range for the container.')
        if self.networkmode not in _NAMED_PORTS:
            raise ValueError(
                "Either AwsVpc or Bridge network mode is required to set a port range for the container."
            )
        text = port.container_port_range
        if not is_unresolved(text) and not _RANGE.match(text):
            raise ValueError("The containerPortRange must be a string in the format [start port]-[end port].")


class ServiceConnect(Native):
    """A port as Service Connect knows it; the keywords are those of `PortMapping`."""

    def __init__(self, networkmode: NetworkMode, **pm: Any) -> None:
        self.networkmode = networkmode
        self.portmapping = given("aws_ecs", "PortMapping", pm)

    def is_service_connect(self) -> bool:
        """Whether the port can be found by its name."""
        return bool(self.portmapping.name or self.portmapping.app_protocol)

    def validate(self) -> None:
        """Raise ValueError for what the network does not have."""
        if self.networkmode not in _NAMED_PORTS:
            raise ValueError(
                "Service connect related port mapping fields 'name' and 'appProtocol' are not supported for "
                f"network mode {self.networkmode.value}"
            )
        if not self.portmapping.name:
            raise ValueError(
                "Service connect-related port mapping field 'appProtocol' cannot be set without 'name'"
            )
