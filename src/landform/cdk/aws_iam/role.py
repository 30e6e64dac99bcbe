"""Roles.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.identity import Identity
from landform.cdk.aws_iam.policy import l1
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.precreated import customize, take_over
from landform.cdk.aws_iam.principals import AccountPrincipal, ArnPrincipal, ServicePrincipal
from landform.cdk.aws_iam.protocols import PrincipalPolicyFragment
from landform.cdk.aws_iam.wrapped import add_to_trust
from landform.cdk.core.checked import Checked
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved

MIN_SESSION = 3600
MAX_SESSION = 43200
MAX_DESCRIPTION = 1000

_PATH = re.compile(r"/|/[!-~]+/")  # of the API of IAM


class RoleGrants(Checked):
    """The grants on a role."""

    def __init__(self, role: Any) -> None:
        self._role = role

    @staticmethod
    def from_role(role: Any) -> "RoleGrants":
        """The grants on a role."""
        return RoleGrants(role)

    def assume_role(self, identity: Any) -> Grant:
        """Let an identity assume the role."""
        if isinstance(identity, ServicePrincipal | AccountPrincipal):
            raise ValueError(
                "Cannot use a service or account principal with grantAssumeRole, use assumeRolePolicy "
                "instead."
            )
        return self._grant(identity, ["sts:AssumeRole"])

    def pass_role(self, identity: Any) -> Grant:
        """Let an identity hand the role to services."""
        return self._grant(identity, ["iam:PassRole"])

    def _grant(self, identity: Any, actions: Sequence[str]) -> Grant:
        return Grant.add_to_principal(grantee=identity, actions=actions, resource_arns=[self._role.role_arn])


class RoleLike:
    """What everything that stands for a role can do with its ARN."""

    role_arn: str

    @property
    def grants(self) -> RoleGrants:
        """The grants on the role."""
        return RoleGrants(self)

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return ArnPrincipal(self.role_arn).policy_fragment

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Let a principal do things with the role."""
        return Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=[self.role_arn])

    def grant_assume_role(self, identity: Any) -> Grant:
        """Let an identity assume the role."""
        return self.grants.assume_role(identity)

    def grant_pass_role(self, identity: Any) -> Grant:
        """Let an identity hand the role to services."""
        return self.grants.pass_role(identity)

    def dedupe_string(self) -> str | None:
        """What tells it apart from others."""
        return f"Role:{self.role_arn}"


