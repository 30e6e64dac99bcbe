"""The provider of the embedded cloud.

A native handler where there is one, a function's answer for custom resources, the twin for every other type.
"""

from typing import TYPE_CHECKING, Protocol

from landform.cloud import failures
from landform.cloud.twin import Twin, TwinType
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
)
from landform.ground.values import Properties
from landform.providers.custom_resources import CustomResources, is_custom
from landform.providers.handlers.listed import listed
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler
from landform.providers.wait_conditions import CONDITION, HANDLE, WaitConditions

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud


class TypeCatalog(Protocol):
    """Finds what the registry says of a type."""

    def find(self, type_name: str, /) -> TwinType | None:
        """The type's facts, None when the registry does not know it."""


class EmbeddedProvider:
    """Works on the resources of one account and region of an embedded cloud.

    Requests are answered at once and one at a time: the cloud's services have one lock. Only custom resources
    are waited for, without keeping others waiting.
    """

    def __init__(self, cloud: "EmbeddedCloud", catalog: TypeCatalog, account_id: str, region: str) -> None:
        self._catalog = catalog
        self._account_id = account_id
        self._region = region
        self._clients = cloud.clients(account_id, region)
        self._twin = Twin(cloud)
        self._custom = CustomResources(cloud, account_id, region)
        self._waits = WaitConditions(cloud)

    def supports(self, type_name: str) -> bool:
        """Whether the type is native or known to the registry."""
        return (
            is_custom(type_name)
            or find_handler(type_name) is not None
            or self._catalog.find(type_name) is not None
        )

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request; see Provider."""
        if is_custom(request.type_name):
            return await self._custom.handle(request)
        return self.answer(request)

    def answer(self, request: HandlerRequest) -> HandlerAnswer:
        """The same without an event loop, for all but custom resources."""
        if is_custom(request.type_name):
            text = f"{request.type_name} is a custom resource."
            return HandlerFailure(code=HandlerErrorCode.UNSUPPORTED, message=text)
        if request.type_name in (CONDITION, HANDLE):
            return self._waits.answer(request)
        handler = find_handler(request.type_name)
        if handler is not None:
            return self._misshapen(request) or carry_out(handler, request, self._clients)
        return self._twin.answer(request, self._catalog.find(request.type_name))

    def _misshapen(self, request: HandlerRequest) -> HandlerFailure | None:
        """What is said of properties that no handler could read, such as a text where a list has to be.

        Values that were known before the deployment have been looked at; a resource's attribute has not.
        """
        if request.action not in (HandlerAction.CREATE, HandlerAction.UPDATE) or request.callback_context:
            return None
        facts = self._catalog.find(request.type_name)
        problems = facts.misshapen(request.desired) if facts is not None else ()
        return failures.model_refused(request, problems) if problems else None

    def list(self, type_name: str, model: Properties) -> tuple[str, ...] | HandlerFailure:
        """The physical ids of the type's resources; see Lister."""
        handler = find_handler(type_name)
        if handler is not None:
            return listed(handler, self._clients, model)
        return self._twin.list(self._account_id, self._region, type_name)
