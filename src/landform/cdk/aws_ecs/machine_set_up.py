"""How machines join a cluster.

Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html and
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.enums import MachineImageType
from landform.cdk.aws_iam.policy_statement import PolicyStatement

_CONFIG: Final = "/etc/ecs/ecs.config"
#: Policies that machines with Bottlerocket need; the second is for their agent.
_BOTTLEROCKET: Final = (
    "AmazonSSMManagedInstanceCore",
    "service-role/AmazonEC2ContainerServiceforEC2Role",
)


def set_up_machines(cluster: Any, group: Any, options: Any) -> None:
    """Tell the machines of a group which cluster they are of, and let them join it."""
    if options.machine_image_type is MachineImageType.BOTTLEROCKET:
        _set_up_bottlerocket(cluster, group)
    elif group.os_type.name == "WINDOWS":
        _set_up_windows(cluster, group)
    else:
        _set_up_linux(cluster, group, options)
    _let_join(cluster, group)


def _set_up_bottlerocket(cluster: Any, group: Any) -> None:
    from landform.cdk.aws_iam.managed_policy import ManagedPolicy

    group.add_user_data("[settings.ecs]", f'cluster = "{cluster.cluster_name}"')
    for name in _BOTTLEROCKET:
        group.role.add_managed_policy(ManagedPolicy.from_aws_managed_policy_name(name))


def _set_up_windows(cluster: Any, group: Any) -> None:
    name = cluster.cluster_name
    settings = {
        "ECS_CLUSTER": f'"{name}"',
        "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE": '"true"',
        "ECS_AVAILABLE_LOGGING_DRIVERS": '\'["json-file","awslogs"]\'',
    }
    group.add_user_data(
        "Remove-Item -Recurse C:\\ProgramData\\Amazon\\ECS\\Cache",
        "Import-Module ECSTools",
        *(
            f'[Environment]::SetEnvironmentVariable("{each}", {value}, "Machine")'
            for each, value in settings.items()
        ),
        f"Initialize-ECSAgent -Cluster '{name}'",
    )


def _set_up_linux(cluster: Any, group: Any, options: Any) -> None:
    group.add_user_data(f"echo ECS_CLUSTER={cluster.cluster_name} >> {_CONFIG}")
    if options.spot_instance_draining and group.spot_price is not None:
        group.add_user_data(f"echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> {_CONFIG}")


def _let_join(cluster: Any, group: Any) -> None:
    here = {"ArnEquals": {"ecs:cluster": cluster.cluster_arn}}
    group.add_to_role_policy(
        PolicyStatement(
            actions=[
                "ecs:DeregisterContainerInstance",
                "ecs:RegisterContainerInstance",
                "ecs:Submit*",
            ],
            resources=[cluster.cluster_arn],
        )
    )
    group.add_to_role_policy(
        PolicyStatement(actions=["ecs:Poll", "ecs:StartTelemetrySession"], resources=["*"], conditions=here)
    )
    group.add_to_role_policy(
        PolicyStatement(
            actions=[
                "ecs:DiscoverPollEndpoint",
                "ecr:GetAuthorizationToken",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
            ],
            resources=["*"],
        )
    )
