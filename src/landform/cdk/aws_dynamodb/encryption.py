"""The keys that tables are encrypted with.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_dynamodb.enums import TableEncryption
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved


class TableEncryptionV2(Native):
    """The keys of a global table: one in each region."""

    def __init__(
        self,
        type: TableEncryption,
        table_key: Any = None,
        replica_key_arns: Mapping[str, str] | None = None,
    ) -> None:
        self.type = type
        self.table_key = table_key
        self.replica_key_arns = replica_key_arns

    @staticmethod
    def aws_managed_key() -> "TableEncryptionV2":
        """A key of the account that DynamoDB manages."""
        return TableEncryptionV2(TableEncryption.AWS_MANAGED)

    @staticmethod
    def customer_managed_key(
        table_key: Any, replica_key_arns: Mapping[str, str] | None = None
    ) -> "TableEncryptionV2":
        """A key of one's own; those of replicas by region."""
        return TableEncryptionV2(TableEncryption.CUSTOMER_MANAGED, table_key, replica_key_arns)

    @staticmethod
    def dynamo_owned_key() -> "TableEncryptionV2":
        """A key of DynamoDB's."""
        return TableEncryptionV2(TableEncryption.DEFAULT)

    def _of_table(self) -> dict[str, Any] | None:
        if self.type is TableEncryption.DEFAULT:
            return {"SSEEnabled": False}
        return {"SSEEnabled": True, "SSEType": "KMS"}

    def _of_replica(self, region: str, home: str) -> dict[str, Any] | None:
        """The key of a region; `home` is the table's own."""
        if self.type is not TableEncryption.CUSTOMER_MANAGED:
            return None
        if region == home:
            return {"KMSMasterKeyId": self.table_key.key_arn}
        if is_unresolved(home):
            raise ValueError("Replica SSE specification cannot be rendered in a region agnostic stack")
        arns = self.replica_key_arns or {}
        if home in arns:
            raise ValueError(
                f"KMS key for deployment region {home} cannot be defined in 'replicaKeyArns'; give it as "
                "'tableKey'"
            )
        if region not in arns:
            raise ValueError(f"KMS key for {region} was not found in 'replicaKeyArns'")
        return {"KMSMasterKeyId": arns[region]}
