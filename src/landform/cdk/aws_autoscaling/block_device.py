"""Volumes that come with the machines of a group.

Source: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_BlockDeviceMapping.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_autoscaling.enums import EbsDeviceVolumeType
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.checked import Checked
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import given

MODULE: Final = "aws_autoscaling"
MIN_THROUGHPUT, MAX_THROUGHPUT = 125, 2000  # MiB/s
MAX_THROUGHPUT_RATIO: Final = 0.25
WITH_IOPS: Final = (EbsDeviceVolumeType.IO1,)


class BlockDeviceVolume(Checked):
    """A volume of a machine."""

    _is_left_out = False
    _encrypted: bool | None = None  # a volume of a snapshot is as the snapshot was

    def __init__(self, ebs_device: Any = None, virtual_name: str | None = None) -> None:
        self.ebs_device = given(MODULE, "EbsDeviceProps", ebs_device)
        self.virtual_name = virtual_name

    @staticmethod
    def ebs(volume_size: float, **options: Any) -> "BlockDeviceVolume":
        """A new volume, in GiB; the options are those of `EbsDeviceOptions`."""
        encrypted = options.pop("encrypted", None)
        found = BlockDeviceVolume({**options, "volume_size": volume_size})
        found._encrypted = encrypted
        return found

    @staticmethod
    def ebs_from_snapshot(snapshot_id: str, **options: Any) -> "BlockDeviceVolume":
        """A volume with the contents of a snapshot; the options are those of `EbsDeviceSnapshotOptions`."""
        return BlockDeviceVolume({**options, "snapshot_id": snapshot_id})

    @staticmethod
    def ephemeral(volume_index: float) -> "BlockDeviceVolume":
        """A disk of the machine itself."""
        if volume_index < 0:
            raise ValueError(
                f'volumeIndex must be a number starting from 0, got "{number_text(volume_index)}"'
            )
        return BlockDeviceVolume(None, f"ephemeral{number_text(volume_index)}")

    @staticmethod
    def no_device() -> "BlockDeviceVolume":
        """None: a volume of the image is left out."""
        found = BlockDeviceVolume()
        found._is_left_out = True
        return found


def launch_configuration_mappings(scope: Any, devices: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    """The volumes as launch configurations have them."""
    if devices is None:
        return None
    found = []
    for each in devices:
        device = given(MODULE, "BlockDevice", each)
        volume = device.volume
        mapping = {
            "DeviceName": device.device_name,
            "Ebs": _ebs(scope, volume),
            "VirtualName": volume.virtual_name,
            "NoDevice": True if volume._is_left_out else None,
        }
        found.append({name: value for name, value in mapping.items() if value is not None})
    return found


def launch_template_devices(devices: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    """The volumes as `LaunchTemplate` takes them; a volume that is left out has nothing to say there."""
    if devices is None:
        return None
    from landform.cdk.aws_ec2.block_device import BlockDeviceVolume as TemplateVolume
    from landform.cdk.aws_ec2.compute_kinds import EbsDeviceVolumeType as TemplateType

    found: list[dict[str, Any]] = []
    for each in devices:
        device = given(MODULE, "BlockDevice", each)
        volume = device.volume
        ebs = dict(volume.ebs_device) if volume.ebs_device is not None else None
        if ebs is not None and volume._encrypted is not None:
            ebs["encrypted"] = volume._encrypted
        if ebs is not None and "volume_type" in ebs:
            ebs["volume_type"] = TemplateType[ebs["volume_type"].name]
        found.append({"device_name": device.device_name, "volume": TemplateVolume(ebs, volume.virtual_name)})
    return found


def _ebs(scope: Any, volume: BlockDeviceVolume) -> dict[str, Any] | None:
    ebs = volume.ebs_device
    if ebs is None:
        return None
    _check_throughput(ebs)
    if not ebs.iops and ebs.volume_type in WITH_IOPS:
        raise ValueError("iops property is required with volumeType: EbsDeviceVolumeType.IO1")
    if ebs.iops and ebs.volume_type not in WITH_IOPS:
        Annotations.of(scope).add_warning_v2(
            "@aws-cdk/aws-autoscaling:iopsIgnored",
            "iops will be ignored without volumeType: EbsDeviceVolumeType.IO1",
        )
    if ebs.volume_initialization_rate is not None:
        Annotations.of(scope).add_warning_v2(
            "@aws-cdk/aws-autoscaling:volumeInitializationRateNotSupported",
            "The volumeInitializationRate is not supported on Autoscaling Group LaunchConfigurations. Use a"
            " Launch Template instead.",
        )
    return {
        "DeleteOnTermination": ebs.delete_on_termination,
        "Encrypted": volume._encrypted,
        "Iops": ebs.iops,
        "SnapshotId": ebs.snapshot_id,
        "Throughput": ebs.throughput,
        "VolumeSize": ebs.volume_size,
        "VolumeType": ebs.volume_type,
    }


def _check_throughput(ebs: Any) -> None:
    """Refuse a throughput that the kind of volume does not have.

    Source: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
    """
    if not ebs.throughput:
        return
    if ebs.volume_type is not EbsDeviceVolumeType.GP3:
        raise ValueError("throughput property requires volumeType: EbsDeviceVolumeType.GP3")
    if not MIN_THROUGHPUT <= ebs.throughput <= MAX_THROUGHPUT:
        raise ValueError("throughput property takes a minimum of 125 and a maximum of 2000")
    if ebs.iops and ebs.throughput / ebs.iops > MAX_THROUGHPUT_RATIO:
        raise ValueError(
            f"Throughput (MiBps) to iops ratio of {number_text(ebs.throughput / ebs.iops)} is too high;"
            " maximum is 0.25 MiBps per iops"
        )
