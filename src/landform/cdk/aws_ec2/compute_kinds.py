"""The closed sets of machines: images, instances, launch templates, volumes, keys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html
"""

from enum import Enum


class OperatingSystemType(Enum):
    """What runs on an image."""

    LINUX = "LINUX"
    WINDOWS = "WINDOWS"
    UNKNOWN = "UNKNOWN"


class AmazonLinuxCpuType(Enum):
    """The processor of an image."""

    ARM_64 = "arm64"
    X86_64 = "x86_64"


class AmazonLinuxEdition(Enum):
    """How much is installed."""

    STANDARD = "standard"
    MINIMAL = "minimal"


class AmazonLinuxGeneration(Enum):
    """Which Amazon Linux."""

    AMAZON_LINUX = "amzn"
    AMAZON_LINUX_2 = "amzn2"
    AMAZON_LINUX_2022 = "al2022"
    AMAZON_LINUX_2023 = "al2023"


class AmazonLinuxKernel(Enum):
    """Which kernel."""

    KERNEL5_X = "kernel-5.10"
    KERNEL6_1 = "kernel-6.1"


class AmazonLinuxStorage(Enum):
    """What the root volume is."""

    EBS = "ebs"
    S3 = "s3"
    GENERAL_PURPOSE = "gp2"


class AmazonLinuxVirt(Enum):
    """How the machine is virtualized."""

    HVM = "hvm"
    PV = "pv"


class InstanceArchitecture(Enum):
    """The processor of an instance type."""

    ARM_64 = "arm64"
    X86_64 = "x86_64"


class CpuCredits(Enum):
    """What a burstable instance does when its credits are used up."""

    STANDARD = "standard"
    UNLIMITED = "unlimited"


class HttpTokens(Enum):
    """Whether instance metadata needs a session token."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class LaunchTemplateHttpTokens(Enum):
    """Whether instance metadata needs a session token."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class InstanceInitiatedShutdownBehavior(Enum):
    """What becomes of an instance that shuts itself down."""

    STOP = "stop"
    TERMINATE = "terminate"


class SpotInstanceInterruption(Enum):
    """What becomes of a spot instance that is interrupted."""

    STOP = "stop"
    TERMINATE = "terminate"
    HIBERNATE = "hibernate"


class SpotRequestType(Enum):
    """How often a spot request is filled."""

    ONE_TIME = "one-time"
    PERSISTENT = "persistent"


class EbsDeviceVolumeType(Enum):
    """The kind of a volume."""

    STANDARD = "standard"
    IO1 = "io1"
    IO2 = "io2"
    GP2 = "gp2"
    GP3 = "gp3"
    ST1 = "st1"
    SC1 = "sc1"


class KeyPairFormat(Enum):
    """The file form of a private key."""

    PPK = "ppk"
    PEM = "pem"


class KeyPairType(Enum):
    """The algorithm of a key pair."""

    RSA = "rsa"
    ED25519 = "ed25519"


class PlacementGroupSpreadLevel(Enum):
    """What members of a group do not share."""

    HOST = "host"
    RACK = "rack"


class PlacementGroupStrategy(Enum):
    """How members of a group are placed."""

    CLUSTER = "cluster"
    PARTITION = "partition"
    SPREAD = "spread"


class ServiceManager(Enum):
    """Who runs services on the machine."""

    SYSVINIT = "sysvinit"
    WINDOWS = "windows"
    SYSTEMD = "systemd"


class AcceleratorManufacturer(Enum):
    """Who makes an accelerator."""

    AWS = "amazon-web-services"
    AMD = "amd"
    NVIDIA = "nvidia"
    XILINX = "xilinx"
    HABANA = "habana"


class AcceleratorName(Enum):
    """An accelerator."""

    A100 = "a100"
    K80 = "k80"
    M60 = "m60"
    RADEON_PRO_V520 = "radeon-pro-v520"
    T4 = "t4"
    V100 = "v100"
    VU9P = "vu9p"
    A10G = "a10g"
    H100 = "h100"
    INFERENTIA = "inferentia"
    K520 = "k520"
    T4G = "t4g"
    L40S = "l40s"
    L4 = "l4"
    GAUDI_HL_205 = "gaudi-hl-205"
    INFERENTIA2 = "inferentia2"
    TRAINIUM = "trainium"
    TRAINIUM2 = "trainium2"
    U30 = "u30"


class AcceleratorType(Enum):
    """The kind of an accelerator."""

    GPU = "gpu"
    FPGA = "fpga"
    INFERENCE = "inference"
    MEDIA = "media"


class CpuManufacturer(Enum):
    """Who makes a processor."""

    INTEL = "intel"
    AMD = "amd"
    AWS = "amazon-web-services"
    APPLE = "apple"


class BareMetal(Enum):
    """Whether bare metal instances are chosen."""

    INCLUDED = "included"
    REQUIRED = "required"
    EXCLUDED = "excluded"


class BurstablePerformance(Enum):
    """Whether burstable instances are chosen."""

    INCLUDED = "included"
    REQUIRED = "required"
    EXCLUDED = "excluded"


class LocalStorage(Enum):
    """Whether instances with local disks are chosen."""

    INCLUDED = "included"
    REQUIRED = "required"
    EXCLUDED = "excluded"


class LocalStorageType(Enum):
    """The kind of local disks."""

    HDD = "hdd"
    SSD = "ssd"


class InstanceGeneration(Enum):
    """How new an instance type is."""

    CURRENT = "current"
    PREVIOUS = "previous"
