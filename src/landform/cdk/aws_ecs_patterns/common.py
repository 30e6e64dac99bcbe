"""What the patterns share: a cluster, logs, tasks, names.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/create-service-console-v2.html
"""

from typing import Any, Final

from landform.cdk.api import find
from landform.cdk.aws_ecs.log_driver import AwsLogDriver, LogDriver
from landform.cdk.core.numbers import number_text
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

MODULE: Final = "aws_ecs_patterns"
DEFAULT_PORT: Final = 80
#: What tasks of Fargate have where nothing is said.
TASK_CPU: Final = 256
TASK_MEMORY: Final = 512  # MiB
_DEFAULT_CLUSTER: Final = "EcsDefaultClusterMnL3mNNYN"
_IDLE_SECONDS: Final = (1, 4000)
_MAX_PERCENT: Final = 100


def cluster_of(pattern: Any, cluster: Any, vpc: Any) -> Any:
    """The cluster that is given, or one for all patterns of the stack; raises ValueError for both."""
    if cluster is not None and vpc is not None:
        raise ValueError(
            "You can only specify either vpc or cluster. Alternatively, you can leave both blank"
        )
    if cluster is not None:
        return cluster
    from landform.cdk.aws_ecs.cluster import Cluster

    stack = Stack.of(pattern)
    id = _DEFAULT_CLUSTER + (vpc.node.id if vpc is not None else "")
    return stack.node.try_find_child(id) or Cluster(stack, id, vpc=vpc)


def check_count(count: float | None, name: str = "desiredCount") -> None:
    """Raise ValueError for a number of tasks that is none."""
    if count is not None and not is_unresolved(count) and count < 1:
        raise ValueError(f"You must specify a {name} greater than 0")


def check_idle_timeout(timeout: Any) -> None:
    """Raise ValueError for a timeout that load balancers do not have."""
    least, most = _IDLE_SECONDS
    if timeout is None or timeout.is_unresolved():
        return
    if not least <= timeout.to_seconds() <= most:
        raise ValueError(f"Load balancer idle timeout must be between {least} and {most} seconds.")


def check_percents(least: float | None, most: float | None) -> None:
    """Raise ValueError for percents between which nothing can be deployed."""
    for name, percent in (("minHealthyPercent", least), ("maxHealthyPercent", most)):
        if percent is None or is_unresolved(percent):
            continue
        if percent < 0 or not float(percent).is_integer():
            raise ValueError(f"{name} must be a non-negative integer; received {number_text(percent)}")
    if least is None or most is None or is_unresolved(least) or is_unresolved(most):
        return
    if least >= most:
        raise ValueError("minHealthyPercent must be less than maxHealthyPercent.")


def log_driver_of(pattern: Any, driver: LogDriver | None, has_logs: bool | None) -> LogDriver | None:
    """The driver that is given, or logs of CloudWatch unless they are not wanted."""
    if driver is not None or has_logs is False:
        return driver
    return AwsLogDriver(stream_prefix=pattern.node.id)


def one_of_both(task: Any, options: Any) -> None:
    """Raise ValueError unless there is a task definition, or what one is made of."""
    if task is not None and options is not None:
        raise ValueError("You must specify either a taskDefinition or an image, not both.")
    if task is None and options is None:
        raise ValueError("You must specify one of: taskDefinition or image")


def fargate_task(pattern: Any, props: Any, options: Any) -> Any:
    """A task definition for Fargate."""
    from landform.cdk.aws_ecs.task_definitions import FargateTaskDefinition

    return FargateTaskDefinition(
        pattern,
        "TaskDef",
        memory_limit_mib=props.memory_limit_mib,
        cpu=props.cpu,
        ephemeral_storage_gib=props.ephemeral_storage_gib,
        runtime_platform=props.runtime_platform,
        family=options.family,
        **_roles(options),
    )


def ec2_task(pattern: Any, options: Any, *, has_family: bool = True) -> Any:
    """A task definition for machines of the account."""
    from landform.cdk.aws_ecs.task_definitions import Ec2TaskDefinition

    family = {"family": options.family} if has_family else {}
    return Ec2TaskDefinition(pattern, "TaskDef", **_roles(options), **family)


def _roles(options: Any) -> dict[str, Any]:
    return {
        "execution_role": options.execution_role,
        "task_role": options.task_role,
    }


def container_options(pattern: Any, options: Any) -> dict[str, Any]:
    """What the options of an image say of its container."""
    return {
        "image": options.image,
        "logging": log_driver_of(pattern, options.log_driver, options.enable_logging),
        "environment": options.environment,
        "secrets": options.secrets,
        "docker_labels": options.docker_labels,
    }


def domain_of(pattern: Any, balancer: Any, props: Any, kind: str, id: str = "DNS") -> str:
    """The name by which a load balancer is found: its own, or a record's in a zone."""
    own: str = balancer.load_balancer_dns_name
    if props.domain_name is None:
        return own
    if props.domain_zone is None:
        raise ValueError(
            "A Route53 hosted domain zone name is required to configure the specified domain name"
        )
    if kind == "NONE":
        return own
    zones = "aws_route53"
    place = {"zone": props.domain_zone, "record_name": props.domain_name}
    if kind == "CNAME":
        found = cfn_class(zones, "CnameRecord")(pattern, id, **place, domain_name=own)
        return str(found.domain_name)
    alias = cfn_class("aws_route53_targets", "LoadBalancerTarget")(balancer)
    target = cfn_class(zones, "RecordTarget").from_alias(alias)
    return str(cfn_class(zones, "ARecord")(pattern, id, **place, target=target).domain_name)


def members(props: Any, name: str) -> dict[str, Any]:
    """Those of the options that another record has, too."""
    kind: Any = find(MODULE, name)
    return {each: value for each, value in props.items() if each in kind._members}


def record(name: str, options: Any) -> Any:
    """The options as a record of the patterns."""
    return given(MODULE, name, options)
