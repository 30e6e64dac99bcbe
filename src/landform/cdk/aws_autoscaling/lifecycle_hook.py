"""Hooks that are called when machines start and end.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html
"""

from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_autoscaling.enums import DefaultResult, LifecycleTransition
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class LifecycleHook(Native, Resource):
    """A hook of a group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        lifecycle_transition: LifecycleTransition,
        default_result: DefaultResult | None = None,
        heartbeat_timeout: Duration | None = None,
        lifecycle_hook_name: str | None = None,
        notification_metadata: str | None = None,
        notification_target: Any = None,
        role: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=lifecycle_hook_name)
        target = None
        self._role: Any = None
        if notification_target is not None:
            target = notification_target.bind(self, lifecycle_hook=self, role=role)
            self._role = role if role is not None else target.created_role
        elif role is not None:
            raise ValueError("'notificationTarget' parameter required when 'role' parameter is specified")
        self._group_name: str = auto_scaling_group.auto_scaling_group_ref.auto_scaling_group_name
        resource = cfn_class("aws_autoscaling", "CfnLifecycleHook")(
            self,
            "Resource",
            auto_scaling_group_name=self._group_name,
            default_result=default_result,
            heartbeat_timeout=heartbeat_timeout.to_seconds() if heartbeat_timeout is not None else None,
            lifecycle_hook_name=self.physical_name,
            lifecycle_transition=lifecycle_transition,
            notification_metadata=notification_metadata,
            notification_target_arn=target.notification_target_arn if target is not None else None,
            role_arn=self._role.role_arn if self._role is not None else None,
        )
        if self._role is not None:
            resource.node.add_dependency(self._role)  # its policy has to be there when the hook is tried
        self.lifecycle_hook_name: str = resource.ref

    @property
    def lifecycle_hook_ref(self) -> Any:
        """As other resources name it."""
        return reference_of(
            auto_scaling_group_name=self._group_name, lifecycle_hook_name=self.lifecycle_hook_name
        )

    @property
    def role(self) -> Any:
        """The role that sends to the target; only with a target."""
        if self._role is None:
            raise ValueError(
                "'role' is undefined. Please specify a 'role' or specify a 'notificationTarget' to have a"
                " role provided for you."
            )
        return self._role
