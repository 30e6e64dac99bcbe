"""What network listeners do with connections.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_elasticloadbalancingv2.listener_action import (
    ActionChain,
    Json,
    forwarding,
    weighted_forwarding,
)
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given


class NetworkListenerAction(ActionChain):
    """What is done with a connection."""

    @staticmethod
    def forward(
        target_groups: Sequence[Any], *, stickiness_duration: Duration | None = None
    ) -> "NetworkListenerAction":
        """Hand on to target groups, to all of them alike."""
        return _Forward(
            target_groups, forwarding(target_groups, stickiness_duration, "NetworkListenerAction")
        )

    @staticmethod
    def weighted_forward(
        target_groups: Sequence[Any], *, stickiness_duration: Duration | None = None
    ) -> "NetworkListenerAction":
        """Hand on to target groups, to each by its weight."""
        kind = "NetworkWeightedTargetGroup"
        groups = [given("aws_elasticloadbalancingv2", kind, each) for each in target_groups]
        action = weighted_forwarding(groups, stickiness_duration, "NetworkListenerAction")
        return _Forward([each.target_group for each in groups], action)

    def bind(self, scope: Any, listener: Any) -> None:
        """Called where the action is given to a listener."""
        if self._next is not None:
            self._next.bind(scope, listener)


class _Forward(NetworkListenerAction):
    def __init__(self, target_groups: Sequence[Any], action: Json) -> None:
        super().__init__(action)
        self._groups = target_groups

    def bind(self, scope: Any, listener: Any) -> None:
        super().bind(scope, listener)
        for each in self._groups:
            each.register_listener(listener)
