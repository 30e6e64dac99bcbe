"""Templates for tests of nested stacks, kept in the S3 of the target, and what was told of a stack."""

import json
import time
from collections.abc import Callable
from typing import Any

SECONDS = 60.0
BUCKET = "templates"


def child(resources: dict[str, Any] | None = None) -> dict[str, Any]:
    """A queue of the parameter's name, and more resources."""
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}
    return {
        "Parameters": {"Name": {"Type": "String"}},
        "Resources": {"Queue": queue, **(resources or {})},
        "Outputs": {"Url": {"Value": {"Ref": "Queue"}}},
    }


def nested(key: str = "child.json", name: str = "jobs", **attributes: Any) -> dict[str, Any]:
    """A nested stack of the template under the key."""
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {
            "TemplateURL": f"https://s3.us-east-1.amazonaws.com/{BUCKET}/{key}",
            "Parameters": {"Name": name},
        },
        **attributes,
    }


def parent(**resources: Any) -> str:
    """A template of these resources, with the URL that a resource Child gives out."""
    outputs = {"Url": {"Value": {"Fn::GetAtt": ["Child", "Outputs.Url"]}}} if "Child" in resources else {}
    return json.dumps({"Resources": resources, "Outputs": outputs})


def keep(s3: Any, **templates: dict[str, Any]) -> None:
    """Put templates into the bucket as NAME.json."""
    if not any(each["Name"] == BUCKET for each in s3.list_buckets()["Buckets"]):
        s3.create_bucket(Bucket=BUCKET)
    for name, template in templates.items():
        s3.put_object(Bucket=BUCKET, Key=f"{name}.json", Body=json.dumps(template).encode())


def failing() -> dict[str, Any]:
    """A resource that cannot be made: a parameter that exists already."""
    return {
        "Type": "AWS::SSM::Parameter",
        "DependsOn": "Queue",
        "Properties": {"Name": "/taken", "Type": "String", "Value": "mine"},
    }


def waiting() -> dict[str, Any]:
    """Resources that wait for a signal that nobody has to send."""
    return {
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Ready": {
            "Type": "AWS::CloudFormation::WaitCondition",
            "DependsOn": "Queue",
            "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "60"},
        },
    }


def eventually(holds: Callable[[], Any]) -> Any:
    """What the function gives as soon as it is true."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        found = holds()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come to pass")


def resource(cloudformation: Any, stack: str, logical_id: str) -> dict[str, Any]:
    """A resource of a stack; empty while there is none with a physical id."""
    found = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    return next(
        (each for each in found if each["LogicalResourceId"] == logical_id and "PhysicalResourceId" in each),
        {},
    )


def status(cloudformation: Any, stack: str) -> str:
    """A stack's status."""
    return str(cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])


def ended(cloudformation: Any, stack: str) -> str:
    """The status with which the stack's operation ends."""
    return str(
        eventually(
            lambda: (
                "" if status(cloudformation, stack).endswith("_PROGRESS") else status(cloudformation, stack)
            )
        )
    )


def told(cloudformation: Any, stack: str, logical_id: str) -> list[str]:
    """The events of a logical id, oldest first, without what was told before the last operation began."""
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    return [
        f"{each['ResourceStatus']} {each.get('ResourceStatusReason', '')}".strip()
        for each in reversed(events)
        if each["LogicalResourceId"] == logical_id and each["OperationId"] == events[0]["OperationId"]
    ]


def queues(sqs: Any) -> list[str]:
    """The names of all queues."""
    return sorted(each.rpartition("/")[2] for each in sqs.list_queues().get("QueueUrls", []))
