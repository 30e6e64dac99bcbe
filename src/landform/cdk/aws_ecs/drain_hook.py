"""Empties a machine before its group ends it.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-draining.html
"""

from pathlib import Path
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.constructs import Construct
from landform.cdk.core.quantities import Duration

HANDLER: Final = Path(__file__).parent.parent / "handlers" / "ecs_drain.py"
_DRAIN_SECONDS: Final = 300
_MARGIN_SECONDS: Final = 10


class InstanceDrainHook(Construct):
    """A function that moves the tasks elsewhere; the group waits for it."""

    def __init__(self, scope: Any, id: str, *, group: Any, cluster: Any, key: Any = None) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_autoscaling.enums import DefaultResult, LifecycleTransition
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
            notification_target=_FunctionHook(function, key),
            heartbeat_timeout=Duration.seconds(_DRAIN_SECONDS),
        )
        for statement in _statements(self, group, cluster):
            function.add_to_role_policy(statement)


class _FunctionHook:
    """A function that is told by a topic when a machine is about to end."""

    def __init__(self, function: Any, key: Any) -> None:
        self._function = function
        self._key = key

    def bind(self, scope: Any, *, lifecycle_hook: Any, role: Any = None) -> Any:
        """The topic, and the role that publishes to it."""
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.aws_sns import Topic
        from landform.cdk.aws_sns_subscriptions import LambdaSubscription
        from landform.cdk.l1.lookup import given

        del lifecycle_hook
        topic = Topic(scope, "Topic", master_key=self._key)
        publisher = (
            role
            if role is not None
            else Role(scope, "Role", assumed_by=ServicePrincipal("autoscaling.amazonaws.com"))
        )
        if self._key is not None:
            self._key.grant(publisher, "kms:Decrypt", "kms:GenerateDataKey")
        topic.grant_publish(publisher)
        topic.add_subscription(LambdaSubscription(self._function))
        config = {"notification_target_arn": topic.topic_arn, "created_role": publisher}
        return given("aws_autoscaling", "LifecycleHookTargetConfig", config)


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
