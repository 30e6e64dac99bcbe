"""Engines of instances.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
"""

from abc import abstractmethod
from typing import Any, ClassVar

from landform.cdk.aws_rds.engine import (
    MYSQL_FAMILY,
    POSTGRES_FAMILY,
    SQL_SERVER_FAMILY,
    Engine,
    made,
)
from landform.cdk.aws_rds.engine_versions import (
    MariaDbEngineVersion,
    MysqlEngineVersion,
    OracleEngineVersion,
    PostgresEngineVersion,
    SqlServerEngineVersion,
)
from landform.cdk.core.native import Native

S3_INTEGRATION = "S3_INTEGRATION"


class InstanceEngine(Engine):
    """An engine of instances."""

    supports_read_replica_backups: bool | None = None

    def bind_to_instance(self, scope: Any, **options: Any) -> Any:
        """What the engine needs on an instance; the options are those of `InstanceEngineBindOptions`."""
        bound = made("InstanceEngineBindOptions", **options)
        if bound.timezone:
            raise ValueError(f"timezone property can not be configured for {self.engine_type}")
        return self._bound(scope, bound)

    def _bound(self, scope: Any, options: Any) -> Any:
        del scope
        return made("InstanceEngineConfig", option_group=options.option_group)


class _MariaDb(InstanceEngine):
    engine_family = MYSQL_FAMILY
    supports_read_replica_backups = True

    def _bound(self, scope: Any, options: Any) -> Any:
        if options.domain:
            raise ValueError(f"domain property cannot be configured for {self.engine_type}")
        return super()._bound(scope, options)


class _MySql(InstanceEngine):
    engine_family = MYSQL_FAMILY
    supports_read_replica_backups = True


class _Postgres(InstanceEngine):
    engine_family = POSTGRES_FAMILY
    default_username = "postgres"

    def _bound(self, scope: Any, options: Any) -> Any:
        version = self._version
        features = made(
            "InstanceEngineFeatures",
            s3_import="s3Import" if version is None or version._can("i") else None,
            s3_export="s3Export" if version is not None and version._can("e") else None,
        )
        return made("InstanceEngineConfig", option_group=options.option_group, features=features)


class _WithOptions(InstanceEngine):
    """Engines that reach S3 by an option."""

    @property
    def parameter_group_family(self) -> str | None:
        if self.engine_version is None:
            return None
        return f"{self.engine_type}-{self._family_version()}"

    def _family_version(self) -> str:
        return str(self.engine_version.major_version)

    def _bound(self, scope: Any, options: Any) -> Any:
        group = options.option_group
        role = options.s3_import_role if options.s3_import_role is not None else options.s3_export_role
        if role is not None:
            if group is None:
                from landform.cdk.aws_rds.option_group import OptionGroup

                group = OptionGroup(scope, "InstanceOptionGroup", engine=self, configurations=[])
            group.add_configuration(**self._option(role))
        features = made("InstanceEngineFeatures", s3_import=S3_INTEGRATION, s3_export=S3_INTEGRATION)
        return made("InstanceEngineConfig", option_group=group, features=features)

    @abstractmethod
    def _option(self, role: Any) -> dict[str, Any]:
        """The option by which it reaches S3."""


class _Oracle(_WithOptions):
    def _option(self, role: Any) -> dict[str, Any]:
        del role
        return {"name": S3_INTEGRATION, "version": "1.0"}


class _SqlServer(_WithOptions):
    engine_family = SQL_SERVER_FAMILY

    def bind_to_instance(self, scope: Any, **options: Any) -> Any:
        return self._bound(scope, made("InstanceEngineBindOptions", **options))

    def _family_version(self) -> str:
        """`15.0` for `15.00`."""
        return f"{self.engine_version.major_version.partition('.')[0]}.0"

    def _option(self, role: Any) -> dict[str, Any]:
        return {
            "name": "SQLSERVER_BACKUP_RESTORE",
            "settings": {"IAM_ROLE_ARN": role.role_ref.role_arn},
        }


