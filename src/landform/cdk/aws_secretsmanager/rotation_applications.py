"""Applications of the serverless repository that rotate secrets.

Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from landform.cdk.core.checked import Checked

_HOMES: Final = {
    "aws": "arn:aws:serverlessrepo:us-east-1:297356227824:applications",
    "aws-cn": "arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications",
    "aws-us-gov": "arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235:applications",
}

# Database and users, application, then its version in aws, aws-cn and aws-us-gov.
_TABLE: Final = """
    DB2_MULTI RDSDb2RotationMultiUser 1.1.272 1.1.240 1.1.223
    DB2_SINGLE RDSDb2RotationSingleUser 1.1.271 1.1.242 1.1.222
    MARIADB_MULTI RDSMariaDBRotationMultiUser 1.1.670 1.1.441 1.1.383
    MARIADB_SINGLE RDSMariaDBRotationSingleUser 1.1.670 1.1.442 1.1.383
    MONGODB_MULTI MongoDBRotationMultiUser 1.1.671 1.1.441 1.1.384
    MONGODB_SINGLE MongoDBRotationSingleUser 1.1.671 1.1.440 1.1.384
    MYSQL_MULTI RDSMySQLRotationMultiUser 1.1.671 1.1.440 1.1.383
    MYSQL_SINGLE RDSMySQLRotationSingleUser 1.1.671 1.1.440 1.1.384
    ORACLE_MULTI RDSOracleRotationMultiUser 1.1.671 1.1.441 1.1.383
    ORACLE_SINGLE RDSOracleRotationSingleUser 1.1.671 1.1.441 1.1.382
    POSTGRES_MULTI RDSPostgreSQLRotationMultiUser 1.1.671 1.1.440 1.1.383
    POSTGRES_SINGLE RDSPostgreSQLRotationSingleUser 1.1.671 1.1.440 1.1.383
    REDSHIFT_MULTI RedshiftRotationMultiUser 1.1.671 1.1.440 1.1.383
    REDSHIFT_SINGLE RedshiftRotationSingleUser 1.1.671 1.1.441 1.1.383
    SQLSERVER_MULTI RDSSQLServerRotationMultiUser 1.1.671 1.1.441 1.1.384
    SQLSERVER_SINGLE RDSSQLServerRotationSingleUser 1.1.670 1.1.441 1.1.383
"""


class SecretRotationApplication(Checked):
    """One application."""

    DB2_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    DB2_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    MARIADB_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    MARIADB_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    MONGODB_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    MONGODB_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    MYSQL_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    MYSQL_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    ORACLE_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    ORACLE_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    POSTGRES_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    POSTGRES_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    REDSHIFT_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    REDSHIFT_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]
    SQLSERVER_ROTATION_MULTI_USER: ClassVar["SecretRotationApplication"]
    SQLSERVER_ROTATION_SINGLE_USER: ClassVar["SecretRotationApplication"]

    def __init__(
        self,
        application_name: str,
        aws_semantic_version: str,
        *,
        additional_semantic_versions: Mapping[str, str] | None = None,
        is_multi_user: bool | None = None,
    ) -> None:
        self._name = application_name
        self._versions = {"aws": aws_semantic_version, **(additional_semantic_versions or {})}
        self.is_multi_user = is_multi_user

    def application_arn_for_partition(self, partition: str) -> str:
        """The application's ARN. Raises ValueError for partitions without the repository."""
        return f"{self._in(_HOMES, partition)}/{self._name}"

    def semantic_version_for_partition(self, partition: str) -> str:
        """The application's version. Raises ValueError for partitions without the repository."""
        return self._in(self._versions, partition)

    def _in(self, values: Mapping[str, Any], partition: str) -> str:
        if partition not in values or partition not in self._versions:
            raise ValueError(f"unsupported partition: {partition}")
        return str(values[partition])


for _line in _TABLE.split("\n"):
    if _line.strip():
        _key, _name, _aws, _cn, _gov = _line.split()
        _database, _users = _key.rsplit("_", 1)
        setattr(
            SecretRotationApplication,
            f"{_database}_ROTATION_{_users}_USER",
            SecretRotationApplication(
                f"SecretsManager{_name}",
                _aws,
                additional_semantic_versions={"aws-cn": _cn, "aws-us-gov": _gov},
                is_multi_user=True if _users == "MULTI" else None,
            ),
        )
