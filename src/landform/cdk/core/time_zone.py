"""Time zones by name.

Source: https://www.iana.org/time-zones
"""

from functools import cache
from pathlib import Path

from landform.cdk.core.native import Native


class TimeZone(Native):
    """A time zone; `TimeZone.EUROPE_BERLIN` and the like are made from the list of names."""

    def __init__(self, timezone_name: str) -> None:
        self.timezone_name = timezone_name

    @staticmethod
    def of(timezone_name: str) -> "TimeZone":
        """Any time zone, by its name."""
        return TimeZone(timezone_name)


@cache
def _names() -> dict[str, str]:
    """What the API calls a zone -> the zone's name."""
    found: dict[str, str] = {}
    text = (Path(__file__).parent / "time_zones.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            name, _, own = line.partition(" ")
            found[own or _constant(name)] = name
            if own and name == name.upper():
                found[name] = name  # both `CST6_CDT` and `CST6CDT` are used
    return found


def _constant(name: str) -> str:
    if name.startswith("Etc/GMT"):
        name = name.replace("-", "_minus_").replace("+", "_plus_")
    return name.replace("/", "_").replace("-", "_").upper()


for _own, _name in _names().items():
    setattr(TimeZone, _own, TimeZone(_name))
