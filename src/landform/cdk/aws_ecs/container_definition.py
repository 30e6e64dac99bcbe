"""The containers of tasks.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-taskdefinition-containerdefinition.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_ecs.container_enums import (
    ContainerDependencyCondition,
    NetworkMode,
    Protocol,
    VersionConsistency,
)
from landform.cdk.aws_ecs.container_rendering import ContainerRendering, check_options
from landform.cdk.aws_ecs.port_map import USE_RANGE, PortMap, ServiceConnect
from landform.cdk.aws_ecs.secret import Secret
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import cfn_class, given


class ContainerDefinition(Native, Construct):
    """A container of a task; the keyword arguments are those of `ContainerDefinitionProps`."""

    CONTAINER_PORT_USE_RANGE: ClassVar[float] = USE_RANGE

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        self._props = props = given("aws_ecs", "ContainerDefinitionProps", options)
        check_options(props)
        self.task_definition: Any = props.task_definition
        self.container_name: str = self.node.id if props.container_name is None else props.container_name
        self.essential: bool = True if props.essential is None else props.essential
        self.memory_limit_specified = (
            props.memory_limit_mib is not None or props.memory_reservation_mib is not None
        )
        self.linux_parameters: Any = props.linux_parameters
        self.cpu: float | None = props.cpu
        self.pseudo_terminal: bool | None = props.pseudo_terminal
        self.port_mappings: list[Any] = []
        self.mount_points: list[Any] = []
        self.volumes_from: list[Any] = []
        self.ulimits: list[Any] = []
        self.container_dependencies: list[Any] = []
        self._links: list[str] = []
        self._accelerators: list[str] = []
        self._secrets: dict[str, Secret] = {}
        self._named_ports: dict[str, Any] = {}
        self._environment = dict(props.environment or {})
        self._labels = dict(props.docker_labels or {})
        self.version_consistency: VersionConsistency | None = None
        self._image = props.image.bind(self, self)
        # As it was asked for, whatever an image of a folder says when it is bound.
        self.version_consistency = props.version_consistency
        self.image_name: str = self._image.image_name
        self.log_driver_config = props.logging.bind(self, self) if props.logging is not None else None
        self.environment_files = _bound(props.environment_files, self)
        self.credential_specs = _bound(props.credential_specs)
        for name, secret in (props.secrets or {}).items():
            self.add_secret(name, secret)
        self.task_definition._link_container(self)
        self.add_port_mappings(*(props.port_mappings or ()))
        self.add_inference_accelerator_resource(*(props.inference_accelerator_resources or ()))
        self.add_ulimits(*(props.ulimits or ()))

    @property
    def container_port(self) -> float:
        """The port that was mapped first."""
        port = self._first_port()
        if port.container_port_range is not None:
            raise ValueError(
                f"The first port mapping of the container {self.container_name} must expose a single port."
            )
        single: float = port.container_port
        return single

    @property
    def ingress_port(self) -> float:
        """The port through which the container is reached from outside; 0 where it is chosen later."""
        port = self._first_port()
        if port.host_port:
            host: float = port.host_port
            return host
        is_chosen = self.task_definition.network_mode is NetworkMode.BRIDGE
        return 0 if is_chosen else self.container_port

    @property
    def references_secret_json_field(self) -> bool:
        """Whether it gets a field of a secret, which older versions of Fargate cannot."""
        return any(each.has_field for each in self._secrets.values())

    def _first_port(self) -> Any:
        if not self.port_mappings:
            raise ValueError(
                f"Container {self.container_name} hasn't defined any ports. Call addPortMappings()."
            )
        return self.port_mappings[0]

    def add_link(self, container: "ContainerDefinition", alias: str | None = None) -> None:
        """Let it reach another container of the task by name."""
        if self.task_definition.network_mode is not NetworkMode.BRIDGE:
            raise ValueError("You must use network mode Bridge to add container links.")
        self._links.append(f"{container.container_name}:{alias}" if alias else container.container_name)

    def add_mount_points(self, *mount_points: Any) -> None:
        """Mount volumes of the task."""
        self.mount_points += [given("aws_ecs", "MountPoint", each) for each in mount_points]

    def add_scratch(self, *, container_path: str, name: str, read_only: bool, source_path: str) -> None:
        """Mount a folder of the machine."""
        self.add_mount_points(
            {"container_path": container_path, "read_only": read_only, "source_volume": name}
        )
        self.task_definition.add_volume(name=name, host={"source_path": source_path})

    def add_environment(self, name: str, value: str) -> None:
        """Set a variable."""
        self._environment[name] = value

    def add_docker_label(self, name: str, value: str) -> None:
        """Set a label."""
        self._labels[name] = value

    def add_secret(self, name: str, secret: Secret) -> None:
        """Set a variable to a value that is read when the container starts."""
        secret.grant_read(self.task_definition.obtain_execution_role())
        self._secrets[name] = secret

    def add_inference_accelerator_resource(self, *inference_accelerator_resources: str) -> None:
        """Give it accelerators of the task."""
        known = [each.device_name for each in self.task_definition.inference_accelerators]
        for resource in inference_accelerator_resources:
            if resource not in known:
                raise ValueError(
                    f"Resource value {resource} in container definition doesn't match any inference "
                    "accelerator device name in the task definition."
                )
            self._accelerators.append(resource)

    def add_port_mappings(self, *port_mappings: Any) -> None:
        """Open ports."""
        mode = self.task_definition.network_mode
        for each in port_mappings:
            port = given("aws_ecs", "PortMapping", each)
            PortMap(mode, **port).validate()
            service_connect = ServiceConnect(mode, **port)
            if service_connect.is_service_connect():
                service_connect.validate()
                self._name_port(port)
            self.port_mappings.append(self._with_host_port(port))

    def _name_port(self, port: Any) -> None:
        if port.name in self._named_ports:
            raise ValueError(f"Port mapping name '{port.name}' already exists on this container")
        self._named_ports[port.name] = port

    def _with_host_port(self, port: Any) -> Any:
        """In a bridge a port of the machine is chosen when a task starts: 0 says so."""
        is_plain = port.container_port != USE_RANGE and port.host_port is None
        if is_plain and self.task_definition.network_mode is NetworkMode.BRIDGE:
            return given("aws_ecs", "PortMapping", {**port, "host_port": 0})
        return port

    def add_ulimits(self, *ulimits: Any) -> None:
        """Limit what it uses."""
        self.ulimits += [given("aws_ecs", "Ulimit", each) for each in ulimits]

    def add_container_dependencies(self, *container_dependencies: Any) -> None:
        """Start it after others."""
        self.container_dependencies += [
            given("aws_ecs", "ContainerDependency", each) for each in container_dependencies
        ]

    def add_volumes_from(self, *volumes_from: Any) -> None:
        """Mount what another container has mounted."""
        self.volumes_from += [given("aws_ecs", "VolumeFrom", each) for each in volumes_from]

    def add_to_execution_policy(self, statement: PolicyStatement) -> None:
        """Let ECS do more when it starts the task."""
        self.task_definition.add_to_execution_role_policy(statement)

    def find_port_mapping(self, container_port: float, protocol: Protocol) -> Any:
        """The mapping of a port; None where it is not open."""
        for port in self.port_mappings:
            if port.container_port == container_port and (port.protocol or Protocol.TCP) is protocol:
                return port
        return None

    def find_port_mapping_by_name(self, name: str) -> Any:
        """The mapping of a name; None where there is none."""
        return self._named_ports.get(name)

    def render_container_definition(self, _task_definition: Any = None) -> Any:
        """As task definitions have it."""
        kind = cfn_class("aws_ecs", "CfnTaskDefinition").ContainerDefinitionProperty
        return kind(**ContainerRendering(self).members())

    def _disable_version_consistency(self) -> None:
        """Have the tag of the image resolved for each task by itself, unless the options say otherwise."""
        if self.version_consistency is None:
            self.version_consistency = VersionConsistency.DISABLED

    def _written_dependencies(self) -> list[dict[str, Any]]:
        return [
            {
                "ContainerName": each.container.container_name,
                "Condition": (each.condition or ContainerDependencyCondition.HEALTHY).value,
            }
            for each in self.container_dependencies
        ]


def _bound(given_ones: Any, *arguments: Any) -> list[Any] | None:
    return [each.bind(*arguments) for each in given_ones] if given_ones is not None else None
