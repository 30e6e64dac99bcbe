"""Calls of aws_efs."""

from typing import Any, Final

from tools.differential.making import VPC, construct, enum, imported, record, static

_EFS: Final = "aws_efs"
_FILES: Final = construct(f"{_EFS}.FileSystem", "Files0", vpc=VPC)
_OTHER: Final = imported(
    f"{_EFS}.FileSystem.from_file_system_attributes",
    "Files1",
    file_system_id="fs-1",
    security_group=construct("aws_ec2.SecurityGroup", "Sg0", vpc=VPC),
)
_POINT: Final = construct(f"{_EFS}.AccessPoint", "Point0", file_system=_FILES)
VALUES: Final = {
    f"{_EFS}.IFileSystem": (_FILES, _OTHER),
    f"{_EFS}.IAccessPoint": (
        _POINT,
        imported(f"{_EFS}.AccessPoint.from_access_point_id", "Point1", "fsap-1"),
    ),
}
SAME: Final = {
    f"{_EFS}.FileSystem": f"{_EFS}.IFileSystem",
    f"interfaces.{_EFS}.IFileSystemRef": f"{_EFS}.IFileSystem",
    f"{_EFS}.AccessPoint": f"{_EFS}.IAccessPoint",
}
ALWAYS: Final = {
    f"{_EFS}.FileSystem.from_file_system_attributes": {"file_system_id": "fs-1"},
    f"{_EFS}.AccessPoint.from_access_point_attributes": {"access_point_id": "fsap-1"},
}
_FIVE: Final = static("aws_cdk.Size.mebibytes", 5)
_REGIONAL: Final = static(f"{_EFS}.ReplicationConfiguration.regional_file_system")


def _mode(throughput: str, performance: str | None = None, **named: Any) -> dict[str, Any]:
    if performance is not None:
        named["performance_mode"] = enum(f"{_EFS}.PerformanceMode.{performance}")
    return {"kw": {"throughput_mode": enum(f"{_EFS}.ThroughputMode.{throughput}"), **named}}


def _zone(**named: Any) -> dict[str, Any]:
    return {"kw": {"one_zone": True, **named}}


def _zones(*zones: Any) -> dict[str, Any]:
    return _zone(vpc_subnets=record("aws_ec2.SubnetSelection", availability_zones=list(zones)))


_DENY: Final = {"@aws-cdk/aws-efs:denyAnonymousAccess": True}
_POLICY: Final = static(
    "aws_iam.PolicyDocument.from_json",
    {"map": {"Statement": [{"map": {"Effect": "Allow", "Action": "a:b", "Principal": "*"}}]}},
)
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_EFS}.FileSystem": {
        "provisioned": _mode("PROVISIONED", provisioned_throughput_per_second=_FIVE),
        "elastic, all at once": _mode("ELASTIC", "MAX_IO"),
        "elastic": _mode("ELASTIC", "GENERAL_PURPOSE"),
        "one zone, all at once": _zone(performance_mode=enum(f"{_EFS}.PerformanceMode.MAX_IO")),
        "one zone, two zones": _zones("a", "b"),
        "one zone, unknown zone": _zones("eu-west-9z"),
        "one zone, no zone": _zone(
            vpc_subnets=record("aws_ec2.SubnetSelection", subnet_type=enum("aws_ec2.SubnetType.PUBLIC"))
        ),
        "denying": {"context": _DENY},
        "denying, allowed": {"kw": {"allow_anonymous_access": True}, "context": _DENY},
        "denying, policy": {"kw": {"file_system_policy": _POLICY}, "context": _DENY},
        "by subnet": {"context": {"@aws-cdk/aws-efs:mountTargetOrderInsensitiveLogicalId": True}},
        "replica, open": {
            "kw": {
                "replication_configuration": _REGIONAL,
                "replication_overwrite_protection": enum(f"{_EFS}.ReplicationOverwriteProtection.DISABLED"),
            }
        },
        "lifecycles": {
            "kw": {
                "lifecycle_policy": enum(f"{_EFS}.LifecyclePolicy.AFTER_7_DAYS"),
                "out_of_infrequent_access_policy": enum(f"{_EFS}.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS"),
                "transition_to_archive_policy": enum(f"{_EFS}.LifecyclePolicy.AFTER_90_DAYS"),
            }
        },
        "replica in a zone": {
            "kw": {
                "replication_configuration": static(
                    f"{_EFS}.ReplicationConfiguration.one_zone_file_system", "us-east-1", "us-east-1a"
                )
            }
        },
        "replica that is there": {
            "kw": {
                "replication_configuration": static(
                    f"{_EFS}.ReplicationConfiguration.existing_file_system", _OTHER
                )
            }
        },
    },
    f"{_EFS}.AccessPoint": {
        "long token": {"kw": {"client_token": "t" * 65}},
        "path": {
            "kw": {
                "path": "/data",
                "create_acl": record(f"{_EFS}.Acl", owner_gid="1", owner_uid="2", permissions="750"),
                "posix_user": record(f"{_EFS}.PosixUser", gid="3", uid="4", secondary_gids=["5", "6"]),
            }
        },
    },
}
