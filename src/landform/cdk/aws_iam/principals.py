"""Principals: who a statement is about.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Self

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import (
    LITERAL,
    AddToPrincipalPolicyResult,
    Conditions,
    PrincipalPolicyFragment,
)
from landform.cdk.aws_iam.stack_dependent import StackDependent, own_account, root_arn
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved, token_text

_ORGANIZATION = re.compile(r"o-[a-z0-9]{10,32}")
_SERVICE = re.compile(r"([^.]+)(?:\.amazonaws\.com(?:\.cn)?)?\Z")


class PrincipalBase(Checked):
    """What all principals share: no policy of their own, and `sts:AssumeRole`."""

    assume_role_action = "sts:AssumeRole"

    @property
    def grant_principal(self) -> Self:
        """Itself."""
        return self

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        raise TypeError(f"{type(self).__name__} does not say how statements name it (policy_fragment)")

    @property
    def principal_account(self) -> str | None:
        """The account it is in, where that is known."""
        return None

    def add_to_policy(self, statement: PolicyStatement) -> bool:
        """Whether its policy took the statement."""
        return self.add_to_principal_policy(statement).statement_added

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Nothing: it has no policy of its own."""
        del statement
        return AddToPrincipalPolicyResult(statement_added=False)

    def add_to_assume_role_policy(self, document: Any) -> None:
        """Let it assume the role whose trust policy this is."""
        statement = PolicyStatement(actions=[self.assume_role_action], principals=[self])
        document.add_statements(statement)

    def dedupe_string(self) -> str | None:
        """What tells it apart from others."""
        return f"{type(self).__name__}:{json.dumps(self.policy_fragment.principal_json, default=str)}"

    def with_conditions(self, conditions: Conditions) -> Any:
        """The same principal under conditions."""
        from landform.cdk.aws_iam.wrapped import PrincipalWithConditions

        return PrincipalWithConditions(self, conditions)

    def with_session_tags(self) -> Any:
        """The same principal, allowed to pass session tags."""
        from landform.cdk.aws_iam.wrapped import SessionTagsPrincipal

        return SessionTagsPrincipal(self)

    def to_json(self) -> dict[str, list[str]]:
        """How statements name it."""
        return self.policy_fragment.principal_json

    def to_string(self) -> str:
        """As text."""
        return json.dumps(self.policy_fragment.principal_json, default=str)

    def __str__(self) -> str:
        return self.to_string()


class ComparablePrincipal(Checked):
    """Tells principals apart."""

    @staticmethod
    def is_comparable_principal(x: Any) -> bool:
        """Whether it can say what tells it apart."""
        return hasattr(x, "dedupe_string")

    @staticmethod
    def dedupe_string_for(x: Any) -> str | None:
        """What tells it apart."""
        found: str | None = x.dedupe_string() if ComparablePrincipal.is_comparable_principal(x) else None
        return found


class JsonPrincipal(PrincipalBase):
    """A principal in the form a statement's JSON has it."""

    def __init__(self, written: Any) -> None:
        if isinstance(written, str):
            self._written: dict[str, list[str]] = {LITERAL: [written]}
        elif isinstance(written, Mapping):
            self._written = {
                key: list(value) if isinstance(value, list) else [value] for key, value in written.items()
            }
        else:
            raise ValueError("JSON IAM principal should be an object, got " + json.dumps(written))

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment(self._written)


class ArnPrincipal(PrincipalBase):
    """A principal by its ARN."""

    def __init__(self, arn: str) -> None:
        self.arn = arn

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment({"AWS": [self.arn]})

    def in_organization(self, organization_id: str) -> Any:
        """The same principal while it is part of an organization."""
        return self.with_conditions({"StringEquals": {"aws:PrincipalOrgID": organization_id}})

    def to_string(self) -> str:
        """As text."""
        return f"ArnPrincipal({self.arn})"


class AccountPrincipal(ArnPrincipal):
    """All identities of an account, as far as the account allows it."""

    def __init__(self, account_id: Any) -> None:
        if not isinstance(account_id, str):
            raise ValueError("accountId should be of type string")
        super().__init__(root_arn(account_id))
        self.account_id = account_id

    @property
    def principal_account(self) -> str | None:
        """The account."""
        return self.account_id

    def dedupe_string(self) -> str | None:
        """What tells it apart from others."""
        return f"AccountPrincipal:{self.account_id}"

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment({"AWS": [self.arn]})

    def to_string(self) -> str:
        """As text."""
        return f"AccountPrincipal({self.account_id})"


class AccountRootPrincipal(AccountPrincipal):
    """The account of the stack it is used in."""

    def __init__(self) -> None:
        super().__init__(own_account())

    def to_string(self) -> str:
        """As text."""
        return "AccountRootPrincipal()"


class AnyPrincipal(ArnPrincipal):
    """Everyone, written as an AWS principal."""

    def __init__(self) -> None:
        super().__init__("*")

    def to_string(self) -> str:
        """As text."""
        return "AnyPrincipal()"


