"""Functions in an embedded cloud, for tests."""

import io
import json
import zipfile
from typing import Any

from landform.cloud.clients import Clients

ROLE = "arn:aws:iam::000000000000:role/runs"


def archive(source: str, name: str = "index.py") -> bytes:
    """One file as a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(name, source)
    return buffer.getvalue()


def make_role(iam: Any) -> None:
    """The role that the functions below have; `iam` is a boto3 client."""
    iam.create_role(RoleName="runs", AssumeRolePolicyDocument="{}")


def make(functions: Any, name: str, source: str, **options: Any) -> None:
    """A function; `functions` is a boto3 client of Lambda."""
    is_node = options.get("Runtime", "").startswith("nodejs")
    code = archive(source, "index.js" if is_node else "index.py")
    given: dict[str, Any] = {
        "FunctionName": name,
        "Runtime": "python3.12",
        "Handler": "index.handler",
        "Role": ROLE,
        "Timeout": 10,
        "Code": {"ZipFile": code},
    }
    functions.create_function(**{**given, **options})


def run(functions: Any, name: str, event: Any = None, **options: Any) -> tuple[Any, dict[str, Any]]:
    """What a function answers, and the whole answer of Invoke."""
    answer = functions.invoke(FunctionName=name, Payload=json.dumps(event), **options)
    payload = answer["Payload"].read()
    return (json.loads(payload) if payload else None), answer


def lines(clients: Clients, name: str) -> list[str]:
    """All lines of a function's log."""
    group = {"logGroupName": f"/aws/lambda/{name}"}
    found = []
    for stream in clients.call("logs", "DescribeLogStreams", group)["logStreams"]:
        names = {**group, "logStreamName": stream["logStreamName"]}
        events = clients.call("logs", "GetLogEvents", names)["events"]
        found.extend(each["message"] for each in events)
    return found
