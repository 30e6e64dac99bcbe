"""Services that answer by a script and note what they were asked to change.

They refuse what the real ones would not understand: every call's parameters are checked against botocore's
model of the operation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from botocore.loaders import create_loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from landform.cloud.clients import ServiceAnswer, ServiceError
from landform.ground.handler import HandlerAction, HandlerAnswer, HandlerRequest, HandlerSuccess
from landform.providers.handlers.model import Call, ResourceHandler
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler

LOOKING = ("Describe", "Get", "Head", "List")
ABSENT = ServiceError("ResourceNotFoundException", "There is none.", 404)

Calls = list[tuple[str, dict[str, Any]]]


@cache
def service_model(service: str) -> ServiceModel:
    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


@dataclass
class Scripted:
    """An operation's answer: a map, an error, or a list with one of them for each call."""

    answers: dict[str, Any]
    calls: Calls = field(default_factory=list)
    accepts_system_tags: bool = False

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        shape = service_model(service).operation_model(operation).input_shape
        # User data may be bytes: botocore encodes it before it looks at parameters.
        shown = {
            name: "" if name == "UserData" and isinstance(value, bytes) else value
            for name, value in parameters.items()
        }
        report = ParamValidator().validate(shown, shape)
        assert not report.has_errors(), f"{operation}: {report.generate_report()}"
        self.calls.append((operation, dict(parameters)))
        answer = self.answers.get(operation, {})
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, ServiceError):
            raise answer
        told: ServiceAnswer = answer
        return told

    def with_token(self, token: str) -> Self:
        return self

    def was_answered(self) -> bool:
        return False

    @property
    def changes(self) -> Calls:
        """The calls that change something."""
        return [call for call in self.calls if not call[0].startswith(LOOKING)]


def standing(handler: ResourceHandler, live: Mapping[str, Any]) -> dict[str, Any]:
    """What the operation that reads a resource answers for one that has settled."""
    settled = {handler.stable.path: sorted(handler.stable.ready)[0]} if handler.stable else {}
    told: Any = dict(live)
    for path, word in settled.items():
        if path not in live:
            told = told | _nested(path, word)
    if not isinstance(handler.read.action, Call):
        return {}
    return {handler.read.action.operation: _nested(handler.read.at, told)}


def _nested(path: str, value: Any) -> Any:
    for step in reversed(path.split(".") if path else []):
        value = [value] if step.isdigit() else {step: value}
    return value


def asked(
    type_name: str,
    action: HandlerAction,
    *,
    desired: Mapping[str, Any] | None = None,
    previous: Mapping[str, Any] | None = None,
    also_possible: Sequence[Mapping[str, Any]] = (),
    physical_id: str | None = "it",
    live: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    region: str = "eu-west-1",
    **more: Any,
) -> tuple[HandlerAnswer, Scripted]:
    """A handler's answer to a request, and the services it talked to."""
    handler = find_handler(type_name)
    assert handler is not None
    request = HandlerRequest(
        action=action,
        type_name=type_name,
        client_token="token",
        account_id="111122223333",
        region=region,
        stack_id="arn:aws:cloudformation:eu-west-1:111122223333:stack/stack/1",
        stack_name="stack",
        logical_id="It",
        physical_id=physical_id,
        desired=desired or {},
        previous=previous or {},
        also_possible=tuple(also_possible),
        **more,
    )
    clients = Scripted({**standing(handler, live or {}), **(answers or {})})
    return carry_out(handler, request, clients), clients


def changes(type_name: str, previous: Mapping[str, Any], desired: Mapping[str, Any], **more: Any) -> Calls:
    """What an update sends, which has to succeed."""
    fields = {"previous": previous, "desired": desired, **more}
    answer, clients = asked(type_name, HandlerAction.UPDATE, **fields)
    assert isinstance(answer, HandlerSuccess), answer
    return clients.changes


def told(type_name: str, live: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The properties that a read finds."""
    answer, _ = asked(type_name, HandlerAction.READ, live=live, **more)
    assert isinstance(answer, HandlerSuccess), answer
    return dict(answer.properties)
