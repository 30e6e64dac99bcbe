"""What a service refused, in the words of CloudFormation.

The one place where service error codes become handler error codes.
"""

import re
from typing import Final

from landform.cloud.clients import ServiceError
from landform.cloud.failures import failure
from landform.cloud.refusals import EMULATION_FAILURE
from landform.ground.handler import HandlerErrorCode, HandlerFailure, HandlerRequest

PATTERNS: Final = (
    # First match wins; matched against the whole code. Sources: the "Errors" sections of each API operation.
    # The embedded cloud's own failure is for ever: with a code that may pass the request would be repeated.
    (HandlerErrorCode.GENERAL_SERVICE_EXCEPTION, EMULATION_FAILURE),
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
