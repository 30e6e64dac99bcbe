"""Permissions boundaries of everything below a construct."""

from typing import Any

from landform.cdk.core.aspects import Aspects
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.checked import Checked

_BOUNDED = ("AWS::IAM::Role", "AWS::IAM::User")


class PermissionsBoundary(Checked):
    """The boundary of all roles and users below a construct."""

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @staticmethod
    def of(scope: Any) -> "PermissionsBoundary":
        """The boundary of a construct."""
        return PermissionsBoundary(scope)

    def apply(self, boundary_policy: Any) -> None:
        """Set it."""
        Aspects.of(self._scope).add(_Boundary(boundary_policy.managed_policy_arn))

    def clear(self) -> None:
        """Take it away."""
        Aspects.of(self._scope).add(_Boundary(None))


class _Boundary:
    def __init__(self, arn: str | None) -> None:
        self._arn = arn

    def visit(self, node: Any) -> None:
        if isinstance(node, CfnResource) and node.cfn_resource_type in _BOUNDED:
            if self._arn is None:
                node.add_property_deletion_override("PermissionsBoundary")
            else:
                node.add_property_override("PermissionsBoundary", self._arn)
