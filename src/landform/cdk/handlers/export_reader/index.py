"""Marks the parameters a stack reads as in use, and gives their values."""

from typing import Any

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

IN_USE = "aws-cdk:strong-ref:"

Event = dict[str, Any]


def read(event: Event) -> Event:
    """Move the marks from the old imports to the new ones."""
    props = event["ResourceProperties"]["ReaderProps"]
    before = event.get("OldResourceProperties", {}).get("ReaderProps", {})
    new: dict[str, str] = props["imports"] if event["RequestType"] != "Delete" else {}
    old: dict[str, str] = before.get("imports", {})
    if event["RequestType"] == "Delete":
        old = props["imports"]
    ssm = boto3.client("ssm", region_name=props["region"])
    mark = f"{IN_USE}{props['prefix']}"
    for name in [each for each in new if each not in old]:
        ssm.add_tags_to_resource(
            ResourceType="Parameter", ResourceId=name, Tags=[{"Key": mark, "Value": "true"}]
        )
    for name in [each for each in old if each not in new]:
        try:
            ssm.remove_tags_from_resource(ResourceType="Parameter", ResourceId=name, TagKeys=[mark])
        except ssm.exceptions.InvalidResourceId:
            continue  # removed already: nothing to mark
    return {"Data": new}


handler = answering(read)
