"""Puts the files of sources into a bucket, and takes out what is no longer there.

Sources are zip files in buckets. What is known only at deployment stands in them as markers, whose values the
request has. Where a source is not extracted, the zip file itself is put there.
Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.BucketDeployment.html
"""

import json
import mimetypes
import os
import tempfile
import uuid
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

Event = dict[str, Any]
OWNER_TAG = "aws-cdk:cr-owned"
AT_ONCE = 1000  # objects in one request to delete
WAIT = {"Delay": 20, "MaxAttempts": 30}  # seconds; within the 15 minutes of a function
SETTINGS = {
    "acl": "ACL",
    "cache-control": "CacheControl",
    "content-disposition": "ContentDisposition",
    "content-encoding": "ContentEncoding",
    "content-language": "ContentLanguage",
    "content-type": "ContentType",
    "expires": "Expires",
    "sse": "ServerSideEncryption",
    "sse-kms-key-id": "SSEKMSKeyId",
    "storage-class": "StorageClass",
    "website-redirect": "WebsiteRedirectLocation",
}
"""System metadata -> parameter of a request. `sse-c-copy-source` is for copies from bucket to bucket only."""


def deploy(event: Event) -> Event:
    """Bring the destination to what the request says."""
    properties = event["ResourceProperties"]
    bucket, prefix = place_of(properties)
    if event["RequestType"] == "Delete":
        if not is_true(properties.get("RetainOnDelete"), True) and not is_owned(bucket, prefix):
            remove(bucket, keys_below(bucket, prefix))
        return {}
    before = event.get("OldResourceProperties")
    if before and place_of(before) != (bucket, prefix) and not is_true(before.get("RetainOnDelete"), True):
        remove(place_of(before)[0], keys_below(*place_of(before)))
    with tempfile.TemporaryDirectory(dir=os.environ.get("MOUNT_PATH")) as folder:
        collect(Path(folder), properties)
        versions = upload(Path(folder), bucket, prefix, properties)
    if properties.get("DistributionId"):
        invalidate(properties, prefix, event["RequestId"])
    keeps_keys = is_true(properties.get("OutputObjectKeys"), True)
    data: Event = {
        "DestinationBucketArn": properties.get("DestinationBucketArn"),
        "SourceObjectKeys": properties["SourceObjectKeys"] if keeps_keys else [],
    }
    if is_true(properties.get("OutputObjectVersionIds"), False):
        data["SourceObjectVersionIds"] = versions
    return {"Data": {name: value for name, value in data.items() if value is not None}}


def place_of(properties: Event) -> tuple[str, str]:
    """The bucket, and what all keys in it begin with: empty, or with a slash at the end."""
    prefix = (properties.get("DestinationBucketKeyPrefix") or "").strip("/")
    return properties["DestinationBucketName"], f"{prefix}/" if prefix else ""


def is_true(value: Any, default: bool) -> bool:
    """A truth value as CloudFormation hands it to custom resources, which is as text."""
    return default if value is None else str(value).lower() == "true"


def is_owned(bucket: str, prefix: str) -> bool:
    """Whether a tag of the bucket says that a deployment of the app holds the place."""
    s3 = boto3.client("s3")
    try:
        tags = s3.get_bucket_tagging(Bucket=bucket)["TagSet"]
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchBucket", "NoSuchTagSet"):
            return False
        raise
    mark = f"{OWNER_TAG}:{prefix.rstrip('/')}:" if prefix else f"{OWNER_TAG}:"
    return any(tag["Key"].startswith(mark) for tag in tags)


def collect(folder: Path, properties: Event) -> None:
    """Fill a folder with the files of all sources; of two with the same name the later one stays."""
    buckets, keys = properties["SourceBucketNames"], properties["SourceObjectKeys"]
    markers = properties.get("SourceMarkers") or [{}] * len(keys)
    configs = properties.get("SourceMarkersConfig") or [{}] * len(keys)
    s3 = boto3.client("s3")
    for bucket, key, values, config in zip(buckets, keys, markers, configs, strict=True):
        if not is_true(properties.get("Extract"), True):
            s3.download_file(bucket, key, str(folder / key.rpartition("/")[2]))
            continue
        with tempfile.TemporaryDirectory(dir=os.environ.get("MOUNT_PATH")) as scratch:
            archive = Path(scratch) / "archive.zip"
            s3.download_file(bucket, key, str(archive))
            extract(archive, folder, values, escapes=is_true(config.get("jsonEscape"), False))


