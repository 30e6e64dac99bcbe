"""The removal policy of all resources below a construct."""

from collections.abc import Sequence
from typing import Any, Final, Self

from landform.cdk.core.aspects import AspectPriority, Aspects
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native

_POLICIES: Final = {
    "destroy": RemovalPolicy.DESTROY,
    "retain": RemovalPolicy.RETAIN,
    "snapshot": RemovalPolicy.SNAPSHOT,
    "retain_on_update_or_delete": RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
}


class RemovalPolicies(Native):
    """Sets the policy of all resources below a construct, those that have one too."""

    _only_missing = False

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @classmethod
    def of(cls, scope: Any) -> Self:
        """The policies below a construct."""
        return cls(scope)

    def apply(
        self,
        policy: RemovalPolicy,
        *,
        apply_to_resource_types: Sequence[str] | None = None,
        exclude_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
    ) -> None:
        """Set a policy; only for some types of resources, or for all but some."""
        rank = AspectPriority.MUTATING if priority is None else priority
        aspect = _Policy(policy, apply_to_resource_types, exclude_resource_types or (), self._only_missing)
        Aspects.of(self._scope).add(aspect, priority=rank)

    def destroy(
        self,
        *,
        apply_to_resource_types: Sequence[str] | None = None,
        exclude_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
    ) -> None:
        """Delete resources that are taken out."""
        self._apply("destroy", apply_to_resource_types, exclude_resource_types, priority)

    def retain(
        self,
        *,
        apply_to_resource_types: Sequence[str] | None = None,
        exclude_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
    ) -> None:
        """Keep resources that are taken out."""
        self._apply("retain", apply_to_resource_types, exclude_resource_types, priority)

    def snapshot(
        self,
        *,
        apply_to_resource_types: Sequence[str] | None = None,
        exclude_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
    ) -> None:
        """Keep a snapshot of resources that are taken out."""
        self._apply("snapshot", apply_to_resource_types, exclude_resource_types, priority)

    def retain_on_update_or_delete(
        self,
        *,
        apply_to_resource_types: Sequence[str] | None = None,
        exclude_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
    ) -> None:
        """Keep resources that are taken out, unless their creation is being rolled back."""
        self._apply("retain_on_update_or_delete", apply_to_resource_types, exclude_resource_types, priority)

    def _apply(self, name: str, types: Any, others: Any, priority: float | None) -> None:
        self.apply(
            _POLICIES[name],
            apply_to_resource_types=types,
            exclude_resource_types=others,
            priority=priority,
        )


class MissingRemovalPolicies(RemovalPolicies):
    """The same for resources that have no policy."""

    _only_missing = True


class _Policy:
    """Sets a policy where it applies."""

    def __init__(
        self, policy: RemovalPolicy, types: Sequence[str] | None, others: Sequence[str], missing: bool
    ) -> None:
        self._policy = policy
        self._types = types
        self._others = others
        self._only_missing = missing

    def visit(self, node: Any) -> None:
        if not isinstance(node, CfnResource):
            return
        kind = node.cfn_resource_type
        if kind in self._others or (self._types is not None and len(self._types) and kind not in self._types):
            return
        options = node.cfn_options
        if self._only_missing and (options.deletion_policy or options.update_replace_policy):
            return
        node.apply_removal_policy(self._policy)
