"""Amounts of data in a second."""

from typing import Final

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved

_SIZES: Final = {"bps": 1, "kbps": 1000, "mbps": 1_000_000, "gbps": 1_000_000_000}


class Bitrate(Native):
    """Bits in a second."""

    def __init__(self, amount: float, unit: str) -> None:
        if not is_unresolved(amount) and amount < 0:
            raise ValueError(f"Bitrate amounts cannot be negative. Received: {amount}")
        self._amount = amount
        self._unit = unit

    @staticmethod
    def bps(amount: float) -> "Bitrate":
        """Bits in a second."""
        return Bitrate(amount, "bps")

    @staticmethod
    def kbps(amount: float) -> "Bitrate":
        """Thousands of bits in a second."""
        return Bitrate(amount, "kbps")

    @staticmethod
    def mbps(amount: float) -> "Bitrate":
        """Millions of bits in a second."""
        return Bitrate(amount, "mbps")

    @staticmethod
    def gbps(amount: float) -> "Bitrate":
        """Thousands of millions of bits in a second."""
        return Bitrate(amount, "gbps")

    def to_bps(self) -> float:
        """In bits in a second."""
        return self._in("bps")

    def to_kbps(self) -> float:
        """In thousands of bits in a second."""
        return self._in("kbps")

    def to_mbps(self) -> float:
        """In millions of bits in a second."""
        return self._in("mbps")

    def to_gbps(self) -> float:
        """In thousands of millions of bits in a second."""
        return self._in("gbps")

    def is_unresolved(self) -> bool:
        """Whether the amount is a token."""
        return is_unresolved(self._amount)

    def _in(self, unit: str) -> float:
        if unit == self._unit:
            return self._amount
        if self.is_unresolved():
            raise ValueError(
                f"Bitrate must be specified as 'Bitrate.{unit}()' here since its value comes from a token "
                f"and cannot be converted (got Bitrate.{self._unit})"
            )
        value = self._amount * _SIZES[self._unit] / _SIZES[unit]
        return int(value) if float(value).is_integer() else value
