"""Groups of users.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolgroup.html
"""

from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_cognito.visible import is_visible
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

_LONGEST_NAME: Final = 128  # letters
_LONGEST_DESCRIPTION: Final = 2048  # letters
_LAST: Final = 2**31 - 1


class UserPoolGroup(Native, Resource):
    """A group of users."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        user_pool: Any,
        description: str | None = None,
        group_name: str | None = None,
        precedence: float | None = None,
        role: Any = None,
    ) -> None:
        super().__init__(scope, id)
        _check(description, group_name, precedence)
        resource = cfn_class("aws_cognito", "CfnUserPoolGroup")(
            self,
            "Resource",
            user_pool_id=user_pool.user_pool_ref.user_pool_id,
            description=description,
            group_name=group_name,
            precedence=precedence,
            role_arn=role.role_ref.role_arn if role is not None else None,
        )
        self.group_name: str = resource.ref
        self.user_pool_group_ref = reference_of(
            group_name=self.group_name, user_pool_id=user_pool.user_pool_ref.user_pool_id
        )

    @staticmethod
    def from_group_name(scope: Any, id: str, group_name: str) -> "ImportedGroup":
        """A group that exists already."""
        return ImportedGroup(scope, id, group_name)


class ImportedGroup(Native, Resource):
    """A group that exists already."""

    def __init__(self, scope: Any, id: str, group_name: str) -> None:
        super().__init__(scope, id)
        self.group_name = group_name
        self.user_pool_group_ref = reference_of(group_name=group_name)


def _check(description: str | None, name: str | None, precedence: float | None) -> None:
    if description is not None and not is_unresolved(description) and len(description) > _LONGEST_DESCRIPTION:
        raise ValueError(
            f"`description` must be between 0 and {_LONGEST_DESCRIPTION} characters. Received: "
            f"{len(description)} characters"
        )
    if precedence is not None and not is_unresolved(precedence) and not 0 <= precedence <= _LAST:
        raise ValueError(f"`precedence` must be between 0 and {_LAST}. Received: {precedence:g}")
    if name is None or is_unresolved(name):
        return
    if not is_visible(name, _LONGEST_NAME):
        raise ValueError(
            f"`group_name` must have 1 to {_LONGEST_NAME} characters: letters, numbers and symbols, but no "
            "spaces."
        )
