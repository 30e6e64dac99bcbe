"""What SageMaker's tasks with a role, and perhaps a network, share."""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.path_token import path_of_text
from landform.cdk.aws_stepfunctions_tasks.service_task import ServiceTask, allow
from landform.cdk.core.tokens import is_unresolved

NETWORK_ACTIONS: Final = (
    *("ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface"),
    *("ec2:DeleteNetworkInterfacePermission", "ec2:DescribeNetworkInterfaces", "ec2:DescribeVpcs"),
    *("ec2:DescribeDhcpOptions", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"),
)
DEFAULT_TYPE: Final = "m4.xlarge"


class NetworkedTask(ServiceTask):
    """A task that is granted things, and may stand in a VPC."""

    _vpc: Any = None
    _subnets: Sequence[str] = ()

    def _placed(self, vpc: Any, selection: Any, group_id: str) -> None:
        """Put the task into a VPC."""
        from landform.cdk.aws_ec2.connections import Connections
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        self._vpc = vpc
        self._connections: Any = Connections()
        self._security_groups: list[Any] = []
        if vpc is not None:
            group = SecurityGroup(self, group_id, vpc=vpc)
            self._security_groups.append(group)
            self._connections.add_security_group(group)
            self._subnets = vpc.select_subnets(**dict(selection or {})).subnet_ids

    @property
    def connections(self) -> Any:
        """Which network connections are allowed."""
        return self._connections

    @property
    def grant_principal(self) -> Any:
        """The role's principal."""
        return self._role.grant_principal

    @property
    def role(self) -> Any:
        """The role."""
        return self._role

    _role: Any = None

    def add_security_group(self, security_group: Any) -> None:
        """Let the task have another security group."""
        self._security_groups.append(security_group)

    def _network(self) -> dict[str, Any] | None:
        if self._vpc is None:
            return None
        groups = [each.security_group_id for each in self._security_groups]
        return {"SecurityGroupIds": groups, "Subnets": self._subnets}

    def _pass_role(self) -> PolicyStatement:
        return pass_role(self._role)


def pass_role(role: Any) -> PolicyStatement:
    """Step Functions may hand a role to SageMaker."""
    condition = {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}
    return allow("iam:PassRole", role.role_arn, conditions=condition)


def named(name: str, *, is_start: bool = False) -> str:
    """A name in an ARN: all where it is known at run time only."""
    if path_of_text(name) is not None or name.startswith("{%"):
        return "*"
    return f"{name}*" if is_start else name


def instance_type(kind: Any) -> str:
    """A type of machines as SageMaker names it."""
    name: str = kind.to_string()
    return name if is_unresolved(name) else f"ml.{name}"
