"""IPv6 prefixes that packets to targets come from.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html
"""

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

_AUTO_ASSIGNED = "auto_assigned"
_LENGTH = 80


class SourceNatIpv6Prefix(Checked):
    """A prefix of IPv6 addresses."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    @staticmethod
    def auto_assigned() -> "SourceNatIpv6Prefix":
        """One that AWS chooses."""
        return SourceNatIpv6Prefix(_AUTO_ASSIGNED)

    @staticmethod
    def from_ipv6_prefix(prefix: str) -> "SourceNatIpv6Prefix":
        """One of the subnet's, with its length: 2001:db8::/80."""
        if not is_unresolved(prefix):
            _address, slash, length = prefix.partition("/")
            if not slash:
                raise ValueError(f"IPv6 prefix must include netmask (e.g. 2001:db8::/80), got {prefix}")
            if length != str(_LENGTH):
                raise ValueError(f"IPv6 prefix must have a /{_LENGTH} netmask, got {prefix}")
        return SourceNatIpv6Prefix(prefix)
