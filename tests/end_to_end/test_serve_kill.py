"""kill -9 of a server while twenty stacks deploy: after a start each ends, and equals what exists."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.serving import client, serving, start

STACKS = 20
ENDS = ("CREATE_COMPLETE", "ROLLBACK_COMPLETE")
SECONDS = 120.0


def _template(number: int) -> str:
    resources: dict[str, Any] = {
        f"Queue{each}": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": f"q-{number}-{each}"}}
        for each in range(5)
    }
    resources |= {
        f"Group{each}": {"Type": "AWS::EC2::PlacementGroup", "DependsOn": f"Queue{each}"} for each in range(5)
    }
    return json.dumps({"Resources": resources})


@pytest.mark.parametrize("after_seconds", [0.1, 0.6])
def test_every_stack_ends_and_equals_what_exists(tmp_path: Path, after_seconds: float) -> None:
    folder = tmp_path / "state"
    process, note = start(folder)
    cloudformation = client(note.url, "cloudformation")
    for number in range(STACKS):
        cloudformation.create_stack(StackName=f"s{number}", TemplateBody=_template(number))
    time.sleep(after_seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    with serving(folder) as (url, _):
        statuses = _at_the_end(client(url, "cloudformation"))
        assert len(statuses) == STACKS
        assert set(statuses.values()) <= set(ENDS), statuses
        queues = client(url, "sqs").list_queues(MaxResults=1000).get("QueueUrls", [])
        expected = {
            f"q-{name.removeprefix('s')}-{each}"
            for name, status in statuses.items()
            if status == "CREATE_COMPLETE"
            for each in range(5)
        }
        assert sorted(each.rpartition("/")[2] for each in queues) == sorted(expected)


def _at_the_end(cloudformation: Any) -> dict[str, str]:
    deadline = time.monotonic() + SECONDS
    while True:
        pages = cloudformation.get_paginator("describe_stacks").paginate()
        found = {each["StackName"]: each["StackStatus"] for page in pages for each in page["Stacks"]}
        if not any(status.endswith("_IN_PROGRESS") for status in found.values()):
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
