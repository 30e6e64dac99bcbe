"""What a global table can serve, and what is paid for it.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html
"""

from typing import Any, Final

from landform.cdk.aws_dynamodb.enums import BillingMode, CapacityMode
from landform.cdk.core.native import Native

_TARGET: Final = 70  # percent
_TARGET_MIN: Final = 20
_TARGET_MAX: Final = 90


class Capacity(Native):
    """A capacity of reads or writes a second."""

    def __init__(self, mode: CapacityMode, units: float | None, scaling: dict[str, Any] | None) -> None:
        self.mode = mode
        self._units = units
        self._scaling = scaling

    @staticmethod
    def fixed(iops: float) -> "Capacity":
        """One that stays as it is."""
        return Capacity(CapacityMode.FIXED, iops, None)

    @staticmethod
    def autoscaled(
        *,
        max_capacity: float,
        min_capacity: float | None = None,
        seed_capacity: float | None = None,
        target_utilization_percent: float | None = None,
    ) -> "Capacity":
        """One that follows the load."""
        least = 1 if min_capacity is None else min_capacity
        target = _TARGET if target_utilization_percent is None else target_utilization_percent
        if least > max_capacity:
            raise ValueError("`minCapacity` must be less than or equal to `maxCapacity`")
        if not _TARGET_MIN <= target <= _TARGET_MAX:
            raise ValueError("`targetUtilizationPercent` cannot be less than 20 or greater than 90")
        if seed_capacity is not None and seed_capacity < 1:
            raise ValueError(f"'seedCapacity' cannot be less than 1 - received {seed_capacity}")
        scaling = {
            "MaxCapacity": max_capacity,
            "MinCapacity": least,
            "SeedCapacity": seed_capacity,
            "TargetTrackingScalingPolicyConfiguration": {"TargetValue": target},
        }
        return Capacity(CapacityMode.AUTOSCALED, None, scaling)

    def _for_reads(self) -> dict[str, Any]:
        if self._scaling is not None:
            return {"ReadCapacityAutoScalingSettings": self._scaling}
        return {"ReadCapacityUnits": self._units}

    def _for_writes(self) -> dict[str, Any]:
        if self.mode is CapacityMode.FIXED:
            raise ValueError("You cannot configure 'writeCapacity' with FIXED capacity mode")
        return {"WriteCapacityAutoScalingSettings": self._scaling}


class Billing(Native):
    """What is paid for a global table, and its limits."""

    def __init__(
        self,
        mode: BillingMode,
        *,
        read: Capacity | None = None,
        write: Capacity | None = None,
        max_reads: float | None = None,
        max_writes: float | None = None,
    ) -> None:
        self.mode = mode
        self._read = read
        self._write = write
        self._max_reads = max_reads
        self._max_writes = max_writes
        if write is not None:
            write._for_writes()  # refuses what writes cannot have

    @staticmethod
    def on_demand(
        *, max_read_request_units: float | None = None, max_write_request_units: float | None = None
    ) -> "Billing":
        """Each request, up to a limit if there is one."""
        return Billing(
            BillingMode.PAY_PER_REQUEST, max_reads=max_read_request_units, max_writes=max_write_request_units
        )

    @staticmethod
    def provisioned(*, read_capacity: Capacity, write_capacity: Capacity) -> "Billing":
        """The capacity."""
        return Billing(BillingMode.PROVISIONED, read=read_capacity, write=write_capacity)
