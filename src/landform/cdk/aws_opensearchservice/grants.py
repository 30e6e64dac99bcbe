"""The grants on domains.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.checked import Checked

READ: Final = ("es:ESHttpGet", "es:ESHttpHead")
WRITE: Final = ("es:ESHttpDelete", "es:ESHttpPost", "es:ESHttpPut", "es:ESHttpPatch")


class DomainGrants(Checked):
    """The grants on a domain."""

    def __init__(self, resource: Any) -> None:
        self._resource = resource

    @staticmethod
    def from_domain(resource: Any) -> "DomainGrants":
        """The grants on a domain."""
        return DomainGrants(resource)

    def actions(
        self, grantee: Any, actions: Sequence[str], *, resource_arns: Sequence[str] | None = None
    ) -> Grant:
        """Allow actions, on the domain itself where nothing else is said."""
        arn = self._resource.domain_ref.domain_arn
        return Grant.add_to_principal(
            grantee=grantee,
            actions=list(actions),
            resource_arns=list(resource_arns) if resource_arns is not None else [arn],
        )

    def read(self, grantee: Any) -> Grant:
        """Search."""
        return self._whole(grantee, READ)

    def write(self, grantee: Any) -> Grant:
        """Write documents."""
        return self._whole(grantee, WRITE)

    def read_write(self, grantee: Any) -> Grant:
        """Search, and write documents."""
        return self._whole(grantee, (*READ, *WRITE))

    def _whole(self, grantee: Any, actions: Sequence[str]) -> Grant:
        arn = self._resource.domain_ref.domain_arn
        return self.actions(grantee, actions, resource_arns=[arn, f"{arn}/*"])
