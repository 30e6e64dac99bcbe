"""The handler contract: one request for one resource, answered by a provider.

It is AWS's own resource handler contract (create, read, update, delete; success, in progress, failed;
the published error codes) written as frozen records. A provider knows nothing of stacks, other resources or
rollback. Requests are repeated after a crash with the same `client_token`: a provider must then answer as
it did or would have the first time, and must not make a second resource.

Source: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from landform.ground.values import Json, Properties, Value


class HandlerAction(StrEnum):
    """What is asked of the handler."""

    CREATE = "CREATE"
    READ = "READ"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    SNAPSHOT_AND_DELETE = "SNAPSHOT_AND_DELETE"  # DeletionPolicy Snapshot, for types that can
    SETTLE = "SETTLE"  # the stack's update is done, for types whose own updates are held until then


class HandlerErrorCode(StrEnum):
    """AWS's handler error codes."""

    NOT_UPDATABLE = "NotUpdatable"
    INVALID_REQUEST = "InvalidRequest"
    ACCESS_DENIED = "AccessDenied"
    INVALID_CREDENTIALS = "InvalidCredentials"
    ALREADY_EXISTS = "AlreadyExists"
    NOT_FOUND = "NotFound"
    RESOURCE_CONFLICT = "ResourceConflict"
    THROTTLING = "Throttling"
    SERVICE_LIMIT_EXCEEDED = "ServiceLimitExceeded"
    NOT_STABILIZED = "NotStabilized"
    GENERAL_SERVICE_EXCEPTION = "GeneralServiceException"
    SERVICE_INTERNAL_ERROR = "ServiceInternalError"
    SERVICE_TIMEOUT = "ServiceTimeout"
    NETWORK_FAILURE = "NetworkFailure"
    INTERNAL_FAILURE = "InternalFailure"
    UNSUPPORTED = "UnsupportedTarget"  # a type or property this provider does not do


RETRIABLE = frozenset(
    {
        HandlerErrorCode.THROTTLING,
        HandlerErrorCode.NETWORK_FAILURE,
        HandlerErrorCode.SERVICE_INTERNAL_ERROR,
        HandlerErrorCode.SERVICE_TIMEOUT,
    }
)
"""The codes after which the same request may be sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerRequest:
    """Everything a handler may know about the resource it works on."""

    action: HandlerAction
    type_name: str
    client_token: str  # same token, same resource; at most 64 characters [a-zA-Z0-9-]
    account_id: str  # 12 digits
    region: str
    stack_id: str  # for tags and generated names only
    stack_name: str
    logical_id: str
    physical_id: str | None = None  # None only for CREATE without progress
    desired: Properties = field(default_factory=dict)  # complete; dynamic references resolved
    # UPDATE and DELETE: what was asked of the resource last, whether or not that succeeded.
    previous: Properties = field(default_factory=dict)
    # What may exist beside it, oldest first, the model of the last success at the front: after attempts that
    # failed, any property may have its value in any of these models instead of the one in `previous`. An
    # update sends each property in which any of the models differs from `desired`, and takes away whatever
    # any of them holds and `desired` does not. Empty: what exists is as `previous` says.
    also_possible: tuple[Properties, ...] = ()
    stack_tags: Mapping[str, str] = field(default_factory=dict)
    callback_context: Json = None  # what the handler's InProgress held

    @property
    def models(self) -> tuple[Properties, ...]:
        """All that may exist now, oldest first."""
        return (*self.also_possible, self.previous)

    @property
    def deployed(self) -> Properties:
        """The model of the last success: what no update can change is as it says."""
        return self.models[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerSuccess:
    """Done. For READ `properties` is the resource as it is now; otherwise it may be empty."""

    physical_id: str
    attributes: Mapping[str, Value] = field(default_factory=dict)  # by GetAtt name, dotted when nested
    properties: Properties = field(default_factory=dict)
    # UPDATE only: another resource took the place of the one updated, which still exists and has to go.
    is_replacement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerInProgress:
    """Not done yet: call again after `delay_seconds` with this context."""

    callback_context: Json
    delay_seconds: float
    physical_id: str | None = None  # as soon as it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerFailure:
    """Not done. `physical_id` is set when something was made nevertheless and has to be deleted."""

    code: HandlerErrorCode
    message: str
    physical_id: str | None = None


HandlerAnswer: TypeAlias = HandlerSuccess | HandlerInProgress | HandlerFailure


class Provider(Protocol):
    """Does the work for some resource types."""

    def supports(self, type_name: str) -> bool:
        """Whether this provider handles the type."""

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request. Never raises for what the service says: that is a HandlerFailure."""


class Lister(Protocol):
    """Tells which resources of a type there are."""

    def list(self, type_name: str, model: Properties) -> tuple[str, ...] | HandlerFailure:
        """The physical ids of the type's resources.

        Args:
            model: properties to narrow the list by; some types are listed only by what they belong to.
        """
