"""Versions of engines; which there are is data (data/engine_versions.json).

The data have, under a class, the major version with letters for what its versions can (i: import from S3,
e: export to it, p: pause when idle, c: one role for both), and under that the members with the full versions.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html and the assembly of
aws-cdk-lib 2.275.0.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

MODULE = "aws_rds"


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    path = Path(__file__).parent / "data" / "engine_versions.json"
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


class _Version(Native):
    """A version of an engine, and what it can."""

    def __init__(self, full: str | None, major: str, abilities: str = "") -> None:
        self._full = full
        self._major = major
        self._abilities = abilities

    def _can(self, letter: str) -> bool:
        return letter in self._abilities

    def _record(self) -> Any:
        """As `EngineVersion` says it."""
        return given(MODULE, "EngineVersion", {"full_version": self._full, "major_version": self._major})


def _fill(kind: type[_Version]) -> None:
    for key, members in _data()[kind.__name__].items():
        major, _, abilities = key.partition(" ")
        for name, full in members.items():
            setattr(kind, name, kind(full, major, abilities))


class AuroraEngineVersion(_Version):
    """A version of Aurora for MySQL 5.6."""

    @staticmethod
    def of(aurora_full_version: str, aurora_major_version: str | None = None) -> "AuroraEngineVersion":
        """Any version."""
        return AuroraEngineVersion(aurora_full_version, aurora_major_version or "5.6")

    @property
    def aurora_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def aurora_major_version(self) -> str:
        """The major version."""
        return self._major


class AuroraMysqlEngineVersion(_Version):
    """A version of Aurora for MySQL."""

    @staticmethod
    def of(
        aurora_mysql_full_version: str, aurora_mysql_major_version: str | None = None
    ) -> "AuroraMysqlEngineVersion":
        """Any version."""
        return AuroraMysqlEngineVersion(aurora_mysql_full_version, aurora_mysql_major_version or "5.7")

    @property
    def aurora_mysql_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def aurora_mysql_major_version(self) -> str:
        """The major version."""
        return self._major


class AuroraPostgresEngineVersion(_Version):
    """A version of Aurora for PostgreSQL."""

    @staticmethod
    def of(
        aurora_postgres_full_version: str,
        aurora_postgres_major_version: str,
        *,
        s3_export: bool | None = None,
        s3_import: bool | None = None,
        serverless_v2_auto_pause_supported: bool | None = None,
    ) -> "AuroraPostgresEngineVersion":
        """Any version, and what it can."""
        able = ("i" if s3_import else "") + ("e" if s3_export else "")
        able += "p" if serverless_v2_auto_pause_supported else ""
        return AuroraPostgresEngineVersion(aurora_postgres_full_version, aurora_postgres_major_version, able)

    @property
    def aurora_postgres_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def aurora_postgres_major_version(self) -> str:
        """The major version."""
        return self._major


class MariaDbEngineVersion(_Version):
    """A version of MariaDB."""

    @staticmethod
    def of(maria_db_full_version: str, maria_db_major_version: str) -> "MariaDbEngineVersion":
        """Any version."""
        return MariaDbEngineVersion(maria_db_full_version, maria_db_major_version)

    @property
    def maria_db_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def maria_db_major_version(self) -> str:
        """The major version."""
        return self._major


class MysqlEngineVersion(_Version):
    """A version of MySQL."""

    @staticmethod
    def of(mysql_full_version: str, mysql_major_version: str) -> "MysqlEngineVersion":
        """Any version."""
        return MysqlEngineVersion(mysql_full_version, mysql_major_version)

    @property
    def mysql_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def mysql_major_version(self) -> str:
        """The major version."""
        return self._major


class OracleEngineVersion(_Version):
    """A version of Oracle."""

    @staticmethod
    def of(oracle_full_version: str, oracle_major_version: str) -> "OracleEngineVersion":
        """Any version."""
        return OracleEngineVersion(oracle_full_version, oracle_major_version)

    @property
    def oracle_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def oracle_major_version(self) -> str:
        """The major version."""
        return self._major


class PostgresEngineVersion(_Version):
    """A version of PostgreSQL."""

    @staticmethod
    def of(
        postgres_full_version: str,
        postgres_major_version: str,
        *,
        s3_export: bool | None = None,
        s3_import: bool | None = None,
    ) -> "PostgresEngineVersion":
        """Any version, and what it can."""
        able = ("i" if s3_import else "") + ("e" if s3_export else "")
        return PostgresEngineVersion(postgres_full_version, postgres_major_version, able)

    @property
    def postgres_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def postgres_major_version(self) -> str:
        """The major version."""
        return self._major


class SqlServerEngineVersion(_Version):
    """A version of SQL Server."""

    @staticmethod
    def of(sql_server_full_version: str, sql_server_major_version: str) -> "SqlServerEngineVersion":
        """Any version."""
        return SqlServerEngineVersion(sql_server_full_version, sql_server_major_version)

    @property
    def sql_server_full_version(self) -> str | None:
        """The full version."""
        return self._full

    @property
    def sql_server_major_version(self) -> str:
        """The major version."""
        return self._major


for _kind in (
    AuroraEngineVersion,
    AuroraMysqlEngineVersion,
    AuroraPostgresEngineVersion,
    MariaDbEngineVersion,
    MysqlEngineVersion,
    OracleEngineVersion,
    PostgresEngineVersion,
    SqlServerEngineVersion,
):
    _fill(_kind)
