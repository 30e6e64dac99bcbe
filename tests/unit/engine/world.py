"""An engine in memory with a provider that can be slow or fail on demand, and boto3 clients for it."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    Provider,
)
from landform.server.local import LocalTarget
from landform.store.interface import Store
from landform.store.memory import MemoryStore


@dataclass(slots=True)
class Whims:
    """What the provider does beside its work, by logical id."""

    held: set[str] = field(default_factory=set)  # no answer before the id is taken out
    failing: set[tuple[str, HandlerAction]] = field(default_factory=set)
    failing_late: set[tuple[str, HandlerAction]] = field(default_factory=set)  # when all has been done
    seen: list[tuple[HandlerAction, str]] = field(default_factory=list)


class WhimsicalProvider:
    """landform.ground.handler.Provider around another one."""

    def __init__(self, inner: Provider, whims: Whims) -> None:
        self._inner = inner
        self._whims = whims

    def supports(self, type_name: str) -> bool:
        """As the inner provider."""
        return self._inner.supports(type_name)

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Wait, fail, or let the inner provider work."""
        self._whims.seen.append((request.action, request.logical_id))
        while request.logical_id in self._whims.held:
            await asyncio.sleep(0.005)
        if (request.logical_id, request.action) in self._whims.failing:
            return HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message="It fails on demand.")
        answer = await self._inner.handle(request)
        if (request.logical_id, request.action) in self._whims.failing_late:
            return HandlerFailure(code=HandlerErrorCode.NOT_STABILIZED, message="It fails in the end.")
        return answer


@dataclass(slots=True, kw_only=True)
class World:
    """One engine, its target and its clients."""

    target: LocalTarget
    engine: Engine
    whims: Whims
    cloudformation: Any

    def client(self, service: str) -> Any:
        """A client of another service."""
        return self.target.session().client(service)

    def stack(self, name: str = "app") -> Any:
        """What DescribeStacks says of a stack."""
        return self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]

    def create(self, resources: dict[str, Any], name: str = "app", **others: Any) -> str:
        """Create a stack and wait: its id."""
        made = self.cloudformation.create_stack(StackName=name, **request(resources, others))
        self.target.wait()
        return str(made["StackId"])

    def update(self, resources: dict[str, Any], name: str = "app", **others: Any) -> Any:
        """Update a stack and wait: what DescribeStacks says then."""
        self.cloudformation.update_stack(StackName=name, **request(resources, others))
        self.target.wait()
        return self.stack(name)

    def events(self, name: str = "app") -> list[tuple[str, str, str | None]]:
        """Logical id, status and reason of every event, oldest first."""
        pages = self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=name)
        found = [each for page in pages for each in page["StackEvents"]]
        return [
            (each["LogicalResourceId"], each["ResourceStatus"], each.get("ResourceStatusReason"))
            for each in reversed(found)
        ]

    def delay_of(self, queue: str) -> str:
        """DelaySeconds of a real queue."""
        client = self.client("sqs")
        url = client.get_queue_url(QueueName=queue)["QueueUrl"]
        found = client.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])
        return str(found["Attributes"]["DelaySeconds"])

    def queues(self) -> list[str]:
        """Names of the queues that exist."""
        found = self.client("sqs").list_queues().get("QueueUrls", [])
        return sorted(url.rsplit("/", 1)[1] for url in found)


def request(resources: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a call: template sections start with a capital letter and are known by name."""
    sections = {"Outputs", "Conditions", "Mappings", "Rules", "Transform", "Description"}
    template: dict[str, Any] = {"Resources": resources}
    given: dict[str, Any] = {}
    for key, value in others.items():
        if key in sections:
            template[key] = value
        elif key == "declared":
            template["Parameters"] = value
        elif key == "values":
            given["Parameters"] = [
                {"ParameterKey": name, "ParameterValue": text} for name, text in value.items()
            ]
        else:
            given[key] = value
    return {"TemplateBody": json.dumps(template), **given}


def queue(name: str, delay: int = 0, **attributes: Any) -> dict[str, Any]:
    """A queue's declaration."""
    return {
        "Type": "AWS::SQS::Queue",
        "Properties": {"QueueName": name, "DelaySeconds": delay},
        **attributes,
    }


def bad_queue(name: str = "broken") -> dict[str, Any]:
    """A queue that the schema takes and the service refuses."""
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": f"{name} with blanks"}}


@contextmanager
def a_world(store: Store | None = None) -> Iterator[World]:
    """A world, closed at the end."""
    whims = Whims()
    settings = Settings(folder=None, wrap_provider=lambda inner: WhimsicalProvider(inner, whims))
    engine = Engine(store or MemoryStore(), EmbeddedCloud(None), settings)
    target = LocalTarget(None, engine=engine)
    client = target.session().client("cloudformation")
    try:
        yield World(target=target, engine=engine, whims=whims, cloudformation=client)
    finally:
        whims.held.clear()
        target.close()


def refusal(call: Any, **parameters: Any) -> tuple[str, str, int]:
    """Code, message and HTTP status of a call that is refused."""
    try:
        call(**parameters)
    except ClientError as error:
        status = int(error.response["ResponseMetadata"]["HTTPStatusCode"])
        return error.response["Error"]["Code"], error.response["Error"]["Message"], status
    raise AssertionError("the call was not refused")
