"""What a service refused, in the words of CloudFormation.

The one place where failure messages are composed and service error codes become handler error codes.
"""

import re
import uuid
from typing import Final

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerErrorCode, HandlerFailure, HandlerRequest

PATTERNS: Final = (
    # First match wins; matched against the whole code. Sources: the "Errors" sections of each API operation.
    (HandlerErrorCode.THROTTLING, r"Throttl\w*|RequestLimitExceeded|TooManyRequests\w*|SlowDown"),
    (HandlerErrorCode.ACCESS_DENIED, r"AccessDenied\w*|UnauthorizedOperation|Unauthorized\w*|Forbidden"),
    (
        HandlerErrorCode.INVALID_CREDENTIALS,
        r"InvalidClientTokenId|UnrecognizedClientException|ExpiredToken\w*|SignatureDoesNotMatch",
    ),
    (
        HandlerErrorCode.ALREADY_EXISTS,
        r".*AlreadyExists?\w*|ResourceExists\w*|.*AlreadyOwnedByYou|.*\.Duplicate|Duplicate\w*|QueueNameExists"
        r"|AlreadyExists|\w*AlreadyAssociated|RouteAlreadyExists",
    ),
    (
        HandlerErrorCode.NOT_FOUND,
        r".*NotFound\w*|NoSuch\w+|.*NonExistent\w*|404|ParameterNotFound|InvalidQueueUrl"
        r"|.*DoesNotExist\w*",
    ),
    (
        HandlerErrorCode.RESOURCE_CONFLICT,
        r"DependencyViolation|.*InUse\w*|DeleteConflict|BucketNotEmpty|.*Conflict\w*|Resource\.AlreadyAssociated"
        r"|OperationAborted|.*NotEmpty\w*",
    ),
    (HandlerErrorCode.SERVICE_LIMIT_EXCEEDED, r".*LimitExceeded\w*|.*QuotaExceeded\w*|TooManyBuckets"),
    (
        HandlerErrorCode.INVALID_REQUEST,
        r"Validation\w*|Invalid\w*|Malformed\w*|Missing\w*|IllegalLocation\w*|BadRequest\w*|Client\w*"
        r"|UnsupportedOperation|IncorrectState\w*|ParamValidation\w*|UnknownParameter\w*",
    ),
    (HandlerErrorCode.SERVICE_INTERNAL_ERROR, r"Internal\w*|ServiceUnavailable\w*|ServerException"),
    (HandlerErrorCode.UNSUPPORTED, r"NotImplemented"),
)

COMPILED: Final = tuple((code, re.compile(pattern)) for code, pattern in PATTERNS)

REQUEST_NAMESPACE: Final = uuid.UUID("0f7d5f0e-6f5c-5e6b-9d8c-7b1f0a4d2c11")


def handler_error_code(error: ServiceError, not_found: frozenset[str] = frozenset()) -> HandlerErrorCode:
    """The handler error code that CloudFormation reports for a service's error.

    Args:
        not_found: codes of the service that mean a missing resource, beyond the common ones.
    """
    if error.code in not_found:
        return HandlerErrorCode.NOT_FOUND
    for code, pattern in COMPILED:
        if pattern.fullmatch(error.code):
            return code
    if error.status >= 500:
        return HandlerErrorCode.SERVICE_INTERNAL_ERROR
    return HandlerErrorCode.GENERAL_SERVICE_EXCEPTION


def service_failure(
    request: HandlerRequest,
    service: str,
    error: ServiceError,
    code: HandlerErrorCode,
    *,
    physical_id: str | None = None,
) -> HandlerFailure:
    """The failure that a service's error is."""
    title = service.capitalize() if service.islower() else service
    request_id = error.request_id or "null"
    text = f"{error.message} (Service: {title}, Status Code: {error.status}, Request ID: {request_id})"
    return failure(request, code, text, physical_id=physical_id)


def failure(
    request: HandlerRequest, code: HandlerErrorCode, text: str, *, physical_id: str | None = None
) -> HandlerFailure:
    """A failure with the given text in CloudFormation's frame."""
    token = uuid.uuid5(REQUEST_NAMESPACE, f"{request.client_token}/{request.action}")
    message = (
        f'Resource handler returned message: "{text}" (RequestToken: {token}, HandlerErrorCode: {code.value})'
    )
    return HandlerFailure(code=code, message=message, physical_id=physical_id)


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
    text = f"The properties {', '.join(names)} of {request.type_name} cannot be changed after creation."
    return failure(request, HandlerErrorCode.NOT_UPDATABLE, text, physical_id=request.physical_id)
