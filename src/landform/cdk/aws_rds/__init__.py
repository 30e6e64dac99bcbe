"""AWS::RDS: databases, clusters, proxies and their settings, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_CONTENTS = {
    "cluster": "DatabaseCluster DatabaseClusterFromSnapshot",
    "cluster_base": "DatabaseClusterBase",
    "cluster_engine": "DatabaseClusterEngine",
    "cluster_instance": "ClusterInstance ClusterInstanceType",
    "credentials": "Credentials SnapshotCredentials",
    "database_secret": "DatabaseSecret",
    "engine_versions": (
        "AuroraEngineVersion AuroraMysqlEngineVersion AuroraPostgresEngineVersion MariaDbEngineVersion"
        " MysqlEngineVersion OracleEngineVersion PostgresEngineVersion SqlServerEngineVersion"
    ),
    "enums": (
        "AuroraCapacityUnit ClientPasswordAuthType ClusterScailabilityType ClusterScalabilityType"
        " DBClusterStorageType DatabaseInsightsMode DefaultAuthScheme EngineLifecycleSupport InstanceType"
        " InstanceUpdateBehaviour LicenseModel NetworkType PerformanceInsightRetention"
        " ProxyEndpointTargetRole StorageType TimeoutAction"
    ),
    "instance": "DatabaseInstance DatabaseInstanceFromSnapshot DatabaseInstanceReadReplica",
    "instance_base": "DatabaseInstanceBase",
    "instance_engine": "DatabaseInstanceEngine",
    "option_group": "OptionGroup",
    "parameter_group": "ParameterGroup",
    "proxy": "DatabaseProxy",
    "proxy_endpoint": "DatabaseProxyEndpoint",
    "proxy_target": "ProxyTarget SessionPinningFilter",
    "serverless_cluster": "ServerlessCluster ServerlessClusterFromSnapshot",
    "subnet_group": "SubnetGroup",
    "values": "CaCertificate Endpoint",
}
_HOMES = {name: home for home, names in _CONTENTS.items() for name in names.split()}

__getattr__, __dir__ = service_members(__name__, "AWS::RDS", _HOMES)
