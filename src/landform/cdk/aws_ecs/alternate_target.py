"""Where a load balancer sends requests while a service changes from one set of tasks to another.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-advancedconfiguration.html
"""

from typing import Any, Final

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

_ROLE_POLICY: Final = "AmazonECSInfrastructureRolePolicyForLoadBalancers"


class ListenerRuleConfiguration(AbstractChecked):
    """What ECS changes to send requests elsewhere."""

    @staticmethod
    def application_listener_rule(rule: Any) -> "ListenerRuleConfiguration":
        """A rule of an application load balancer."""
        return _Rule(rule.listener_rule_arn)

    @staticmethod
    def network_listener(listener: Any) -> "ListenerRuleConfiguration":
        """A listener of a network load balancer."""
        return _Rule(listener.listener_arn)


class _Rule(ListenerRuleConfiguration):
    """A rule by its ARN."""

    def __init__(self, arn: str) -> None:
        self.arn = arn


class AlternateTarget(Native):
    """The other target group, and what is changed to send requests to it."""

    def __init__(
        self,
        id: str,
        *,
        alternate_target_group: Any,
        production_listener: ListenerRuleConfiguration,
        role: Any = None,
        test_listener: ListenerRuleConfiguration | None = None,
    ) -> None:
        self._id = id
        self._group = alternate_target_group
        self._production: Any = production_listener
        self._test: Any = test_listener
        self._role = role

    def bind(self, scope: Any) -> Any:
        """As services have it."""
        config = {
            "alternate_target_group_arn": self._group.target_group_ref.target_group_arn,
            "role_arn": (self._role if self._role is not None else self._own_role(scope)).role_arn,
            "production_listener_rule": self._production.arn,
            "test_listener_rule": self._test.arn if self._test is not None else None,
        }
        return given("aws_ecs", "AlternateTargetConfig", config)

    def _own_role(self, scope: Any) -> Any:
        from landform.cdk.aws_iam import ManagedPolicy, Role, ServicePrincipal

        return Role(
            scope,
            f"{self._id}Role",
            assumed_by=ServicePrincipal("ecs.amazonaws.com"),
            managed_policies=[ManagedPolicy.from_aws_managed_policy_name(_ROLE_POLICY)],
        )
