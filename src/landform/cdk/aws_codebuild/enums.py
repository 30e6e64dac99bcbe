"""The closed sets of builds.

Source: https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Types.html
"""

from enum import Enum


class BuildEnvironmentVariableType(Enum):
    """Where the value of a variable is."""

    PLAINTEXT = "PLAINTEXT"
    PARAMETER_STORE = "PARAMETER_STORE"
    SECRETS_MANAGER = "SECRETS_MANAGER"


class ComputeType(Enum):
    """How large the machine of a build is."""

    SMALL = "BUILD_GENERAL1_SMALL"
    MEDIUM = "BUILD_GENERAL1_MEDIUM"
    LARGE = "BUILD_GENERAL1_LARGE"
    X_LARGE = "BUILD_GENERAL1_XLARGE"
    X2_LARGE = "BUILD_GENERAL1_2XLARGE"
    LAMBDA_1GB = "BUILD_LAMBDA_1GB"
    LAMBDA_2GB = "BUILD_LAMBDA_2GB"
    LAMBDA_4GB = "BUILD_LAMBDA_4GB"
    LAMBDA_8GB = "BUILD_LAMBDA_8GB"
    LAMBDA_10GB = "BUILD_LAMBDA_10GB"
    ATTRIBUTE_BASED = "ATTRIBUTE_BASED_COMPUTE"
    CUSTOM_INSTANCE_TYPE = "CUSTOM_INSTANCE_TYPE"


class DockerServerComputeType(Enum):
    """How large the machine that builds images is."""

    SMALL = "BUILD_GENERAL1_SMALL"
    MEDIUM = "BUILD_GENERAL1_MEDIUM"
    LARGE = "BUILD_GENERAL1_LARGE"
    X_LARGE = "BUILD_GENERAL1_XLARGE"
    X2_LARGE = "BUILD_GENERAL1_2XLARGE"
    ATTRIBUTE_BASED_COMPUTE = "ATTRIBUTE_BASED_COMPUTE"
    BUILD_LAMBDA_10GB = "BUILD_LAMBDA_10GB"
    BUILD_LAMBDA_1GB = "BUILD_LAMBDA_1GB"
    BUILD_LAMBDA_2GB = "BUILD_LAMBDA_2GB"
    BUILD_LAMBDA_4GB = "BUILD_LAMBDA_4GB"
    BUILD_LAMBDA_8GB = "BUILD_LAMBDA_8GB"
    CUSTOM_INSTANCE_TYPE = "CUSTOM_INSTANCE_TYPE"


class EnvironmentType(Enum):
    """What the machines of a fleet are."""

    ARM_CONTAINER = "ARM_CONTAINER"
    LINUX_CONTAINER = "LINUX_CONTAINER"
    LINUX_GPU_CONTAINER = "LINUX_GPU_CONTAINER"
    WINDOWS_SERVER_2019_CONTAINER = "WINDOWS_SERVER_2019_CONTAINER"
    WINDOWS_SERVER_2022_CONTAINER = "WINDOWS_SERVER_2022_CONTAINER"
    MAC_ARM = "MAC_ARM"
    LINUX_EC2 = "LINUX_EC2"
    ARM_EC2 = "ARM_EC2"
    WINDOWS_EC2 = "WINDOWS_EC2"


class EventAction(Enum):
    """What a webhook is for."""

    PUSH = "PUSH"
    PULL_REQUEST_CREATED = "PULL_REQUEST_CREATED"
    PULL_REQUEST_UPDATED = "PULL_REQUEST_UPDATED"
    PULL_REQUEST_CLOSED = "PULL_REQUEST_CLOSED"
    PULL_REQUEST_MERGED = "PULL_REQUEST_MERGED"
    PULL_REQUEST_REOPENED = "PULL_REQUEST_REOPENED"
    RELEASED = "RELEASED"
    PRERELEASED = "PRERELEASED"
    WORKFLOW_JOB_QUEUED = "WORKFLOW_JOB_QUEUED"


class FleetComputeType(Enum):
    """How large the machines of a fleet are."""

    SMALL = "BUILD_GENERAL1_SMALL"
    MEDIUM = "BUILD_GENERAL1_MEDIUM"
    LARGE = "BUILD_GENERAL1_LARGE"
    X_LARGE = "BUILD_GENERAL1_XLARGE"
    X2_LARGE = "BUILD_GENERAL1_2XLARGE"
    ATTRIBUTE_BASED = "ATTRIBUTE_BASED_COMPUTE"
    CUSTOM_INSTANCE_TYPE = "CUSTOM_INSTANCE_TYPE"


class FleetOverflowBehavior(Enum):
    """What becomes of builds for which a fleet has no machine."""

    QUEUE = "QUEUE"
    ON_DEMAND = "ON_DEMAND"


class HostKernel(Enum):
    """The kernel below the containers of builds."""

    LINUX_KERNEL_4 = "LINUX_KERNEL_4"
    LINUX_KERNEL_6 = "LINUX_KERNEL_6"
    LINUX_KERNEL_LATEST = "LINUX_KERNEL_LATEST"


class ImagePullPrincipalType(Enum):
    """Who fetches the image of a build."""

    CODEBUILD = "CODEBUILD"
    SERVICE_ROLE = "SERVICE_ROLE"


class LocalCacheMode(Enum):
    """What a machine keeps for the next build."""

    SOURCE = "LOCAL_SOURCE_CACHE"
    DOCKER_LAYER = "LOCAL_DOCKER_LAYER_CACHE"
    CUSTOM = "LOCAL_CUSTOM_CACHE"


class MachineType(Enum):
    """The storage of a machine."""

    GENERAL = "GENERAL"
    NVME = "NVME"


class ProjectNotificationEvents(Enum):
    """What a notification tells."""

    BUILD_FAILED = "codebuild-project-build-state-failed"
    BUILD_SUCCEEDED = "codebuild-project-build-state-succeeded"
    BUILD_IN_PROGRESS = "codebuild-project-build-state-in-progress"
    BUILD_STOPPED = "codebuild-project-build-state-stopped"
    BUILD_PHASE_FAILED = "codebuild-project-build-phase-failure"
    BUILD_PHASE_SUCCEEDED = "codebuild-project-build-phase-success"


class ProjectVisibility(Enum):
    """Who may see builds."""

    PUBLIC_READ = "PUBLIC_READ"
    PRIVATE = "PRIVATE"


class ReportGroupType(Enum):
    """What reports are of."""

    TEST = "TEST"
    CODE_COVERAGE = "CODE_COVERAGE"


class WindowsImageType(Enum):
    """The Windows of an image."""

    STANDARD = "WINDOWS_CONTAINER"
    SERVER_2019 = "WINDOWS_SERVER_2019_CONTAINER"
    SERVER_2022 = "WINDOWS_SERVER_2022_CONTAINER"
