"""Answers CloudFormation for a handler: calls it, and puts its result where the request says.

Runs as part of a Lambda function and needs nothing but Python and boto3.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html
"""

import json
import logging
import urllib.request
from collections.abc import Callable
from typing import Any

LOG = logging.getLogger()
LOG.setLevel(logging.INFO)
SECONDS = 30
NEVER_MADE = "landform-resource-that-was-never-made"


Event = dict[str, Any]


def answering(handle: Callable[[Event], Event | None]) -> Callable[[Event, Any], None]:
    """A Lambda handler around `handle(event) -> {"PhysicalResourceId": …, "Data": {…}}`."""

    def handler(event: Event, context: Any) -> None:
        shown = {key: value for key, value in event.items() if key != "ResponseURL"}
        LOG.info(json.dumps(shown))
        if event["RequestType"] == "Delete" and event.get("PhysicalResourceId") == NEVER_MADE:
            send(event, {"Status": "SUCCESS", "PhysicalResourceId": NEVER_MADE})
            return
        try:
            result = handle(event) or {}
        except Exception as error:
            LOG.exception("the handler failed")
            known = event.get("PhysicalResourceId") or NEVER_MADE
            log = f"See the log stream {getattr(context, 'log_stream_name', '')}."
            send(event, {"Status": "FAILED", "PhysicalResourceId": known, "Reason": f"{error}. {log}"})
            return
        known = event.get("PhysicalResourceId") or event["RequestId"]
        send(event, {"Status": "SUCCESS", "PhysicalResourceId": known, **result})

    return handler


def send(event: Event, result: Event) -> None:
    """Put the answer where the request says."""
    answer = {
        "Reason": "",
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        **result,
    }
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT")
    request.add_header("Content-Type", "")
    with urllib.request.urlopen(request, timeout=SECONDS):
        pass
