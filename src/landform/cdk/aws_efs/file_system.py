"""File systems.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-efs-filesystem.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_efs.access_point import MODULE, SERVICE, AccessPoint
from landform.cdk.aws_efs.enums import PerformanceMode, ReplicationOverwriteProtection, ThroughputMode
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import AnyPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.constructs import DependencyGroup
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

DENY_FLAG: Final = "@aws-cdk/aws-efs:denyAnonymousAccess"
TARGET_FLAG: Final = "@aws-cdk/aws-efs:mountTargetOrderInsensitiveLogicalId"
_MOUNT, _WRITE, _ROOT = (f"{SERVICE}:Client{each}" for each in ("Mount", "Write", "RootAccess"))
_BY_MOUNT_TARGET: Final = {"Bool": {f"{SERVICE}:AccessedViaMountTarget": "true"}}


class FileSystemBase(Native, Resource):
    """What file systems of the app and imported ones share."""

    file_system_arn: str
    file_system_id: str
    connections: Connections
    mount_targets_available: Any
    _is_granted = False

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal(
            grantee=grantee, actions=actions, resource_arns=[self.file_system_arn], scope=self
        )

    def grant_read(self, grantee: Any) -> Grant:
        """Mount it and read."""
        return self._grant_client(grantee, _MOUNT)

    def grant_read_write(self, grantee: Any) -> Grant:
        """Mount it, read and write."""
        return self._grant_client(grantee, _MOUNT, _WRITE)

    def grant_root_access(self, grantee: Any) -> Grant:
        """Mount it, read and write as root."""
        return self._grant_client(grantee, _MOUNT, _WRITE, _ROOT)

    def _grant_client(self, grantee: Any, *actions: str) -> Grant:
        self._is_granted = True
        return Grant.add_to_principal(
            grantee=grantee,
            actions=actions,
            resource_arns=[self.file_system_arn],
            conditions=_BY_MOUNT_TARGET,
            scope=self,
        )


class FileSystem(FileSystemBase):
    """A file system with a mount target in each subnet; the options are those of `FileSystemProps`."""

    DEFAULT_PORT: ClassVar[float] = 2049

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given(MODULE, "FileSystemProps", options)
        self._props = props
        _check(props)
        self._document: PolicyDocument | None = props.file_system_policy
        self._is_closed = False
        selection = as_record("SubnetSelection", props.vpc_subnets) or {}
        if props.one_zone:
            selection = _zone_selection(props)
        zone = selection["availability_zones"][0] if props.one_zone else None
        self._resource = self._make(zone)
        self._resource.apply_removal_policy(props.removal_policy)
        self.file_system_id = self._resource.ref
        self.file_system_arn = self._resource.attr_arn
        Tags.of(self).add("Name", props.file_system_name or self.node.path)
        group = props.security_group
        if group is None:
            group = SecurityGroup(self, "EfsSecurityGroup", vpc=props.vpc)
        self.connections = Connections(security_groups=[group], default_port=Port.tcp(self.DEFAULT_PORT))
        self.mount_targets_available = DependencyGroup()
        self._add_targets(props.vpc.select_subnets(**selection).subnets, group)

    @staticmethod
    def from_file_system_attributes(
        scope: Any,
        id: str,
        *,
        security_group: Any,
        file_system_arn: str | None = None,
        file_system_id: str | None = None,
    ) -> "ImportedFileSystem":
        """A file system that exists already."""
        return ImportedFileSystem(scope, id, security_group, arn=file_system_arn, fs_id=file_system_id)

    def add_access_point(self, id: str, **options: Any) -> AccessPoint:
        """Another way in; the options are those of `AccessPointOptions`."""
        return AccessPoint(self, id, file_system=self, **options)

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy of the file system."""
        if self._document is None:
            self._document = PolicyDocument()
        self._document.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)

    def _make(self, zone: str | None) -> Any:
        props = self._props
        throughput = props.provisioned_throughput_per_second
        backups, protection = props.enable_automatic_backups, props.replication_overwrite_protection
        replication = props.replication_configuration
        return cfn_class(MODULE, "CfnFileSystem")(
            self,
            "Resource",
            encrypted=props.encrypted is not False,
            kms_key_id=props.kms_key.key_ref.key_arn if props.kms_key is not None else None,
            lifecycle_policies=_lifecycle(props),
            performance_mode=props.performance_mode,
            throughput_mode=props.throughput_mode,
            provisioned_throughput_in_mibps=throughput.to_mebibytes() if throughput is not None else None,
            backup_policy={"Status": "ENABLED"} if backups else None,
            file_system_policy=Lazy.any(self._policy),
            file_system_protection=(
                {"ReplicationOverwriteProtection": protection} if protection is not None else None
            ),
            availability_zone_name=zone,
            replication_configuration=replication._render(self) if replication is not None else None,
        )

    def _policy(self) -> Any:
        """The policy; who is not let in by a policy of their own stays out, once it matters."""
        is_denied = bool(FeatureFlags.of(self).is_enabled(DENY_FLAG)) or self._is_granted
        asked = self._props.allow_anonymous_access
        if not (asked if asked is not None else not is_denied) and not self._is_closed:
            self._is_closed = True
            self.add_to_resource_policy(
                PolicyStatement(
                    principals=[AnyPrincipal()], actions=[_WRITE, _ROOT], conditions=_BY_MOUNT_TARGET
                )
            )
        return self._document

    def _add_targets(self, subnets: list[Any], group: Any) -> None:
        by_subnet = FeatureFlags.of(self).is_enabled(TARGET_FLAG)
        for number, subnet in enumerate(subnets, 1):
            target = cfn_class(MODULE, "CfnMountTarget")(
                self,
                f"EfsMountTarget-{subnet.node.id}" if by_subnet else f"EfsMountTarget{number}",
                file_system_id=self.file_system_id,
                security_groups=[each.security_group_id for each in self.connections.security_groups],
                subnet_id=subnet.subnet_id,
            )
            self.mount_targets_available.add(target)


