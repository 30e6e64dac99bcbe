"""Cloud Control: one resource at a time, made and changed without a stack.

Requests are done before they are answered, so a request's status is final from the start; a client that polls
sees it at its first look. What was asked is kept, so a repeated client token gets the first answer.
Source: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations.html
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import jsonpatch

from landform.engine.errors import EngineError
from landform.engine.identified import Identified, identifier_of, model_of, request_of
from landform.engine.json_documents import parse_json, require_plain
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Json
from landform.plan.compare import differences
from landform.schema.check import Checker
from landform.schema.coerce import coerce
from landform.schema.resource_schema import ResourceSchema

MAX_STATE_BYTES: Final = 262_144  # of DesiredState and PatchDocument, as botocore's model has it
KEPT_REQUESTS: Final = 1_000
_PATCH_ERRORS: Final = (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException)
_EXCEPTIONS: Final[Mapping[HandlerErrorCode, str]] = {
    HandlerErrorCode.ALREADY_EXISTS: "AlreadyExistsException",
    HandlerErrorCode.INVALID_REQUEST: "InvalidRequestException",
    HandlerErrorCode.NOT_FOUND: "ResourceNotFoundException",
    HandlerErrorCode.NOT_UPDATABLE: "NotUpdatableException",
    HandlerErrorCode.RESOURCE_CONFLICT: "ResourceConflictException",
    HandlerErrorCode.SERVICE_LIMIT_EXCEEDED: "ServiceLimitExceededException",
    HandlerErrorCode.THROTTLING: "ThrottlingException",
    HandlerErrorCode.UNSUPPORTED: "UnsupportedActionException",
}

Progress = Mapping[str, Json]
"""AWS's ProgressEvent, with the time in seconds since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A resource: its identifier and its properties as JSON."""

    identifier: str
    properties: str


