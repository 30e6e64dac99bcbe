"""Calls a function when the resource is made, and when the function changes.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
"""

import json
import time
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from respond import answering  # type: ignore[import-not-found]  # lies beside this file in the function

TRIES = 8
SECONDS = 2.0  # before the second try, and twice as many before each further one
NOT_YET = ("AccessDeniedException", "ResourceConflictException")
WELL = {"RequestResponse": 200, "Event": 202, "DryRun": 204}


def handle(event: dict[str, Any]) -> None:
    """Do what a request of CloudFormation asks for."""
    properties = event["ResourceProperties"]
    again = str(properties.get("ExecuteOnHandlerChange", "true")).lower() == "true"
    if event["RequestType"] == "Create" or (event["RequestType"] == "Update" and again):
        call(properties["HandlerArn"], properties["InvocationType"], float(properties["Timeout"]) / 1000)


def call(arn: str, kind: str, seconds: float) -> None:
    """Call the function; a failure of its own is one of the resource."""
    config = Config(read_timeout=seconds, retries={"max_attempts": 0})  # it must not run twice
    answer = _invoked(boto3.client("lambda", config=config), FunctionName=arn, InvocationType=kind)
    if answer["StatusCode"] != WELL[kind]:
        raise RuntimeError(f"Trigger handler failed with status code {answer['StatusCode']}")
    if answer.get("FunctionError"):
        raise RuntimeError(_why(answer["Payload"].read()))


def _invoked(client: Any, **request: str) -> Any:
    for attempt in range(TRIES):
        try:
            return client.invoke(**request)
        except ClientError as error:  # what a role may do takes its time to be known everywhere
            if error.response["Error"]["Code"] not in NOT_YET or attempt == TRIES - 1:
                raise
            time.sleep(SECONDS * 2**attempt)
    return None


def _why(payload: bytes) -> str:
    try:
        said = json.loads(payload)
        return f"{said['errorType']}: {said['errorMessage']}"
    except (ValueError, KeyError, TypeError):
        return f"Trigger handler failed: {payload.decode(errors='replace')}"


handler = answering(handle)
