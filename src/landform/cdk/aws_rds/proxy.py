"""Proxies: pools of connections in front of databases.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbproxy.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_rds.common import SERVICE, seconds
from landform.cdk.aws_rds.connect import grant_user
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.enums import ClientPasswordAuthType, DefaultAuthScheme
from landform.cdk.aws_rds.proxy_endpoint import DatabaseProxyEndpoint
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.fn import Fn
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

NAME_FLAG: Final = "@aws-cdk/aws-rds:databaseProxyUniqueResourceName"
ID_PLACE: Final = 6  # of the proxy's identifier in its ARN
_FAMILIES: Final = {
    ClientPasswordAuthType.MYSQL_NATIVE_PASSWORD: "MYSQL",
    ClientPasswordAuthType.MYSQL_CACHING_SHA2_PASSWORD: "MYSQL",
    ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256: "POSTGRESQL",
    ClientPasswordAuthType.POSTGRES_MD5: "POSTGRESQL",
    ClientPasswordAuthType.SQL_SERVER_AUTHENTICATION: "SQLSERVER",
}


class ProxyBase(Native, Resource):
    """What proxies of the app and imported ones share."""

    connections: Connections
    db_proxy_arn: str
    db_proxy_name: str
    endpoint: str

    def grant_connect(self, grantee: Any, db_user: str | None = None) -> Grant:
        """Let it connect as a user of the database, by IAM."""
        if not db_user:
            raise ValueError("For imported Database Proxies, the dbUser is required in grantConnect()")
        identifier = (
            Fn.select(ID_PLACE, Fn.split(":", self.db_proxy_arn))
            if is_unresolved(self.db_proxy_arn)
            else self.db_proxy_arn.split(":")[ID_PLACE]
        )
        return grant_user(self, grantee, identifier, db_user)


class DatabaseProxy(ProxyBase):
    """A proxy; the options are those of `DatabaseProxyProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given(MODULE, "DatabaseProxyProps", options)
        self._props = props
        self._secrets = list(props.secrets or ())
        if not self._secrets and props.default_auth_scheme is not DefaultAuthScheme.IAM_AUTH:
            raise ValueError(
                "One or more secrets are required when defaultAuthScheme is not specified or is NONE."
            )
        role = props.role
        if role is None:
            role = Role(self, "IAMRole", assumed_by=ServicePrincipal(SERVICE))
        for secret in self._secrets:
            secret.grant_read(role)
        groups = props.security_groups
        if not groups:
            text = "SecurityGroup for Database Proxy"
            groups = [SecurityGroup(self, "ProxySecurityGroup", description=text, vpc=props.vpc)]
        self.connections = Connections(security_groups=groups)
        bound = props.proxy_target.bind(self)
        _check_family(props.client_password_auth_type, bound.engine_family)
        self._resource = self._make(role, groups, bound.engine_family)
        self.db_proxy_name = self._resource.ref
        self.db_proxy_arn = self._resource.attr_db_proxy_arn
        self.endpoint = self._resource.attr_endpoint
        self._add_targets(bound)

    @staticmethod
    def from_database_proxy_attributes(
        scope: Any,
        id: str,
        *,
        db_proxy_arn: str,
        db_proxy_name: str,
        endpoint: str,
        security_groups: Sequence[Any],
    ) -> "ImportedProxy":
        """A proxy that exists already."""
        return ImportedProxy(
            scope, id, arn=db_proxy_arn, name=db_proxy_name, endpoint=endpoint, groups=security_groups
        )

    def add_endpoint(self, id: str, **options: Any) -> DatabaseProxyEndpoint:
        """Another endpoint; the options are those of `DatabaseProxyEndpointOptions`."""
        return DatabaseProxyEndpoint(self, id, db_proxy=self, **options)

    def as_secret_attachment_target(self) -> Any:
        """The proxy as what a secret is for."""
        from landform.cdk.aws_secretsmanager.attachment import AttachmentTargetType

        values = {"target_id": self.db_proxy_name, "target_type": AttachmentTargetType.RDS_DB_PROXY}
        return given("aws_secretsmanager", "SecretAttachmentTargetProps", values)

    def grant_connect(self, grantee: Any, db_user: str | None = None) -> Grant:
        """Let it connect, by IAM; as the user of the only secret where none is named."""
        if not db_user:
            if len(self._secrets) != 1:
                raise ValueError(
                    "When the Proxy contains multiple Secrets, you must pass a dbUser explicitly to"
                    " grantConnect()"
                )
            db_user = self._secrets[0].secret_value_from_json("username").unsafe_unwrap()
        return super().grant_connect(grantee, db_user)

    def _make(self, role: Any, groups: Sequence[Any], family: str) -> Any:
        props = self._props
        name = props.db_proxy_name
        if name is None:
            has_unique = FeatureFlags.of(self).is_enabled(NAME_FLAG)
            name = Names.unique_resource_name(self, max_length=60) if has_unique else self.node.id
        selected = props.vpc.select_subnets(**(as_record("SubnetSelection", props.vpc_subnets) or {}))
        auth = [
            {
                "AuthScheme": "SECRETS",
                "ClientPasswordAuthType": props.client_password_auth_type,
                "IAMAuth": "REQUIRED" if props.iam_auth else "DISABLED",
                "SecretArn": secret.secret_arn,
            }
            for secret in self._secrets
        ]
        return cfn_class(MODULE, "CfnDBProxy")(
            self,
            "Resource",
            auth=auth or None,
            db_proxy_name=name,
            debug_logging=props.debug_logging,
            default_auth_scheme=props.default_auth_scheme,
            engine_family=family,
            idle_client_timeout=seconds(props.idle_client_timeout),
            require_tls=props.require_tls is not False,
            role_arn=role.role_arn,
            vpc_security_group_ids=[each.security_group_id for each in groups],
            vpc_subnet_ids=selected.subnet_ids,
        )

    def _add_targets(self, bound: Any) -> None:
        props, clusters, instances = self._props, bound.db_clusters, bound.db_instances
        filters = props.session_pinning_filters
        group = cfn_class(MODULE, "CfnDBProxyTargetGroup")(
            self,
            "ProxyTargetGroup",
            target_group_name="default",
            db_proxy_name=self.db_proxy_name,
            db_instance_identifiers=[each.instance_identifier for each in instances] if instances else None,
            db_cluster_identifiers=[each.cluster_identifier for each in clusters] if clusters else None,
            connection_pool_configuration_info={
                "ConnectionBorrowTimeout": seconds(props.borrow_timeout),
                "InitQuery": props.init_query,
                "MaxConnectionsPercent": props.max_connections_percent,
                "MaxIdleConnectionsPercent": props.max_idle_connections_percent,
                "SessionPinningFilters": [each.filter_name for each in filters] if filters else None,
            },
        )
        for cluster in clusters or ():  # its machines have to be there before they are targets
            group.node.add_dependency(*getattr(cluster, "_parts", ()))


class ImportedProxy(ProxyBase):
    """A proxy that exists already."""

    def __init__(
        self, scope: Any, id: str, *, arn: str, name: str, endpoint: str, groups: Sequence[Any]
    ) -> None:
        super().__init__(scope, id)
        self.db_proxy_arn = arn
        self.db_proxy_name = name
        self.endpoint = endpoint
        self.connections = Connections(security_groups=groups)


def _check_family(kind: ClientPasswordAuthType | None, family: str) -> None:
    if kind is not None and _FAMILIES[kind] != family:
        raise ValueError(
            f"{kind.value} client password authentication type requires {_FAMILIES[kind]} engineFamily, got"
            f" {family}"
        )