class CloudControl:
    """The use cases of Cloud Control."""

    def __init__(self, parts: Parts, checker: Checker) -> None:
        self._parts = parts
        self._checker = checker
        self._resources = Identified(parts)

    def create(self, place: Place, type_name: str, state: str, token: str | None) -> Progress:
        """CreateResource."""
        schema = self._schema(type_name)
        asked: Progress = {"TypeName": type_name, "Operation": "CREATE", "State": state}
        return self._once(place, token, asked, lambda id: self._create(place, schema, state, id))

    def update(
        self, place: Place, type_name: str, identifier: str, patch: str, token: str | None
    ) -> Progress:
        """UpdateResource: a JSON patch (RFC 6902) of the properties as they are."""
        schema = self._schema(type_name)
        asked: Progress = {
            "TypeName": type_name,
            "Operation": "UPDATE",
            "Identifier": identifier,
            "State": patch,
        }
        return self._once(
            place, token, asked, lambda id: self._update(place, schema, (identifier, patch), id)
        )

    def delete(self, place: Place, type_name: str, identifier: str, token: str | None) -> Progress:
        """DeleteResource."""
        schema = self._schema(type_name)
        asked: Progress = {"TypeName": type_name, "Operation": "DELETE", "Identifier": identifier}
        return self._once(place, token, asked, lambda id: self._delete(place, schema, identifier, id))

    def get(self, place: Place, type_name: str, identifier: str) -> Description:
        """GetResource."""
        schema = self._schema(type_name)
        answer = self._resources.find(place, schema, identifier)
        if isinstance(answer, HandlerFailure):
            raise _exception(answer)
        return _described(schema, answer)

    def resources(
        self, place: Place, type_name: str, model: str | None, start: int, limit: int
    ) -> tuple[list[Description], int | None]:
        """ListResources: one page, and where the next one starts.

        Args:
            model: JSON text of properties to narrow the list by.
        """
        schema = self._schema(type_name)
        given = _properties(model, "ResourceModel") if model is not None else {}
        if not schema.is_listable:
            text = f"Resource type {type_name} does not support LIST action"
            raise EngineError("UnsupportedActionException", text)
        found = self._resources.physical_ids(place, schema, given)
        if isinstance(found, HandlerFailure):
            raise _exception(found)
        page = (self._resources.read(place, schema, each, given) for each in found[start : start + limit])
        # What went away between the list and its reading is not there any more.
        described = [_described(schema, each) for each in page if isinstance(each, HandlerSuccess)]
        return described, start + limit if start + limit < len(found) else None

    def status(self, place: Place, token: str) -> Progress:
        """GetResourceRequestStatus."""
        found = self._parts.store.idempotent(_scope(place, "requests"), token)
        if found is None:
            raise EngineError("RequestTokenNotFoundException", f"Request with token {token} was not found.")
        return found

    def requests(self, place: Place) -> list[Progress]:
        """ListResourceRequests, newest first."""
        return [self.status(place, token) for token in reversed(self._tokens(place))]

    def cancel(self, place: Place, token: str) -> Progress:
        """CancelResourceRequest: what is done cannot be cancelled."""
        found = self.status(place, token)
        raise EngineError(
            "ConcurrentModificationException",
            f"Request with token {token} is in status {found['OperationStatus']} and cannot be cancelled.",
        )

    def _schema(self, type_name: str) -> ResourceSchema:
        schema = self._parts.catalog.find(type_name)
        if schema is None:
            raise EngineError("TypeNotFoundException", f"Type {type_name} cannot be found.", status=404)
        return schema

    def _once(self, place: Place, token: str | None, asked: Progress, work: Any) -> Progress:
        scope = _scope(place, "tokens")
        known = self._parts.store.idempotent(scope, token) if token else None
        if known is not None:
            if known["asked"] != dict(asked):
                raise EngineError(
                    "ClientTokenConflictException",
                    "The client token was used for another request.",
                    status=409,
                )
            return self.status(place, str(known["request"]))
        request_id = self._parts.new_id()
        outcome: Progress = work(request_id)
        shown = {name: value for name, value in asked.items() if name != "State"}
        event = {**shown, "RequestToken": request_id, "EventTime": self._parts.clock(), **outcome}
        self._parts.store.remember(_scope(place, "requests"), request_id, event)
        tokens = [*self._tokens(place), request_id][-KEPT_REQUESTS:]
        self._parts.store.remember(_scope(place, "index"), "all", {"tokens": list[Json](tokens)})
        if token:
            self._parts.store.remember(scope, token, {"asked": dict(asked), "request": request_id})
        return event

    def _tokens(self, place: Place) -> list[str]:
        found: Any = self._parts.store.idempotent(_scope(place, "index"), "all")
        return list(found["tokens"]) if found else []

    def _create(self, place: Place, schema: ResourceSchema, state: str, id: str) -> Progress:
        desired = self._checked(schema, _properties(state, "DesiredState"))
        request = replace(request_of(place, schema, HandlerAction.CREATE, id), desired=desired)
        return self._outcome(place, schema, request)

    def _update(self, place: Place, schema: ResourceSchema, asked: tuple[str, str], id: str) -> Progress:
        identifier, patch = asked
        answer = self._resources.find(place, schema, identifier)
        if isinstance(answer, HandlerFailure):
            return _failure(answer.code, answer.message)
        before = _writable(schema, answer)
        desired = self._checked(schema, _patched(model_of(schema, answer), patch, schema))
        changed = {tuple(each.path) for each in differences(schema, before, desired)}
        fixed = sorted(
            path[0] for path in schema.create_only if any(each[: len(path)] == path for each in changed)
        )
        if fixed or not schema.is_updatable:
            names = ", ".join(map(str, fixed)) or "the type"
            return _failure(HandlerErrorCode.NOT_UPDATABLE, f"Cannot be updated in place: {names}")
        request = replace(
            request_of(place, schema, HandlerAction.UPDATE, id),
            physical_id=answer.physical_id,
            desired=desired,
            previous=before,
        )
        return self._outcome(place, schema, request)

    def _delete(self, place: Place, schema: ResourceSchema, identifier: str, id: str) -> Progress:
        answer = self._resources.find(place, schema, identifier)
        if isinstance(answer, HandlerFailure):
            return _failure(answer.code, answer.message)
        request = replace(
            request_of(place, schema, HandlerAction.DELETE, id),
            physical_id=answer.physical_id,
            previous=_writable(schema, answer),
        )
        done = self._resources.handle(place, request)
        if isinstance(done, HandlerFailure):
            return _failure(done.code, done.message)
        return {"OperationStatus": "SUCCESS"}

    def _outcome(self, place: Place, schema: ResourceSchema, request: HandlerRequest) -> Progress:
        answer = self._resources.handle(place, request)
        if not isinstance(answer, HandlerSuccess):
            return _failed(answer)
        now = self._resources.read(place, schema, answer.physical_id, request.desired)
        shown = now if isinstance(now, HandlerSuccess) else answer
        found = _described(schema, shown)
        return {
            "OperationStatus": "SUCCESS",
            "Identifier": found.identifier,
            "ResourceModel": found.properties,
        }

    def _checked(self, schema: ResourceSchema, properties: dict[str, Any]) -> dict[str, Any]:
        coerced = coerce(schema, properties)
        violations = self._checker.check(schema, coerced)
        if violations:
            words = (f"#/{'/'.join(map(str, each.path))}: {each.message}" for each in violations)
            raise EngineError("InvalidRequestException", " ".join(words))
        return dict(coerced)


