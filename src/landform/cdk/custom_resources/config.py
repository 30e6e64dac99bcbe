"""Settings for all functions below a construct that the library itself makes for custom resources."""

from collections.abc import Iterator
from typing import Any, Final

from landform.cdk.core.aspects import AspectPriority, Aspects
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native

LOG_RETENTION: Final = "Custom::LogRetention"
LOG_GROUP: Final = "AWS::Logs::LogGroup"


class CustomResourceConfig(Native):
    """The settings below one construct."""

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @staticmethod
    def of(scope: Any) -> "CustomResourceConfig":
        """The settings below a construct."""
        return CustomResourceConfig(scope)

    def add_log_retention_lifetime(self, retention: Any) -> None:
        """Keep the logs of the functions this long."""
        self._add(CustomResourceLogRetention(retention))

    def add_removal_policy(self, removal_policy: RemovalPolicy) -> None:
        """What becomes of the functions' log groups."""
        self._add(CustomResourceRemovalPolicy(removal_policy))

    def add_lambda_runtime(self, lambda_runtime: Any) -> None:
        """What the functions run on."""
        self._add(CustomResourceLambdaRuntime(lambda_runtime))

    def _add(self, aspect: Any) -> None:
        Aspects.of(self._scope).add(aspect, priority=AspectPriority.MUTATING)


class CustomResourceLogRetention(Native):
    """Gives the functions log groups with a retention."""

    def __init__(self, set_log_retention: Any) -> None:
        self._retention = set_log_retention

    def visit(self, node: Any) -> None:
        """Visit one construct."""
        if isinstance(node, CfnResource) and node.cfn_resource_type == LOG_RETENTION:
            node.add_property_override("RetentionInDays", self._retention.value)
        if not _is_own_function(node):
            return
        resource = node.node.default_child
        if resource.node.try_find_child("logGroup") is None:
            from landform.cdk.aws_logs import LogGroup

            group = LogGroup(resource, "logGroup", retention=self._retention)
            resource.add_property_override("LoggingConfig", {"LogGroup": group.log_group_name})


class CustomResourceRemovalPolicy(Native):
    """Gives the functions' log groups a removal policy."""

    def __init__(self, removal_policy: RemovalPolicy) -> None:
        self._policy = removal_policy

    def visit(self, node: Any) -> None:
        """Visit one construct."""
        if _is_own_function(node):
            for resource in _log_groups(node):
                resource.apply_removal_policy(self._policy)


class CustomResourceLambdaRuntime(Native):
    """Says what the functions run on.

    Ours are written in Python: a runtime of another kind cannot run them and leaves them as they are.
    """

    def __init__(self, lambda_runtime: Any) -> None:
        self._runtime = lambda_runtime

    def visit(self, node: Any) -> None:
        """Visit one construct."""
        if _is_own_function(node) and self._runtime.name.startswith("python"):
            node.node.default_child.add_property_override("Runtime", self._runtime.name)


def _is_own_function(node: Any) -> bool:
    return bool(getattr(node, "_is_own_handler", False))


def _log_groups(node: Any) -> Iterator[CfnResource]:
    for each in node.node.walk():
        if isinstance(each, CfnResource) and each.cfn_resource_type == LOG_GROUP:
            yield each
