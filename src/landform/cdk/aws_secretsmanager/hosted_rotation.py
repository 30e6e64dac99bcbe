"""Rotation by functions that a transform of CloudFormation brings along.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from landform.cdk.core.checked import Checked

TRANSFORM: Final = "AWS::SecretsManager-2024-09-16"
UNSUITABLE: Final = " %+~`#$&*()|[]{}:;<>?!'/@\"\\"
"""Letters that passwords of databases cannot hold, or that would have to be escaped."""

_ENGINES: Final = {
    "MYSQL": "MySQL",
    "POSTGRESQL": "PostgreSQL",
    "ORACLE": "Oracle",
    "MARIADB": "MariaDB",
    "SQLSERVER": "SQLServer",
    "REDSHIFT": "Redshift",
    "MONGODB": "MongoDB",
}


class HostedRotationType(Checked):
    """For which database, and whether a second user takes turns."""

    MYSQL_SINGLE_USER: ClassVar["HostedRotationType"]
    MYSQL_MULTI_USER: ClassVar["HostedRotationType"]
    POSTGRESQL_SINGLE_USER: ClassVar["HostedRotationType"]
    POSTGRESQL_MULTI_USER: ClassVar["HostedRotationType"]
    ORACLE_SINGLE_USER: ClassVar["HostedRotationType"]
    ORACLE_MULTI_USER: ClassVar["HostedRotationType"]
    MARIADB_SINGLE_USER: ClassVar["HostedRotationType"]
    MARIADB_MULTI_USER: ClassVar["HostedRotationType"]
    SQLSERVER_SINGLE_USER: ClassVar["HostedRotationType"]
    SQLSERVER_MULTI_USER: ClassVar["HostedRotationType"]
    REDSHIFT_SINGLE_USER: ClassVar["HostedRotationType"]
    REDSHIFT_MULTI_USER: ClassVar["HostedRotationType"]
    MONGODB_SINGLE_USER: ClassVar["HostedRotationType"]
    MONGODB_MULTI_USER: ClassVar["HostedRotationType"]

    def __init__(self, name: str, is_multi_user: bool | None = None) -> None:
        self.name = name
        self.is_multi_user = is_multi_user


for _key, _engine in _ENGINES.items():
    setattr(HostedRotationType, f"{_key}_SINGLE_USER", HostedRotationType(f"{_engine}SingleUser"))
    setattr(HostedRotationType, f"{_key}_MULTI_USER", HostedRotationType(f"{_engine}MultiUser", True))


class HostedRotation(Checked):
    """A rotation that needs no function of one's own."""

    def __init__(self, kind: HostedRotationType, options: dict[str, Any]) -> None:
        self._kind = kind
        self._options = options
        self._connections: Any = None
        if kind.is_multi_user and options.get("master_secret") is None:
            raise ValueError("The `masterSecret` must be specified when using the multi user scheme.")

    mysql_single_user: ClassVar[Callable[..., "HostedRotation"]]
    mysql_multi_user: ClassVar[Callable[..., "HostedRotation"]]
    postgre_sql_single_user: ClassVar[Callable[..., "HostedRotation"]]
    postgre_sql_multi_user: ClassVar[Callable[..., "HostedRotation"]]
    oracle_single_user: ClassVar[Callable[..., "HostedRotation"]]
    oracle_multi_user: ClassVar[Callable[..., "HostedRotation"]]
    maria_db_single_user: ClassVar[Callable[..., "HostedRotation"]]
    maria_db_multi_user: ClassVar[Callable[..., "HostedRotation"]]
    sql_server_single_user: ClassVar[Callable[..., "HostedRotation"]]
    sql_server_multi_user: ClassVar[Callable[..., "HostedRotation"]]
    redshift_single_user: ClassVar[Callable[..., "HostedRotation"]]
    redshift_multi_user: ClassVar[Callable[..., "HostedRotation"]]
    mongo_db_single_user: ClassVar[Callable[..., "HostedRotation"]]
    mongo_db_multi_user: ClassVar[Callable[..., "HostedRotation"]]

    @property
    def connections(self) -> Any:
        """Whom the function may talk to; known once it is bound, and only in a network."""
        if self._options.get("vpc") is None:
            raise ValueError("Cannot use connections for a hosted rotation that is not deployed in a VPC.")
        if self._connections is None:
            raise ValueError(
                "Cannot use connections for a hosted rotation that has not been bound to a secret"
            )
        return self._connections

    def bind(self, secret: Any, scope: Any) -> dict[str, Any]:
        """The schedule's HostedRotationLambda."""
        from landform.cdk.core.stack import Stack

        Stack.of(scope).add_transform(TRANSFORM)
        options = self._options
        master, key = options.get("master_secret"), secret.encryption_key
        excluded = options.get("exclude_characters")
        if master is not None:
            master.deny_account_root_delete()
        return {
            "RotationType": self._kind.name,
            "KmsKeyArn": key.key_arn if key is not None else None,
            "MasterSecretArn": master.secret_arn if master is not None else None,
            "MasterSecretKmsKeyArn": (
                master.encryption_key.key_arn if master is not None and master.encryption_key else None
            ),
            "RotationLambdaName": options.get("function_name"),
            "ExcludeCharacters": UNSUITABLE if excluded is None else excluded,
            **self._network(scope),
        }

    def _network(self, scope: Any) -> dict[str, Any]:
        vpc = self._options.get("vpc")
        if vpc is None:
            if self._options.get("security_groups") or self._options.get("vpc_subnets"):
                raise ValueError("`vpc` must be specified when specifying `securityGroups` or `vpcSubnets`.")
            return {}
        from landform.cdk import aws_ec2

        groups = self._options.get("security_groups")
        groups = groups or [aws_ec2.SecurityGroup(scope, "SecurityGroup", vpc=vpc)]
        self._connections = aws_ec2.Connections(security_groups=groups)
        subnets: Sequence[str] = vpc.select_subnets(**dict(self._options.get("vpc_subnets") or {})).subnet_ids
        return {
            "VpcSecurityGroupIds": ",".join(each.security_group_id for each in groups),
            "VpcSubnetIds": ",".join(subnets),
        }


def _maker(key: str) -> Any:
    def make(**options: Any) -> HostedRotation:
        """A rotation for one database, with one or two users."""
        return HostedRotation(getattr(HostedRotationType, key), options)

    return staticmethod(make)


for _name, _key in {
    "mysql": "MYSQL",
    "postgre_sql": "POSTGRESQL",
    "oracle": "ORACLE",
    "maria_db": "MARIADB",
    "sql_server": "SQLSERVER",
    "redshift": "REDSHIFT",
    "mongo_db": "MONGODB",
}.items():
    for _users in ("single", "multi"):
        setattr(HostedRotation, f"{_name}_{_users}_user", _maker(f"{_key}_{_users.upper()}_USER"))