def _properties(text: str, name: str) -> dict[str, Any]:
    found = parse_json(text, name, MAX_STATE_BYTES)
    if not isinstance(found, dict):
        raise EngineError("InvalidRequestException", f"{name} must be a JSON object.")
    return found


def _patched(model: dict[str, Any], patch: str, schema: ResourceSchema) -> dict[str, Any]:
    steps = parse_json(patch, "PatchDocument", MAX_STATE_BYTES)
    try:
        changed = jsonpatch.JsonPatch(steps).apply(model)
    except (ValueError, TypeError, LookupError, AttributeError, *_PATCH_ERRORS) as error:
        raise EngineError("InvalidRequestException", f"PatchDocument cannot be applied: {error}") from None
    require_plain(changed, "What PatchDocument makes")
    if not isinstance(changed, dict):
        raise EngineError("InvalidRequestException", "What PatchDocument makes is not a JSON object.")
    return {name: value for name, value in changed.items() if name in schema.writable}


def _described(schema: ResourceSchema, answer: HandlerSuccess) -> Description:
    return Description(identifier=identifier_of(schema, answer), properties=_text(model_of(schema, answer)))


def _writable(schema: ResourceSchema, answer: HandlerSuccess) -> dict[str, Any]:
    return {name: value for name, value in answer.properties.items() if name in schema.writable}


def _text(model: Mapping[str, Any]) -> str:
    return json.dumps(model, sort_keys=True, separators=(",", ":"), default=str)


def _failed(answer: HandlerAnswer) -> Progress:
    assert isinstance(answer, HandlerFailure)  # the other answers were taken before
    return _failure(answer.code, answer.message)


def _failure(code: HandlerErrorCode, message: str) -> Progress:
    shown = HandlerErrorCode.INVALID_REQUEST if code is HandlerErrorCode.UNSUPPORTED else code
    return {"OperationStatus": "FAILED", "ErrorCode": str(shown), "StatusMessage": message}


def _exception(answer: HandlerAnswer) -> EngineError:
    assert isinstance(answer, HandlerFailure)  # the other answers were taken before
    return EngineError(_EXCEPTIONS.get(answer.code, "GeneralServiceException"), answer.message)


def _scope(place: Place, name: str) -> str:
    return f"cloudcontrol:{place.account_id}:{place.region}:{name}"
