"""What clusters of the app and imported ones share.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html
"""

from typing import Any

from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class ClusterBase(Native, Resource):
    """Where tasks run."""

    cluster_name: str
    cluster_arn: str
    autoscaling_group: Any = None
    default_cloud_map_namespace: Any = None
    execute_command_configuration: Any = None


class ImportedCluster(ClusterBase):
    """A cluster that exists already."""

    def __init__(self, scope: Any, id: str, known: Any) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_ec2.connections import Connections

        self.cluster_name = known.cluster_name
        self.vpc: Any = known.vpc
        self.has_ec2_capacity: bool = known.has_ec2_capacity is not False
        self.default_cloud_map_namespace = known.default_cloud_map_namespace
        self.execute_command_configuration = known.execute_command_configuration
        self.autoscaling_group = known.autoscaling_group
        self.cluster_arn = known.cluster_arn or self.stack.format_arn(
            service="ecs", resource="cluster", resource_name=known.cluster_name
        )
        self.connections: Any = Connections(security_groups=known.security_groups)


class ClusterByArn(ClusterBase):
    """A cluster of which nothing but the ARN is known."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        name = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name
        if not name:
            raise ValueError(f"Missing required Cluster Name from Cluster ARN: {arn}")
        self.cluster_name = name
        self.cluster_arn = arn

    @property
    def vpc(self) -> Any:
        """Raises ValueError: it is not known."""
        raise _unknown("vpc")

    @property
    def connections(self) -> Any:
        """Raises ValueError: it is not known."""
        raise _unknown("connections")

    @property
    def has_ec2_capacity(self) -> bool:
        """Raises ValueError: it is not known."""
        raise _unknown("hasEc2Capacity")


def _unknown(name: str) -> ValueError:
    return ValueError(
        f"{name} is not available for a Cluster imported using fromClusterArn(), please use "
        "fromClusterAttributes() instead."
    )
