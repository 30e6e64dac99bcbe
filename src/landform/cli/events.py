"""A stack's events as they come, how an operation ended, and what went wrong first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

CANCELLED = ("Resource creation cancelled", "Resource update cancelled")
"""Reasons of resources that failed only because another one did."""


def is_of_stack(event: "StackEventTypeDef") -> bool:
    """Whether the event is the stack's own, not a resource's."""
    return event.get("PhysicalResourceId") == event["StackId"]


def is_end(event: "StackEventTypeDef") -> bool:
    """Whether the event ends an operation."""
    return is_of_stack(event) and not event.get("ResourceStatus", "").endswith("_IN_PROGRESS")


def newest_first(client: "CloudFormationClient", stack: str) -> "Iterator[StackEventTypeDef]":
    """All events of a stack, fetched as they are asked for."""
    for page in client.get_paginator("describe_stack_events").paginate(StackName=stack):
        yield from page["StackEvents"]


class EventFeed:
    """The events of one stack after a moment, each given once, oldest first."""

    def __init__(self, client: "CloudFormationClient", stack_id: str, last_seen: str | None) -> None:
        self._client = client
        self._last_seen = last_seen
        self.stack_id = stack_id

    @classmethod
    def from_now(cls, client: "CloudFormationClient", stack_id: str) -> "EventFeed":
        """A feed of what happens after this call."""
        newest = next(newest_first(client, stack_id), None)
        return cls(client, stack_id, newest["EventId"] if newest else None)

    def read(self) -> "list[StackEventTypeDef]":
        """What has happened since the last call."""
        found: list[StackEventTypeDef] = []
        for event in newest_first(self._client, self.stack_id):
            if event["EventId"] == self._last_seen:
                break
            found.append(event)
        if found:
            self._last_seen = found[0]["EventId"]
        return found[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """What went wrong in an operation."""

    first: "StackEventTypeDef | None"  # the root cause; None when no resource failed by itself
    others: "tuple[StackEventTypeDef, ...]"  # later failures, without those that were only cancelled
    stack_reason: str | None  # why the stack says it turned back


def failures_of_last_operation(client: "CloudFormationClient", stack_id: str) -> Failures:
    """The failures of the operation that ended last, in the order of time."""
    operation: str | None = None
    events: list[StackEventTypeDef] = []
    for event in newest_first(client, stack_id):
        if operation is None and is_of_stack(event):
            operation = event.get("OperationId")
        if event.get("OperationId") != operation:
            break
        events.append(event)
    events.reverse()
    failed = [
        each
        for each in events
        if not is_of_stack(each)
        and each.get("ResourceStatus", "").endswith("_FAILED")
        and not each.get("ResourceStatusReason", "").startswith(CANCELLED)
    ]
    reasons = [
        each["ResourceStatusReason"]
        for each in events
        if is_of_stack(each) and each.get("ResourceStatusReason") not in (None, "User Initiated")
    ]
    return Failures(
        first=failed[0] if failed else None,
        others=tuple(failed[1:]),
        stack_reason=reasons[0] if reasons else None,
    )
