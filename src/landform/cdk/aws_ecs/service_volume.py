"""Volumes that a service makes for each of its tasks.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_ROLE_POLICY: Final = "service-role/AmazonECSInfrastructureRolePolicyForVolumes"
_SNAPSHOT: Final = re.compile(r"snap-[0-9a-fA-F]+\Z")
#: Type -> least and most GiB. Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
_SIZES: Final = {
    "standard": (1, 1024),
    "io1": (4, 16384),
    "io2": (4, 65536),
    "gp2": (1, 16384),
    "gp3": (1, 65536),
    "st1": (125, 16384),
    "sc1": (125, 16384),
}
#: Type -> least and most operations a second, where they are chosen.
_IOPS: Final = {"gp3": (3000, 80000), "io1": (100, 64000), "io2": (100, 256000)}
_NEEDS_IOPS: Final = ("io1", "io2")
_USUAL_TYPE: Final = "gp2"
_RATES: Final = (100, 300)  # MiB/s in which a snapshot can be read


class ServiceManagedVolume(Native, Construct):
    """A volume that a service makes for each of its tasks."""

    def __init__(self, scope: Any, id: str, *, name: str, managed_ebs_volume: Any = None) -> None:
        super().__init__(scope, id)
        self.name = name
        self.configured_at_launch = True
        self.config: Any = given("aws_ecs", "ServiceManagedEBSVolumeConfiguration", managed_ebs_volume)
        self._kind = _check(self.config) if self.config is not None else None
        role = self.config.role if self.config is not None else None
        self.role: Any = role if role is not None else self._own_role()

    def mount_in(self, container: Any, *, container_path: str, read_only: bool) -> None:
        """Mount it in a container."""
        container.add_mount_points(
            {"container_path": container_path, "read_only": read_only, "source_volume": self.name}
        )

    def _own_role(self) -> Any:
        from landform.cdk.aws_iam import ManagedPolicy, Role, ServicePrincipal

        return Role(
            self,
            "EBSRole",
            assumed_by=ServicePrincipal("ecs.amazonaws.com"),
            managed_policies=[ManagedPolicy.from_aws_managed_policy_name(_ROLE_POLICY)],
        )

    def _written(self) -> dict[str, Any]:
        config = self.config
        return {
            "Name": self.name,
            "ManagedEBSVolume": self._disk(config) if config is not None else None,
        }

    def _disk(self, config: Any) -> dict[str, Any]:
        tags, rate, key = config.tag_specifications, config.volume_initialization_rate, config.kms_key_id
        return {
            "RoleArn": self.role.role_arn,
            "Encrypted": config.encrypted,
            "FilesystemType": config.file_system_type,
            "Iops": config.iops,
            "KmsKeyId": key.key_id if key is not None else None,
            "Throughput": config.throughput,
            "VolumeType": self._kind if config.volume_type is not None else None,
            "SnapshotId": config.snap_shot_id,
            "SizeInGiB": config.size.to_gibibytes() if config.size is not None else None,
            "TagSpecifications": [_tags(each) for each in tags] if tags is not None else None,
            "VolumeInitializationRate": rate.to_mebibytes() if rate is not None else None,
        }


def _tags(specification: Any) -> dict[str, Any]:
    tags = given("aws_ecs", "EBSTagSpecification", specification)
    own: Mapping[str, str] | None = tags.tags
    return {
        "ResourceType": "volume",
        "PropagateTags": tags.propagate_tags,
        "Tags": [{"Key": key, "Value": value} for key, value in own.items()] if own else None,
    }


def _check(config: Any) -> str:
    """The type; raises ValueError for what it does not have."""
    kind = _type_of(config)
    if config.size is None and config.snap_shot_id is None:
        raise ValueError("'size' or 'snapShotId' must be specified")
    snapshot = config.snap_shot_id
    if snapshot is not None and not is_unresolved(snapshot) and not _SNAPSHOT.match(snapshot):
        raise ValueError(
            "'snapshotId' does match expected pattern. Expected 'snap-<hexadecmial value>' (ex: "
            f"'snap-05abe246af') or Token, got: {snapshot}"
        )
    if config.size is not None:
        _check_size(kind, config.size.to_gibibytes())
    _check_iops(kind, config.iops)
    if config.throughput is not None and kind != "gp3":
        raise ValueError(f"'throughput' can only be configured with gp3 volume type, got {kind}")
    _check_rate(config)
    return kind


def _type_of(config: Any) -> str:
    if config.volume_type is None:
        return _USUAL_TYPE
    from landform.cdk.aws_ec2.parts import value_of

    found: str = value_of(config.volume_type)
    return found


def _check_size(kind: str, size: float) -> None:
    least, most = _SIZES[kind]
    if not is_unresolved(size) and not least <= size <= most:
        raise ValueError(
            f"'{kind}' volumes must have a size between {least} and {most} GiB, got {number_text(size)} GiB"
        )


def _check_iops(kind: str, iops: float | None) -> None:
    if iops is None and kind in _NEEDS_IOPS:
        raise ValueError(f"'iops' must be specified with io1 or io2 volume types, got {kind}")
    if iops is None or is_unresolved(iops):
        return
    if kind not in _IOPS:
        raise ValueError(
            f"'iops' cannot be specified with sc1, st1, gp2 and standard volume types, got {kind}"
        )
    least, most = _IOPS[kind]
    if not least <= iops <= most:
        raise ValueError(
            f"'{kind}' volumes must have 'iops' between {least} and {most}, got {number_text(iops)}"
        )


def _check_rate(config: Any) -> None:
    if config.volume_initialization_rate is None:
        return
    if config.snap_shot_id is None:
        raise ValueError("'volumeInitializationRate' can only be specified when 'snapShotId' is provided.")
    rate, (least, most) = config.volume_initialization_rate.to_mebibytes(), _RATES
    if not is_unresolved(rate) and not least <= rate <= most:
        raise ValueError(
            f"'volumeInitializationRate' must be between {least} and {most} MiB/s, got {number_text(rate)} "
            "MiB/s."
        )
