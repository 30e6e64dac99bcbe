"""Calls an action of a service in the region, or at the endpoint, that the event names.

Services and actions have the names that Step Functions has for them: those of the SDK, in camel case.
"""

from typing import Any

import boto3
from botocore import xform_name

_DIFFERENT = {"cloudwatchlogs": "logs", "sfn": "stepfunctions", "elasticloadbalancingv2": "elbv2"}
"""Services whose clients have another name."""


def handler(event: dict[str, Any], context: Any) -> Any:
    """Make the call; gives its answer."""
    del context
    service = _DIFFERENT.get(event["service"], event["service"])
    options = {"endpoint_url": event["endpoint"]} if event.get("endpoint") else {}
    client = boto3.client(service, region_name=event["region"], **options)
    answer = getattr(client, xform_name(event["action"]))(**(event.get("parameters") or {}))
    answer.pop("ResponseMetadata", None)
    return answer
