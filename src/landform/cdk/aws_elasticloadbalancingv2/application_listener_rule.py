"""Rules of application listeners.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-listenerrule.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_elasticloadbalancingv2.listener_action import ListenerAction
from landform.cdk.constructs import Construct
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import cfn_class


class ApplicationListenerRule(Native, Construct):
    """What is done with requests that meet conditions."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        listener: Any,
        priority: float,
        action: ListenerAction | None = None,
        conditions: Sequence[Any] | None = None,
        target_groups: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._conditions = list(conditions or ())
        self._action: ListenerAction | None = None
        self._listener = listener
        if not self._conditions:
            raise ValueError("At least one of 'conditions' is required when defining a load balancing rule.")
        if action is not None and target_groups is not None:
            raise ValueError("'action,targetGroups' specified together, specify only one")
        if priority <= 0:
            raise ValueError("Priority must have value greater than or equal to 1")
        resource = cfn_class("aws_elasticloadbalancingv2", "CfnListenerRule")(
            self,
            "Resource",
            listener_arn=listener.listener_arn,
            priority=priority,
            conditions=Lazy.any(lambda: [each.render_raw_condition() for each in self._conditions]),
            actions=Lazy.any(lambda: self._action.render_rule_actions() if self._action is not None else []),
        )
        self.listener_rule_arn: str = resource.ref
        if action is not None:
            self.configure_action(action)
        if target_groups is not None:
            self.configure_action(ListenerAction.forward(target_groups))
        self.node.add_validation(self._validate_listener_rule)

    def add_condition(self, condition: Any) -> None:
        """Ask for more of the requests."""
        self._conditions.append(condition)

    def configure_action(self, action: ListenerAction) -> None:
        """What is done; it takes the place of what was said before."""
        if self._action is not None:
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-elbv2:albListnerRuleDefaultActionReplaced",
                "An Action already existed on this ListenerRule and was replaced. Configure exactly one "
                "default Action.",
            )
        action.bind(self, self._listener, self)
        self._action = action

    def _validate_listener_rule(self) -> list[str]:
        return ["Listener rule needs at least one action"] if self._action is None else []
