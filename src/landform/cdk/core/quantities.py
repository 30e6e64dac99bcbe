"""Lengths of time and amounts of storage."""

import re
from enum import Enum
from typing import Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

_MILLIS: Final = {"millis": 1, "seconds": 1000, "minutes": 60_000, "hours": 3_600_000, "days": 86_400_000}
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z")


class Duration(Checked):
    """A length of time."""

    def __init__(self, amount: float, unit: str) -> None:
        if not is_unresolved(amount) and amount < 0:
            raise ValueError(f"Duration amounts cannot be negative. Received: {amount}")
        self._amount = amount
        self._unit = unit

    @staticmethod
    def millis(amount: float) -> "Duration":
        """Milliseconds."""
        return Duration(amount, "millis")

    @staticmethod
    def seconds(amount: float) -> "Duration":
        """Seconds."""
        return Duration(amount, "seconds")

    @staticmethod
    def minutes(amount: float) -> "Duration":
        """Minutes."""
        return Duration(amount, "minutes")

    @staticmethod
    def hours(amount: float) -> "Duration":
        """Hours."""
        return Duration(amount, "hours")

    @staticmethod
    def days(amount: float) -> "Duration":
        """Days of 24 hours."""
        return Duration(amount, "days")

    @staticmethod
    def parse(duration: str) -> "Duration":
        """An ISO 8601 duration such as PT5M."""
        found = _ISO.match(duration)
        if found is None or not any(found.groups()):
            raise ValueError(f"Not a valid ISO duration: {duration}")
        days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
        return Duration.millis(days * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1000)

    def to_milliseconds(self, *, integral: bool | None = None) -> float:
        """In milliseconds."""
        return self._in("millis", integral)

    def to_seconds(self, *, integral: bool | None = None) -> float:
        """In seconds; a fraction is refused unless `integral` is False."""
        return self._in("seconds", integral)

    def to_minutes(self, *, integral: bool | None = None) -> float:
        """In minutes."""
        return self._in("minutes", integral)

    def to_hours(self, *, integral: bool | None = None) -> float:
        """In hours."""
        return self._in("hours", integral)

    def to_days(self, *, integral: bool | None = None) -> float:
        """In days."""
        return self._in("days", integral)

    def plus(self, rhs: "Duration") -> "Duration":
        """The sum."""
        return _simplest(self.to_milliseconds() + rhs.to_milliseconds(), self._unit, rhs._unit)

    def minus(self, rhs: "Duration") -> "Duration":
        """The difference."""
        return _simplest(self.to_milliseconds() - rhs.to_milliseconds(), self._unit, rhs._unit)

    def to_iso_string(self) -> str:
        """As ISO 8601."""
        if self._amount == 0:
            return "PT0S"
        days, rest = divmod(int(self.to_milliseconds()), 86_400_000)
        parts = [f"{days}D"] if days else []
        times: list[str] = []
        for letter, size in (("H", 3_600_000), ("M", 60_000)):
            count, rest = divmod(rest, size)
            times.extend([f"{count}{letter}"] if count else [])
        if rest:
            times.append(f"{rest / 1000:g}S")
        return "P" + "".join(parts) + (f"T{''.join(times)}" if times else "")

    def to_human_string(self) -> str:
        """Readable, such as `1 hour 30 minutes`."""
        if self._amount == 0:
            return f"0 {self._unit}"
        rest = int(self.to_milliseconds())
        shown: list[str] = []
        for unit in ("days", "hours", "minutes", "seconds", "millis"):
            count, rest = divmod(rest, _MILLIS[unit])
            if count:
                shown.append(f"{count} {unit if count != 1 else unit.removesuffix('s')}")
        return " ".join(shown)

    def is_unresolved(self) -> bool:
        """Whether the amount is a token."""
        return is_unresolved(self._amount)

    def unit_label(self) -> str:
        """The unit it was made with."""
        return self._unit

    def format_token_to_number(self) -> str:
        """A token's text with the unit."""
        from landform.cdk.core.tokens import Tokenization

        return f"{Tokenization.stringify_number(self._amount)} {self._unit}"

    def to_string(self) -> str:
        """A description for messages."""
        return f"Duration.{self._unit}({self._amount})"

    def __str__(self) -> str:
        return self.to_string()

    def _in(self, unit: str, integral: bool | None) -> float:
        if unit == self._unit:
            return self._amount
        if is_unresolved(self._amount):
            raise ValueError(
                f"Duration must be specified as 'Duration.{unit}()' here since its value comes from a token "
                f"and cannot be converted (got Duration.{self._unit})"
            )
        value = self._amount * _MILLIS[self._unit] / _MILLIS[unit]
        if not float(value).is_integer() and integral is not False:
            raise ValueError(
                f"'{self._amount} {self._unit}' cannot be converted into a whole number of {unit}."
            )
        return int(value) if float(value).is_integer() else value