class Role(RoleLike, Identity):
    """A role."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        assumed_by: Any,
        description: str | None = None,
        external_ids: Sequence[str] | None = None,
        inline_policies: Mapping[str, PolicyDocument] | None = None,
        managed_policies: Sequence[Any] | None = None,
        max_session_duration: Duration | None = None,
        path: str | None = None,
        permissions_boundary: Any = None,
        role_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=role_name)
        _check_name(role_name)
        _check_description(description)
        _check_session(max_session_duration)
        _check_path(path)
        self.assume_role_policy = _trust_policy(assumed_by, external_ids or ())
        self.permissions_boundary = permissions_boundary
        self._inline = {
            name: policy for name, policy in (inline_policies or {}).items() if not policy.is_empty
        }
        self._frozen_roles: dict[bool, Any] = {}
        for policy in managed_policies or ():
            self.add_managed_policy(policy)
        resource = l1("CfnRole")(
            self,
            "Resource",
            assume_role_policy_document=self.assume_role_policy,
            managed_policy_arns=self._managed_arns(),
            policies=[{"PolicyName": name, "PolicyDocument": policy} for name, policy in self._inline.items()]
            or None,
            path=path,
            permissions_boundary=permissions_boundary.managed_policy_arn if permissions_boundary else None,
            role_name=self.physical_name,
            max_session_duration=max_session_duration.to_seconds() if max_session_duration else None,
            description=description or None,
        )
        self.role_id: str = resource.attr_role_id
        self.role_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {
                "region": "",
                "service": "iam",
                "resource": "role",
                "resource_name": f"{(path or '/')[1:]}{self.physical_name}",
            },
        )
        self.role_name = self._get_resource_name_attribute(resource.ref)
        self.is_made_elsewhere = take_over(self, resource)
        self.node.add_validation(self._problems)

    @staticmethod
    def customize_roles(
        scope: Any,
        *,
        prevent_synthesis: bool | None = None,
        use_precreated_roles: Mapping[str, str] | None = None,
    ) -> None:
        """Make no roles inside the scope: take those of the names (by path), and write a report of all.

        With `prevent_synthesis=False` the roles are made all the same.
        """
        customize(scope, prevents=prevent_synthesis is not False, names=use_precreated_roles or {})

    @staticmethod
    def from_lookup(
        scope: Any,
        id: str,
        *,
        role_name: str,
        add_grants_to_resources: bool | None = None,
        default_policy_name: str | None = None,
        mutable: bool | None = None,
    ) -> Any:
        """A role looked up by its name when the app is synthesized."""
        from landform.cdk.core.context_provider import DUMMY_ACCOUNT, cloud_control_value
        from landform.cdk.core.stack import Stack

        if is_unresolved(role_name):
            raise ValueError("All arguments to look up a role must be concrete (no Tokens)")
        dummy = Stack.of(scope).format_arn(
            service="iam", account=DUMMY_ACCOUNT, resource="role", resource_name="DUMMY_ARN"
        )
        found = cloud_control_value(
            scope,
            type_name="AWS::IAM::Role",
            exact_identifier=role_name,
            properties=["Arn"],
            dummy={"Arn": dummy},
        )
        from landform.cdk.aws_iam.imported_role import import_role

        return import_role(
            scope,
            id,
            found["Arn"],
            name=role_name,
            grants_to_resources=bool(add_grants_to_resources),
            default_policy_name=default_policy_name,
            mutable=mutable is not False,
        )

    @staticmethod
    def from_role_arn(
        scope: Any,
        id: str,
        role_arn: str,
        *,
        add_grants_to_resources: bool | None = None,
        default_policy_name: str | None = None,
        mutable: bool | None = None,
    ) -> Any:
        """A role that exists already, by its ARN."""
        from landform.cdk.aws_iam.imported_role import import_role

        return import_role(
            scope,
            id,
            role_arn,
            grants_to_resources=bool(add_grants_to_resources),
            default_policy_name=default_policy_name,
            mutable=mutable is not False,
        )

    @staticmethod
    def from_role_name(
        scope: Any,
        id: str,
        role_name: str,
        *,
        add_grants_to_resources: bool | None = None,
        default_policy_name: str | None = None,
        mutable: bool | None = None,
    ) -> Any:
        """A role of the account that exists already, by its name."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(region="", service="iam", resource="role", resource_name=role_name)
        from landform.cdk.aws_iam.imported_role import import_role

        return import_role(
            scope,
            id,
            arn,
            name=role_name,
            grants_to_resources=bool(add_grants_to_resources),
            default_policy_name=default_policy_name,
            mutable=mutable is not False,
        )

    @staticmethod
    def is_role(x: Any) -> bool:
        """Whether it is a role of this app."""
        return isinstance(x, Role)

    @property
    def principal_account(self) -> str:
        """The account it is in."""
        found: str = self.env.account
        return found

    def apply_removal_policy(self, policy: RemovalPolicy) -> None:
        """Say what becomes of the role and of its default policy."""
        super().apply_removal_policy(policy)
        if self._default_policy is not None:
            self._default_policy.apply_removal_policy(policy)

    def without_policy_updates(self, *, add_grants_to_resources: bool | None = None) -> Any:
        """The same role, to which no policy is added any more."""
        from landform.cdk.aws_iam.imported_role import ImmutableRole

        key = bool(add_grants_to_resources)
        if key not in self._frozen_roles:
            suffix = "WithAddGrantsToResources" if key else ""
            self._frozen_roles[key] = ImmutableRole(self, f"ImmutableRole{self.node.addr}{suffix}", self, key)
        return self._frozen_roles[key]

    def _attach_default(self, policy: Any) -> None:
        policy.attach_to_role(self)

    def _problems(self) -> list[str]:
        problems = list(self.assume_role_policy.validate_for_trust_policy())
        for policy in self._inline.values():
            problems.extend(policy.validate_for_identity_policy())
        return problems


def _trust_policy(principal: Any, external_ids: Sequence[str]) -> PolicyDocument:
    document = PolicyDocument()
    written: list[PolicyStatement] = []

    class _Collected:
        def add_statements(self, *statements: PolicyStatement) -> None:
            written.extend(statements)

    add_to_trust(principal, _Collected())
    for statement in written:
        if external_ids:
            ids = external_ids[0] if len(external_ids) == 1 else list(external_ids)
            statement.add_condition("StringEquals", {"sts:ExternalId": ids})
        document.add_statements(statement)
    return document


def _check_name(name: str | None) -> None:
    import re

    if name is not None and not is_unresolved(name) and not re.fullmatch(r"[\w+=,.@-]{1,64}", name):
        raise ValueError(
            "Invalid roleName. The name must be 1 to 64 alphanumeric characters or any of _+=,.@-. "
            f"Got: {name}"
        )


def _check_description(description: str | None) -> None:
    if description and not is_unresolved(description) and len(description) > MAX_DESCRIPTION:
        raise ValueError("Role description must be no longer than 1000 characters.")


def _check_session(duration: Duration | None) -> None:
    if duration is None or duration.is_unresolved():
        return
    seconds = duration.to_seconds()
    if seconds < MIN_SESSION or seconds > MAX_SESSION:
        raise ValueError(
            f"maxSessionDuration is set to {seconds}, but must be >= 3600sec (1hr) and <= 43200sec (12hrs)"
        )


def _check_path(path: str | None) -> None:
    if path and not is_unresolved(path) and not _PATH.fullmatch(path):
        raise ValueError(
            "A role's path is `/`, or printable characters without blanks between slashes, as in `/team/`; "
            f"got `{path}`."
        )
