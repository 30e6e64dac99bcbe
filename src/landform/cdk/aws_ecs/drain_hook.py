"""Empties a machine before its group ends it.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-draining.html
"""

from pathlib import Path
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.constructs import Construct
from landform.cdk.core.quantities import Duration

HANDLER: Final = Path(__file__).parent.parent / "handlers" / "ecs_drain" / "index.py"
_DRAIN_SECONDS: Final = 300
_MARGIN_SECONDS: Final = 10


class InstanceDrainHook(Construct):
    """A function that moves the tasks elsewhere; the group waits for it."""

    def __init__(self, scope: Any, id: str, *, group: Any, cluster: Any, key: Any = None) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_autoscaling.enums import DefaultResult, LifecycleTransition
        from landform.cdk.aws_autoscaling_hooktargets import FunctionHook
        from landform.cdk.aws_lambda import Code, Function, Runtime

        function = Function(
            self,
            "Function",
            code=Code.from_inline(HANDLER.read_text(encoding="utf-8")),
            handler="index.lambda_handler",
            runtime=Runtime.PYTHON_3_13,
            timeout=Duration.seconds(_DRAIN_SECONDS + _MARGIN_SECONDS),
            environment={"CLUSTER": cluster.cluster_name},
        )
        group.add_lifecycle_hook(
            "DrainHook",
            lifecycle_transition=LifecycleTransition.INSTANCE_TERMINATING,
            default_result=DefaultResult.CONTINUE,
            notification_target=FunctionHook(function, key),
            heartbeat_timeout=Duration.seconds(_DRAIN_SECONDS),
        )
        for statement in _statements(self, group, cluster):
            function.add_to_role_policy(statement)


def _statements(hook: Any, group: Any, cluster: Any) -> list[PolicyStatement]:
    """What the function does."""
    from landform.cdk.core.stack import Stack

    stack = Stack.of(hook)
    group_arn = (
        f"arn:{stack.partition}:autoscaling:{stack.region}:{stack.account}"
        f":autoScalingGroup:*:autoScalingGroupName/{group.auto_scaling_group_name}"
    )
    here = {"ArnEquals": {"ecs:cluster": cluster.cluster_arn}}
    return [
        PolicyStatement(
            actions=[
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceAttribute",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeHosts",
            ],
            resources=["*"],
        ),
        PolicyStatement(actions=["autoscaling:CompleteLifecycleAction"], resources=[group_arn]),
        PolicyStatement(
            actions=["ecs:DescribeContainerInstances", "ecs:DescribeTasks"],
            resources=["*"],
            conditions=here,
        ),
        PolicyStatement(
            actions=[
                "ecs:ListContainerInstances",
                "ecs:SubmitContainerStateChange",
                "ecs:SubmitTaskStateChange",
            ],
            resources=[cluster.cluster_arn],
        ),
        PolicyStatement(
            actions=["ecs:UpdateContainerInstancesState", "ecs:ListTasks"],
            resources=["*"],
            conditions=here,
        ),
    ]
