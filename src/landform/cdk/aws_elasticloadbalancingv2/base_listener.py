"""What the listeners of application and network load balancers share.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-listener.html
"""

from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.attributes import Attributes
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

POST_QUANTUM_FLAG: Final = "@aws-cdk/aws-elasticloadbalancingv2:usePostQuantumTlsPolicy"


class BaseListener(Native, Resource):
    """A listener."""

    def __init__(self, scope: Any, id: str, additional_props: Any) -> None:
        super().__init__(scope, id)
        self._default_action: Any = None
        self._attributes = Attributes()
        resource = cfn_class("aws_elasticloadbalancingv2", "CfnListener")(
            self,
            "Resource",
            **additional_props,
            default_actions=Lazy.any(
                lambda: self._default_action.render_actions() if self._default_action is not None else []
            ),
            listener_attributes=self._attributes.rendered(),
        )
        self.listener_arn: str = resource.ref
        self.node.add_validation(self._validate_listener)

    def set_attribute(self, key: str, value: str | None = None) -> None:
        """Set an attribute that has no option of its own."""
        self._attributes.set(key, value)

    def remove_attribute(self, key: str) -> None:
        """Leave an attribute to AWS."""
        self.set_attribute(key, None)

    def _replace_default_action(self, action: Any) -> None:
        if self._default_action is not None:
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-elbv2:listenerExistingDefaultActionReplaced",
                "A default Action already existed on this Listener and was replaced. Configure exactly one "
                "default Action.",
            )
        self._default_action = action

    def _validate_listener(self) -> list[str]:
        if self._default_action is None:
            return [
                "Listener needs at least one default action or target group (call addTargetGroups or "
                "addAction)"
            ]
        return []


def uses_post_quantum(scope: Any) -> bool:
    """Whether listeners that say nothing take a policy with post-quantum key exchange."""
    return bool(FeatureFlags.of(scope).is_enabled(POST_QUANTUM_FLAG))
