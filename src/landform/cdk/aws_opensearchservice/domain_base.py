"""What domains of the app and imported ones share.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_opensearchservice.grants import READ, WRITE, DomainGrants
from landform.cdk.aws_opensearchservice.metrics import DomainMetrics
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved


class DomainBase(DomainMetrics, Native, Resource):
    """What domains of the app and imported ones share."""

    domain_arn: str
    domain_name: str
    domain_id: str
    domain_endpoint: str

    @property
    def grants(self) -> DomainGrants:
        """The grants on the domain."""
        return DomainGrants(self)

    def grant_read(self, identity: Any) -> Grant:
        """Search in the domain."""
        return self.grants.read(identity)

    def grant_write(self, identity: Any) -> Grant:
        """Write documents."""
        return self.grants.write(identity)

    def grant_read_write(self, identity: Any) -> Grant:
        """Search in the domain, and write documents."""
        return self.grants.read_write(identity)

    def grant_index_read(self, index: str, identity: Any) -> Grant:
        """Search in an index."""
        return self._grant_on_index(index, identity, READ)

    def grant_index_write(self, index: str, identity: Any) -> Grant:
        """Write documents of an index."""
        return self._grant_on_index(index, identity, WRITE)

    def grant_index_read_write(self, index: str, identity: Any) -> Grant:
        """Search in an index, and write documents of it."""
        return self._grant_on_index(index, identity, (*READ, *WRITE))

    def grant_path_read(self, path: str, identity: Any) -> Grant:
        """Read what is at a path."""
        return self._grant_at(identity, READ, [f"{self.domain_arn}/{path}"])

    def grant_path_write(self, path: str, identity: Any) -> Grant:
        """Write what is at a path."""
        return self._grant_at(identity, WRITE, [f"{self.domain_arn}/{path}"])

    def grant_path_read_write(self, path: str, identity: Any) -> Grant:
        """Read and write what is at a path."""
        return self._grant_at(identity, (*READ, *WRITE), [f"{self.domain_arn}/{path}"])

    def _grant_on_index(self, index: str, identity: Any, actions: Sequence[str]) -> Grant:
        arn = f"{self.domain_arn}/{index}"
        return self._grant_at(identity, actions, [arn, f"{arn}/*"])

    def _grant_at(self, identity: Any, actions: Sequence[str], arns: list[str]) -> Grant:
        return self.grants.actions(identity, actions, resource_arns=arns)


class ImportedDomain(DomainBase):
    """A domain that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, endpoint: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.domain_arn = arn
        self.domain_name = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""
        self.domain_id = self.domain_name
        self.domain_endpoint = endpoint.removeprefix("https://")


def name_of_endpoint(endpoint: str) -> str:
    """`https://search-name-0123.eu-west-1.es.amazonaws.com` -> `search-name`."""
    if is_unresolved(endpoint):
        raise ValueError(
            "An endpoint that is known only at deployment does not name its domain. Give the ARN."
        )
    host = urlsplit(endpoint).hostname or endpoint
    label = host.partition(".")[0]
    return label.rpartition("-")[0] or label
