"""Calls of aws_rds."""

from typing import Any, Final

from tools.differential.making import (
    EC2,
    VPC,
    construct,
    enum,
    imported,
    minutes,
    new,
    record,
    static,
)

_RDS: Final = "aws_rds"


def _engine(name: str, version: str) -> Any:
    return static(f"{_RDS}.DatabaseInstanceEngine.{name}", version=enum(f"{_RDS}.{version}"))


def _aurora(name: str, version: str) -> Any:
    return static(f"{_RDS}.DatabaseClusterEngine.{name}", version=enum(f"{_RDS}.{version}"))


_MYSQL: Final = _engine("mysql", "MysqlEngineVersion.VER_8_0_35")
_POSTGRES: Final = _engine("postgres", "PostgresEngineVersion.VER_16")
_ORACLE: Final = _engine("oracle_se2", "OracleEngineVersion.VER_19")
_SQL_SERVER: Final = _engine("sql_server_se", "SqlServerEngineVersion.VER_15")
_MARIA: Final = _engine("maria_db", "MariaDbEngineVersion.VER_10_11")
_AURORA: Final = _aurora("aurora_mysql", "AuroraMysqlEngineVersion.VER_3_05_2")
_AURORA_2: Final = _aurora("aurora_mysql", "AuroraMysqlEngineVersion.VER_2_11_2")
_AURORA_PG: Final = _aurora("aurora_postgres", "AuroraPostgresEngineVersion.VER_16_6")
_OLD_PG: Final = _aurora("aurora_postgres", "AuroraPostgresEngineVersion.VER_10_4")
_WRITER: Final = static(f"{_RDS}.ClusterInstance.provisioned", "writer")
_SERVERLESS: Final = static(f"{_RDS}.ClusterInstance.serverless_v2", "writer")
_INSTANCE: Final = construct(f"{_RDS}.DatabaseInstance", "Instance0", engine=_MYSQL, vpc=VPC)
_KNOWN: Final = imported(
    f"{_RDS}.DatabaseInstance.from_database_instance_attributes",
    "Instance1",
    instance_endpoint_address="a.example.com",
    instance_identifier="a",
    instance_resource_id="db-A",
    port=3306,
    security_groups=[],
    engine=_MYSQL,
)
_CLUSTER: Final = construct(f"{_RDS}.DatabaseCluster", "Cluster0", engine=_AURORA, vpc=VPC, writer=_WRITER)
_KNOWN_CLUSTER: Final = imported(
    f"{_RDS}.DatabaseCluster.from_database_cluster_attributes",
    "Cluster1",
    cluster_identifier="a",
    cluster_resource_identifier="cluster-A",
    engine=_AURORA,
    data_api_enabled=True,
    port=3306,
)
_SECRET: Final = construct("aws_secretsmanager.Secret", "Secret0")
_PROXY_OPTIONS: Final = {"secrets": [_SECRET], "vpc": VPC}
_PROXY: Final = construct(
    f"{_RDS}.DatabaseProxy",
    "Proxy0",
    proxy_target=static(f"{_RDS}.ProxyTarget.from_instance", _INSTANCE),
    **_PROXY_OPTIONS,
)
_SERVERLESS_V1: Final = construct(f"{_RDS}.ServerlessCluster", "Serverless0", engine=_AURORA, vpc=VPC)
_PASSWORD: Final = static(
    f"{_RDS}.Credentials.from_password", "bob", static("aws_cdk.SecretValue.ssm_secure", "/p", "1")
)
_GENERATED: Final = static(f"{_RDS}.Credentials.from_generated_secret", "bob")
_SNAPSHOT_SECRET: Final = static(f"{_RDS}.SnapshotCredentials.from_generated_secret", "bob")

