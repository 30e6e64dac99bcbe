"""AWS::EFS: file systems, access points, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "AccessPoint": "access_point",
    "FileSystem": "file_system",
    "LifecyclePolicy": "enums",
    "OutOfInfrequentAccessPolicy": "enums",
    "PerformanceMode": "enums",
    "ReplicationConfiguration": "replication",
    "ReplicationOverwriteProtection": "enums",
    "ThroughputMode": "enums",
}

__getattr__, __dir__ = service_members(__name__, "AWS::EFS", _HOMES)
