"""What a name means: values, or another resource.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.core.checked import Checked


class RecordTarget(Checked):
    """Values, or a resource that an alias stands for."""

    def __init__(self, values: Sequence[str] | None = None, alias_target: Any = None) -> None:
        self.values = list(values) if values is not None else None
        self.alias_target = alias_target

    @staticmethod
    def from_values(*values: str) -> "RecordTarget":
        """Values."""
        return RecordTarget(values)

    @staticmethod
    def from_ip_addresses(*ip_addresses: str) -> "RecordTarget":
        """Addresses."""
        return RecordTarget(ip_addresses)

    @staticmethod
    def from_alias(alias_target: Any) -> "RecordTarget":
        """A resource."""
        return RecordTarget(None, alias_target)
