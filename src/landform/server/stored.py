"""Texts that a client finds under the URL of an object in S3, as templates are named."""

from typing import TYPE_CHECKING, Any

from landform.cloud.hosts import read_object_url

if TYPE_CHECKING:
    import boto3


def stored_text(session: "boto3.Session", url: str) -> str | None:
    """The object's text, read with the session; None when there is none, or when the URL is none of S3's."""
    from botocore.exceptions import ClientError

    address = read_object_url(url)
    if address is None:
        return None
    # The set of services is open, and so are boto3's types here.
    storage: Any = session.client("s3")
    version = {} if address.version is None else {"VersionId": address.version}
    try:
        body: bytes = storage.get_object(Bucket=address.bucket, Key=address.key, **version)["Body"].read()
        return body.decode()
    except (ClientError, UnicodeDecodeError):
        return None
