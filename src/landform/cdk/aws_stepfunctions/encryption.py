"""How state machines and activities encrypt what they keep.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
"""

from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration

MIN_REUSE: Final = 60  # seconds
MAX_REUSE: Final = 900
DEFAULT_REUSE: Final = 300


class EncryptionConfiguration(Native):
    """A kind of key."""

    def __init__(self, type: str) -> None:
        self.type = type


class AwsOwnedEncryptionConfiguration(EncryptionConfiguration):
    """A key of AWS's."""

    def __init__(self) -> None:
        super().__init__("AWS_OWNED_KEY")


class CustomerManagedEncryptionConfiguration(EncryptionConfiguration):
    """A key of one's own."""

    def __init__(self, kms_key: Any, kms_data_key_reuse_period_seconds: Duration | None = None) -> None:
        super().__init__("CUSTOMER_MANAGED_KMS_KEY")
        reuse = kms_data_key_reuse_period_seconds
        if reuse is not None and not MIN_REUSE <= reuse.to_seconds() <= MAX_REUSE:
            raise ValueError(
                f"kms_data_key_reuse_period_seconds must be between {MIN_REUSE} and {MAX_REUSE} seconds"
            )
        self.kms_key = kms_key
        self.kms_data_key_reuse_period_seconds = reuse


def rendered_encryption(configuration: EncryptionConfiguration | None) -> dict[str, Any] | None:
    """The encryption as templates have it."""
    if not isinstance(configuration, CustomerManagedEncryptionConfiguration):
        return {"type": configuration.type} if configuration is not None else None
    reuse = configuration.kms_data_key_reuse_period_seconds
    return {
        "kms_key_id": configuration.kms_key.key_arn,
        "kms_data_key_reuse_period_seconds": reuse.to_seconds() if reuse is not None else DEFAULT_REUSE,
        "type": configuration.type,
    }