VALUES: Final = {
    f"{_RDS}.IInstanceEngine": (_MYSQL, _POSTGRES),
    f"{_RDS}.IClusterEngine": (_AURORA, _AURORA_PG),
    f"{_RDS}.IEngine": (_MYSQL, _AURORA_PG),
    f"{_RDS}.IDatabaseInstance": (_INSTANCE, _KNOWN),
    f"{_RDS}.IDatabaseCluster": (_CLUSTER, _KNOWN_CLUSTER),
    f"{_RDS}.IServerlessCluster": (_SERVERLESS_V1, _SERVERLESS_V1),
    f"{_RDS}.IDatabaseProxy": (_PROXY, _PROXY),
    f"{_RDS}.IClusterInstance": (_WRITER, _SERVERLESS),
    f"{_RDS}.IParameterGroup": (
        imported(f"{_RDS}.ParameterGroup.from_parameter_group_name", "Parameters0", "landform-a"),
        construct(f"{_RDS}.ParameterGroup", "Parameters1", engine=_MYSQL, parameters={"map": {"a": "b"}}),
    ),
    f"{_RDS}.IOptionGroup": (
        imported(f"{_RDS}.OptionGroup.from_option_group_name", "Options0", "landform-a"),
        construct(f"{_RDS}.OptionGroup", "Options1", engine=_ORACLE, configurations=[]),
    ),
    f"{_RDS}.ISubnetGroup": (
        construct(f"{_RDS}.SubnetGroup", "Subnets0", description="d", vpc=VPC),
        imported(f"{_RDS}.SubnetGroup.from_subnet_group_name", "Subnets1", "landform-a"),
    ),
    f"{_RDS}.Credentials": (_GENERATED, _PASSWORD),
    f"{_RDS}.SnapshotCredentials": (
        _SNAPSHOT_SECRET,
        static(f"{_RDS}.SnapshotCredentials.from_generated_password", "bob"),
    ),
    f"{_RDS}.OptionConfiguration": (
        record(f"{_RDS}.OptionConfiguration", name="A"),
        record(
            f"{_RDS}.OptionConfiguration",
            name="B",
            port=1158,
            vpc=VPC,
            settings={"map": {"k": "v"}},
            version="1",
        ),
    ),
    f"{_RDS}.DatabaseInstanceFromSnapshot": (
        construct(
            f"{_RDS}.DatabaseInstanceFromSnapshot",
            "Snapshot0",
            engine=_MYSQL,
            vpc=VPC,
            snapshot_identifier="s",
            credentials=_SNAPSHOT_SECRET,
        ),
    )
    * 2,
    f"{_RDS}.DatabaseClusterFromSnapshot": (
        construct(
            f"{_RDS}.DatabaseClusterFromSnapshot",
            "Snapshot1",
            engine=_AURORA,
            vpc=VPC,
            snapshot_identifier="s",
            writer=_WRITER,
        ),
    )
    * 2,
    f"{_RDS}.ProxyTarget": (
        static(f"{_RDS}.ProxyTarget.from_instance", _INSTANCE),
        static(f"{_RDS}.ProxyTarget.from_cluster", _CLUSTER),
    ),
    f"{_RDS}.InstanceProps": (
        record(f"{_RDS}.InstanceProps", vpc=VPC),
        record(
            f"{_RDS}.InstanceProps",
            vpc=VPC,
            instance_type=new("aws_ec2.InstanceType", "r5.large"),
            enable_performance_insights=True,
            parameters={"map": {"a": "b"}},
        ),
    ),
}
SAME: Final = {
    f"{_RDS}.DatabaseInstance": f"{_RDS}.IDatabaseInstance",
    f"{_RDS}.DatabaseInstanceBase": f"{_RDS}.IDatabaseInstance",
    f"interfaces.{_RDS}.IDBInstanceRef": f"{_RDS}.IDatabaseInstance",
    f"{_RDS}.DatabaseCluster": f"{_RDS}.IDatabaseCluster",
    f"{_RDS}.DatabaseClusterBase": f"{_RDS}.IDatabaseCluster",
    f"interfaces.{_RDS}.IDBClusterRef": f"{_RDS}.IDatabaseCluster",
    f"{_RDS}.DatabaseProxy": f"{_RDS}.IDatabaseProxy",
    f"interfaces.{_RDS}.IDBProxyRef": f"{_RDS}.IDatabaseProxy",
    f"{_RDS}.ServerlessCluster": f"{_RDS}.IServerlessCluster",
    f"{_RDS}.SubnetGroup": f"{_RDS}.ISubnetGroup",
    f"interfaces.{_RDS}.IDBSubnetGroupRef": f"{_RDS}.ISubnetGroup",
}
_CLUSTER_OPTIONS: Final = {"vpc": VPC, "writer": _WRITER}
ALWAYS: Final = {
    f"{_RDS}.DatabaseCluster": _CLUSTER_OPTIONS,
    f"{_RDS}.DatabaseClusterFromSnapshot": _CLUSTER_OPTIONS,
    f"{_RDS}.DatabaseInstanceFromSnapshot": {"snapshot_identifier": "s"},
    f"{_RDS}.DatabaseProxy": _PROXY_OPTIONS,
    f"{_RDS}.DatabaseInstance.add_proxy": _PROXY_OPTIONS,
    f"{_RDS}.DatabaseCluster.add_proxy": _PROXY_OPTIONS,
    f"{_RDS}.ServerlessCluster": {"vpc": VPC},
    f"{_RDS}.ServerlessClusterFromSnapshot": {"vpc": VPC},
    f"{_RDS}.DatabaseInstance.add_rotation_multi_user": {"secret": _SECRET},
    f"{_RDS}.DatabaseCluster.add_rotation_multi_user": {"secret": _SECRET},
    f"{_RDS}.ServerlessCluster.add_rotation_multi_user": {"secret": _SECRET},
}
_BUCKETS: Final = [imported("aws_s3.Bucket.from_bucket_name", "Bucket0", "landform-in")]
_OTHER_BUCKETS: Final = [imported("aws_s3.Bucket.from_bucket_name", "Bucket1", "landform-out")]
_ROLE: Final = construct("aws_iam.Role", "Role0", assumed_by=EC2)
_PUBLIC: Final = record("aws_ec2.SubnetSelection", subnet_type=enum("aws_ec2.SubnetType.PUBLIC"))
_MANAGED: Final = {"manage_master_user_password": True}
_ADVANCED: Final = {"database_insights_mode": enum(f"{_RDS}.DatabaseInsightsMode.ADVANCED")}
_MONTHS_15: Final = {"performance_insight_retention": enum(f"{_RDS}.PerformanceInsightRetention.MONTHS_15")}
_RETAIN: Final = {"removal_policy": enum("aws_cdk.RemovalPolicy.RETAIN")}
_OFF: Final = {"enable_performance_insights": False}
_WEEK: Final = {"cloudwatch_logs_retention": enum("aws_logs.RetentionDays.ONE_WEEK")}


