"""Services that several load balancers, listeners and target groups send to.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import Protocol
from landform.cdk.aws_ecs_patterns.common import (
    DEFAULT_PORT,
    check_count,
    check_idle_timeout,
    cluster_of,
    one_of_both,
    record,
)
from landform.cdk.constructs import Construct
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native

#: Whether the names of target groups also say their listener.
UNIQUE_GROUPS: Final = "@aws-cdk/aws-ecs-patterns:uniqueTargetGroupId"
#: What services get as it was given.
SERVICE: Final = (
    "cloud_map_options",
    "enable_ecs_managed_tags",
    "enable_execute_command",
    "health_check_grace_period",
    "propagate_tags",
    "service_name",
)


class SeveralTargetsBase(Native, Construct):
    """What both kinds of load balancers share here."""

    service: Any
    target_group: Any

    def __init__(self, scope: Any, id: str, props: Any) -> None:
        super().__init__(scope, id)
        _check(props)
        self.cluster: Any = cluster_of(self, props.cluster, props.vpc)
        self.internal_desired_count: float | None = props.desired_count
        self.load_balancers: list[Any] = []
        self.listeners: list[Any] = []
        self.target_groups: list[Any] = []
        self._default_balancer: Any = None
        self._default_listener: Any = None

    @property
    def load_balancer(self) -> Any:
        """The load balancer that comes first, or the one that is there without any being named."""
        return self.load_balancers[0] if self.load_balancers else self._default_balancer

    @property
    def listener(self) -> Any:
        """The listener that comes first, or the one that is there without any being named."""
        return self.listeners[0] if self.listeners else self._default_listener

    def _find_listener(self, name: str | None) -> Any:
        if name is None:
            return self.listener
        found = next((each for each in self.listeners if each.node.id == name), None)
        if found is None:
            raise ValueError(f"Listener {name} is not defined. Did you define listener with name {name}?")
        return found

    def _group_id(self, container: Any, target: Any, listener: Any) -> str:
        name = f"ECSTargetGroup{container.container_name}{int(target.container_port)}"
        is_unique = FeatureFlags.of(self).is_enabled(UNIQUE_GROUPS)
        return f"{name}{listener.node.id}" if is_unique and target.listener else name

    def _register(self, container: Any, targets: Sequence[Any] | None) -> Any:
        """The target group that comes first; all send to a container of the service."""
        found = [self._group(container, each) for each in targets or ()]
        self.target_groups += found
        if not found:
            raise ValueError("At least one target group should be specified.")
        return found[0]

    def _group(self, container: Any, target: Any) -> Any:
        raise TypeError(f"{type(self).__name__} has to say what a target group is")


def _check(props: Any) -> None:
    if props.cluster is not None and props.vpc is not None:
        raise ValueError(
            "You can only specify either vpc or cluster. Alternatively, you can leave both blank"
        )
    check_count(props.desired_count)
    if props.load_balancers is None:
        return
    if not props.load_balancers:
        raise ValueError("At least one load balancer must be specified")
    for balancer in props.load_balancers:
        if not balancer["listeners"]:
            raise ValueError("At least one listener must be specified")
        check_idle_timeout(dict(balancer).get("idle_timeout"))


def task_and_container(service: Any, props: Any, image: Any, new_task: Any, sizes: dict[str, Any]) -> Any:
    """The task definition and the container that load balancers send to, with a port at least."""
    from landform.cdk.aws_ecs_patterns.common import container_options

    one_of_both(props.task_definition, image)
    task = props.task_definition
    if task is None:
        task = new_task()
        name = image.container_name or "web"
        container = task.add_container(name, **container_options(service, image), **sizes)
        container.add_port_mappings(*({"container_port": port} for port in image.container_ports or ()))
    container = task.default_container
    if container is None:
        raise ValueError("At least one essential container must be specified")
    if not container.port_mappings:
        container.add_port_mappings({"container_port": DEFAULT_PORT})
    return task, container


def open_ports(container: Any, targets: Sequence[Any], *, has_protocol: bool) -> None:
    """Have the container's ports that targets name."""
    for target in targets:
        protocol = (target.protocol if has_protocol else None) or Protocol.TCP
        if container.find_port_mapping(target.container_port, protocol) is None:
            container.add_port_mappings({"container_port": target.container_port, "protocol": protocol})


def records_of(name: str, values: Sequence[Any] | None) -> list[Any]:
    """The values as records of the patterns."""
    return [record(name, each) for each in values or ()]
