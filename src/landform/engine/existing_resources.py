"""Resources a plan would create under names that are taken: what ImportExistingResources asks about.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html
"""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from landform.engine.prepare import Prepared
from landform.ground.handler import HandlerAction, HandlerRequest, HandlerSuccess, Provider
from landform.ground.values import Value
from landform.plan.model import Plan, StepAction
from landform.schema.resource_schema import IDENTIFIER_SEPARATOR, ResourceSchema


def taken_names(plan: Plan, ready: Prepared, provider: Provider, token: str) -> list[tuple[str, str]]:
    """Logical id and identifier of each resource to be created that exists already."""
    asked = list(_named(plan, ready))
    return asyncio.run(_existing(asked, ready, provider, token)) if asked else []


def _named(plan: Plan, ready: Prepared) -> Iterator[tuple[str, str, str]]:
    """Logical id, type and identifier of the creations whose identifier the template gives."""
    for step in plan.steps:
        schema = ready.desired.catalog.find(step.type_name)
        if step.action is not StepAction.CREATE or schema is None:
            continue
        properties = ready.desired.constants.get(step.logical_id, {})
        identifier = _identifier(schema, properties)
        if identifier is not None:
            yield step.logical_id, step.type_name, identifier


def _identifier(schema: ResourceSchema, properties: Mapping[str, Value]) -> str | None:
    values: tuple[Any, ...] = schema.identifier_values(properties)
    if not values or not all(isinstance(each, str) and each for each in values):
        return None
    return IDENTIFIER_SEPARATOR.join(values)


async def _existing(
    asked: list[tuple[str, str, str]], ready: Prepared, provider: Provider, token: str
) -> list[tuple[str, str]]:
    found = []
    pseudo = ready.desired.pseudo
    for logical_id, type_name, identifier in asked:
        request = HandlerRequest(
            action=HandlerAction.READ,
            type_name=type_name,
            client_token=token,
            account_id=pseudo.account_id,
            region=pseudo.region,
            stack_id=pseudo.stack_id,
            stack_name=pseudo.stack_name,
            logical_id=logical_id,
            physical_id=identifier,
        )
        if isinstance(await provider.handle(request), HandlerSuccess):
            found.append((logical_id, identifier))
    return found
