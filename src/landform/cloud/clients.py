"""How a handler talks to a service, whether it is embedded or on AWS.

Two things implement `Clients`: the embedded cloud's short route and a boto3 session. Handlers see only
this protocol, so one handler serves both. Parameters and answers have botocore's shapes.
"""

from collections.abc import Mapping
from typing import Any, Protocol, Self, TypeAlias

ServiceAnswer: TypeAlias = dict[str, Any]
"""A parsed answer in botocore's shape; the service's model says what its values are."""


class ServiceError(Exception):
    """A service refused a request, in AWS's own words."""

    def __init__(self, code: str, message: str, status: int, request_id: str = "") -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status  # the HTTP status
        self.request_id = request_id


class Clients(Protocol):
    """Calls to the services of one account and region."""

    @property
    def accepts_system_tags(self) -> bool:
        """Whether tags that start with `aws:` may be set: AWS keeps them to itself."""

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        """Call an API operation by botocore's names, such as ("sqs", "CreateQueue", {"QueueName": "jobs"}).

        Raises ServiceError for everything the service says no to.
        """

    def with_token(self, token: str) -> Self:
        """The same clients, whose changing calls are made once per token and answered alike ever after."""

    def was_answered(self) -> bool:
        """Whether a changing call under this token has been answered before, perhaps by an earlier process.

        Always false without a token, and where nothing remembers tokens (AWS).
        """
