"""Resources by their identifiers: as Cloud Control and imports name them, in a stack or not.

A resource has a physical id, which its handler works with and Ref gives, and a primary identifier, which the
registry's schema makes of its properties. For most types they are the same.
Source: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-identifier.html
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from landform.engine.awaited import awaited
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Properties
from landform.schema.resource_schema import IDENTIFIER_SEPARATOR, ResourceSchema

NAME: Final = "cloudcontrol"  # stands for the stack's in generated names


class Identified:
    """Finds and lists the resources of a place, and hands requests to their handlers."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def handle(self, place: Place, request: HandlerRequest) -> HandlerAnswer:
        """The handler's last answer to a request; waits for it."""
        provider = self._parts.provider_for(place)

        async def until_done() -> HandlerAnswer:
            asked = request
            while True:
                answer = await provider.handle(asked)
                if not isinstance(answer, HandlerInProgress):
                    return answer
                await asyncio.sleep(answer.delay_seconds)
                asked = replace(
                    asked,
                    callback_context=answer.callback_context,
                    physical_id=answer.physical_id or asked.physical_id,
                )

        return awaited(until_done())

    def find(self, place: Place, schema: ResourceSchema, identifier: str) -> HandlerSuccess | HandlerFailure:
        """The resource as it is, under its physical id, or why it cannot be read."""
        text = f"Resource of type '{schema.type_name}' with identifier '{identifier}' was not found."
        if not identifier.isprintable():  # no resource has one, and a service's answer could not be parsed
            return HandlerFailure(code=HandlerErrorCode.NOT_FOUND, message=text)
        parts = _parts_of(schema, identifier)
        first = self.read(place, schema, identifier, parts)
        if isinstance(first, HandlerSuccess):
            return self._canonical(place, schema, first)
        for physical_id in parts.values():
            answer = self.read(place, schema, physical_id, parts)
            if isinstance(answer, HandlerSuccess) and identifier_of(schema, answer) == identifier:
                return answer
        for answer in self.all(place, schema, parts):
            if identifier_of(schema, answer) == identifier:
                return answer
        if first.code is not HandlerErrorCode.NOT_FOUND:
            return first
        return HandlerFailure(code=HandlerErrorCode.NOT_FOUND, message=text)

    def _canonical(self, place: Place, schema: ResourceSchema, found: HandlerSuccess) -> HandlerSuccess:
        """Under the physical id that its handler gives it: a queue's URL can be spelt with several hosts."""
        identifier = identifier_of(schema, found)
        if identifier == found.physical_id:
            return found
        again = self.read(place, schema, identifier, found.properties)
        return again if isinstance(again, HandlerSuccess) else found

    def read(
        self, place: Place, schema: ResourceSchema, physical_id: str, model: Properties
    ) -> HandlerSuccess | HandlerFailure:
        """The resource with the physical id; `model` is what else is known of it."""
        known = {name: value for name, value in model.items() if name in schema.writable}
        request = request_of(place, schema, HandlerAction.READ, self._parts.new_id())
        answer = self.handle(place, replace(request, physical_id=physical_id, desired=known))
        assert not isinstance(answer, HandlerInProgress)  # `handle` waits
        return answer

    def all(self, place: Place, schema: ResourceSchema, model: Properties) -> Iterator[HandlerSuccess]:
        """The resources of the type that can be read; none where the type cannot be listed."""
        found = self.physical_ids(place, schema, model)
        for physical_id in () if isinstance(found, HandlerFailure) else found:
            answer = self.read(place, schema, physical_id, model)
            if isinstance(answer, HandlerSuccess):
                yield answer

    def physical_ids(
        self, place: Place, schema: ResourceSchema, model: Properties
    ) -> tuple[str, ...] | HandlerFailure:
        """The physical ids of the type's resources, or why they cannot be listed."""
        return self._parts.lister_for(place).list(schema.type_name, model)


def request_of(place: Place, schema: ResourceSchema, action: HandlerAction, token: str) -> HandlerRequest:
    """A handler request for a resource that belongs to no stack."""
    return HandlerRequest(
        action=action,
        type_name=schema.type_name,
        client_token=token,
        account_id=place.account_id,
        region=place.region,
        stack_id="",
        stack_name=NAME,
        logical_id=schema.type_name.rpartition("::")[2],
    )


def model_of(schema: ResourceSchema, answer: HandlerSuccess) -> dict[str, Any]:
    """All properties, read-only ones among them."""
    read_only = {name: value for name, value in answer.attributes.items() if name in schema.properties}
    return {**read_only, **answer.properties}


def identifier_of(schema: ResourceSchema, answer: HandlerSuccess) -> str:
    """The primary identifier; the physical id where the handler does not tell all of its parts."""
    values = schema.identifier_values(model_of(schema, answer))
    if any(each is None for each in values):
        return answer.physical_id
    return IDENTIFIER_SEPARATOR.join(map(str, values))


def _parts_of(schema: ResourceSchema, identifier: str) -> Mapping[str, str]:
    """The properties that a composite identifier tells; nothing for one of a single part."""
    names = [path[0] for path in schema.primary_identifier]
    texts = identifier.split(IDENTIFIER_SEPARATOR)
    return dict(zip(names, texts, strict=True)) if len(names) == len(texts) > 1 else {}
