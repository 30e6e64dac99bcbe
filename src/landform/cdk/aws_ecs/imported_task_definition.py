"""Task definitions that exist already.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definitions.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import Compatibility, NetworkMode
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import given

ON_EC2: Final = frozenset(
    (Compatibility.EC2, Compatibility.EC2_AND_FARGATE, Compatibility.EC2_AND_MANAGED_INSTANCES)
)
ON_FARGATE: Final = frozenset(
    (Compatibility.FARGATE, Compatibility.EC2_AND_FARGATE, Compatibility.FARGATE_AND_MANAGED_INSTANCES)
)
ON_MANAGED: Final = frozenset(
    (
        Compatibility.MANAGED_INSTANCES,
        Compatibility.EC2_AND_MANAGED_INSTANCES,
        Compatibility.FARGATE_AND_MANAGED_INSTANCES,
    )
)


class TaskDefinitionBase(Native, Resource):
    """What task definitions of the app and imported ones share."""

    compatibility: Compatibility
    execution_role: Any = None
    task_definition_arn: str

    @property
    def is_ec2_compatible(self) -> bool:
        """Whether it can run on machines of the account."""
        return self.compatibility in ON_EC2

    @property
    def is_fargate_compatible(self) -> bool:
        """Whether it can run on Fargate."""
        return self.compatibility in ON_FARGATE

    @property
    def is_external_compatible(self) -> bool:
        """Whether it can run on machines outside of AWS."""
        return self.compatibility is Compatibility.EXTERNAL

    @property
    def is_managed_instances_compatible(self) -> bool:
        """Whether it can run on machines that ECS manages."""
        return self.compatibility in ON_MANAGED


class ImportedTaskDefinition(TaskDefinitionBase):
    """One that exists already."""

    def __init__(self, scope: Any, id: str, known: Any) -> None:
        super().__init__(scope, id, environment_from_arn=known.task_definition_arn)
        self.task_definition_arn = known.task_definition_arn
        self.execution_role = known.execution_role
        self.compatibility = known.compatibility or Compatibility.EC2_AND_FARGATE
        self._network_mode: NetworkMode | None = known.network_mode
        self._task_role = known.task_role

    @property
    def network_mode(self) -> NetworkMode:
        """The network of its containers; raises ValueError where it was not said."""
        if self._network_mode is None:
            raise _unknown("networkMode")
        return self._network_mode

    @property
    def task_role(self) -> Any:
        """What its containers may do; raises ValueError where it was not said."""
        if self._task_role is None:
            raise _unknown("taskRole")
        return self._task_role


def imported(scope: Any, id: str, attributes: dict[str, Any]) -> ImportedTaskDefinition:
    """One that exists already, with what is known of it."""
    return ImportedTaskDefinition(scope, id, given("aws_ecs", "TaskDefinitionAttributes", attributes))


def _unknown(name: str) -> ValueError:
    return ValueError(
        f"This operation requires the {name} of the imported task definition: give it to "
        "fromTaskDefinitionAttributes()"
    )