class StarPrincipal(PrincipalBase):
    """Everyone, written as a plain `*`."""

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment({LITERAL: ["*"]})

    def to_string(self) -> str:
        """As text."""
        return "StarPrincipal()"


class CanonicalUserPrincipal(PrincipalBase):
    """A user by its canonical id."""

    def __init__(self, canonical_user_id: str) -> None:
        self.canonical_user_id = canonical_user_id

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment({"CanonicalUser": [self.canonical_user_id]})

    def to_string(self) -> str:
        """As text."""
        return f"CanonicalUserPrincipal({self.canonical_user_id})"


class OrganizationPrincipal(PrincipalBase):
    """Everyone in an organization."""

    def __init__(self, organization_id: str) -> None:
        if not is_unresolved(organization_id) and not _ORGANIZATION.fullmatch(organization_id):
            raise ValueError(
                f"Expected Organization ID must match regex pattern ^{_ORGANIZATION.pattern}$, received "
                f"{organization_id}"
            )
        self.organization_id = organization_id

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment(
            {"AWS": ["*"]}, {"StringEquals": {"aws:PrincipalOrgID": self.organization_id}}
        )

    def to_string(self) -> str:
        """As text."""
        return f"OrganizationPrincipal({self.organization_id})"


class ServicePrincipal(PrincipalBase):
    """A service, by `sqs` or `sqs.amazonaws.com`."""

    def __init__(
        self, service: str, *, conditions: Conditions | None = None, region: str | None = None
    ) -> None:
        self.service = service
        self._conditions = dict(conditions or {})
        self._region = region
        self._literal = False

    @staticmethod
    def service_principal_name(service: str) -> str:
        """A string that becomes the service's name in the stack it is used in."""
        return token_text(StackDependent(lambda stack: _service_name(service, None, stack)))

    @staticmethod
    def from_static_service_principle_name(service_principal_name: str) -> "ServicePrincipal":
        """A service whose name is used as it is."""
        found = ServicePrincipal(service_principal_name)
        found._literal = True
        return found

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment({"Service": [self._name()]}, self._conditions)

    def _name(self) -> str:
        if self._literal:
            return self.service
        service, region = self.service, self._region
        return token_text(_named(service, region))

    def dedupe_string(self) -> str | None:
        """What tells it apart from others."""
        return f"ServicePrincipal:{self.service}:{self._region}:{json.dumps(self._conditions, default=str)}"

    def to_string(self) -> str:
        """As text."""
        return f"ServicePrincipal({self.service})"


_SERVICE_NAMES: dict[tuple[str, str | None], StackDependent] = {}


def _named(service: str, region: str | None) -> StackDependent:
    """One token for each service, so that equal principals are seen to be equal."""
    key = (service, region)
    if key not in _SERVICE_NAMES:
        _SERVICE_NAMES[key] = StackDependent(lambda stack: _service_name(service, region, stack))
    return _SERVICE_NAMES[key]


OPT_IN_REGIONS = frozenset(
    [
        "af-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ca-west-1",
        "eu-central-2",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "mx-central-1",
    ]
)
"""Regions an account has to enable; services there have names with the region in them for other regions."""


def _service_name(service: str, region: str | None, stack: Any) -> str:
    found = None if is_unresolved(service) else _SERVICE.match(service)
    if found is None:
        return service
    if region in OPT_IN_REGIONS and region != stack.region:
        return f"{found[1]}.{region}.amazonaws.com"
    return f"{found[1]}.amazonaws.com"


class UnknownPrincipal(Checked):
    """The principal of an imported resource without a known role; grants become warnings."""

    assume_role_action = "sts:AssumeRole"

    def __init__(self, *, resource: Any) -> None:
        self._resource = resource

    @property
    def grant_principal(self) -> "UnknownPrincipal":
        """Itself."""
        return self

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """None: nothing is known of it."""
        raise ValueError(
            f"Cannot get policy fragment of {self._resource.node.path}, resource imported without a role"
        )

    def add_to_policy(self, statement: PolicyStatement) -> bool:
        """The same as add_to_principal_policy."""
        return self.add_to_principal_policy(statement).statement_added

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Warn that the statement has to be added by hand."""
        from landform.cdk.core.annotations import Annotations
        from landform.cdk.core.stack import Stack

        shown = json.dumps(Stack.of(self._resource).resolve(statement.to_statement_json()))
        Annotations.of(self._resource).add_warning_v2(
            "@aws-cdk/aws-iam:unknownPrincipal",
            f"Add statement to this resource's role: {shown}",
        )
        return AddToPrincipalPolicyResult(statement_added=True, policy_dependable=_Nothing())


class _Nothing:
    """Depends on nothing."""

    def __init__(self) -> None:
        from landform.cdk.aws_iam.grant import CompositeDependable

        CompositeDependable.register(self, [])
