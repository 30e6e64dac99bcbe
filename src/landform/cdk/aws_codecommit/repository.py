"""Repositories.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codecommit-repository.html
"""

from collections.abc import Sequence
from typing import Any, Self

from landform.cdk.aws_codecommit.code import Code
from landform.cdk.aws_codecommit.events import RepositoryEventTrigger
from landform.cdk.aws_codecommit.repository_base import RepositoryBase
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class, given


class Repository(RepositoryBase):
    """A repository."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        repository_name: str,
        code: Code | None = None,
        description: str | None = None,
        kms_key: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=repository_name)
        self._triggers: list[dict[str, Any]] = []
        first = given("aws_codecommit", "CodeConfig", code.bind(self)) if code is not None else None
        resource = cfn_class("aws_codecommit", "CfnRepository")(
            self,
            "Resource",
            repository_name=repository_name,
            repository_description=description,
            triggers=Lazy.any(lambda: self._triggers, omit_empty_array=True),
            code=first.code if first is not None else None,
            kms_key_id=kms_key.key_ref.key_arn if kms_key is not None else None,
        )
        self.repository_name = self._get_resource_name_attribute(resource.attr_name)
        self.repository_arn = self._get_resource_arn_attribute(
            resource.attr_arn, {"service": "codecommit", "resource": self.physical_name}
        )
        self.repository_clone_url_http = resource.attr_clone_url_http
        self.repository_clone_url_ssh = resource.attr_clone_url_ssh
        self.repository_clone_url_grc = _grc(self, self.repository_name, None)

    @staticmethod
    def from_repository_arn(scope: Any, id: str, repository_arn: str) -> "ImportedRepository":
        """A repository that exists already."""
        parts = Arn.split(repository_arn, ArnFormat.NO_RESOURCE_NAME)
        found = ImportedRepository(scope, id, environment_from_arn=repository_arn)
        found._know(repository_arn, parts.resource, parts.region)
        return found

    @staticmethod
    def from_repository_name(scope: Any, id: str, repository_name: str) -> "ImportedRepository":
        """A repository that exists already."""
        arn = Stack.of(scope).format_arn(service="codecommit", resource=repository_name)
        found = ImportedRepository(scope, id)
        found._know(arn, repository_name, None)
        return found

    def notify(
        self,
        arn: str,
        *,
        branches: Sequence[str] | None = None,
        custom_data: str | None = None,
        events: Sequence[RepositoryEventTrigger] | None = None,
        name: str | None = None,
    ) -> Self:
        """Tell a topic or a function of what happens."""
        found = name or f"{self.node.path}/{arn}"
        if any(each["name"] == found for each in self._triggers):
            raise ValueError(
                f"Unable to set repository trigger named {found} because trigger names must be unique"
            )
        self._triggers.append(
            {
                "destination_arn": arn,
                "name": found,
                "branches": branches,
                "custom_data": custom_data,
                "events": [each.value for each in _told(events)],
            }
        )
        return self


class ImportedRepository(RepositoryBase):
    """A repository that exists already."""

    def _know(self, arn: str, name: str, region: str | None) -> None:
        self.repository_arn = arn
        self.repository_name = name
        self.repository_clone_url_http = _clone(self, name, "https", region)
        self.repository_clone_url_ssh = _clone(self, name, "ssh", region)
        self.repository_clone_url_grc = _grc(self, name, region)


def _told(events: Sequence[RepositoryEventTrigger] | None) -> Sequence[RepositoryEventTrigger]:
    """The events of a trigger: all of them cannot stand beside some."""
    if not events or RepositoryEventTrigger.ALL in events:
        return [RepositoryEventTrigger.ALL]
    return events


def _clone(scope: Any, name: str, protocol: str, region: str | None) -> str:
    stack = Stack.of(scope)
    return f"{protocol}://git-codecommit.{region or stack.region}.{stack.url_suffix}/v1/repos/{name}"


def _grc(scope: Any, name: str, region: str | None) -> str:
    return f"codecommit::{region or Stack.of(scope).region}://{name}"
