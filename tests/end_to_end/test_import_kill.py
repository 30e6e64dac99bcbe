"""kill -9 of a server while it imports and watches alarms: what it had begun ends as it would have."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from tests.end_to_end.serving import client, start
from tests.unit.engine.alarms import make_alarm

QUEUE = "AWS::SQS::Queue"


def begin_imports(stacks: Any, queues: Any, url: str, number: int) -> None:
    """A stack of four queues that exist; every other stack wants a name that one of them does not have."""
    resources, entries = {}, []
    for index in range(4):
        name = f"q{number}-{index}"
        queues.create_queue(QueueName=name, Attributes={"DelaySeconds": "7"})
        wanted = "other" if number % 2 and index == 3 else name
        resources[f"Q{index}"] = {
            "Type": QUEUE,
            "DeletionPolicy": "Retain",
            "Properties": {"QueueName": wanted, "DelaySeconds": 3},
        }
        entries.append(
            {
                "ResourceType": QUEUE,
                "LogicalResourceId": f"Q{index}",
                "ResourceIdentifier": {"QueueUrl": f"{url}/000000000000/{name}"},
            }
        )
    stacks.create_change_set(
        StackName=f"s{number}",
        ChangeSetName="adopt",
        ChangeSetType="IMPORT",
        TemplateBody=json.dumps({"Resources": resources}),
        ResourcesToImport=entries,
    )


def begin_watch(stacks: Any, alarms: Any) -> None:
    arn = make_alarm(alarms)
    stacks.create_stack(
        StackName="watched",
        TemplateBody=json.dumps({"Resources": {"W": {"Type": QUEUE}}}),
        RollbackConfiguration={
            "RollbackTriggers": [{"Arn": arn, "Type": "AWS::CloudWatch::Alarm"}],
            "MonitoringTimeInMinutes": 180,
        },
    )


def test_imports_and_watches_go_on_after_a_kill(tmp_path: Path) -> None:
    process, note = start(tmp_path / "state")
    stacks, queues = client(note.url, "cloudformation"), client(note.url, "sqs")
    for number in range(6):
        begin_imports(stacks, queues, note.url, number)
    begin_watch(stacks, client(note.url, "cloudwatch"))
    for number in range(6):
        stacks.execute_change_set(StackName=f"s{number}", ChangeSetName="adopt")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process, note = start(tmp_path / "state")
    stacks, queues = client(note.url, "cloudformation"), client(note.url, "sqs")
    client(note.url, "cloudwatch").set_alarm_state(AlarmName="sick", StateValue="ALARM", StateReason="a test")
    statuses = {"": "IN_PROGRESS"}
    while any(each.endswith("IN_PROGRESS") for each in statuses.values()):
        time.sleep(0.1)
        statuses = {each["StackName"]: each["StackStatus"] for each in stacks.describe_stacks()["Stacks"]}
    good, undone = "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"
    assert statuses == {
        "watched": "ROLLBACK_COMPLETE",
        **{f"s{number}": undone if number % 2 else good for number in range(6)},
    }
    for number in range(6):
        for index in range(4):
            url = f"{note.url}/000000000000/q{number}-{index}"
            found = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])["Attributes"]
            assert found["DelaySeconds"] == ("7" if number % 2 else "3"), url
    process.terminate()
    process.wait()
