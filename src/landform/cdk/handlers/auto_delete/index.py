"""Empties a bucket before it is deleted, if the bucket still carries the tag that asks for it."""

from typing import Any

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

MARK = "aws-cdk:auto-delete-objects"
Event = dict[str, Any]


def empty(event: Event) -> Event:
    """Delete every version of every object when the bucket goes, or when it gets another name."""
    kind, name = event["RequestType"], event["ResourceProperties"]["BucketName"]
    before = event.get("OldResourceProperties", {}).get("BucketName")
    if kind == "Delete":
        _empty(name)
    elif kind == "Update" and before and before != name:
        _empty(before)
    return {"PhysicalResourceId": name}


def _empty(name: str) -> None:
    s3 = boto3.client("s3")
    try:
        tags = s3.get_bucket_tagging(Bucket=name)["TagSet"]
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchBucket", "NoSuchTagSet"):
            return
        raise
    if not any(tag["Key"] == MARK and tag["Value"] == "true" for tag in tags):
        return
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=name):
        found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        keys = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
        if keys:
            answer = s3.delete_objects(Bucket=name, Delete={"Objects": keys, "Quiet": True})
            if answer.get("Errors"):
                raise RuntimeError(f"{len(answer['Errors'])} objects of {name} could not be deleted")


handler = answering(empty)
