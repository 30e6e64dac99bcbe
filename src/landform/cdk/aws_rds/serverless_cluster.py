"""Clusters of Aurora Serverless in its first version.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_rds.cluster_base import DATA_API, attachment_target, cluster_arn
from landform.cdk.aws_rds.common import lowered, of_subnets, protection, seconds
from landform.cdk.aws_rds.credentials import rendered, rendered_snapshot
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.instance_new import endpoint_port
from landform.cdk.aws_rds.rotation import WithRotation
from landform.cdk.aws_rds.subnet_group import SubnetGroup, name_of
from landform.cdk.aws_rds.values import Endpoint
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

RETENTIONS: Final = (1, 35)  # days
PAUSES: Final = (300, 86_400)  # seconds
TIMEOUTS: Final = (60, 600)  # seconds
_OF_A_VPC: Final = {
    "vpc_subnets": "vpcSubnets",
    "subnet_group": "subnetGroup",
    "security_groups": "securityGroups",
}


class ServerlessClusterBase(Native, Resource):
    """What serverless clusters of the app and imported ones share."""

    cluster_endpoint: Endpoint
    cluster_identifier: str
    cluster_read_endpoint: Endpoint
    connections: Connections
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

    def as_secret_attachment_target(self) -> Any:
        """The cluster as what a secret is for."""
        return attachment_target(self.cluster_identifier)

    def grant_data_api_access(self, grantee: Any) -> Grant:
        """Let it send statements over HTTPS, and read the secret."""
        if self._enable_data_api is False:
            raise ValueError("Cannot grant Data API access when the Data API is disabled")
        self._enable_data_api = True
        found = Grant.add_to_principal(actions=DATA_API, grantee=grantee, resource_arns=["*"], scope=self)
        if self.secret is not None:
            self.secret.grant_read(grantee)
        return found


class _NewServerlessCluster(ServerlessClusterBase):
    """A serverless cluster of the app."""

    def __init__(self, scope: Any, id: str, *, props: Any) -> None:
        super().__init__(scope, id)
        self._props = props
        self.vpc = props.vpc
        self._subnets = props.vpc_subnets
        self.engine = props.engine
        self._enable_data_api = props.enable_data_api
        if self.vpc is None:
            for name, shown in _OF_A_VPC.items():
                if getattr(props, name) is not None:
                    raise ValueError(
                        f"A VPC is required to use {shown} in ServerlessCluster. Please add a VPC or"
                        f" remove {shown}"
                    )
        self._check_retention(props.backup_retention)
        self._subnet_group = props.subnet_group
        self._groups = list(props.security_groups or ())
        if self.vpc is not None:
            self._in_vpc()
        self._bound = props.engine.bind_to_cluster(self, parameter_group=props.parameter_group)

    def _in_vpc(self) -> None:
        props = self._props
        if self._subnet_group is None:
            self._subnet_group = SubnetGroup(
                self,
                "Subnets",
                description=f"Subnets for {self.node.id} database",
                vpc=self.vpc,
                vpc_subnets=props.vpc_subnets,
                removal_policy=of_subnets(props.removal_policy),
            )
        if props.security_groups is None:
            text = "RDS security group"
            self._groups = [SecurityGroup(self, "SecurityGroup", description=text, vpc=self.vpc)]

    def _check_retention(self, retention: Duration | None) -> None:
        if retention is None or retention.is_unresolved():
            return
        least, most = RETENTIONS
        if not least <= retention.to_days() <= most:
            raise ValueError(
                f"backup retention period must be between {least} and {most} days. received:"
                f" {number_text(retention.to_days())}"
            )

    def _new_properties(self) -> dict[str, Any]:
        props, group = self._props, self._bound.parameter_group
        version, retention = props.engine.engine_version, props.backup_retention
        return {
            "backup_retention_period": retention.to_days() if retention is not None else None,
            "copy_tags_to_snapshot": props.copy_tags_to_snapshot is not False,
            "database_name": props.default_database_name,
            "db_cluster_identifier": lowered(self, props.cluster_identifier),
            "db_cluster_parameter_group_name": group.bind_to_cluster().parameter_group_name
            if group is not None
            else None,
            "db_subnet_group_name": name_of(self._subnet_group) if self._subnet_group is not None else None,
            "deletion_protection": protection(props.deletion_protection, props.removal_policy),
            "enable_http_endpoint": Lazy.any(lambda: self._enable_data_api),
            "engine": props.engine.engine_type,
            "engine_mode": "serverless",
            "engine_version": version.full_version if version is not None else None,
            "scaling_configuration": _scaling(props.scaling),
            "storage_encrypted": True,
            "vpc_security_group_ids": [each.security_group_id for each in self._groups],
        }

    def _expose(self, resource: Any, secret: Any) -> None:
        self.cluster_identifier = resource.ref
        port = endpoint_port(resource)
        self.cluster_endpoint = Endpoint(resource.attr_endpoint_address, port)
        self.cluster_read_endpoint = Endpoint(resource.attr_read_endpoint_address, port)
        self.connections = Connections(security_groups=self._groups, default_port=Port.tcp(port))
        policy = self._props.removal_policy
        resource.apply_removal_policy(policy if policy is not None else RemovalPolicy.SNAPSHOT)
        self.secret = secret.attach(self) if secret is not None else None


class ServerlessCluster(WithRotation, _NewServerlessCluster):
    """A new serverless cluster; the options are those of `ServerlessClusterProps`."""

    _word: ClassVar[str] = "cluster"

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "ServerlessClusterProps", options)
        super().__init__(scope, id, props=props)
        credentials = rendered(self, props.engine, props.credentials)
        password, key = credentials.password, props.storage_encryption_key
        resource = cfn_class(MODULE, "CfnDBCluster")(
            self,
            "Resource",
            **self._new_properties(),
            master_username=credentials.username,
            master_user_password=password.unsafe_unwrap() if password is not None else None,
            kms_key_id=key.key_arn if key is not None else None,
        )
        self._expose(resource, credentials.secret)

    @staticmethod
    def from_serverless_cluster_attributes(
        scope: Any, id: str, **attributes: Any
    ) -> "ImportedServerlessCluster":
        """One that exists already; the options are those of `ServerlessClusterAttributes`."""
        return ImportedServerlessCluster(scope, id, given(MODULE, "ServerlessClusterAttributes", attributes))


class ServerlessClusterFromSnapshot(_NewServerlessCluster):
    """A serverless cluster with the contents of a snapshot.

    The options are those of `ServerlessClusterFromSnapshotProps`.
    """

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "ServerlessClusterFromSnapshotProps", options)
        super().__init__(scope, id, props=props)
        secret, password = rendered_snapshot(self, "Secret", props.credentials)
        resource = cfn_class(MODULE, "CfnDBCluster")(
            self,
            "Resource",
            **self._new_properties(),
            snapshot_identifier=props.snapshot_identifier,
            master_user_password=password,
        )
        self._expose(resource, secret)


class ImportedServerlessCluster(ServerlessClusterBase):
    """A serverless cluster that exists already."""

    def __init__(self, scope: Any, id: str, attributes: Any) -> None:
        super().__init__(scope, id)
        self._known = attributes
        self.cluster_identifier = attributes.cluster_identifier
        port = Port.tcp(attributes.port) if attributes.port is not None else None
        self.connections = Connections(security_groups=attributes.security_groups, default_port=port)
        self.secret = attributes.secret
        self._enable_data_api = True

    @property
    def cluster_endpoint(self) -> Endpoint:  # type: ignore[override]  # only where it was said
        """Where it is written."""
        return self._endpoint("clusterEndpoint", "an endpoint address", self._known.cluster_endpoint_address)

    @property
    def cluster_read_endpoint(self) -> Endpoint:  # type: ignore[override]  # only where it was said
        """Where it is read."""
        address = self._known.reader_endpoint_address
        return self._endpoint("clusterReadEndpoint", "a readerEndpointAddress", address)

    def _endpoint(self, name: str, needed: str, address: str | None) -> Endpoint:
        if not address or self._known.port is None:
            raise ValueError(f"Cannot access `{name}` of an imported cluster without {needed} and port")
        return Endpoint(address, self._known.port)


def _scaling(asked: Any) -> dict[str, Any] | None:
    options = given(MODULE, "ServerlessScalingOptions", asked)
    if options is None:
        return None
    least, most = options.min_capacity, options.max_capacity
    if least is not None and most is not None and least.value > most.value:
        raise ValueError("maximum capacity must be greater than or equal to minimum capacity.")
    pause, timeout = seconds(options.auto_pause), seconds(options.timeout)
    if pause and not PAUSES[0] <= pause <= PAUSES[1]:
        raise ValueError("auto pause time must be between 5 minutes and 1 day.")
    if timeout is not None and not TIMEOUTS[0] <= timeout <= TIMEOUTS[1]:
        raise ValueError(
            f"timeout must be between 60 and 600 seconds, but got {number_text(timeout)} seconds."
        )
    return {
        "AutoPause": pause != 0,
        "MaxCapacity": most,
        "MinCapacity": least,
        "SecondsBeforeTimeout": timeout,
        "SecondsUntilAutoPause": pause or None,
        "TimeoutAction": options.timeout_action,
    }
