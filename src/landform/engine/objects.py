"""Documents that are named by the URL of an object in S3: templates and stack policies.

Nothing is ever fetched from outside: the URL is read for bucket and key, and the object comes from the S3 of
the same cloud. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
"""

from typing import Final

from landform.cloud.clients import Clients, ServiceError
from landform.cloud.hosts import read_object_url
from landform.engine.errors import validation_error

MAX_OBJECT_BYTES: Final = 1_048_576
"""TemplateURL's limit.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""
_MORE: Final = "For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"


def object_text(clients: Clients, name: str, url: str, *, is_limited: bool) -> str:
    """The text of the object; `name` is the member that holds the URL. Raises EngineError."""
    address = read_object_url(url)
    if address is None:
        raise validation_error(f"{name} must reference a valid S3 object to which you have access.")
    parameters = {"Bucket": address.bucket, "Key": address.key}
    if address.version is not None:
        parameters["VersionId"] = address.version
    try:
        answer = clients.call("s3", "GetObject", parameters)
    except ServiceError as error:
        raise validation_error(f"S3 error: {error.message}\n{_MORE}") from None
    data: bytes = answer["Body"].read()
    if is_limited and len(data) > MAX_OBJECT_BYTES:
        raise validation_error(f"{name}: the object is larger than {MAX_OBJECT_BYTES} bytes")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise validation_error(f"{name}: {address.key} is not text in UTF-8") from None
