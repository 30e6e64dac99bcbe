"""Sensitive data in events: what is looked for, reported and hidden.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.core.checked import CheckedKind
from landform.cdk.core.native import Native


@cache
def _managed() -> dict[str, str]:
    """Constant -> name of the identifiers that AWS offers."""
    lines = Path(__file__).with_name("data_identifiers.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    return {name.upper().replace("-", "_"): name for name in names}


class _Managed(CheckedKind):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_") or name not in _managed():
            raise AttributeError(f"DataIdentifier has no identifier '{name}'")
        found = DataIdentifier(_managed()[name])
        setattr(DataIdentifier, name, found)
        return found


class DataIdentifier(metaclass=_Managed):
    """A kind of sensitive data that AWS knows; the constants are made when they are first asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def to_string(self) -> str:
        """The name."""
        return self.name

    def __str__(self) -> str:
        return self.to_string()


class CustomDataIdentifier(DataIdentifier):
    """A kind of sensitive data by a regular expression."""

    def __init__(self, name: str, regex: str) -> None:
        super().__init__(name)
        self.regex = regex

    def to_string(self) -> str:
        """The name and the expression."""
        return f"{self.name}: {self.regex}"


class DataProtectionPolicy(Native):
    """What is looked for in a log group's events, and where findings go."""

    def __init__(
        self,
        *,
        identifiers: Sequence[DataIdentifier],
        delivery_stream_name_audit_destination: str | None = None,
        description: str | None = None,
        log_group_audit_destination: Any = None,
        name: str | None = None,
        s3_bucket_audit_destination: Any = None,
    ) -> None:
        if not identifiers:
            raise ValueError("DataIdentifier cannot be empty")
        self._identifiers = list(identifiers)
        self._name = name
        self._description = description
        self._destinations: dict[str, Any] = {}
        if log_group_audit_destination is not None:
            self._destinations["CloudWatchLogs"] = {"LogGroup": log_group_audit_destination.log_group_name}
        if delivery_stream_name_audit_destination is not None:
            self._destinations["Firehose"] = {"DeliveryStream": delivery_stream_name_audit_destination}
        if s3_bucket_audit_destination is not None:
            self._destinations["S3"] = {"Bucket": s3_bucket_audit_destination.bucket_name}

    def written(self, stack: Any) -> dict[str, Any]:
        """The policy as CloudWatch writes it."""
        names = [
            each.name
            if isinstance(each, CustomDataIdentifier)
            else stack.format_arn(
                service="dataprotection",
                region="",
                account="aws",
                resource="data-identifier",
                resource_name=each.name,
            )
            for each in self._identifiers
        ]
        custom = [
            {"Name": each.name, "Regex": each.regex}
            for each in self._identifiers
            if isinstance(each, CustomDataIdentifier)
        ]
        audit = {"Audit": {"FindingsDestination": self._destinations}}
        redact: dict[str, Any] = {"Deidentify": {"MaskConfig": {}}}
        return {
            "Name": self._name or "data-protection-policy-cdk",
            "Description": self._description or "cdk generated data protection policy",
            "Version": "2021-06-01",
            "Configuration": {"CustomDataIdentifier": custom},
            "Statement": [
                {"Sid": "audit-statement-cdk", "DataIdentifier": names, "Operation": audit},
                {"Sid": "redact-statement-cdk", "DataIdentifier": names, "Operation": redact},
            ],
        }
