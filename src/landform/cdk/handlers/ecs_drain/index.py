"""Empties a container instance before Auto Scaling ends its machine.

Auto Scaling tells a topic, the topic this function. Auto Scaling goes on when told so, or by itself once the
hook's time is over, which is also when this function ends. It is put into templates, so it is kept short.
"""

import json
import os
import time
from typing import Any

import boto3

PAUSE = 10  # seconds before it looks again


def lambda_handler(event: dict[str, Any], context: object) -> None:
    """Move the tasks of the machine elsewhere; let Auto Scaling go on once none is left."""
    for record in event["Records"]:
        notice = json.loads(record["Sns"]["Message"])
        machine = notice.get("EC2InstanceId")
        if machine is None:
            continue  # Auto Scaling tries out a new topic
        drain(machine)
        complete(notice)


def drain(machine: str) -> None:
    """Have the machine take no new tasks, and wait until its tasks have ended."""
    ecs, cluster = boto3.client("ecs"), os.environ["CLUSTER"]
    found = ecs.list_container_instances(cluster=cluster, filter=f"ec2InstanceId == {machine}")
    for arn in found["containerInstanceArns"]:
        ecs.update_container_instances_state(cluster=cluster, containerInstances=[arn], status="DRAINING")
        while ecs.list_tasks(cluster=cluster, containerInstance=arn)["taskArns"]:
            time.sleep(PAUSE)


def complete(notice: dict[str, Any]) -> None:
    """Let Auto Scaling end the machine."""
    boto3.client("autoscaling").complete_lifecycle_action(
        LifecycleHookName=notice["LifecycleHookName"],
        AutoScalingGroupName=notice["AutoScalingGroupName"],
        LifecycleActionToken=notice["LifecycleActionToken"],
        LifecycleActionResult="CONTINUE",
        InstanceId=notice["EC2InstanceId"],
    )
