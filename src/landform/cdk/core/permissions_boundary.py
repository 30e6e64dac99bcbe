"""A permissions boundary for every role and user below a stage or a stack.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

from typing import Any, Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

CONTEXT: Final = "@aws-cdk/core:permissionsBoundary"


class PermissionsBoundary(Checked):
    """A boundary by name or by ARN; `${Qualifier}` in it is that of the bootstrap resources."""

    def __init__(self, *, name: str | None = None, arn: str | None = None) -> None:
        self._policy = {key: value for key, value in (("name", name), ("arn", arn)) if value is not None}

    @staticmethod
    def from_name(name: str) -> "PermissionsBoundary":
        """A managed policy of the account that is deployed to."""
        return PermissionsBoundary(name=name)

    @staticmethod
    def from_arn(arn: str) -> "PermissionsBoundary":
        """A managed policy."""
        return PermissionsBoundary(arn=arn)

    def _bind(self, scope: Any) -> None:
        scope.node.set_context(CONTEXT, self._policy)


def apply_boundary(stack: Any) -> None:
    """Set the boundary that holds where the stack is, if there is one. Raises where it cannot be known."""
    wanted = stack.node.try_get_context(CONTEXT)
    if not wanted:
        return
    from landform.cdk.aws_iam.boundary import PermissionsBoundary as BoundaryAspects
    from landform.cdk.aws_iam.managed_policy import ManagedPolicy

    name, arn = wanted.get("name"), wanted.get("arn")
    text = _specialised(stack, str(arn if name is None else name))
    policy = (
        ManagedPolicy.from_managed_policy_name(stack, "PermissionsBoundary", text)
        if name is not None
        else ManagedPolicy.from_managed_policy_arn(stack, "PermissionsBoundary", text)
    )
    BoundaryAspects.of(stack).apply(policy)


def _specialised(stack: Any, text: str) -> str:
    from landform.ground.regions import region_partition

    qualifier = getattr(stack.synthesizer, "bootstrap_qualifier", None)
    if "${Qualifier}" in text and qualifier is None:
        raise ValueError(
            f"The permissions boundary {text} holds a qualifier, which the synthesizer of "
            f"'{stack.node.path}' does not have"
        )
    found = text.replace("${Qualifier}", str(qualifier))
    if not is_unresolved(stack.account):
        found = found.replace("${AWS::AccountId}", stack.account)
    if not is_unresolved(stack.region):
        found = found.replace("${AWS::Region}", stack.region)
        found = found.replace("${AWS::Partition}", region_partition(stack.region))
    if "${" in found:
        raise ValueError(
            f"The permissions boundary {found} includes a pseudo parameter, which is not supported for "
            "environment agnostic stacks"
        )
    return found
