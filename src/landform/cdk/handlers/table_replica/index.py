"""Makes and deletes replicas of a DynamoDB table in other regions, and says when they are there.

The request has TableName and Region, and may have SkipReplicationCompletedWait ("true" does not wait for a
new replica) and SkipReplicaDeletion (keeps the replica when the resource is deleted).

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
"""

from typing import Any

import boto3

Event = dict[str, Any]


def on_event(event: Event, context: Any) -> Event:
    """Begin to make or delete the replica. A changed table or region makes another one."""
    del context
    properties = event["ResourceProperties"]
    table, region = properties["TableName"], properties["Region"]
    physical = {"PhysicalResourceId": f"{table}-{region}"}
    if event["RequestType"] == "Delete":
        if _is_true(properties.get("SkipReplicaDeletion")) or _state(table, region) is None:
            return physical
        _change(table, {"Delete": {"RegionName": region}})
    elif _state(table, region) is None:
        _change(table, {"Create": {"RegionName": region}})
    return physical


def is_complete(event: Event, context: Any) -> Event:
    """Whether the replica is there, or gone."""
    del context
    properties = event["ResourceProperties"]
    state = _state(properties["TableName"], properties["Region"])
    if event["RequestType"] == "Delete":
        return {"IsComplete": state is None or _is_true(properties.get("SkipReplicaDeletion"))}
    return {"IsComplete": _is_true(properties.get("SkipReplicationCompletedWait")) or state == "ACTIVE"}


def _client() -> Any:
    return boto3.client("dynamodb")


def _change(table: str, change: dict[str, Any]) -> None:
    _client().update_table(TableName=table, ReplicaUpdates=[change])


def _state(table: str, region: str) -> str | None:
    """The replica's state: CREATING, ACTIVE and so on; None where there is no such replica or table."""
    client = _client()
    try:
        found = client.describe_table(TableName=table)["Table"]
    except client.exceptions.ResourceNotFoundException:
        return None
    replicas = {each["RegionName"]: each.get("ReplicaStatus", "ACTIVE") for each in found.get("Replicas", ())}
    state: str | None = replicas.get(region)
    return state


def _is_true(value: Any) -> bool:
    return str(value).lower() == "true"
