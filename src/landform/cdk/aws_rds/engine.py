"""What engines of instances and of clusters share."""

from typing import Any

from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

MYSQL_FAMILY, POSTGRES_FAMILY, SQL_SERVER_FAMILY = "MYSQL", "POSTGRESQL", "SQLSERVER"


class Engine(Native):
    """An engine, in a version or in none."""

    default_username: str | None = None
    engine_family: str | None = None

    def __init__(self, engine_type: str, version: Any, rotation: str) -> None:
        self.engine_type = engine_type
        self._version = version
        self.engine_version: Any = version._record() if version is not None else None
        self._rotation = rotation

    @property
    def parameter_group_family(self) -> str | None:
        """Which parameters it has; not known without a version."""
        if self.engine_version is None:
            return None
        return f"{self.engine_type}{self.engine_version.major_version}"

    @property
    def single_user_rotation_application(self) -> Any:
        """What rotates the secret of one user."""
        return _application(f"{self._rotation}_ROTATION_SINGLE_USER")

    @property
    def multi_user_rotation_application(self) -> Any:
        """What rotates secrets with the help of another user."""
        return _application(f"{self._rotation}_ROTATION_MULTI_USER")

    @property
    def description(self) -> str:
        """Its name and version, for messages."""
        full = self.engine_version.full_version if self.engine_version is not None else None
        return f"{self.engine_type}-{full}" if full else self.engine_type


def described(engine: Any) -> str:
    """An engine, also one of the user's own, by name and version."""
    version = engine.engine_version
    full = version.full_version if version is not None else None
    return f"{engine.engine_type}-{full}" if full else str(engine.engine_type)


def _application(name: str) -> Any:
    from landform.cdk.aws_secretsmanager.rotation_applications import SecretRotationApplication

    return getattr(SecretRotationApplication, name)


def made(name: str, **values: Any) -> Any:
    """A record of the API with the values that are not None."""
    return given(MODULE, name, values)