class ImportedFileSystem(FileSystemBase):
    """A file system that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, group: Any, *, arn: str | None, fs_id: str | None) -> None:
        super().__init__(scope, id)
        if bool(fs_id) == bool(arn):
            raise ValueError("One of fileSystemId or fileSystemArn, but not both, must be provided.")
        if arn is None:
            assert fs_id is not None  # one of both was given
            components = ArnComponents(service=SERVICE, resource="file-system", resource_name=fs_id)
            arn = Arn.format(components, Stack.of(self))
        self.file_system_arn = arn
        parsed = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
        if not parsed.resource_name:
            raise ValueError(f"ARN for FileSystem {arn} must provide the resource name.")
        self.file_system_id = fs_id or parsed.resource_name
        self.connections = Connections(
            security_groups=[group], default_port=Port.tcp(FileSystem.DEFAULT_PORT)
        )
        self.mount_targets_available = DependencyGroup()

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Without effect: the policy is not this app's."""
        del statement
        return AddToResourcePolicyResult(statement_added=False)


def _check(props: Any) -> None:
    mode, is_max_io = props.throughput_mode, props.performance_mode is PerformanceMode.MAX_IO
    if mode is ThroughputMode.PROVISIONED and props.provisioned_throughput_per_second is None:
        raise ValueError(
            "Property provisionedThroughputPerSecond is required when throughputMode is PROVISIONED"
        )
    if mode is ThroughputMode.ELASTIC and is_max_io:
        raise ValueError(
            "ThroughputMode ELASTIC is not supported for file systems with performanceMode MAX_IO"
        )
    is_open = props.replication_overwrite_protection is ReplicationOverwriteProtection.DISABLED
    if props.replication_configuration is not None and is_open:
        raise ValueError(
            "Cannot configure 'replicationConfiguration' when 'replicationOverwriteProtection' is set to"
            " 'DISABLED'"
        )
    if props.one_zone and is_max_io:
        raise ValueError("performanceMode MAX_IO is not supported for One Zone file systems.")


def _zone_selection(props: Any) -> dict[str, Any]:
    """The subnets of the one zone: the first of the VPC, or the one that was asked for."""
    zones = props.vpc.availability_zones
    if props.vpc_subnets is None:
        return {"availability_zones": [zones[0]]}
    asked = as_record("SubnetSelection", props.vpc_subnets).availability_zones
    if asked is None:
        raise ValueError(
            "When oneZone is enabled and vpcSubnets defined, vpcSubnets.availabilityZones can not be"
            " undefined."
        )
    if len(asked) != 1:
        raise ValueError(
            "When oneZone is enabled, vpcSubnets.availabilityZones should exactly have one zone."
        )
    if asked[0] not in zones and not any(is_unresolved(each) for each in (*zones, *asked)):
        raise ValueError("vpcSubnets.availabilityZones specified is not in vpc.availabilityZones.")
    return {"availability_zones": [asked[0]]}


def _lifecycle(props: Any) -> list[dict[str, Any]] | None:
    asked = {
        "TransitionToIA": props.lifecycle_policy,
        "TransitionToPrimaryStorageClass": props.out_of_infrequent_access_policy,
        "TransitionToArchive": props.transition_to_archive_policy,
    }
    return [{name: policy} for name, policy in asked.items() if policy is not None] or None
