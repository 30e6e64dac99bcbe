"""Volumes that come with a machine.

Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import EbsDeviceVolumeType
from landform.cdk.aws_ec2.parts import as_record, filled, present, value_of
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Size, SizeRoundingBehavior

MIN_RATE, MAX_RATE = 100, 300  # MiB/s of volumes made from snapshots
PROVISIONED = (EbsDeviceVolumeType.IO1, EbsDeviceVolumeType.IO2)


class BlockDeviceVolume(Checked):
    """A volume of a machine."""

    def __init__(self, ebs_device: Any = None, virtual_name: str | None = None) -> None:
        self.ebs_device = as_record("EbsDeviceProps", ebs_device)
        self.virtual_name = virtual_name

    @staticmethod
    def ebs(
        volume_size: float,
        *,
        delete_on_termination: bool | None = None,
        encrypted: bool | None = None,
        iops: float | None = None,
        kms_key: Any = None,
        throughput: float | None = None,
        volume_initialization_rate: Size | None = None,
        volume_type: EbsDeviceVolumeType | None = None,
    ) -> "BlockDeviceVolume":
        """A new volume, in GiB."""
        device = filled(
            "EbsDeviceProps",
            volume_size=volume_size,
            delete_on_termination=delete_on_termination,
            encrypted=encrypted,
            iops=iops,
            kms_key=kms_key,
            throughput=throughput,
            volume_initialization_rate=volume_initialization_rate,
            volume_type=volume_type,
        )
        return BlockDeviceVolume(device)

    @staticmethod
    def ebs_from_snapshot(
        snapshot_id: str,
        *,
        delete_on_termination: bool | None = None,
        iops: float | None = None,
        throughput: float | None = None,
        volume_initialization_rate: Size | None = None,
        volume_size: float | None = None,
        volume_type: EbsDeviceVolumeType | None = None,
    ) -> "BlockDeviceVolume":
        """A volume with the contents of a snapshot."""
        device = filled(
            "EbsDeviceProps",
            snapshot_id=snapshot_id,
            delete_on_termination=delete_on_termination,
            iops=iops,
            throughput=throughput,
            volume_initialization_rate=volume_initialization_rate,
            volume_size=volume_size,
            volume_type=volume_type,
        )
        return BlockDeviceVolume(device)

    @staticmethod
    def ephemeral(volume_index: float) -> "BlockDeviceVolume":
        """A disk of the machine itself."""
        if volume_index < 0:
            raise ValueError(f'volumeIndex must be a number starting from 0, got "{volume_index}"')
        return BlockDeviceVolume(None, f"ephemeral{int(volume_index)}")


def mappings(
    scope: Any, devices: Sequence[Any] | None, *, no_device: Any, has_new_members: bool = True
) -> list[dict[str, Any]] | None:
    """The volumes as instances and launch templates have them; these say differently that there is none."""
    if devices is None:
        return None
    return [
        _mapping(scope, as_record("BlockDevice", each), no_device, has_new_members=has_new_members)
        for each in devices
    ]


def instance_mappings(scope: Any, devices: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    """The same for instances, whose volumes have no throughput of their own."""
    return mappings(scope, devices, no_device={}, has_new_members=False)


def _mapping(scope: Any, device: Any, no_device: Any, *, has_new_members: bool) -> dict[str, Any]:
    volume = device.volume
    ebs = volume.ebs_device
    written = {
        "DeviceName": device.device_name,
        "Ebs": _ebs(scope, ebs, has_new_members=has_new_members) if ebs is not None else None,
        "VirtualName": volume.virtual_name,
        "NoDevice": no_device if device.mapping_enabled is False else None,
    }
    return {name: value for name, value in written.items() if value is not None}


def _ebs(scope: Any, ebs: Any, *, has_new_members: bool) -> dict[str, Any] | None:
    kind = ebs.volume_type
    check_throughput(ebs.throughput, ebs.iops, kind)
    if not ebs.iops and kind in PROVISIONED:
        raise ValueError(
            "iops property is required with volumeType: EbsDeviceVolumeType.IO1 and EbsDeviceVolumeType.IO2"
        )
    if ebs.iops and kind not in (*PROVISIONED, EbsDeviceVolumeType.GP3):
        Annotations.of(scope).add_warning_v2(
            "@aws-cdk/aws-ec2:iopsIgnored",
            "iops will be ignored without volumeType: IO1, IO2, or GP3",
        )
    rate = initialization_rate(ebs.volume_initialization_rate)
    if not has_new_members:
        _warn_of_left_out(scope, ebs)
    return present(
        {
            "DeleteOnTermination": ebs.delete_on_termination,
            "Encrypted": ebs.encrypted,
            "Iops": ebs.iops,
            "KmsKeyId": ebs.kms_key.key_arn if ebs.kms_key is not None else None,
            "SnapshotId": ebs.snapshot_id,
            "Throughput": ebs.throughput if has_new_members else None,
            "VolumeInitializationRate": rate if has_new_members else None,
            "VolumeSize": ebs.volume_size,
            "VolumeType": value_of(kind),
        }
    )


MIN_THROUGHPUT, MAX_THROUGHPUT = 125, 2000
MAX_THROUGHPUT_RATIO = 0.25


def check_throughput(throughput: float | None, iops: float | None, kind: Any) -> None:
    """Refuse a throughput that the kind of volume does not have.

    Source: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
    """
    if throughput is None:
        return
    if kind is not EbsDeviceVolumeType.GP3:
        raise ValueError(f"'throughput' requires 'volumeType': gp3, got: {value_of(kind)}.")
    if not MIN_THROUGHPUT <= throughput <= MAX_THROUGHPUT:
        raise ValueError(f"'throughput' must be between 125 and 2000, got {throughput}.")
    if iops and throughput / iops > MAX_THROUGHPUT_RATIO:
        raise ValueError(
            "Throughput (MiBps) to iops ratio of "
            + str(throughput / iops)
            + " is too high; maximum is 0.25 MiBps per iops"
        )


def initialization_rate(rate: Size | None) -> float | None:
    """How fast a snapshot is read, in MiB/s."""
    if rate is None:
        return None
    mebibytes = rate.to_mebibytes(rounding=SizeRoundingBehavior.NONE)
    if not MIN_RATE <= mebibytes <= MAX_RATE:
        raise ValueError(
            f"volumeInitializationRate must be between 100 and 300 MiB/s, got: {mebibytes} MiB/s"
        )
    return mebibytes


def _warn_of_left_out(scope: Any, ebs: Any) -> None:
    """Instances have less to say about their volumes than launch templates."""
    notes = Annotations.of(scope)
    if ebs.throughput is not None:
        notes.add_warning_v2(
            "@aws-cdk/aws-ec2:throughputNotSupported",
            "The throughput property is not supported on EC2 instances. Use a Launch Template instead. See"
            " https://github.com/aws/aws-cdk/issues/34033 for more information.",
        )
    if ebs.volume_initialization_rate is not None:
        notes.add_warning_v2(
            "@aws-cdk/aws-ec2:volumeInitializationRateNotSupported",
            "The volumeInitializationRate is not supported on EC2 instances. Use a Launch Template instead.",
        )
