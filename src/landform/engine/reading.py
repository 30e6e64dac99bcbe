"""Reads the resources of a stack as they are now."""

from collections.abc import Iterable

from landform.engine.awaited import awaited
from landform.engine.hiding import hidden_as
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.ground.handler import HandlerAction, HandlerAnswer, HandlerRequest, Provider
from landform.ground.records import ResourceRecord, StackRecord


def read_all(
    parts: Parts, place: Place, stack: StackRecord, records: Iterable[ResourceRecord]
) -> dict[str, HandlerAnswer | None]:
    """What the provider answers of each, by logical id; None for a type that it does not have."""
    requests = [_request(parts, place, stack, each) for each in records]
    return awaited(_answers(parts.provider_for(place), requests))


async def _answers(provider: Provider, requests: Iterable[HandlerRequest]) -> dict[str, HandlerAnswer | None]:
    return {
        each.logical_id: hidden_as(each.desired, await provider.handle(each))
        if provider.supports(each.type_name)
        else None
        for each in requests
    }


def _request(parts: Parts, place: Place, stack: StackRecord, record: ResourceRecord) -> HandlerRequest:
    return HandlerRequest(
        action=HandlerAction.READ,
        type_name=record.type_name,
        client_token=parts.new_id(),
        account_id=place.account_id,
        region=place.region,
        stack_id=stack.stack_id,
        stack_name=stack.stack_name,
        logical_id=record.logical_id,
        physical_id=record.physical_id,
        desired=record.properties,  # some services return only what they are asked about
        previous=record.properties,
    )
