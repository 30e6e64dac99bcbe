"""Engines of clusters.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_AuroraOverview.html
"""

from abc import abstractmethod
from typing import Any, ClassVar

from landform.cdk.aws_rds.engine import MYSQL_FAMILY, POSTGRES_FAMILY, Engine, made
from landform.cdk.aws_rds.engine_versions import (
    AuroraEngineVersion,
    AuroraMysqlEngineVersion,
    AuroraPostgresEngineVersion,
)
from landform.cdk.aws_rds.parameter_group import ParameterGroup
from landform.cdk.core.native import Native

POSTGRES_PORT = 5432
_IMPORT_ROLE, _EXPORT_ROLE, _ROLE = (
    "aurora_load_from_s3_role",
    "aurora_select_into_s3_role",
    "aws_default_s3_role",
)


class ClusterEngine(Engine):
    """An engine of clusters."""

    combine_import_and_export_roles: bool | None = None
    supported_log_types: list[str]

    def bind_to_cluster(self, scope: Any, **options: Any) -> Any:
        """What the engine needs on a cluster; the options are those of `ClusterEngineBindOptions`."""
        return self._bound(scope, made("ClusterEngineBindOptions", **options))

    @abstractmethod
    def _bound(self, scope: Any, options: Any) -> Any:
        """What it needs, as `ClusterEngineConfig` says it."""


class _MySqlLike(ClusterEngine):
    engine_family = MYSQL_FAMILY

    def __init__(self, engine_type: str, version: Any, *, default_major: str) -> None:
        super().__init__(engine_type, version, "MYSQL")
        if version is None:
            self.engine_version = made("EngineVersion", major_version=default_major)
        self.combine_import_and_export_roles = True if version is not None and version._can("c") else None
        self.supported_log_types = ["error", "general", "slowquery", "audit", "instance", "iam-db-auth-error"]

    def _bound(self, scope: Any, options: Any) -> Any:
        group = options.parameter_group
        imports, exports = options.s3_import_role, options.s3_export_role
        if group is None:
            needs_own = imports is not None or exports is not None
            group = (
                ParameterGroup(scope, "ClusterParameterGroup", engine=self)
                if needs_own
                else self._default_group(scope)
            )
        if imports is not None:
            name = _ROLE if self.combine_import_and_export_roles else _IMPORT_ROLE
            group.add_parameter(name, imports.role_ref.role_arn)
        if exports is not None:
            name = _ROLE if self.combine_import_and_export_roles else _EXPORT_ROLE
            group.add_parameter(name, exports.role_ref.role_arn)
        return made("ClusterEngineConfig", parameter_group=group, features=self._features())

    def _default_group(self, scope: Any) -> Any:
        del scope
        return None

    def _features(self) -> Any:
        return None


class _AuroraMySql(_MySqlLike):
    def _default_group(self, scope: Any) -> Any:
        return ParameterGroup.from_parameter_group_name(
            scope,
            "AuroraMySqlDatabaseClusterEngineDefaultParameterGroup",
            f"default.{self.parameter_group_family}",
        )

    def _features(self) -> Any:
        version = self._version
        if version is None or not version._can("c"):
            return None
        return made("ClusterEngineFeatures", serverless_v2_auto_pause_supported=version._can("p"))


class _AuroraPostgres(ClusterEngine):
    engine_family = POSTGRES_FAMILY
    default_username = "postgres"

    def __init__(self, version: AuroraPostgresEngineVersion | None) -> None:
        super().__init__("aurora-postgresql", version, "POSTGRES")
        self.supported_log_types = ["postgresql", "iam-db-auth-error", "instance"]

    def _bound(self, scope: Any, options: Any) -> Any:
        version = self._version
        asked = (("s3Import", "i", options.s3_import_role), ("s3Export", "e", options.s3_export_role))
        for name, letter, role in asked:
            if role is not None and version is not None and not version._can(letter):
                raise ValueError(
                    f"{name} is not supported for Postgres version: {version._full}. Use a version that"
                    f" supports the {name} feature."
                )
        group = options.parameter_group
        if group is None:
            if self.parameter_group_family is None:
                raise ValueError(
                    "Could not create a new ParameterGroup for an unversioned aurora-postgresql cluster"
                    " engine. Please either use a versioned engine, or pass an explicit ParameterGroup when"
                    " creating the cluster"
                )
            group = ParameterGroup.from_parameter_group_name(
                scope,
                "AuroraPostgreSqlDatabaseClusterEngineDefaultParameterGroup",
                f"default.{self.parameter_group_family}",
            )
        features = made("ClusterEngineFeatures")
        if version is not None:
            features = made(
                "ClusterEngineFeatures",
                s3_import="s3Import" if version._can("i") else None,
                s3_export="s3Export" if version._can("e") else None,
                serverless_v2_auto_pause_supported=version._can("p"),
            )
        return made("ClusterEngineConfig", parameter_group=group, port=POSTGRES_PORT, features=features)


class DatabaseClusterEngine(Native):
    """The engines that there are, in versions or, as members, in none."""

    AURORA: ClassVar[ClusterEngine]
    AURORA_MYSQL: ClassVar[ClusterEngine]
    AURORA_POSTGRESQL: ClassVar[ClusterEngine]

    @staticmethod
    def aurora(*, version: AuroraEngineVersion) -> ClusterEngine:
        """Aurora for MySQL 5.6."""
        return _MySqlLike("aurora", version, default_major="5.6")

    @staticmethod
    def aurora_mysql(*, version: AuroraMysqlEngineVersion) -> ClusterEngine:
        """Aurora for MySQL."""
        return _AuroraMySql("aurora-mysql", version, default_major="5.7")

    @staticmethod
    def aurora_postgres(*, version: AuroraPostgresEngineVersion) -> ClusterEngine:
        """Aurora for PostgreSQL."""
        return _AuroraPostgres(version)


DatabaseClusterEngine.AURORA = _MySqlLike("aurora", None, default_major="5.6")
DatabaseClusterEngine.AURORA_MYSQL = _AuroraMySql("aurora-mysql", None, default_major="5.7")
DatabaseClusterEngine.AURORA_POSTGRESQL = _AuroraPostgres(None)
