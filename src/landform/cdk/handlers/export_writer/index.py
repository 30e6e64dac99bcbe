"""Writes values of a stack into parameters of another region, and takes them back.

A parameter that carries a tag of a reader is in use: it is neither changed nor removed.
"""

from typing import Any

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

IN_USE = "aws-cdk:strong-ref:"
MAX_NAMES = 10  # of one call

Event = dict[str, Any]


def write(event: Event) -> Event:
    """Bring the parameters from the old exports to the new ones."""
    props = event["ResourceProperties"]["WriterProps"]
    new: dict[str, Any] = props["exports"] if event["RequestType"] != "Delete" else {}
    before = event.get("OldResourceProperties", {}).get("WriterProps", {})
    old: dict[str, Any] = before.get("exports", {})
    if event["RequestType"] == "Delete":
        old = props["exports"]
    ssm = boto3.client("ssm", region_name=props["region"])
    changed = {name: value for name, value in new.items() if name in old and old[name] != value}
    removed = [name for name in old if name not in new]
    _refuse_used(ssm, [*changed, *([] if event["RequestType"] == "Delete" else removed)])
    for name, value in new.items():
        if name not in old or name in changed:
            _put(ssm, name, value, overwrite=name in changed)
    for start in range(0, len(removed), MAX_NAMES):
        ssm.delete_parameters(Names=removed[start : start + MAX_NAMES])
    return {}


def _put(ssm: Any, name: str, value: Any, *, overwrite: bool) -> None:
    text = ",".join(value) if isinstance(value, list) else str(value)
    kind = "StringList" if isinstance(value, list) else "String"
    ssm.put_parameter(Name=name, Value=text, Type=kind, Overwrite=overwrite)


def _refuse_used(ssm: Any, names: list[str]) -> None:
    used = []
    for name in names:
        try:
            tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
        except ssm.exceptions.InvalidResourceId:
            continue
        used += [f"{name} ({tag['Key']})" for tag in tags if tag["Key"].startswith(IN_USE)]
    if used:
        raise RuntimeError(f"Exports cannot be updated, other stacks use them: {', '.join(used)}")


handler = answering(write)
