"""Makes a log group where it is missing, and sets or lifts its retention.

The request has LogGroupName, and may have LogGroupRegion, RetentionInDays (a missing one keeps events for
ever), RemovalPolicy ("destroy" deletes the log group with the resource) and SdkRetry.maxRetries.

Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
"""

from typing import Any

import boto3
from botocore.config import Config
from respond import answering  # type: ignore[import-not-found]  # lies beside this file in the function

RETRIES = 5


def _client(properties: dict[str, Any]) -> Any:
    retries = int(properties.get("SdkRetry", {}).get("maxRetries", RETRIES))
    config = Config(retries={"max_attempts": retries + 1, "mode": "standard"})
    return boto3.client("logs", region_name=properties.get("LogGroupRegion") or None, config=config)


def _handle(event: dict[str, Any]) -> dict[str, Any]:
    properties = event["ResourceProperties"]
    name = properties["LogGroupName"]
    logs = _client(properties)
    if event["RequestType"] == "Delete":
        if properties.get("RemovalPolicy") == "destroy":
            _quietly(logs.exceptions.ResourceNotFoundException, logs.delete_log_group, logGroupName=name)
    else:
        _quietly(logs.exceptions.ResourceAlreadyExistsException, logs.create_log_group, logGroupName=name)
        days = int(properties.get("RetentionInDays") or 0)
        if days:
            logs.put_retention_policy(logGroupName=name, retentionInDays=days)
        else:
            logs.delete_retention_policy(logGroupName=name)
    return {"PhysicalResourceId": name, "Data": {"LogGroupName": name}}


def _quietly(error: type[Exception], call: Any, **arguments: Any) -> None:
    """Call; this error means that there is nothing to do."""
    try:
        call(**arguments)
    except error:
        return


handler = answering(_handle)
