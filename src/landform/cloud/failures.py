"""Failures of handler requests in CloudFormation's words: the one place where their text is composed."""

import uuid
from collections.abc import Sequence
from typing import Final

from landform.ground.handler import HandlerErrorCode, HandlerFailure, HandlerRequest, HandlerSuccess

REQUEST_NAMESPACE: Final = uuid.UUID("0f7d5f0e-6f5c-5e6b-9d8c-7b1f0a4d2c11")
"""Request tokens in messages are derived from client tokens, so a repeated failure reads the same."""


def failure(
    request: HandlerRequest, code: HandlerErrorCode, text: str, *, physical_id: str | None = None
) -> HandlerFailure:
    """A failure with the given text in CloudFormation's frame."""
    token = uuid.uuid5(REQUEST_NAMESPACE, f"{request.client_token}/{request.action}")
    message = (
        f'Resource handler returned message: "{text}" (RequestToken: {token}, HandlerErrorCode: {code.value})'
    )
    return HandlerFailure(code=code, message=message, physical_id=physical_id)


def model_refused(request: HandlerRequest, problems: Sequence[str]) -> HandlerFailure:
    """The properties break the type's schema; each problem begins with its place, as in `#/Tags`."""
    text = "Model validation failed (" + "\n".join(problems) + ")"
    return failure(request, HandlerErrorCode.INVALID_REQUEST, text, physical_id=request.physical_id)


def not_found(request: HandlerRequest) -> HandlerFailure:
    """The resource does not exist (any more)."""
    text = f"Resource of type '{request.type_name}' with identifier '{request.physical_id}' was not found."
    return failure(request, HandlerErrorCode.NOT_FOUND, text)


def already_exists(request: HandlerRequest, identifier: str) -> HandlerFailure:
    """Something else has that name."""
    text = f"Resource of type '{request.type_name}' with identifier '{identifier}' already exists."
    return failure(request, HandlerErrorCode.ALREADY_EXISTS, text)


def not_updatable(request: HandlerRequest, names: list[str]) -> HandlerFailure:
    """A create-only property was to be changed in place; the planner should have replaced the resource."""
    text = f"Invalid patch update: createOnlyProperties [{', '.join(names)}] cannot be updated"
    return failure(request, HandlerErrorCode.NOT_UPDATABLE, text, physical_id=request.physical_id)


def snapshots_unsupported(request: HandlerRequest) -> HandlerFailure:
    """DeletionPolicy Snapshot on a type that has none."""
    text = f"Snapshots of {request.type_name} are not supported."
    return failure(request, HandlerErrorCode.UNSUPPORTED, text, physical_id=request.physical_id)


def nothing_to_settle(request: HandlerRequest) -> HandlerSuccess:
    """The answer to SETTLE of a type whose updates are done when they are answered."""
    return HandlerSuccess(physical_id=request.physical_id or "")