def _kw(**named: Any) -> dict[str, Any]:
    return {"kw": named}


def _of_s3(engine: Any) -> dict[str, dict[str, Any]]:
    name = f"{engine['static'].rpartition('.')[2]} {engine['kw']['version']['enum'].rpartition('.')[2]}"
    return {
        f"{name}, import": _kw(engine=engine, s3_import_buckets=_BUCKETS),
        f"{name}, export": _kw(engine=engine, s3_export_buckets=_BUCKETS),
        f"{name}, both": _kw(engine=engine, s3_import_buckets=_BUCKETS, s3_export_buckets=_OTHER_BUCKETS),
    }


def _storage(kind: str, **named: Any) -> dict[str, Any]:
    return _kw(storage_type=enum(f"{_RDS}.StorageType.{kind}"), **named)


_INSTANCE_CASES: Final[dict[str, dict[str, Any]]] = {
    "public": _kw(vpc_subnets=_PUBLIC),
    "private in public": _kw(vpc_subnets=_PUBLIC, publicly_accessible=False),
    "unversioned": _kw(engine=enum(f"{_RDS}.DatabaseInstanceEngine.MYSQL")),
    "unversioned, parameters": _kw(
        engine=enum(f"{_RDS}.DatabaseInstanceEngine.MYSQL"), parameters={"map": {"a": "b"}}
    ),
    "managed": _kw(**_MANAGED),
    "managed, generated": _kw(**_MANAGED, credentials=_GENERATED),
    "managed, key": _kw(
        **_MANAGED,
        credentials=static(
            f"{_RDS}.Credentials.from_username", "bob", encryption_key=construct("aws_kms.Key", "Key0")
        ),
    ),
    "credentials of a secret": _kw(credentials=static(f"{_RDS}.Credentials.from_secret", _SECRET)),
    "credentials, user": _kw(credentials=static(f"{_RDS}.Credentials.from_username", "bob")),
    "advanced": _kw(**_ADVANCED),
    "advanced, kept": _kw(**_ADVANCED, **_MONTHS_15),
    "advanced, off": _kw(**_ADVANCED, **_MONTHS_15, **_OFF),
    "insights off, kept": _kw(**_OFF, **_MONTHS_15),
    "logs kept": _kw(cloudwatch_logs_exports=["error", "slowquery"], **_WEEK),
    "parameters twice": _kw(
        parameters={"map": {"a": "b"}}, parameter_group=VALUES[f"{_RDS}.IParameterGroup"][0]
    ),
    "gp3": _storage("GP3", iops=4000, storage_throughput=500, allocated_storage=400),
    "gp3, ratio": _storage("GP3", iops=3000, storage_throughput=1000, allocated_storage=400),
    "gp2, throughput": _storage("GP2", storage_throughput=500),
    "gp2, iops": _storage("GP2", iops=5000),
    "io1": _storage("IO1"),
    "io2, iops": _storage("IO2", iops=5000),
    "zone and zones": _kw(availability_zone="us-east-1a", multi_az=True),
    "zone of sql server": _kw(engine=_SQL_SERVER, timezone="UTC"),
    "zone of oracle": _kw(engine=_ORACLE, timezone="UTC"),
    "domain of mariadb": _kw(engine=_MARIA, domain="d"),
    "domain, role": _kw(domain="d", domain_role=_ROLE),
    "retained": _kw(**_RETAIN),
    "retained, not protected": _kw(**_RETAIN, deletion_protection=False),
    "role and buckets": _kw(engine=_POSTGRES, s3_import_role=_ROLE, s3_import_buckets=_BUCKETS),
    "one role for both": _kw(engine=_ORACLE, s3_import_role=_ROLE, s3_export_role=_ROLE),
    "sql server, given options": _kw(
        engine=_SQL_SERVER,
        s3_import_buckets=_BUCKETS,
        option_group=VALUES[f"{_RDS}.IOptionGroup"][0],
    ),
    "capital letters": _kw(instance_identifier="MyName"),
    "capital letters kept": {
        "kw": {"instance_identifier": "MyName"},
        "context": {"@aws-cdk/aws-rds:lowercaseDbIdentifier": False},
    },
    "not monitored": _kw(monitoring_interval=static("aws_cdk.Duration.seconds", 0)),
}
for _each in (_MYSQL, _POSTGRES, _ORACLE, _SQL_SERVER, _MARIA):
    _INSTANCE_CASES.update(_of_s3(_each))


