"""Names of zones and of what is in them.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
"""

import re
from typing import Any, Final

from landform.cdk.core.tokens import is_unresolved

_NAME_MAX: Final = 255  # letters
_ZONE_NAME: Final = re.compile(r"[a-zA-Z0-9.!\"#$%&'()*+,/:;<=>?@\[\]\\^_`{|}~-]+")


def check_zone_name(name: str) -> None:
    """Raise ValueError for what no zone can be called."""
    if is_unresolved(name):
        return
    if len(name) > _NAME_MAX:
        raise ValueError(f"zone name cannot be more than {_NAME_MAX} bytes long")


def full_name(name: str, zone: Any) -> str:
    """A name in a zone with all that belongs to it, and a dot at its end."""
    if name.endswith("."):
        return name
    zone_name: str = zone.zone_name
    if name == zone_name or name.endswith(f".{zone_name}"):
        return f"{name}."
    return f"{name}.{zone_name}."
