import re

import pytest

from landform.cloud.clients import ServiceError
from landform.ground.handler import RETRIABLE, HandlerAction, HandlerErrorCode, HandlerRequest
from landform.providers.errors import handler_error_code, service_failure

REQUEST = HandlerRequest(
    action=HandlerAction.CREATE,
    type_name="AWS::SQS::Queue",
    client_token="t",
    account_id="000000000000",
    region="us-east-1",
    stack_id="s",
    stack_name="shop",
    logical_id="Orders",
)


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("EntityAlreadyExists", 409, HandlerErrorCode.ALREADY_EXISTS),
        ("BucketAlreadyOwnedByYou", 409, HandlerErrorCode.ALREADY_EXISTS),
        ("InvalidPermission.Duplicate", 400, HandlerErrorCode.ALREADY_EXISTS),
        ("NoSuchEntity", 404, HandlerErrorCode.NOT_FOUND),
        ("InvalidVpcID.NotFound", 400, HandlerErrorCode.NOT_FOUND),
        ("ResourceNotFoundException", 404, HandlerErrorCode.NOT_FOUND),
        ("AWS.SimpleQueueService.NonExistentQueue", 400, HandlerErrorCode.NOT_FOUND),
        ("DependencyViolation", 400, HandlerErrorCode.RESOURCE_CONFLICT),
        ("BucketNotEmpty", 409, HandlerErrorCode.RESOURCE_CONFLICT),
        ("DeleteConflict", 409, HandlerErrorCode.RESOURCE_CONFLICT),
        ("AccessDeniedException", 403, HandlerErrorCode.ACCESS_DENIED),
        ("ThrottlingException", 400, HandlerErrorCode.THROTTLING),
        ("VpcLimitExceeded", 400, HandlerErrorCode.SERVICE_LIMIT_EXCEEDED),
        ("ValidationException", 400, HandlerErrorCode.INVALID_REQUEST),
        ("InvalidParameterValue", 400, HandlerErrorCode.INVALID_REQUEST),
        ("InternalFailure", 500, HandlerErrorCode.SERVICE_INTERNAL_ERROR),
        ("NotImplemented", 501, HandlerErrorCode.UNSUPPORTED),
        ("EmulationFailure", 501, HandlerErrorCode.GENERAL_SERVICE_EXCEPTION),
        ("Whatever", 503, HandlerErrorCode.SERVICE_INTERNAL_ERROR),
        ("Whatever", 400, HandlerErrorCode.GENERAL_SERVICE_EXCEPTION),
    ],
)
def test_a_service_error_is_a_handler_error(code: str, status: int, expected: HandlerErrorCode) -> None:
    assert handler_error_code(ServiceError(code, "", status)) is expected


def test_a_failure_of_the_emulation_is_not_repeated() -> None:
    assert handler_error_code(ServiceError("EmulationFailure", "", 501)) not in RETRIABLE


def test_a_handler_names_codes_of_its_own_for_missing() -> None:
    error = ServiceError("Gone", "", 400)
    assert handler_error_code(error, frozenset({"Gone"})) is HandlerErrorCode.NOT_FOUND


def test_the_message_reads_as_cloudformation_writes_it() -> None:
    error = ServiceError("QueueNameExists", "A queue already exists.", 400, "r-1")
    answer = service_failure(REQUEST, "sqs", error, HandlerErrorCode.ALREADY_EXISTS)
    assert re.fullmatch(
        r'Resource handler returned message: "A queue already exists\. \(Service: Sqs, Status Code: 400, '
        r'Request ID: r-1\)" \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: AlreadyExists\)',
        answer.message,
    )
