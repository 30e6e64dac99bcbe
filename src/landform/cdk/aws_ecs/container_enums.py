"""The closed sets of task definitions and containers.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-taskdefinition.html
"""

from enum import Enum


class AwsLogDriverMode(Enum):
    """Whether a container waits for its messages to be taken."""

    BLOCKING = "blocking"
    NON_BLOCKING = "non-blocking"


class Capability(Enum):
    """Capabilities of the Linux kernel."""

    ALL = "ALL"
    AUDIT_CONTROL = "AUDIT_CONTROL"
    AUDIT_WRITE = "AUDIT_WRITE"
    BLOCK_SUSPEND = "BLOCK_SUSPEND"
    CHOWN = "CHOWN"
    DAC_OVERRIDE = "DAC_OVERRIDE"
    DAC_READ_SEARCH = "DAC_READ_SEARCH"
    FOWNER = "FOWNER"
    FSETID = "FSETID"
    IPC_LOCK = "IPC_LOCK"
    IPC_OWNER = "IPC_OWNER"
    KILL = "KILL"
    LEASE = "LEASE"
    LINUX_IMMUTABLE = "LINUX_IMMUTABLE"
    MAC_ADMIN = "MAC_ADMIN"
    MAC_OVERRIDE = "MAC_OVERRIDE"
    MKNOD = "MKNOD"
    NET_ADMIN = "NET_ADMIN"
    NET_BIND_SERVICE = "NET_BIND_SERVICE"
    NET_BROADCAST = "NET_BROADCAST"
    NET_RAW = "NET_RAW"
    SETFCAP = "SETFCAP"
    SETGID = "SETGID"
    SETPCAP = "SETPCAP"
    SETUID = "SETUID"
    SYS_ADMIN = "SYS_ADMIN"
    SYS_BOOT = "SYS_BOOT"
    SYS_CHROOT = "SYS_CHROOT"
    SYS_MODULE = "SYS_MODULE"
    SYS_NICE = "SYS_NICE"
    SYS_PACCT = "SYS_PACCT"
    SYS_PTRACE = "SYS_PTRACE"
    SYS_RAWIO = "SYS_RAWIO"
    SYS_RESOURCE = "SYS_RESOURCE"
    SYS_TIME = "SYS_TIME"
    SYS_TTY_CONFIG = "SYS_TTY_CONFIG"
    SYSLOG = "SYSLOG"
    WAKE_ALARM = "WAKE_ALARM"


class Compatibility(Enum):
    """What a task definition can run on."""

    EC2 = 0
    FARGATE = 1
    EC2_AND_FARGATE = 2
    EXTERNAL = 3
    MANAGED_INSTANCES = 4
    EC2_AND_MANAGED_INSTANCES = 5
    FARGATE_AND_MANAGED_INSTANCES = 6
    FARGATE_AND_EC2_AND_MANAGED_INSTANCES = 7


class ContainerDependencyCondition(Enum):
    """What another container has to reach first."""

    START = "START"
    COMPLETE = "COMPLETE"
    SUCCESS = "SUCCESS"
    HEALTHY = "HEALTHY"


class DevicePermission(Enum):
    """What a container may do with a device."""

    READ = "read"
    WRITE = "write"
    MKNOD = "mknod"


class EnvironmentFileType(Enum):
    """Where a file of variables lies."""

    S3 = "s3"


class FirelensConfigFileType(Enum):
    """Where a file of settings lies."""

    S3 = "s3"
    FILE = "file"


class FirelensLogRouterType(Enum):
    """Routers of logs."""

    FLUENTBIT = "fluentbit"
    FLUENTD = "fluentd"


class GelfCompressionType(Enum):
    """How messages are compressed."""

    GZIP = "gzip"
    ZLIB = "zlib"
    NONE = "none"


class IpcMode(Enum):
    """With whom containers share memory and queues."""

    NONE = "none"
    HOST = "host"
    TASK = "task"


class NetworkMode(Enum):
    """What network containers are in."""

    NONE = "none"
    BRIDGE = "bridge"
    AWS_VPC = "awsvpc"
    HOST = "host"
    NAT = "nat"


class PidMode(Enum):
    """With whom containers share processes."""

    HOST = "host"
    TASK = "task"


class Protocol(Enum):
    """Protocols of ports."""

    TCP = "tcp"
    UDP = "udp"


class Scope(Enum):
    """How long a volume of Docker lives."""

    TASK = "task"
    SHARED = "shared"


class SplunkLogFormat(Enum):
    """How messages are written for Splunk."""

    INLINE = "inline"
    JSON = "json"
    RAW = "raw"


class TmpfsMountOption(Enum):
    """Options of file systems in memory."""

    DEFAULTS = "defaults"
    RO = "ro"
    RW = "rw"
    SUID = "suid"
    NOSUID = "nosuid"
    DEV = "dev"
    NODEV = "nodev"
    EXEC = "exec"
    NOEXEC = "noexec"
    SYNC = "sync"
    ASYNC = "async"
    DIRSYNC = "dirsync"
    REMOUNT = "remount"
    MAND = "mand"
    NOMAND = "nomand"
    ATIME = "atime"
    NOATIME = "noatime"
    DIRATIME = "diratime"
    NODIRATIME = "nodiratime"
    BIND = "bind"
    RBIND = "rbind"
    UNBINDABLE = "unbindable"
    RUNBINDABLE = "runbindable"
    PRIVATE = "private"
    RPRIVATE = "rprivate"
    SHARED = "shared"
    RSHARED = "rshared"
    SLAVE = "slave"
    RSLAVE = "rslave"
    RELATIME = "relatime"
    NORELATIME = "norelatime"
    STRICTATIME = "strictatime"
    NOSTRICTATIME = "nostrictatime"
    MODE = "mode"
    UID = "uid"
    GID = "gid"
    NR_INODES = "nr_inodes"
    NR_BLOCKS = "nr_blocks"
    MPOL = "mpol"


class UlimitName(Enum):
    """What is limited."""

    CORE = "core"
    CPU = "cpu"
    DATA = "data"
    FSIZE = "fsize"
    LOCKS = "locks"
    MEMLOCK = "memlock"
    MSGQUEUE = "msgqueue"
    NICE = "nice"
    NOFILE = "nofile"
    NPROC = "nproc"
    RSS = "rss"
    RTPRIO = "rtprio"
    RTTIME = "rttime"
    SIGPENDING = "sigpending"
    STACK = "stack"


class VersionConsistency(Enum):
    """Whether the tag of an image is resolved once for all tasks."""

    ENABLED = "enabled"
    DISABLED = "disabled"
