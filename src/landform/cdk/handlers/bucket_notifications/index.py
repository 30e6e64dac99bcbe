# Sets what a bucket tells of; entries of others are kept where the bucket is not this stack's alone.
# Small on purpose: it is written into templates, where code may have 4,096 letters.
from __future__ import annotations

import hashlib
import json
import logging
import urllib.request
from typing import Any

import boto3

LISTS = ("LambdaFunctionConfigurations", "QueueConfigurations", "TopicConfigurations")


def handler(event: dict[str, Any], context: Any) -> None:
    status, reason = "SUCCESS", ""
    try:
        apply(event)
    except Exception as error:
        logging.exception("the notifications were not set")
        status, reason = "FAILED", f"{error}. See the log stream {context.log_stream_name}."
    answer = {
        "Status": status,
        "Reason": reason,
        "PhysicalResourceId": event.get("PhysicalResourceId") or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    request = urllib.request.Request(event["ResponseURL"], json.dumps(answer).encode(), method="PUT")
    request.add_header("Content-Type", "")
    urllib.request.urlopen(request, timeout=30).close()


def apply(event: dict[str, Any]) -> None:
    props, kind = event["ResourceProperties"], event["RequestType"]
    wanted = props.get("NotificationConfiguration", {}) if kind != "Delete" else {}
    s3 = boto3.client("s3")
    if str(props.get("Managed", "true")).lower() != "true":
        current = s3.get_bucket_notification_configuration(Bucket=props["BucketName"])
        wanted = merged(current, wanted, event["StackId"], props, kind)
    skip = str(props.get("SkipDestinationValidation", "false")).lower() == "true"
    s3.put_bucket_notification_configuration(
        Bucket=props["BucketName"], NotificationConfiguration=wanted, SkipDestinationValidation=skip
    )


def merged(current: Any, wanted: Any, stack: str, props: Any, kind: str) -> dict[str, Any]:
    mark = f"{stack}-"
    found = {}
    for name in LISTS:
        kept = [each for each in current.get(name, []) if not each.get("Id", "").startswith(mark)]
        own = [dict(each, Id=mark + digest(each)) for each in wanted.get(name, [])]
        if kept or own:
            found[name] = kept + own
    bridge = wanted.get("EventBridgeConfiguration")
    asked = "EventBridgeConfiguration" in props.get("NotificationConfiguration", {})
    if bridge is None and not (kind == "Delete" and asked):
        bridge = current.get("EventBridgeConfiguration")
    return found if bridge is None else dict(found, EventBridgeConfiguration=bridge)


def digest(entry: Any) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:16]
