"""kill -9 during a deployment: the next command brings it to its end, nothing lost, nothing twice.

The child really is a process and really is killed, at a random moment of its deployment. Then this process
opens the same state, as the next command would, and compares the stack with what exists in the cloud.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from landform.server.local import LocalTarget

RESOURCES = 200
MOMENTS = 10
TEMPLATE = """\
import json
from pathlib import Path
from landform.server.local import LocalTarget

def template(generation):
    resources = {}
    for number in range(NUMBER // 4):
        resources[f"Queue{number}"] = {
            "Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": generation}}
        resources[f"Topic{number}"] = {
            "Type": "AWS::SNS::Topic",
            "Properties": {"DisplayName": {"Fn::GetAtt": [f"Queue{number}", "QueueName"]}}}
        resources[f"Parameter{number}"] = {
            "Type": "AWS::SSM::Parameter",
            "Properties": {"Type": "String", "Value": {"Ref": f"Topic{number}"}}}
        resources[f"Group{number}"] = {
            "Type": "AWS::EC2::PlacementGroup", "Properties": {"Strategy": "cluster"}}
    return json.dumps({"Resources": resources})
"""
CHILD = (
    TEMPLATE
    + """
target = LocalTarget(Path(FOLDER))
client = target.session().client("cloudformation")
if UPDATE:
    client.update_stack(StackName="big", TemplateBody=template(7))
else:
    client.create_stack(StackName="big", TemplateBody=template(1))
print("begun", flush=True)
target.wait()
print("ended", flush=True)
"""
)


def start_and_kill(folder: Path, *, update: bool, after_seconds: float) -> None:
    source = f"NUMBER = {RESOURCES}\nFOLDER = {str(folder)!r}\nUPDATE = {update}\n{CHILD}"
    child = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "begun\n"
    time.sleep(after_seconds)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()


def check_equals_the_cloud(target: LocalTarget, delay: str) -> None:
    client = target.session().client("cloudformation")
    pages = client.get_paginator("list_stack_resources").paginate(StackName="big")
    recorded = [each for page in pages for each in page["StackResourceSummaries"]]
    assert len(recorded) == RESOURCES
    assert {each["ResourceStatus"] for each in recorded} <= {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
    by_type: dict[str, list[str]] = {}
    for each in recorded:
        by_type.setdefault(each["ResourceType"], []).append(each["PhysicalResourceId"])
    queues = target.session().client("sqs")
    urls = [
        url for page in queues.get_paginator("list_queues").paginate() for url in page.get("QueueUrls", [])
    ]
    assert sorted(urls) == sorted(by_type["AWS::SQS::Queue"])
    for url in urls:
        found = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])
        assert found["Attributes"]["DelaySeconds"] == delay
    topics = target.session().client("sns").get_paginator("list_topics").paginate()
    arns = [each["TopicArn"] for page in topics for each in page["Topics"]]
    assert sorted(arns) == sorted(by_type["AWS::SNS::Topic"])
    parameters = target.session().client("ssm").get_paginator("describe_parameters").paginate()
    names = [each["Name"] for page in parameters for each in page["Parameters"]]
    assert sorted(names) == sorted(by_type["AWS::SSM::Parameter"])


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_killed_create_is_finished_by_the_next_command(moment: int, tmp_path: Path) -> None:
    chosen = random.Random(moment).uniform(0.0, 1.2)
    start_and_kill(tmp_path, update=False, after_seconds=chosen)
    with LocalTarget(tmp_path) as target:
        target.resume()
        target.wait()
        stack = target.session().client("cloudformation").describe_stacks(StackName="big")["Stacks"][0]
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        check_equals_the_cloud(target, delay="1")
        events = target.session().client("cloudformation").get_paginator("describe_stack_events")
        seen = [each for page in events.paginate(StackName="big") for each in page["StackEvents"]]
    ends = [each["LogicalResourceId"] for each in seen if each["ResourceStatus"] == "CREATE_COMPLETE"]
    assert len(ends) == len(set(ends)) == RESOURCES + 1


@pytest.mark.parametrize("moment", range(3))
def test_a_killed_update_is_finished_by_the_next_command(moment: int, tmp_path: Path) -> None:
    scope: dict[str, object] = {"NUMBER": RESOURCES}
    exec(TEMPLATE, scope)
    template = scope["template"]
    assert callable(template)
    with LocalTarget(tmp_path) as target:
        target.session().client("cloudformation").create_stack(StackName="big", TemplateBody=template(1))
        target.wait()
    chosen = random.Random(100 + moment).uniform(0.0, 0.8)
    start_and_kill(tmp_path, update=True, after_seconds=chosen)
    with LocalTarget(tmp_path) as target:
        target.resume()
        target.wait()
        stack = target.session().client("cloudformation").describe_stacks(StackName="big")["Stacks"][0]
        assert stack["StackStatus"] == "UPDATE_COMPLETE"
        check_equals_the_cloud(target, delay="7")
