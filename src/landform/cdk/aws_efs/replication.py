"""Where a file system is copied to.

Source: https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
"""

from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.stack import Stack


class ReplicationConfiguration(AbstractChecked):
    """Where a file system is copied to."""

    def __init__(
        self,
        *,
        availability_zone: str | None = None,
        destination_file_system: Any = None,
        kms_key: Any = None,
        region: str | None = None,
    ) -> None:
        self.availability_zone = availability_zone
        self.destination_file_system = destination_file_system
        self.kms_key = kms_key
        self.region = region

    @staticmethod
    def existing_file_system(destination_file_system: Any) -> "ReplicationConfiguration":
        """A file system that is there already, and may be written over."""
        return _Replication(destination_file_system=destination_file_system)

    @staticmethod
    def regional_file_system(region: str | None = None, kms_key: Any = None) -> "ReplicationConfiguration":
        """A new one in all zones of a region."""
        return _Replication(region=region, kms_key=kms_key)

    @staticmethod
    def one_zone_file_system(
        region: str, availability_zone: str, kms_key: Any = None
    ) -> "ReplicationConfiguration":
        """A new one in one zone."""
        return _Replication(region=region, availability_zone=availability_zone, kms_key=kms_key)

    def _render(self, scope: Any) -> dict[str, Any]:
        target, key = self.destination_file_system, self.kms_key
        region = self.region or (target.env.region if target is not None else Stack.of(scope).region)
        destination = {
            "AvailabilityZoneName": self.availability_zone,
            "FileSystemId": target.file_system_ref.file_system_id if target is not None else None,
            "KmsKeyId": key.key_arn if key is not None else None,
            "Region": region,
        }
        return {"Destinations": [destination]}


class _Replication(ReplicationConfiguration):
    """One that the library makes."""