def _capacity(least: float, most: float, **named: Any) -> dict[str, Any]:
    return _kw(
        engine=_AURORA_PG,
        writer=_SERVERLESS,
        serverless_v2_min_capacity=least,
        serverless_v2_max_capacity=most,
        **named,
    )


def _member(kind: str, id: str, **named: Any) -> Any:
    return static(f"{_RDS}.ClusterInstance.{kind}", id, **named)


_LEGACY: Final = {"vpc": None, "writer": None}
_PROPS: Final = VALUES[f"{_RDS}.InstanceProps"]
_OPTIONS: Final = {
    "allow_major_version_upgrade": True,
    "auto_minor_version_upgrade": False,
    "availability_zone": "us-east-1a",
    "ca_certificate": enum(f"{_RDS}.CaCertificate.RDS_CA_RSA2048_G1"),
    "instance_identifier": "MyInstance",
    "parameters": {"map": {"a": "b"}},
    "enable_performance_insights": True,
    "preferred_maintenance_window": "Sun:23:45-Mon:00:15",
}
_CLUSTER_CASES: Final[dict[str, dict[str, Any]]] = {
    "nothing": _kw(**_LEGACY),
    "no writer": _kw(writer=None),
    "readers": _kw(
        readers=[
            _member("provisioned", "r1", promotion_tier=1),
            _member("serverless_v2", "r2", scale_with_writer=True),
            _member("serverless_v2", "r3"),
        ]
    ),
    "high tier": _kw(readers=[_member("provisioned", "r1", promotion_tier=16)]),
    "serverless": _kw(writer=_SERVERLESS),
    "capacity": _capacity(0, 8),
    "capacity, steps": _capacity(0.3, 1),
    "capacity, upside down": _capacity(3, 2),
    "capacity, small": _capacity(0.5, 0.5),
    "capacity, large": _capacity(1, 257),
    "pause": _capacity(0, 2, serverless_v2_auto_pause_duration=minutes(10)),
    "pause, short": _capacity(0, 2, serverless_v2_auto_pause_duration=minutes(1)),
    "options of a machine": _kw(writer=_member("provisioned", "w", **_OPTIONS)),
    "former machine": _kw(writer=_member("provisioned", "w", is_from_legacy_instance_props=True)),
    "machine, insights off": _kw(writer=_member("provisioned", "w", **_OFF, **_MONTHS_15)),
    "public": _kw(vpc_subnets=_PUBLIC),
    "instances": _kw(**_LEGACY, instance_props=_PROPS[0]),
    "instances, rolling": _kw(
        **_LEGACY,
        instance_props=_PROPS[1],
        instances=3,
        cluster_identifier="MyCluster",
        instance_update_behaviour=enum(f"{_RDS}.InstanceUpdateBehaviour.ROLLING"),
    ),
    "instances, none": _kw(**_LEGACY, instance_props=_PROPS[0], instances=0),
    "instances, watched": _kw(
        **_LEGACY, instance_props=_PROPS[0], instance_identifier_base="b", monitoring_interval=minutes(1)
    ),
    "instances and writer": _kw(vpc=None, instance_props=_PROPS[0]),
    "watched as a whole": _kw(monitoring_interval=minutes(1), enable_cluster_level_enhanced_monitoring=True),
    "watched as a whole, never": _kw(enable_cluster_level_enhanced_monitoring=True),
    "watched too often": _kw(monitoring_interval=static("aws_cdk.Duration.seconds", 7)),
    "managed": _kw(**_MANAGED),
    "managed, generated": _kw(**_MANAGED, credentials=_GENERATED),
    "replica, credentials": _kw(replication_source_identifier="arn", credentials=_GENERATED),
    "parameters twice": _kw(
        parameters={"map": {"a": "b"}}, parameter_group=VALUES[f"{_RDS}.IParameterGroup"][0]
    ),
    "own parameters, import": _kw(s3_import_buckets=_BUCKETS, parameters={"map": {"a": "b"}}),
    "unversioned": _kw(engine=enum(f"{_RDS}.DatabaseClusterEngine.AURORA_MYSQL")),
    "unversioned postgres": _kw(engine=enum(f"{_RDS}.DatabaseClusterEngine.AURORA_POSTGRESQL")),
    "former aurora": _kw(engine=enum(f"{_RDS}.DatabaseClusterEngine.AURORA")),
    "logs kept": _kw(cloudwatch_logs_exports=["audit", "error"], **_WEEK),
    "unknown logs": _kw(cloudwatch_logs_exports=["audit", "unknown"]),
    "advanced": _kw(**_ADVANCED),
    "advanced, kept": _kw(**_ADVANCED, **_MONTHS_15),
    "insights differ": _kw(
        **_MONTHS_15,
        writer=_member(
            "provisioned",
            "w",
            performance_insight_retention=enum(f"{_RDS}.PerformanceInsightRetention.MONTHS_1"),
        ),
    ),
    "scalability twice": _kw(
        cluster_scalability_type=enum(f"{_RDS}.ClusterScalabilityType.STANDARD"),
        cluster_scailability_type=enum(f"{_RDS}.ClusterScailabilityType.STANDARD"),
    ),
    "limitless": _kw(
        writer=None,
        engine=_aurora("aurora_postgres", "AuroraPostgresEngineVersion.VER_16_6_LIMITLESS"),
        cluster_scalability_type=enum(f"{_RDS}.ClusterScalabilityType.LIMITLESS"),
        enable_performance_insights=True,
    ),
    "retained": _kw(**_RETAIN),
    "own parameters of machines": {
        "kw": {
            "writer": _member("provisioned", "w", parameters={"map": {"a": "b"}}),
            "readers": [_member("provisioned", "r", parameters={"map": {"c": "d"}})],
        },
        "context": {
            "@aws-cdk/aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters": True
        },
    },
}
for _each in (_AURORA, _AURORA_2, _AURORA_PG, _OLD_PG):
    _CLUSTER_CASES.update(_of_s3(_each))
