"""The functions around a provider's own: they call it, wait for it, and answer CloudFormation.

`onEvent` gets the request. Where the provider says later whether its work is complete, a state machine
calls `isComplete` again and again: while the work goes on it fails with `Retry`, whose text is the request,
and when there are no attempts left the state machine calls `onTimeout` with that failure.

Runs as Lambda functions and needs nothing but Python and boto3.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requesttypes.html
"""

import json
import os
import time
from typing import Any

import boto3
from respond import LOG, NEVER_MADE, Event, send  # type: ignore[import-not-found]  # lies beside this file

ON_EVENT = "USER_ON_EVENT_FUNCTION_ARN"
IS_COMPLETE = "USER_IS_COMPLETE_FUNCTION_ARN"
WAITER = "WAITER_STATE_MACHINE_ARN"
SECONDS_TO_WAKE = 300  # a function that was idle for weeks is made ready when it is called
SECONDS_BETWEEN_LOOKS = 5


class Retry(Exception):
    """The work goes on; the text is the request, for the next call."""


def on_event(event: Event, context: Any) -> None:
    """Call the provider's function; answer, or start to wait."""
    del context
    if _was_never_made(event):
        send(event, {"Status": "SUCCESS", "PhysicalResourceId": NEVER_MADE})
        return
    try:
        result = _call(os.environ[ON_EVENT], {**event, "ResponseURL": "..."}) or {}
        merged = {**event, **result, "PhysicalResourceId": _physical_id(event, result)}
        if WAITER in os.environ:
            _wait(merged)
            return
    except Exception as error:
        _fail(event, error)
        return
    _succeed(merged)


def is_complete(event: Event, context: Any) -> None:
    """Ask the provider whether its work is complete. Raises Retry while it is not."""
    del context
    try:
        result = _call(os.environ[IS_COMPLETE], {**event, "ResponseURL": "..."}) or {}
        complete = bool(result.get("IsComplete"))
        if not complete and result.get("Data"):
            raise ValueError("Data is not allowed while IsComplete is false")
    except Exception as error:
        _fail(event, error)
        return
    if not complete:
        raise Retry(json.dumps(event))
    data = {**(event.get("Data") or {}), **(result.get("Data") or {})}
    _succeed({**event, **result, "Data": data})


def on_timeout(failure: Event, context: Any) -> None:
    """Say that there are no attempts left."""
    del context
    event = json.loads(json.loads(failure["Cause"])["errorMessage"])
    _fail(event, TimeoutError("Operation timed out"))


def _was_never_made(event: Event) -> bool:
    return bool(event["RequestType"] == "Delete" and event.get("PhysicalResourceId") == NEVER_MADE)


def _physical_id(event: Event, result: Event) -> str:
    """The id that the provider gave; else the one known, or the request's for a new resource."""
    known = event.get("PhysicalResourceId")
    given = result.get("PhysicalResourceId")
    if event["RequestType"] == "Delete" and given and given != known:
        raise ValueError(f"Delete may not change the physical id from {known} to {given}")
    return str(given or known or event["RequestId"])


def _call(arn: str, payload: Event) -> Any:
    """The answer of a function. Raises RuntimeError with its message when it fails."""
    client = boto3.client("lambda")
    body = json.dumps(payload).encode()
    try:
        answer = client.invoke(FunctionName=arn, Payload=body)
    except (client.exceptions.ResourceNotReadyException, client.exceptions.ResourceConflictException):
        _wait_until_active(client, arn)
        answer = client.invoke(FunctionName=arn, Payload=body)
    text = answer["Payload"].read()
    found = json.loads(text) if text else None
    if answer.get("FunctionError"):
        message = (found or {}).get("errorMessage") if isinstance(found, dict) else None
        raise RuntimeError(message or f"{arn} failed: {answer['FunctionError']}")
    if found is not None and not isinstance(found, dict):
        raise TypeError(f"{arn} has to give a map, not {found!r}")
    return found


def _wait_until_active(client: Any, arn: str) -> None:
    for _ in range(SECONDS_TO_WAKE // SECONDS_BETWEEN_LOOKS):
        if client.get_function(FunctionName=arn)["Configuration"].get("State", "Active") == "Active":
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _wait(event: Event) -> None:
    boto3.client("stepfunctions").start_execution(
        stateMachineArn=os.environ[WAITER], name=event["RequestId"], input=json.dumps(event)
    )


def _succeed(event: Event) -> None:
    answer = {"Status": "SUCCESS", "PhysicalResourceId": event["PhysicalResourceId"]}
    send(event, {**answer, **{key: event[key] for key in ("Data", "NoEcho") if event.get(key)}})


def _fail(event: Event, error: Exception) -> None:
    LOG.exception("the provider failed")
    known = event.get("PhysicalResourceId") or NEVER_MADE
    send(event, {"Status": "FAILED", "PhysicalResourceId": known, "Reason": str(error)})


onEvent, isComplete, onTimeout = on_event, is_complete, on_timeout  # the names that templates use