def _simplest(millis: float, *units: str) -> Duration:
    unit = min(units, key=lambda each: _MILLIS[each])
    return Duration(millis / _MILLIS[unit], unit)


class SizeRoundingBehavior(Enum):
    """What to do with a fraction."""

    FAIL = "FAIL"
    FLOOR = "FLOOR"
    NONE = "NONE"


_BYTES: Final = {
    "bytes": 1,
    "kibibytes": 2**10,
    "mebibytes": 2**20,
    "gibibytes": 2**30,
    "tebibytes": 2**40,
    "pebibytes": 2**50,
}
_LABELS: Final = dict(zip(_BYTES, ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB"), strict=True))


def _short(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


class Size(Checked):
    """An amount of storage."""

    def __init__(self, amount: float, unit: str) -> None:
        if not is_unresolved(amount) and amount < 0:
            raise ValueError(f"Storage amounts cannot be negative. Received: {amount}")
        self._amount = amount
        self._unit = unit

    @staticmethod
    def bytes(amount: float) -> "Size":
        """Bytes."""
        return Size(amount, "bytes")

    @staticmethod
    def kibibytes(amount: float) -> "Size":
        """KiB."""
        return Size(amount, "kibibytes")

    @staticmethod
    def mebibytes(amount: float) -> "Size":
        """MiB."""
        return Size(amount, "mebibytes")

    @staticmethod
    def gibibytes(amount: float) -> "Size":
        """GiB."""
        return Size(amount, "gibibytes")

    @staticmethod
    def tebibytes(amount: float) -> "Size":
        """TiB."""
        return Size(amount, "tebibytes")

    @staticmethod
    def pebibytes(amount: float) -> "Size":
        """PiB."""
        return Size(amount, "pebibytes")

    def to_bytes(self, *, rounding: SizeRoundingBehavior | None = None) -> float:
        """In bytes."""
        return self._in("bytes", rounding)

    def to_kibibytes(self, *, rounding: SizeRoundingBehavior | None = None) -> float:
        """In KiB."""
        return self._in("kibibytes", rounding)

    def to_mebibytes(self, *, rounding: SizeRoundingBehavior | None = None) -> float:
        """In MiB."""
        return self._in("mebibytes", rounding)

    def to_gibibytes(self, *, rounding: SizeRoundingBehavior | None = None) -> float:
        """In GiB."""
        return self._in("gibibytes", rounding)

    def to_tebibytes(self, *, rounding: SizeRoundingBehavior | None = None) -> float:
        """In TiB."""
        return self._in("tebibytes", rounding)

    def to_pebibytes(self, *, rounding: SizeRoundingBehavior | None = None) -> float:
        """In PiB."""
        return self._in("pebibytes", rounding)

    def is_unresolved(self) -> bool:
        """Whether the amount is a token."""
        return is_unresolved(self._amount)

    def to_string(self) -> str:
        """A description for messages, such as `Size.mebibytes(5)`."""
        return f"Size.{self._unit}({_short(self._amount)})"

    def __str__(self) -> str:
        return self.to_string()

    def to_human_string(self) -> str:
        """Readable, such as `1.46 GiB`; a token with the unit it was made with."""
        if is_unresolved(self._amount):
            from landform.cdk.core.tokens import Tokenization

            return f"{Tokenization.stringify_number(self._amount)} {_LABELS[self._unit]}"
        amount = self._amount * _BYTES[self._unit]
        for unit in reversed(_BYTES):
            if amount >= _BYTES[unit]:
                return f"{_short(round(amount / _BYTES[unit], 2))} {_LABELS[unit]}"
        return f"{_short(amount)} bytes"

    def _in(self, unit: str, rounding: SizeRoundingBehavior | None) -> float:
        if unit == self._unit:
            return self._amount
        if is_unresolved(self._amount):
            raise ValueError(
                f"Size must be specified as 'Size.{unit}()' here since its value comes from a token and "
                f"cannot be converted (got Size.{self._unit})"
            )
        return _rounded(self._amount * _BYTES[self._unit] / _BYTES[unit], unit, rounding)


def _rounded(value: float, unit: str, rounding: SizeRoundingBehavior | None) -> float:
    if float(value).is_integer():
        return int(value)
    if rounding is SizeRoundingBehavior.FLOOR:
        return int(value)
    if rounding is SizeRoundingBehavior.NONE:
        return value
    raise ValueError(f"'{value}' cannot be converted into a whole number of {unit}.")
