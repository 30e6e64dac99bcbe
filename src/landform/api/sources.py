"""Documents that a request holds itself or names by the URL of an object in S3.

Nothing is ever fetched from outside: the URL is read for bucket and key, and the object comes from the S3 of
the same cloud. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
"""

from typing import Final

from landform.api.call import Call
from landform.cloud.clients import ServiceError
from landform.cloud.hosts import read_object_url
from landform.engine.errors import EngineError, validation_error

MAX_TEMPLATE_BYTES: Final = 51_200
"""TemplateBody's limit.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""
MAX_OBJECT_BYTES: Final = 1_048_576  # TemplateURL's, same source
_MORE: Final = "For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"


def template_body(call: Call) -> str | None:
    """The template's text from TemplateBody or TemplateURL; None when neither is there."""
    body, url = call.text("TemplateBody"), call.text("TemplateURL")
    if body is not None and url is not None:
        raise validation_error("Template URL and Template Body cannot both be specified.")
    if url is not None:
        return _object_text(call, "TemplateURL", url)
    if body is not None and call.engine.limits is not None and len(body.encode()) > MAX_TEMPLATE_BYTES:
        raise validation_error(
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {MAX_TEMPLATE_BYTES}"
        )
    return body


def document(call: Call, body_name: str, url_name: str) -> str | None:
    """The text of another document, such as a stack policy."""
    body, url = call.text(body_name), call.text(url_name)
    if body is not None and url is not None:
        raise validation_error(f"{body_name} and {url_name} cannot both be specified.")
    return body if url is None else _object_text(call, url_name, url)


def _object_text(call: Call, name: str, url: str) -> str:
    address = read_object_url(url)
    if address is None:
        raise validation_error(f"{name} must reference a valid S3 object to which you have access.")
    parameters = {"Bucket": address.bucket, "Key": address.key}
    if address.version is not None:
        parameters["VersionId"] = address.version
    try:
        answer = call.engine.cloud.clients(call.place.account_id, call.place.region).call(
            "s3", "GetObject", parameters
        )
    except ServiceError as error:
        raise _refused(error) from None
    data: bytes = answer["Body"].read()
    if call.engine.limits is not None and len(data) > MAX_OBJECT_BYTES:
        raise validation_error(f"{name}: the object is larger than {MAX_OBJECT_BYTES} bytes")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise validation_error(f"{name}: {address.key} is not text in UTF-8") from None


def _refused(error: ServiceError) -> EngineError:
    return validation_error(f"S3 error: {error.message}\n{_MORE}")
