"""The records of machines: images, user data, volumes, launch templates, start-up.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import (
    AcceleratorManufacturer,
    AcceleratorName,
    AcceleratorType,
    AmazonLinuxCpuType,
    AmazonLinuxEdition,
    AmazonLinuxStorage,
    AmazonLinuxVirt,
    BareMetal,
    BurstablePerformance,
    CpuManufacturer,
    EbsDeviceVolumeType,
    InstanceGeneration,
    LocalStorage,
    LocalStorageType,
    OperatingSystemType,
    ServiceManager,
    SpotInstanceInterruption,
    SpotRequestType,
)
from landform.cdk.core.quantities import Duration, Size


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineImageConfig:
    """An image with what runs on it."""

    image_id: str
    os_type: OperatingSystemType
    user_data: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SsmParameterImageOptions:
    """How an image is found in a parameter."""

    additional_cache_key: str | None = None
    cached_in_context: bool | None = None
    os: OperatingSystemType | None = None
    parameter_version: str | None = None
    user_data: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmazonLinuxImageSsmParameterBaseOptions:
    """What all images of Amazon Linux have in common."""

    additional_cache_key: str | None = None
    cached_in_context: bool | None = None
    user_data: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmazonLinuxImageSsmParameterCommonOptions:
    """What the newer images of Amazon Linux have in common."""

    additional_cache_key: str | None = None
    cached_in_context: bool | None = None
    cpu_type: AmazonLinuxCpuType | None = None
    edition: AmazonLinuxEdition | None = None
    user_data: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinuxUserDataOptions:
    """How a shell script begins."""

    shebang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsUserDataOptions:
    """Whether the script runs at every start."""

    persist: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class S3DownloadOptions:
    """An object to be downloaded, and where to."""

    bucket: Any
    bucket_key: str
    local_file: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteFileOptions:
    """A file to be run."""

    file_path: str
    arguments: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipartBodyOptions:
    """A part of multipart user data."""

    content_type: str
    body: str | None = None
    transfer_encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipartUserDataOptions:
    """How the parts are separated."""

    parts_separator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EbsDeviceOptionsBase:
    """What all volumes of a machine have in common."""

    delete_on_termination: bool | None = None
    iops: float | None = None
    throughput: float | None = None
    volume_initialization_rate: Size | None = None
    volume_type: EbsDeviceVolumeType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EbsDeviceOptions:
    """A new volume of a machine."""

    delete_on_termination: bool | None = None
    encrypted: bool | None = None
    iops: float | None = None
    kms_key: Any | None = None
    throughput: float | None = None
    volume_initialization_rate: Size | None = None
    volume_type: EbsDeviceVolumeType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EbsDeviceSnapshotOptions:
    """A volume of a machine made from a snapshot."""

    delete_on_termination: bool | None = None
    iops: float | None = None
    throughput: float | None = None
    volume_initialization_rate: Size | None = None
    volume_size: float | None = None
    volume_type: EbsDeviceVolumeType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EbsDeviceProps:
    """A volume of a machine."""

    delete_on_termination: bool | None = None
    encrypted: bool | None = None
    iops: float | None = None
    kms_key: Any | None = None
    snapshot_id: str | None = None
    throughput: float | None = None
    volume_initialization_rate: Size | None = None
    volume_size: float | None = None
    volume_type: EbsDeviceVolumeType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDevice:
    """A volume and the device it is seen as."""

    device_name: str
    volume: Any
    mapping_enabled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchTemplateSpotOptions:
    """How spot instances are asked for."""

    block_duration: Duration | None = None
    interruption_behavior: SpotInstanceInterruption | None = None
    max_price: float | None = None
    request_type: SpotRequestType | None = None
    valid_until: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchTemplateCpuOptions:
    """How the processor is used."""

    amd_sev_snp: bool | None = None
    core_count: float | None = None
    nested_virtualization: bool | None = None
    threads_per_core: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyCloudFormationInitOptions:
    """How an instance is set up when it starts."""

    config_sets: Sequence[str] | None = None
    embed_fingerprint: bool | None = None
    ignore_failures: bool | None = None
    include_role: bool | None = None
    include_url: bool | None = None
    print_log: bool | None = None
    timeout: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachInitOptions:
    """What a set-up is attached to."""

    instance_role: Any
    platform: OperatingSystemType
    user_data: Any
    config_sets: Sequence[str] | None = None
    embed_fingerprint: bool | None = None
    ignore_failures: bool | None = None
    include_role: bool | None = None
    include_url: bool | None = None
    print_log: bool | None = None
    signal_resource: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigSetProps:
    """Named steps, and the sets that run them in order."""

    config_sets: Mapping[str, Sequence[str]]
    configs: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitCommandOptions:
    """How a command is run."""

    cwd: str | None = None
    env: Mapping[str, str] | None = None
    ignore_errors: bool | None = None
    key: str | None = None
    service_restart_handles: Sequence[Any] | None = None
    test_cmd: str | None = None
    wait_after_completion: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitFileOptions:
    """How a file is written."""

    base64_encoded: bool | None = None
    group: str | None = None
    mode: str | None = None
    owner: str | None = None
    service_restart_handles: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitFileAssetOptions:
    """How a file of the app is written."""

    asset_hash: str | None = None
    asset_hash_type: Any | None = None
    base64_encoded: bool | None = None
    bundling: Any | None = None
    deploy_time: bool | None = None
    display_name: str | None = None
    exclude: Sequence[str] | None = None
    follow_symlinks: Any | None = None
    group: str | None = None
    ignore_mode: Any | None = None
    mode: str | None = None
    owner: str | None = None
    readers: Sequence[Any] | None = None
    service_restart_handles: Sequence[Any] | None = None
    source_kms_key: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitSourceOptions:
    """What follows when an archive is unpacked."""

    service_restart_handles: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitSourceAssetOptions:
    """How a folder or archive of the app is unpacked."""

    asset_hash: str | None = None
    asset_hash_type: Any | None = None
    bundling: Any | None = None
    deploy_time: bool | None = None
    display_name: str | None = None
    exclude: Sequence[str] | None = None
    follow_symlinks: Any | None = None
    ignore_mode: Any | None = None
    readers: Sequence[Any] | None = None
    service_restart_handles: Sequence[Any] | None = None
    source_kms_key: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitServiceOptions:
    """How a service is kept."""

    enabled: bool | None = None
    ensure_running: bool | None = None
    service_manager: ServiceManager | None = None
    service_restart_handle: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitUserOptions:
    """A user of the machine."""

    groups: Sequence[str] | None = None
    home_dir: str | None = None
    user_id: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemdConfigFileOptions:
    """A service of systemd."""

    command: str
    after_network: bool | None = None
    cwd: str | None = None
    description: str | None = None
    environment_files: Sequence[str] | None = None
    environment_variables: Mapping[str, str] | None = None
    group: str | None = None
    keep_running: bool | None = None
    user: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationPackageOptions:
    """How a package at an address is installed."""

    key: str | None = None
    service_restart_handles: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPackageOptions:
    """How a package of a repository is installed."""

    service_restart_handles: Sequence[Any] | None = None
    version: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceRequirementsConfig:
    """What instance types must have to be chosen."""

    memory_min: Size
    v_cpu_count_min: float
    accelerator_count_max: float | None = None
    accelerator_count_min: float | None = None
    accelerator_manufacturers: Sequence[AcceleratorManufacturer] | None = None
    accelerator_names: Sequence[AcceleratorName] | None = None
    accelerator_total_memory_max: Size | None = None
    accelerator_total_memory_min: Size | None = None
    accelerator_types: Sequence[AcceleratorType] | None = None
    allowed_instance_types: Sequence[str] | None = None
    bare_metal: BareMetal | None = None
    baseline_ebs_bandwidth_mbps_max: float | None = None
    baseline_ebs_bandwidth_mbps_min: float | None = None
    burstable_performance: BurstablePerformance | None = None
    cpu_manufacturers: Sequence[CpuManufacturer] | None = None
    excluded_instance_types: Sequence[str] | None = None
    instance_generations: Sequence[InstanceGeneration] | None = None
    local_storage: LocalStorage | None = None
    local_storage_types: Sequence[LocalStorageType] | None = None
    max_spot_price_as_percentage_of_optimal_on_demand_price: float | None = None
    memory_max: Size | None = None
    memory_per_v_cpu_max: Size | None = None
    memory_per_v_cpu_min: Size | None = None
    network_bandwidth_gbps_max: float | None = None
    network_bandwidth_gbps_min: float | None = None
    network_interface_count_max: float | None = None
    network_interface_count_min: float | None = None
    on_demand_max_price_percentage_over_lowest_price: float | None = None
    require_hibernate_support: bool | None = None
    spot_max_price_percentage_over_lowest_price: float | None = None
    total_local_storage_gb_max: float | None = None
    total_local_storage_gb_min: float | None = None
    v_cpu_count_max: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmazonLinux2ImageSsmParameterProps:
    """An image of Amazon Linux 2."""

    additional_cache_key: str | None = None
    cached_in_context: bool | None = None
    cpu_type: AmazonLinuxCpuType | None = None
    edition: AmazonLinuxEdition | None = None
    kernel: Any | None = None
    storage: AmazonLinuxStorage | None = None
    user_data: Any | None = None
    virtualization: AmazonLinuxVirt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmazonLinux2022ImageSsmParameterProps:
    """An image of Amazon Linux 2022."""

    additional_cache_key: str | None = None
    cached_in_context: bool | None = None
    cpu_type: AmazonLinuxCpuType | None = None
    edition: AmazonLinuxEdition | None = None
    kernel: Any | None = None
    user_data: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmazonLinux2023ImageSsmParameterProps:
    """An image of Amazon Linux 2023."""

    additional_cache_key: str | None = None
    cached_in_context: bool | None = None
    cpu_type: AmazonLinuxCpuType | None = None
    edition: AmazonLinuxEdition | None = None
    kernel: Any | None = None
    user_data: Any | None = None
