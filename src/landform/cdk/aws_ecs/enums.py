"""The closed sets of clusters, services and capacity.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-service.html
"""

from enum import Enum


class AlarmBehavior(Enum):
    """What a deployment does when an alarm goes off."""

    ROLLBACK_ON_ALARM = "ROLLBACK_ON_ALARM"
    FAIL_ON_ALARM = "FAIL_ON_ALARM"


class AmiHardwareType(Enum):
    """What hardware an image is made for."""

    STANDARD = "Standard"
    GPU = "GPU"
    ARM = "ARM64"
    NEURON = "Neuron"


class AvailabilityZoneRebalancing(Enum):
    """Whether tasks are moved until zones have equally many."""

    ENABLED = "ENABLED"
    DISABLED = "DISABLED"


class BinPackResource(Enum):
    """What machines are filled by."""

    CPU = "CPU"
    MEMORY = "MEMORY"


class BottlerocketEcsVariant(Enum):
    """Variants of Bottlerocket for ECS."""

    AWS_ECS_1 = "aws-ecs-1"
    AWS_ECS_1_NVIDIA = "aws-ecs-1-nvidia"
    AWS_ECS_2 = "aws-ecs-2"
    AWS_ECS_2_NVIDIA = "aws-ecs-2-nvidia"


class CapacityOptionType(Enum):
    """How machines are paid for."""

    ON_DEMAND = "ON_DEMAND"
    SPOT = "SPOT"


class ContainerInsights(Enum):
    """Which metrics of containers are gathered."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    ENHANCED = "enhanced"


class DeploymentControllerType(Enum):
    """Who carries out deployments."""

    ECS = "ECS"
    CODE_DEPLOY = "CODE_DEPLOY"
    EXTERNAL = "EXTERNAL"


class DeploymentLifecycleStage(Enum):
    """The stages of a deployment."""

    RECONCILE_SERVICE = "RECONCILE_SERVICE"
    PRE_SCALE_UP = "PRE_SCALE_UP"
    POST_SCALE_UP = "POST_SCALE_UP"
    TEST_TRAFFIC_SHIFT = "TEST_TRAFFIC_SHIFT"
    POST_TEST_TRAFFIC_SHIFT = "POST_TEST_TRAFFIC_SHIFT"
    PRODUCTION_TRAFFIC_SHIFT = "PRODUCTION_TRAFFIC_SHIFT"
    POST_PRODUCTION_TRAFFIC_SHIFT = "POST_PRODUCTION_TRAFFIC_SHIFT"


class DeploymentStrategy(Enum):
    """How a deployment replaces tasks."""

    ROLLING = "ROLLING"
    BLUE_GREEN = "BLUE_GREEN"
    LINEAR = "LINEAR"
    CANARY = "CANARY"


class EbsPropagatedTagSource(Enum):
    """Whose tags a volume gets."""

    SERVICE = "SERVICE"
    TASK_DEFINITION = "TASK_DEFINITION"


class ExecuteCommandLogging(Enum):
    """Where what is done in containers is logged."""

    NONE = "NONE"
    DEFAULT = "DEFAULT"
    OVERRIDE = "OVERRIDE"


class FargatePlatformVersion(Enum):
    """Versions of the platform that Fargate runs tasks on."""

    LATEST = "LATEST"
    VERSION1_4 = "1.4.0"
    VERSION1_3 = "1.3.0"
    VERSION1_2 = "1.2.0"
    VERSION1_1 = "1.1.0"
    VERSION1_0 = "1.0.0"


class FileSystemType(Enum):
    """File systems of volumes."""

    EXT3 = "ext3"
    EXT4 = "ext4"
    XFS = "xfs"
    NTFS = "ntfs"


class InstanceMonitoring(Enum):
    """How often machines are measured."""

    BASIC = "BASIC"
    DETAILED = "DETAILED"


class LaunchType(Enum):
    """What tasks of a service run on."""

    EC2 = "EC2"
    FARGATE = "FARGATE"
    EXTERNAL = "EXTERNAL"


class MachineImageType(Enum):
    """What machines run."""

    AMAZON_LINUX_2 = 0
    BOTTLEROCKET = 1


class PropagateManagedInstancesTags(Enum):
    """Whose tags managed machines get."""

    CAPACITY_PROVIDER = "CAPACITY_PROVIDER"
    NONE = "NONE"


class PropagatedTagSource(Enum):
    """Whose tags tasks get."""

    SERVICE = "SERVICE"
    TASK_DEFINITION = "TASK_DEFINITION"
    NONE = "NONE"


class ServiceConnectAccessLogFormat(Enum):
    """How requests are logged."""

    TEXT = "TEXT"
    JSON = "JSON"


class WindowsOptimizedVersion(Enum):
    """Versions of Windows that there are images of."""

    SERVER_2025 = "2025"
    SERVER_2022 = "2022"
    SERVER_2019 = "2019"
    SERVER_2016 = "2016"