def extract(archive: Path, folder: Path, values: dict[str, str], *, escapes: bool) -> None:
    """Put the files of a zip file into a folder, and values in place of the markers in them."""
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            file = Path(opened.extract(name, folder))
            if values and file.is_file():
                substitute(file, values, escapes=escapes)


def substitute(file: Path, values: dict[str, str], *, escapes: bool) -> None:
    """Put values in place of markers; escaped where the markers stand in texts of JSON."""
    before = content = file.read_bytes()
    for marker, value in values.items():
        text = json.dumps(str(value), ensure_ascii=False)[1:-1] if escapes else str(value)
        content = content.replace(marker.encode(), text.encode())
    if content != before:
        file.write_bytes(content)


def upload(folder: Path, bucket: str, prefix: str, properties: Event) -> list[str]:
    """Put the files of a folder there; the versions of the objects, in the order of their names."""
    config = Config(s3={"payload_signing_enabled": is_true(properties.get("SignContent"), False)})
    s3 = boto3.client("s3", config=config)
    names = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    wanted = [name for name in names if is_wanted(name, properties)]
    for name in wanted:
        s3.upload_file(str(folder / name), bucket, prefix + name, ExtraArgs=settings(name, properties))
    if is_true(properties.get("Prune"), True):
        there = [key for key in keys_below(bucket, prefix) if is_wanted(key[len(prefix) :], properties)]
        remove(bucket, sorted(set(there) - {prefix + name for name in wanted}))
    if not is_true(properties.get("OutputObjectVersionIds"), False):
        return []
    found = (s3.head_object(Bucket=bucket, Key=prefix + name) for name in wanted)
    return [each.get("VersionId", "null") for each in found]


def is_wanted(name: str, properties: Event) -> bool:
    """Whether a file is deployed or taken out; `Exclude` leaves it alone, `Include` takes it back in."""
    wanted = not any(fnmatchcase(name, pattern) for pattern in properties.get("Exclude") or ())
    return wanted or any(fnmatchcase(name, pattern) for pattern in properties.get("Include") or ())


def settings(name: str, properties: Event) -> Event:
    """What an object is stored with; its kind is guessed from its name where nothing is said."""
    given = properties.get("SystemMetadata") or {}
    found: Event = {SETTINGS[key]: value for key, value in given.items() if key in SETTINGS}
    kind = mimetypes.guess_type(name)[0]
    if kind is not None:
        found.setdefault("ContentType", kind)
    if properties.get("UserMetadata"):
        found["Metadata"] = properties["UserMetadata"]
    return found


def keys_below(bucket: str, prefix: str) -> list[str]:
    """The keys of all objects in a place; none where the bucket is gone."""
    s3 = boto3.client("s3")
    try:
        pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix))
    except s3.exceptions.NoSuchBucket:
        return []
    return [each["Key"] for page in pages for each in page.get("Contents", ())]


def remove(bucket: str, keys: list[str]) -> None:
    """Delete objects.

    Raises:
        RuntimeError: where S3 keeps some.
    """
    s3 = boto3.client("s3")
    for start in range(0, len(keys), AT_ONCE):
        objects = [{"Key": key} for key in keys[start : start + AT_ONCE]]
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
        if answer.get("Errors"):
            raise RuntimeError(f"{len(answer['Errors'])} objects of {bucket} could not be deleted")


def invalidate(properties: Event, prefix: str, request: str) -> None:
    """Let CloudFront ask for the files again; and wait until it does, where the request says so."""
    client = boto3.client("cloudfront")
    paths = properties.get("DistributionPaths") or [f"/{prefix}*"]
    answer = client.create_invalidation(
        DistributionId=properties["DistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": len(paths), "Items": paths},
            "CallerReference": f"{request}-{uuid.uuid4()}",
        },
    )
    if is_true(properties.get("WaitForDistributionInvalidation"), True):
        client.get_waiter("invalidation_completed").wait(
            DistributionId=properties["DistributionId"],
            Id=answer["Invalidation"]["Id"],
            WaiterConfig=WAIT,
        )


handler = answering(deploy)
