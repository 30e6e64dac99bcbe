"""What principals and identities promise, and the small records they hand out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from landform.cdk.core.checked import Checked

Conditions = Mapping[str, Any]
"""Operator -> key -> value, as IAM writes them."""

LITERAL = "LiteralString"
"""The key under which a principal that is a plain string, such as `*`, is kept."""


@dataclass(slots=True)
class PrincipalPolicyFragment(Checked):
    """A principal as a statement writes it, with the conditions it needs."""

    principal_json: dict[str, list[str]]
    conditions: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToPrincipalPolicyResult(Checked):
    """Whether a principal took a statement, and what has to exist for it to be in force."""

    statement_added: bool
    policy_dependable: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToResourcePolicyResult(Checked):
    """Whether a resource took a statement, and what has to exist for it to be in force."""

    statement_added: bool
    policy_dependable: Any = None


@runtime_checkable
class IGrantable(Protocol):
    """Something permissions can be given to."""

    @property
    def grant_principal(self) -> Any:
        """The principal that receives them."""


@runtime_checkable
class IPrincipal(IGrantable, Protocol):
    """A principal."""

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""

    def add_to_principal_policy(self, statement: Any) -> AddToPrincipalPolicyResult:
        """Add a statement to its own policy."""


@runtime_checkable
class IManagedPolicy(Protocol):
    """A managed policy."""

    @property
    def managed_policy_arn(self) -> str:
        """Its ARN."""


@runtime_checkable
class IIdentity(IPrincipal, Protocol):
    """A principal with policies of its own."""

    def attach_inline_policy(self, policy: Any) -> None:
        """Attach an inline policy."""

    def add_managed_policy(self, policy: Any) -> None:
        """Attach a managed policy."""


@runtime_checkable
class IRole(IIdentity, Protocol):
    """A role."""

    @property
    def role_arn(self) -> str:
        """Its ARN."""

    @property
    def role_name(self) -> str:
        """Its name."""


@runtime_checkable
class IUser(IIdentity, Protocol):
    """A user."""

    @property
    def user_name(self) -> str:
        """Its name."""


@runtime_checkable
class IGroup(IIdentity, Protocol):
    """A group."""

    @property
    def group_name(self) -> str:
        """Its name."""
