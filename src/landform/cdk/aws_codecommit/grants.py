"""The grants on a repository.

Source: https://docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control-permissions-reference.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.checked import Checked

_PULL: Final = ("codecommit:GitPull",)
_PUSH: Final = ("codecommit:GitPush",)
_READ: Final = ("codecommit:EvaluatePullRequestApprovalRules", "codecommit:Get*", "codecommit:Describe*")


class RepositoryGrants(Checked):
    """The grants on a repository."""

    def __init__(self, repository: Any) -> None:
        self._repository = repository

    @staticmethod
    def from_repository(resource: Any) -> "RepositoryGrants":
        """Those on a repository."""
        return RepositoryGrants(resource)

    def actions(
        self, grantee: Any, actions: Sequence[str], *, resource_arns: Sequence[str] | None = None
    ) -> Grant:
        """Let a principal do these."""
        own = getattr(self._repository, "repository_arn", None)
        arns = resource_arns or [own or self._repository.attr_arn]
        return Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=list(arns))

    def pull(self, grantee: Any) -> Grant:
        """Let a principal fetch."""
        return self.actions(grantee, _PULL)

    def pull_push(self, grantee: Any) -> Grant:
        """Let a principal fetch and push."""
        return self.actions(grantee, (*_PULL, *_PUSH))

    def read(self, grantee: Any) -> Grant:
        """Let a principal read all of it."""
        return self.actions(grantee, (*_PULL, *_READ))
