"""File systems of functions.

Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.native import Native

NFS_PORT: Final = 2049
_MOUNT_PATH = re.compile(r"/mnt/[a-zA-Z0-9-_.]+\Z")


class DirectS3Read(Native):
    """Whether a function reads objects from S3 itself, beside the file system."""

    def __init__(self, mode: str, bucket: Any = None) -> None:
        self.mode = mode
        self.bucket = bucket

    @staticmethod
    def auto() -> "DirectS3Read":
        """As Lambda decides by the function's memory."""
        return DirectS3Read("AUTO")

    @staticmethod
    def disabled() -> "DirectS3Read":
        """Never."""
        return DirectS3Read("DISABLED")

    @staticmethod
    def enabled(bucket: Any) -> "DirectS3Read":
        """Always, and it may."""
        return DirectS3Read("ENABLED", bucket)

    @staticmethod
    def enabled_without_grant() -> "DirectS3Read":
        """Always; its role allows it already."""
        return DirectS3Read("ENABLED")


class FileSystem(Native):
    """A file system of a function: an access point, where it is mounted, and what that needs."""

    def __init__(
        self,
        *,
        arn: str,
        local_mount_path: str,
        connections: Any = None,
        dependency: Sequence[Any] | None = None,
        policies: Sequence[Any] | None = None,
    ) -> None:
        if not _MOUNT_PATH.match(local_mount_path):
            raise ValueError(
                f"Local mount path should match with ^/mnt/[a-zA-Z0-9-_.]+$ but given {local_mount_path}."
            )
        from landform.cdk.l1.lookup import given

        self.config = given(
            "aws_lambda",
            "FileSystemConfig",
            {
                "arn": arn,
                "local_mount_path": local_mount_path,
                "connections": connections,
                "dependency": dependency,
                "policies": policies,
            },
        )
        self.extra: dict[str, Any] = {}

    @staticmethod
    def from_efs_access_point(ap: Any, mount_path: str) -> "FileSystem":
        """An access point of EFS."""
        files = ap.file_system
        files_arn = ap.stack.format_arn(
            service="elasticfilesystem", resource="file-system", resource_name=files.file_system_id
        )
        at_this_point = {"StringEquals": {"elasticfilesystem:AccessPointArn": ap.access_point_arn}}
        return FileSystem(
            local_mount_path=mount_path,
            arn=ap.access_point_arn,
            dependency=[files.mount_targets_available],
            connections=files.connections,
            policies=[
                PolicyStatement(
                    actions=["elasticfilesystem:ClientMount"], resources=["*"], conditions=at_this_point
                ),
                PolicyStatement(actions=["elasticfilesystem:ClientWrite"], resources=[files_arn]),
            ],
        )

    @staticmethod
    def from_s3_files_access_point(
        ap: Any, mount_path: str, *, direct_s3_read: DirectS3Read | None = None
    ) -> "FileSystem":
        """An access point of S3 Files, whose file system and mount targets are in the same app."""
        from landform.cdk.aws_ec2 import Connections, Port, SecurityGroup

        files, targets = _around(ap)
        groups = [
            SecurityGroup.from_security_group_id(ap, f"MountTargetSG{index}", group)
            for index, group in enumerate(_groups(targets))
        ]
        point = ap.attr_access_point_arn
        policies = [
            PolicyStatement(actions=["s3files:ClientMount"], resources=[point]),
            PolicyStatement(actions=["s3files:ClientMount", "s3files:ClientWrite"], resources=[files.ref]),
        ]
        if direct_s3_read is not None and direct_s3_read.bucket is not None:
            policies.append(
                PolicyStatement(
                    actions=["s3:GetObject", "s3:GetObjectVersion"],
                    resources=[direct_s3_read.bucket.arn_for_objects("*")],
                )
            )
        found = FileSystem(
            arn=point,
            local_mount_path=mount_path,
            connections=Connections(security_groups=groups, default_port=Port.tcp(NFS_PORT)),
            dependency=targets,
            policies=policies,
        )
        if direct_s3_read is not None:
            found.extra = {"S3FilesConfig": {"DirectS3Read": direct_s3_read.mode}}
        return found


def _around(point: Any) -> tuple[Any, list[Any]]:
    """The file system of an access point, and its mount targets."""
    resources = [each for each in point.node.root.node.find_all() if hasattr(each, "CFN_RESOURCE_TYPE_NAME")]
    wanted = point.stack.resolve(point.file_system_id)
    files = next(
        (
            each
            for each in resources
            if each.CFN_RESOURCE_TYPE_NAME == "AWS::S3Files::FileSystem"
            and wanted in (each.stack.resolve(each.attr_file_system_id), each.stack.resolve(each.ref))
        ),
        None,
    )
    if files is None:
        raise ValueError(
            f"Unable to find the CfnFileSystem for access point at {point.node.path}. Ensure the file system "
            "is defined in the same CDK app and linked to the access point."
        )
    targets = [
        each
        for each in resources
        if each.CFN_RESOURCE_TYPE_NAME == "AWS::S3Files::MountTarget"
        and each.stack.resolve(each.file_system_id) == wanted
    ]
    return files, targets


def _groups(targets: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(group for target in targets for group in target.security_groups or ()))