class DatabaseInstanceEngine(Native):
    """The engines that there are, in versions or, as members, in none."""

    MARIADB: ClassVar[InstanceEngine]
    MYSQL: ClassVar[InstanceEngine]
    ORACLE_EE: ClassVar[InstanceEngine]
    ORACLE_EE_CDB: ClassVar[InstanceEngine]
    ORACLE_SE2: ClassVar[InstanceEngine]
    ORACLE_SE2_CDB: ClassVar[InstanceEngine]
    POSTGRES: ClassVar[InstanceEngine]
    SQL_SERVER_EE: ClassVar[InstanceEngine]
    SQL_SERVER_EX: ClassVar[InstanceEngine]
    SQL_SERVER_SE: ClassVar[InstanceEngine]
    SQL_SERVER_WEB: ClassVar[InstanceEngine]

    @staticmethod
    def maria_db(*, version: MariaDbEngineVersion) -> InstanceEngine:
        """MariaDB."""
        return _MariaDb("mariadb", version, "MARIADB")

    @staticmethod
    def mysql(*, version: MysqlEngineVersion) -> InstanceEngine:
        """MySQL."""
        return _MySql("mysql", version, "MYSQL")

    @staticmethod
    def postgres(*, version: PostgresEngineVersion) -> InstanceEngine:
        """PostgreSQL."""
        return _Postgres("postgres", version, "POSTGRES")

    @staticmethod
    def oracle_se2(*, version: OracleEngineVersion) -> InstanceEngine:
        """Oracle, Standard Edition Two."""
        return _Oracle("oracle-se2", version, "ORACLE")

    @staticmethod
    def oracle_se2_cdb(*, version: OracleEngineVersion) -> InstanceEngine:
        """The same as a container database."""
        return _Oracle("oracle-se2-cdb", version, "ORACLE")

    @staticmethod
    def oracle_ee(*, version: OracleEngineVersion) -> InstanceEngine:
        """Oracle, Enterprise Edition."""
        return _Oracle("oracle-ee", version, "ORACLE")

    @staticmethod
    def oracle_ee_cdb(*, version: OracleEngineVersion) -> InstanceEngine:
        """The same as a container database."""
        return _Oracle("oracle-ee-cdb", version, "ORACLE")

    @staticmethod
    def sql_server_se(*, version: SqlServerEngineVersion) -> InstanceEngine:
        """SQL Server, Standard Edition."""
        return _SqlServer("sqlserver-se", version, "SQLSERVER")

    @staticmethod
    def sql_server_ex(*, version: SqlServerEngineVersion) -> InstanceEngine:
        """SQL Server, Express Edition."""
        return _SqlServer("sqlserver-ex", version, "SQLSERVER")

    @staticmethod
    def sql_server_web(*, version: SqlServerEngineVersion) -> InstanceEngine:
        """SQL Server, Web Edition."""
        return _SqlServer("sqlserver-web", version, "SQLSERVER")

    @staticmethod
    def sql_server_ee(*, version: SqlServerEngineVersion) -> InstanceEngine:
        """SQL Server, Enterprise Edition."""
        return _SqlServer("sqlserver-ee", version, "SQLSERVER")


_OTHERS: dict[str, tuple[type[InstanceEngine], str, str]] = {
    "MARIADB": (_MariaDb, "mariadb", "MARIADB"),
    "MYSQL": (_MySql, "mysql", "MYSQL"),
    "ORACLE_EE": (_Oracle, "oracle-ee", "ORACLE"),
    "ORACLE_EE_CDB": (_Oracle, "oracle-ee-cdb", "ORACLE"),
    "ORACLE_SE2": (_Oracle, "oracle-se2", "ORACLE"),
    "ORACLE_SE2_CDB": (_Oracle, "oracle-se2-cdb", "ORACLE"),
    "POSTGRES": (_Postgres, "postgres", "POSTGRES"),
    "SQL_SERVER_EE": (_SqlServer, "sqlserver-ee", "SQLSERVER"),
    "SQL_SERVER_EX": (_SqlServer, "sqlserver-ex", "SQLSERVER"),
    "SQL_SERVER_SE": (_SqlServer, "sqlserver-se", "SQLSERVER"),
    "SQL_SERVER_WEB": (_SqlServer, "sqlserver-web", "SQLSERVER"),
}
for _member, (_kind, _type, _rotation) in _OTHERS.items():
    setattr(DatabaseInstanceEngine, _member, _kind(_type, None, _rotation))
