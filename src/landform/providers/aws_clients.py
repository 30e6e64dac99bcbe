"""`Clients` over a boto3 session: the way to AWS itself, or to anything boto3 can reach."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from landform.cloud.clients import ServiceAnswer, ServiceError

if TYPE_CHECKING:
    import boto3


class AwsClients:
    """Calls to the services of the session's account and region.

    Nothing here remembers client tokens: a repeated request is made again, and only the idempotency
    tokens and names that handlers derive from it keep it from making a second resource.
    """

    def __init__(self, session: "boto3.Session") -> None:
        self._session = session
        self._clients: dict[str, Any] = {}

    @property
    def accepts_system_tags(self) -> bool:
        """Only CloudFormation itself may set `aws:` tags."""
        return False

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        """Call an API operation; see Clients."""
        from botocore import xform_name
        from botocore.exceptions import BotoCoreError, ClientError

        client = self._client(service)
        try:
            answer: ServiceAnswer = getattr(client, xform_name(operation))(**parameters)
        except ClientError as error:
            details: Mapping[str, Any] = error.response
            raise ServiceError(
                str(details["Error"].get("Code", "Unknown")),
                str(details["Error"].get("Message", "")),
                int(details["ResponseMetadata"].get("HTTPStatusCode", 0)),
                str(details["ResponseMetadata"].get("RequestId", "")),
            ) from error
        except BotoCoreError as error:
            raise ServiceError(type(error).__name__, str(error), 0) from error
        return answer

    def with_token(self, token: str) -> Self:
        """The same clients."""
        return self

    def was_answered(self) -> bool:
        """Never known."""
        return False

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            # The set of services is open, so boto3's typed overloads do not apply.
            make: Any = self._session.client
            self._clients[service] = make(service)
        return self._clients[service]
