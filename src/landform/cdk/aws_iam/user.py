"""Users.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-user.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.identity import Identity
from landform.cdk.aws_iam.policy import l1
from landform.cdk.aws_iam.principals import ArnPrincipal
from landform.cdk.aws_iam.protocols import PrincipalPolicyFragment
from landform.cdk.core.arn import Arn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.secret_value import SecretValue
from landform.cdk.core.tokens import is_unresolved


class _UserLike(Identity):
    user_arn: str
    user_name: str

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return ArnPrincipal(self.user_arn).policy_fragment

    def _attach_default(self, policy: Any) -> None:
        policy.attach_to_user(self)


class User(_UserLike):
    """A user."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        groups: Sequence[Any] | None = None,
        managed_policies: Sequence[Any] | None = None,
        password: SecretValue | None = None,
        password_reset_required: bool | None = None,
        path: str | None = None,
        permissions_boundary: Any = None,
        user_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=user_name)
        self._groups: list[Any] = []
        for policy in managed_policies or ():
            self.add_managed_policy(policy)
        self.permissions_boundary = permissions_boundary
        resource = l1("CfnUser")(
            self,
            "Resource",
            user_name=self.physical_name,
            groups=Lazy.any(lambda: [each.group_name for each in self._groups] or None),
            managed_policy_arns=self._managed_arns(),
            path=path,
            permissions_boundary=permissions_boundary.managed_policy_arn if permissions_boundary else None,
            login_profile=_login(password, password_reset_required),
        )
        self.user_name = self._get_resource_name_attribute(resource.ref)
        self.user_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"region": "", "service": "iam", "resource": "user", "resource_name": self.physical_name},
        )
        for group in groups or ():
            self.add_to_group(group)

    @staticmethod
    def from_user_name(scope: Any, id: str, user_name: str) -> "ImportedUser":
        """A user of the account that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(service="iam", region="", resource="user", resource_name=user_name)
        return ImportedUser(scope, id, arn, user_name)

    @staticmethod
    def from_user_arn(scope: Any, id: str, user_arn: str) -> "ImportedUser":
        """A user that exists already."""
        return ImportedUser(scope, id, user_arn, None)

    @staticmethod
    def from_user_attributes(scope: Any, id: str, *, user_arn: str) -> "ImportedUser":
        """A user that exists already."""
        return ImportedUser(scope, id, user_arn, None)

    @property
    def principal_account(self) -> str:
        """The account it is in."""
        found: str = self.env.account
        return found

    def add_to_group(self, group: Any) -> None:
        """Make it a member of a group."""
        self._groups.append(group)


class ImportedUser(_UserLike):
    """A user that exists already."""

    _default_policy_id = "Policy"

    def __init__(self, scope: Any, id: str, arn: str, name: str | None) -> None:
        super().__init__(scope, id, environment_from_arn=None if is_unresolved(arn) else arn)
        self.user_arn = arn
        found = name or Arn.extract_resource_name(arn, "user")
        self.user_name = found.rsplit("/", 1)[-1]
        self._memberships = 0

    @property
    def principal_account(self) -> str:
        """The account it is in."""
        found: str = self.env.account
        return found

    def add_to_group(self, group: Any) -> None:
        """Make it a member of a group, by a resource in the group's stack."""
        from landform.cdk.core.stack import Stack

        name = f"{self.user_name}Group{self._memberships}"
        self._memberships += 1
        l1("CfnUserToGroupAddition")(
            Stack.of(group), name, group_name=group.group_name, users=[self.user_name]
        )

    def add_managed_policy(self, policy: Any) -> None:
        """Refuse: only the owner of the user can."""
        raise ValueError("Cannot add managed policy to imported User")


def _login(password: SecretValue | None, reset: bool | None) -> dict[str, Any] | None:
    if password is not None:
        login: dict[str, Any] = {"Password": password.unsafe_unwrap()}
        return login if reset is None else {**login, "PasswordResetRequired": reset}
    if reset:
        raise ValueError('Cannot set "passwordResetRequired" without specifying "initialPassword"')
    return None
