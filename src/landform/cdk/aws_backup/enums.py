"""The closed sets of backups.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_Backup.html
"""

from enum import Enum
from typing import ClassVar

from landform.cdk.core.native import Native


class BackupVaultEvents(Enum):
    """What a vault tells a topic of."""

    BACKUP_JOB_STARTED = "BACKUP_JOB_STARTED"
    BACKUP_JOB_COMPLETED = "BACKUP_JOB_COMPLETED"
    BACKUP_JOB_SUCCESSFUL = "BACKUP_JOB_SUCCESSFUL"
    BACKUP_JOB_FAILED = "BACKUP_JOB_FAILED"
    BACKUP_JOB_EXPIRED = "BACKUP_JOB_EXPIRED"
    RESTORE_JOB_STARTED = "RESTORE_JOB_STARTED"
    RESTORE_JOB_COMPLETED = "RESTORE_JOB_COMPLETED"
    RESTORE_JOB_SUCCESSFUL = "RESTORE_JOB_SUCCESSFUL"
    RESTORE_JOB_FAILED = "RESTORE_JOB_FAILED"
    COPY_JOB_STARTED = "COPY_JOB_STARTED"
    COPY_JOB_SUCCESSFUL = "COPY_JOB_SUCCESSFUL"
    COPY_JOB_FAILED = "COPY_JOB_FAILED"
    RECOVERY_POINT_MODIFIED = "RECOVERY_POINT_MODIFIED"
    BACKUP_PLAN_CREATED = "BACKUP_PLAN_CREATED"
    BACKUP_PLAN_MODIFIED = "BACKUP_PLAN_MODIFIED"
    S3_BACKUP_OBJECT_FAILED = "S3_BACKUP_OBJECT_FAILED"
    S3_RESTORE_OBJECT_FAILED = "S3_RESTORE_OBJECT_FAILED"


class TagOperation(Enum):
    """How the value of a tag is compared."""

    STRING_EQUALS = "STRINGEQUALS"
    DUMMY = "dummy"


class IndexActionResourceType(Native):
    """A kind of resource whose backups may be indexed."""

    EBS: ClassVar["IndexActionResourceType"]
    S3: ClassVar["IndexActionResourceType"]

    def __init__(self, value: str) -> None:
        self.value = value

    def to_string(self) -> str:
        """The value."""
        return self.value


IndexActionResourceType.EBS = IndexActionResourceType("EBS")
IndexActionResourceType.S3 = IndexActionResourceType("S3")
