"""Services that exist already.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
"""

from typing import Any, Final

from landform.cdk.aws_ecs.cluster_base import ClusterByArn
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.fn import Fn
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

CLUSTER_IN_ARN: Final = "@aws-cdk/aws-ecs:arnFormatIncludesClusterName"


class ImportedService(Native, Resource):
    """A service that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str, cluster: Any = None) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.service_arn = arn
        self.service_name = name
        self.cluster: Any = cluster


def service_by_arn(scope: Any, id: str, arn: str) -> ImportedService:
    """A service by its ARN."""
    return ImportedService(scope, id, arn, _name_of(scope, arn))


def external_service_by_arn(scope: Any, id: str, arn: str) -> ImportedService:
    """A service outside of AWS by its ARN; the cluster in the ARN stays in its name."""
    name = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""
    return ImportedService(scope, id, arn, name)


def service_by_attributes(scope: Any, id: str, attributes: dict[str, Any]) -> ImportedService:
    """A service by its ARN or its name, and its cluster."""
    known = given("aws_ecs", "FargateServiceAttributes", attributes)
    if (known.service_arn is None) == (known.service_name is None):
        raise ValueError("You can only specify either serviceArn or serviceName.")
    if known.service_arn is not None:
        name = _name_of(scope, known.service_arn)
        return ImportedService(scope, id, known.service_arn, name, known.cluster)
    has_cluster = FeatureFlags.of(scope).is_enabled(CLUSTER_IN_ARN)
    name = known.service_name
    arn = Stack.of(scope).format_arn(
        service="ecs",
        resource="service",
        resource_name=f"{known.cluster.cluster_name}/{name}" if has_cluster else name,
    )
    return ImportedService(scope, id, arn, name, known.cluster)


def service_and_cluster(scope: Any, id: str, arn: str) -> ImportedService:
    """A service by an ARN that names its cluster, too."""
    if is_unresolved(arn):
        both = Fn.select(1, Fn.split(":service/", arn))
        cluster, name = Fn.select(0, Fn.split("/", both)), Fn.select(1, Fn.split("/", both))
    else:
        whole = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""
        cluster, slash, name = whole.partition("/")
        if not slash:
            raise ValueError(
                f"resource name {whole} from service ARN: {arn} is not using the ARN cluster format"
            )
    parts = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
    cluster_arn = f"arn:{parts.partition}:ecs:{parts.region}:{parts.account}:cluster/{cluster}"
    found = ImportedService(scope, id, arn, name)
    found.cluster = ClusterByArn(found, f"{id}Cluster", cluster_arn)
    return found


def _name_of(scope: Any, arn: str) -> str:
    """The name in an ARN: its last part; of one that is not known yet, by the flag of the format."""
    if is_unresolved(arn):
        place = 2 if FeatureFlags.of(scope).is_enabled(CLUSTER_IN_ARN) else 1
        resource = Fn.select(5, Fn.split(":", arn))
        return Fn.select(place, Fn.split("/", resource))
    return (Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or "").split("/")[-1]
