"""The grants on a cluster.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
"""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack


class ClusterGrants(Native):
    """The grants on a cluster."""

    def __init__(self, resource: Any) -> None:
        self._resource = resource

    @staticmethod
    def from_cluster(resource: Any) -> "ClusterGrants":
        """The grants on a cluster."""
        return ClusterGrants(resource)

    def task_protection(self, grantee: Any) -> Grant:
        """Keep tasks from being ended, or let them be ended again."""
        return Grant.add_to_principal(
            grantee=grantee,
            actions=["ecs:UpdateTaskProtection"],
            resource_arns=[tasks_arn(self._resource, "*")],
        )


def tasks_arn(cluster: Any, pattern: str) -> str:
    """The ARN of a cluster's tasks."""
    name = cluster.cluster_ref.cluster_name
    return Stack.of(cluster).format_arn(service="ecs", resource="task", resource_name=f"{name}/{pattern}")
