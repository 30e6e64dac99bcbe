"""Functions that are asked at stages of a deployment.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ecs.enums import DeploymentLifecycleStage
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class DeploymentLifecycleLambdaTarget(Native):
    """A function that says whether a deployment goes on."""

    def __init__(
        self,
        handler: Any,
        id: str,
        *,
        lifecycle_stages: Sequence[DeploymentLifecycleStage],
        role: Any = None,
    ) -> None:
        self._handler = handler
        self._id = id
        self._stages = list(lifecycle_stages)
        self._role: Any = role

    @property
    def role(self) -> Any:
        """The role that calls it; raises ValueError before the service has made one."""
        if self._role is None:
            raise ValueError(f"The role of hook '{self._id}' is made when the hook is added to a service")
        return self._role

    def bind(self, scope: Any) -> Any:
        """The function and its stages; the role may call it."""
        if self._role is None:
            from landform.cdk.aws_iam import Role, ServicePrincipal

            self._role = Role(scope, f"{self._id}Role", assumed_by=ServicePrincipal("ecs.amazonaws.com"))
            self._handler.grant_invoke(self._role)
        config = {
            "lifecycle_stages": self._stages,
            "target_arn": self._handler.function_arn,
            "role": self._role,
        }
        return given("aws_ecs", "DeploymentLifecycleHookTargetConfig", config)
