"""What clusters of the app and imported ones share.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
"""

from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_rds.connect import grant_user
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.instance_base import CLOUD_CONTROL
from landform.cdk.aws_rds.values import Endpoint
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given

DATA_API: Final = tuple(
    f"rds-data:{name}"
    for name in (
        "BatchExecuteStatement",
        "BeginTransaction",
        "CommitTransaction",
        "ExecuteStatement",
        "RollbackTransaction",
    )
)


class DatabaseClusterBase(Native, Resource):
    """A cluster of Aurora."""

    cluster_endpoint: Endpoint
    cluster_identifier: str
    cluster_read_endpoint: Endpoint
    cluster_resource_identifier: str
    connections: Connections
    instance_endpoints: list[Endpoint]
    instance_identifiers: list[str]
    engine: Any = None
    secret: Any = None
    _enable_data_api: bool | None = None

    @property
    def cluster_arn(self) -> str:
        """The ARN."""
        return cluster_arn(self, self.cluster_identifier)

    @property
    def db_cluster_ref(self) -> Any:
        """As other resources name it."""
        return reference_of(db_cluster_arn=self.cluster_arn, db_cluster_identifier=self.cluster_identifier)

    def add_proxy(self, id: str, **options: Any) -> Any:
        """Put a proxy in front; the options are those of `DatabaseProxyOptions`."""
        from landform.cdk.aws_rds.proxy import DatabaseProxy
        from landform.cdk.aws_rds.proxy_target import ProxyTarget

        return DatabaseProxy(self, id, proxy_target=ProxyTarget.from_cluster(self), **options)

    def as_secret_attachment_target(self) -> Any:
        """The cluster as what a secret is for."""
        return attachment_target(self.cluster_identifier)

    def grant_connect(self, grantee: Any, db_user: str) -> Grant:
        """Let it connect as a user of the database, by IAM."""
        return grant_user(self, grantee, self.cluster_resource_identifier, db_user)

    def grant_data_api_access(self, grantee: Any) -> Grant:
        """Let it send statements over HTTPS, and read the secret."""
        if self._enable_data_api is False:
            raise ValueError("Cannot grant Data API access when the Data API is disabled")
        self._enable_data_api = True
        found = Grant.add_to_principal(
            actions=DATA_API, grantee=grantee, resource_arns=[self.cluster_arn], scope=self
        )
        if self.secret is not None:
            self.secret.grant_read(grantee)
        return found

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name; the options are those of `MetricOptions`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"DBClusterIdentifier": self.cluster_identifier}
        metric = Metric(
            namespace="AWS/RDS", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_cpu_utilization(self, **options: Any) -> Any:
        """How busy the processors are."""
        return self._average("CPUUtilization", options)

    def metric_database_connections(self, **options: Any) -> Any:
        """How many are connected."""
        return self._average("DatabaseConnections", options)

    def metric_deadlocks(self, **options: Any) -> Any:
        """How many deadlocks there are a second."""
        return self._average("Deadlocks", options)

    def metric_engine_uptime(self, **options: Any) -> Any:
        """For how long it has run."""
        return self._average("EngineUptime", options)

    def metric_free_local_storage(self, **options: Any) -> Any:
        """How much local storage is left."""
        return self._average("FreeLocalStorage", options)

    def metric_freeable_memory(self, **options: Any) -> Any:
        """How much memory is left."""
        return self._average("FreeableMemory", options)

    def metric_network_receive_throughput(self, **options: Any) -> Any:
        """How much it gets a second."""
        return self._average("NetworkReceiveThroughput", options)

    def metric_network_throughput(self, **options: Any) -> Any:
        """How much it gets and sends a second."""
        return self._average("NetworkThroughput", options)

    def metric_network_transmit_throughput(self, **options: Any) -> Any:
        """How much it sends a second."""
        return self._average("NetworkTransmitThroughput", options)

    def metric_snapshot_storage_used(self, **options: Any) -> Any:
        """How much storage snapshots take."""
        return self._average("SnapshotStorageUsed", options)

    def metric_total_backup_storage_billed(self, **options: Any) -> Any:
        """How much storage backups take that is paid for."""
        return self._average("TotalBackupStorageBilled", options)

    def metric_volume_bytes_used(self, **options: Any) -> Any:
        """How much storage it takes."""
        return self._average("VolumeBytesUsed", options)

    def metric_volume_read_io_ps(self, **options: Any) -> Any:
        """How often the volume is read in five minutes."""
        return self._average("VolumeReadIOPs", options)

    def metric_volume_write_io_ps(self, **options: Any) -> Any:
        """How often the volume is written in five minutes."""
        return self._average("VolumeWriteIOPs", options)

    def _average(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Average", **options})


def cluster_arn(scope: Any, identifier: str) -> str:
    """The ARN of a cluster."""
    return Stack.of(scope).format_arn(
        service="rds",
        resource="cluster",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
        resource_name=identifier,
    )


def attachment_target(identifier: str) -> Any:
    """A cluster as what a secret is for."""
    from landform.cdk.aws_secretsmanager.attachment import AttachmentTargetType

    values = {"target_id": identifier, "target_type": AttachmentTargetType.RDS_DB_CLUSTER}
    return given("aws_secretsmanager", "SecretAttachmentTargetProps", values)


class ImportedDatabaseCluster(DatabaseClusterBase):
    """A cluster that exists already."""

    def __init__(self, scope: Any, id: str, attributes: Any) -> None:
        super().__init__(scope, id)
        self._known = attributes
        self.cluster_identifier = attributes.cluster_identifier
        port = Port.tcp(attributes.port) if attributes.port is not None else None
        self.connections = Connections(security_groups=attributes.security_groups, default_port=port)
        self.engine = attributes.engine
        self.secret = attributes.secret
        self._enable_data_api = bool(attributes.data_api_enabled)

    @property
    def cluster_resource_identifier(self) -> str:  # type: ignore[override]  # only where it was said
        """Its identifier that never changes."""
        return str(self._said("clusterResourceIdentifier", "a", self._known.cluster_resource_identifier))

    @property
    def cluster_endpoint(self) -> Endpoint:  # type: ignore[override]  # only where it was said
        """Where it is written."""
        return self._endpoint("clusterEndpoint", "an endpoint address", self._known.cluster_endpoint_address)

    @property
    def cluster_read_endpoint(self) -> Endpoint:  # type: ignore[override]  # only where it was said
        """Where it is read."""
        address = self._known.reader_endpoint_address
        return self._endpoint("clusterReadEndpoint", "a readerEndpointAddress", address)

    @property
    def instance_identifiers(self) -> list[str]:  # type: ignore[override]  # only where they were said
        """Its machines."""
        return list(self._said("instanceIdentifiers", "provided", self._known.instance_identifiers))

    @property
    def instance_endpoints(self) -> list[Endpoint]:  # type: ignore[override]  # only where they were said
        """Where its machines are reached."""
        addresses, port = self._known.instance_endpoint_addresses, self._known.port
        if addresses is None or port is None:
            raise ValueError(
                "Cannot access `instanceEndpoints` of an imported cluster without"
                " instanceEndpointAddresses and"
                " port"
            )
        return [Endpoint(address, port) for address in addresses]

    def _said(self, name: str, article: str, value: Any) -> Any:
        if value is None:
            raise ValueError(f"Cannot access `{name}` of an imported cluster without {article} {name}")
        return value

    def _endpoint(self, name: str, needed: str, address: str | None) -> Endpoint:
        if not address or self._known.port is None:
            raise ValueError(f"Cannot access `{name}` of an imported cluster without {needed} and port")
        return Endpoint(address, self._known.port)


def looked_up(scope: Any, id: str, identifier: str) -> ImportedDatabaseCluster:
    """A cluster that exists already, looked up when the app is synthesized."""
    from landform.cdk.aws_ec2.security_group import SecurityGroup
    from landform.cdk.core.context_provider import get_value

    dummy = {
        "Identifier": "TEST",
        "DBClusterArn": "TESTARN",
        "Endpoint.Address": "TESTADDRESS",
        "Endpoint.Port": "5432",
        "ReadEndpoint.Address": "TESTREADERADDRESS",
        "DBClusterResourceId": "TESTID",
        "VpcSecurityGroupIds": [],
        "EnableHttpEndpoint": True,
    }
    asked = {
        "typeName": "AWS::RDS::DBCluster",
        "exactIdentifier": identifier,
        "propertiesToReturn": [name for name in dummy if name != "Identifier"],
        "dummyValue": [dummy],
    }
    found = get_value(scope, CLOUD_CONTROL, asked, dummy=[dummy])[0]
    attributes = {
        "cluster_endpoint_address": found["Endpoint.Address"],
        "cluster_identifier": identifier,
        "cluster_resource_identifier": found["DBClusterResourceId"],
        "data_api_enabled": found["EnableHttpEndpoint"],
        "port": float(found["Endpoint.Port"]),
        "reader_endpoint_address": found["ReadEndpoint.Address"],
        "security_groups": [
            SecurityGroup.from_security_group_id(scope, f"LSG-{group}", group)
            for group in found["VpcSecurityGroupIds"]
        ],
    }
    return ImportedDatabaseCluster(scope, id, given(MODULE, "DatabaseClusterAttributes", attributes))
