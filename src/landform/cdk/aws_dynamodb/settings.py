"""Settings that tables, replicas and indexes have alike, as resources have them."""

from typing import Any, Final

from landform.cdk.l1.lookup import given

MAX_RECOVERY_DAYS: Final = 35


def contributor_insights(flag: bool | None, specification: Any, *, name: str) -> dict[str, Any] | None:
    """Whether CloudWatch Contributor Insights looks at it; `name` is the older option's."""
    if flag is not None and specification is not None:
        raise ValueError(
            f"`contributorInsightsSpecification` and `{name}` are set. Use "
            "`contributorInsightsSpecification` only."
        )
    if flag is not None:
        return {"Enabled": flag}
    found = given("aws_dynamodb", "ContributorInsightsSpecification", specification)
    return {"Enabled": found.enabled, "Mode": found.mode} if found is not None else None


def recovery(flag: bool | None, specification: Any) -> dict[str, Any] | None:
    """Whether the table can be brought back to an earlier time, of the last days."""
    if flag is not None and specification is not None:
        raise ValueError(
            "`pointInTimeRecoverySpecification` and `pointInTimeRecovery` are set. Use "
            "`pointInTimeRecoverySpecification` only."
        )
    if flag is not None:
        return {"PointInTimeRecoveryEnabled": flag}
    found = given("aws_dynamodb", "PointInTimeRecoverySpecification", specification)
    if found is None:
        return None
    days, enabled = found.recovery_period_in_days, found.point_in_time_recovery_enabled
    if days is not None and not enabled:
        raise ValueError(
            "Cannot set `recoveryPeriodInDays` while `pointInTimeRecoveryEnabled` is set to false."
        )
    if days is not None and not 1 <= days <= MAX_RECOVERY_DAYS:
        raise ValueError(f"`recoveryPeriodInDays` must be a value between `1` and `{MAX_RECOVERY_DAYS}`.")
    return {"PointInTimeRecoveryEnabled": enabled, "RecoveryPeriodInDays": days}


def warm_throughput(value: Any) -> dict[str, Any] | None:
    """What the table can serve at once."""
    found = given("aws_dynamodb", "WarmThroughput", value)
    if found is None:
        return None
    return {
        "ReadUnitsPerSecond": found.read_units_per_second,
        "WriteUnitsPerSecond": found.write_units_per_second,
    }


def on_demand_limits(reads: float | None, writes: float | None) -> dict[str, Any] | None:
    """How many requests a second are served at most."""
    if not reads and not writes:
        return None
    return {"MaxReadRequestUnits": reads or None, "MaxWriteRequestUnits": writes or None}


def time_to_live(attribute: str | None) -> dict[str, Any] | None:
    """Which attribute says when an item expires."""
    return {"AttributeName": attribute, "Enabled": True} if attribute else None