_NEW: Final = {"@aws-cdk/aws-rds:preventRenderingDeprecatedCredentials": True}


def _scaled(**named: Any) -> dict[str, Any]:
    return _kw(scaling=record(f"{_RDS}.ServerlessScalingOptions", **named))


TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_RDS}.DatabaseInstance": _INSTANCE_CASES,
    f"{_RDS}.DatabaseInstanceFromSnapshot": {
        "none": _kw(snapshot_identifier=None),
        "both": _kw(cluster_snapshot_identifier="c"),
        "of a cluster": _kw(snapshot_identifier=None, cluster_snapshot_identifier="c"),
        "password": _kw(
            credentials=static(
                f"{_RDS}.SnapshotCredentials.from_password",
                static("aws_cdk.SecretValue.ssm_secure", "/p", "1"),
            )
        ),
        "secret": _kw(credentials=static(f"{_RDS}.SnapshotCredentials.from_secret", _SECRET)),
    },
    f"{_RDS}.DatabaseInstanceReadReplica": {
        "of postgres": _kw(
            source_database_instance=construct(
                f"{_RDS}.DatabaseInstance", "Instance2", engine=_POSTGRES, vpc=VPC
            ),
            backup_retention=static("aws_cdk.Duration.days", 1),
        ),
        "right id": {
            "context": {
                "@aws-cdk/aws-rds:setCorrectValueForDatabaseInstanceReadReplicaInstanceResourceId": True
            }
        },
    },
    f"{_RDS}.DatabaseCluster": _CLUSTER_CASES,
    f"{_RDS}.DatabaseClusterFromSnapshot": {
        "flag": {"context": _NEW},
        "flag, credentials": {"kw": {"credentials": _GENERATED}, "context": _NEW},
        "flag, snapshot": {"kw": {"snapshot_credentials": _SNAPSHOT_SECRET}, "context": _NEW},
        "both": _kw(credentials=_GENERATED, snapshot_credentials=_SNAPSHOT_SECRET),
        "managed": _kw(**_MANAGED),
    },
    f"{_RDS}.ServerlessCluster": {
        "no vpc": _kw(vpc=None),
        "no vpc, subnets": _kw(vpc=None, vpc_subnets=_PUBLIC),
        "no vpc, groups": _kw(vpc=None, security_groups=[]),
        "no pause": _scaled(auto_pause=static("aws_cdk.Duration.seconds", 0)),
        "short pause": _scaled(auto_pause=minutes(1)),
        "upside down": _scaled(
            min_capacity=enum(f"{_RDS}.AuroraCapacityUnit.ACU_8"),
            max_capacity=enum(f"{_RDS}.AuroraCapacityUnit.ACU_2"),
        ),
        "capacities": _scaled(
            auto_pause=minutes(10),
            min_capacity=enum(f"{_RDS}.AuroraCapacityUnit.ACU_8"),
            max_capacity=enum(f"{_RDS}.AuroraCapacityUnit.ACU_64"),
            timeout=minutes(5),
            timeout_action=enum(f"{_RDS}.TimeoutAction.FORCE_APPLY_CAPACITY_CHANGE"),
        ),
        "long timeout": _scaled(timeout=minutes(20)),
        "retained": _kw(**_RETAIN),
        "backups, none": _kw(backup_retention=static("aws_cdk.Duration.days", 0)),
    },
    f"{_RDS}.DatabaseProxy": {
        "no secrets": _kw(secrets=None),
        "no secrets, IAM": _kw(secrets=None, default_auth_scheme=enum(f"{_RDS}.DefaultAuthScheme.IAM_AUTH")),
        "unique name": {"context": {"@aws-cdk/aws-rds:databaseProxyUniqueResourceName": True}},
        "other family": _kw(client_password_auth_type=enum(f"{_RDS}.ClientPasswordAuthType.POSTGRES_MD5")),
        "of a cluster": _kw(proxy_target=static(f"{_RDS}.ProxyTarget.from_cluster", _CLUSTER)),
        "of a known cluster": _kw(proxy_target=static(f"{_RDS}.ProxyTarget.from_cluster", _KNOWN_CLUSTER)),
    },
    f"{_RDS}.ParameterGroup": {
        "unversioned": _kw(engine=enum(f"{_RDS}.DatabaseInstanceEngine.MYSQL")),
    },
    f"{_RDS}.OptionGroup": {
        "unversioned": _kw(engine=enum(f"{_RDS}.DatabaseInstanceEngine.ORACLE_EE")),
        "port": _kw(configurations=[record(f"{_RDS}.OptionConfiguration", name="A", port=1158)]),
        "port in a vpc": _kw(configurations=[VALUES[f"{_RDS}.OptionConfiguration"][1]], engine=_ORACLE),
    },
}
