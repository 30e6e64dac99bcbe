"""Where events of log groups are sent on to.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions.html
"""

from typing import Any

from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.l1.lookup import given

LOGS = "logs.amazonaws.com"


class LambdaDestination:
    """A function."""

    def __init__(self, fn: Any, *, add_permissions: bool | None = None) -> None:
        self._function = fn
        self._adds_permissions = add_permissions is not False

    def bind(self, scope: Any, log_group: Any) -> Any:
        """Let the log group call it."""
        if self._adds_permissions and scope.node.try_find_child("CanInvokeLambda") is None:
            self._function.add_permission(
                "CanInvokeLambda",
                principal=ServicePrincipal(LOGS),
                source_arn=log_group.log_group_arn,
                scope=scope,
            )
            made = scope.node.try_find_child("CanInvokeLambda")
            if made is not None:
                scope.node.add_dependency(made)
        return given("aws_logs", "LogSubscriptionDestinationConfig", {"arn": self._function.function_arn})


class KinesisDestination:
    """A stream of Kinesis."""

    takes_distribution = True

    def __init__(self, stream: Any, *, role: Any = None) -> None:
        self._stream = stream
        self._role = role

    def bind(self, scope: Any, _source_log_group: Any) -> Any:
        """Let a role write to it."""
        role = self._role if self._role is not None else _role_of(scope)
        self._stream.grant_write(role)
        role.grant_pass_role(role)
        _after_policy(scope, role)
        return given(
            "aws_logs",
            "LogSubscriptionDestinationConfig",
            {"arn": self._stream.stream_arn, "role": role},
        )


class FirehoseDestination:
    """A delivery stream."""

    def __init__(self, stream: Any, *, role: Any = None) -> None:
        self._stream = stream
        self._role = role

    def bind(self, scope: Any, _source_log_group: Any) -> Any:
        """Let a role write to it."""
        role = self._role if self._role is not None else _role_of(scope)
        self._stream.grant_put_records(role)
        _after_policy(scope, role)
        return given(
            "aws_logs",
            "LogSubscriptionDestinationConfig",
            {"arn": self._stream.delivery_stream_arn, "role": role},
        )


def _role_of(scope: Any) -> Any:
    from landform.cdk.aws_iam.role import Role

    existing = scope.node.try_find_child("CloudWatchLogsCanPutRecords")
    if existing is not None:
        return existing
    return Role(scope, "CloudWatchLogsCanPutRecords", assumed_by=ServicePrincipal(LOGS))


def _after_policy(scope: Any, role: Any) -> None:
    """Make the subscription after the role's policy, which it needs from the beginning."""
    policy = role.node.try_find_child("DefaultPolicy")
    if policy is not None:
        scope.node.add_dependency(policy)
        # A role inside the subscription would come after its own policy, which needs the role.
        role.node.default_child.add_deletion_override("DependsOn")
