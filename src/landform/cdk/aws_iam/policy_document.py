"""A policy document: statements, written out when the template is.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html
"""

import json
from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_merge import merge_statements
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.checked import Checked
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.tokens import IResolveContext, token_text

VERSION = "2012-10-17"
MINIMIZE_FLAG = "@aws-cdk/aws-iam:minimizePolicies"


class PolicyDocument(Checked):
    """A list of statements; a token that becomes the document."""

    display_hint = "PolicyDocument"

    def __init__(
        self,
        *,
        assign_sids: bool | None = None,
        minimize: bool | None = None,
        statements: Sequence[PolicyStatement] | None = None,
    ) -> None:
        self._assign_sids = bool(assign_sids)
        self._minimize = minimize
        self._statements: list[PolicyStatement] = []
        self.add_statements(*(statements or ()))

    @staticmethod
    def from_json(obj: Any) -> "PolicyDocument":
        """A document from its JSON form."""
        statements = obj.get("Statement")
        if not isinstance(statements, list):
            raise ValueError(
                f"A policy document needs 'Statement', which must be an array, got {statements!r}"
            )
        return PolicyDocument(statements=[PolicyStatement.from_json(each) for each in statements])

    @property
    def creation_stack(self) -> list[str]:
        """Not kept for tokens."""
        return []

    @property
    def is_empty(self) -> bool:
        """Whether it has no statement."""
        return not self._statements

    @property
    def statement_count(self) -> int:
        """The number of statements."""
        return len(self._statements)

    def add_statements(self, *statement: PolicyStatement) -> None:
        """Add statements."""
        self._statements.extend(statement)

    def resolve(self, context: IResolveContext) -> Any:
        """The document without repeated statements; merged and sorted where that is wanted."""
        minimize = self._minimize
        if minimize is None:
            minimize = bool(FeatureFlags.of(context.scope).is_enabled(MINIMIZE_FLAG))
        statements = [each.freeze() for each in self._statements]
        if minimize:
            statements = merge_statements(statements)
        resolved = context.resolve([each.to_statement_json() for each in statements])
        return _document(_finished(resolved, minimize, self._assign_sids))

    def to_json(self) -> Any:
        """The JSON form; tokens stay."""
        return _document([each.to_statement_json() for each in self._statements])

    def to_string(self) -> str:
        """A string that stands for the document."""
        return token_text(self, self.display_hint)

    def __str__(self) -> str:
        return self.to_string()

    def validate_for_any_policy(self) -> list[str]:
        """What is wrong in any policy."""
        return [problem for each in self._statements for problem in each.validate_for_any_policy()]

    def validate_for_resource_policy(self, *, skip_resource_validation: bool | None = None) -> list[str]:
        """What is wrong in a resource's policy."""
        return [
            problem
            for each in self._statements
            for problem in each.validate_for_resource_policy(
                skip_resource_validation=skip_resource_validation
            )
        ]

    def validate_for_trust_policy(self) -> list[str]:
        """What is wrong in a trust policy."""
        return [problem for each in self._statements for problem in each.validate_for_trust_policy()]

    def validate_for_identity_policy(self) -> list[str]:
        """What is wrong in an identity's policy."""
        return [problem for each in self._statements for problem in each.validate_for_identity_policy()]


def _document(statements: list[Any]) -> Any:
    return {"Statement": statements, "Version": VERSION} if statements else None


def _finished(statements: list[dict[str, Any]], sort: bool, assign_sids: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for statement in statements:
        written = dict(statement)
        if sort:
            written = {name: _sorted(name, value) for name, value in written.items()}
        key = _key(written)
        if key not in seen:
            seen.add(key)
            found.append(written)
    if assign_sids:
        for index, statement in enumerate(found):
            statement.setdefault("Sid", str(index))
    return found


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _sorted(name: str, value: Any) -> Any:
    if name in ("Action", "Resource"):
        return _distinct(value) if isinstance(value, list) else value
    if name == "Principal" and isinstance(value, dict):
        return {
            kind: sorted(each, key=_key) if isinstance(each, list) else each for kind, each in value.items()
        }
    return value


def _distinct(values: list[Any]) -> Any:
    """Sorted, without repetitions: different tokens may have become the same."""
    return _single([by_key for _, by_key in sorted({_key(each): each for each in values}.items())])


def _key(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
