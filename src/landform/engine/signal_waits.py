"""What a resource waits for once it is made: by its creation policy, or because it is a wait condition."""

from typing import Final

from landform.deploy.spec import DesiredFailure, SignalWait
from landform.ground.values import Properties, Value
from landform.plan.desired import DesiredStack
from landform.plan.signals import MAX_SECONDS
from landform.providers.wait_conditions import handle_source

MAX_COUNT: Final = 1_000_000


def wait_of(
    stack: DesiredStack, logical_id: str, properties: Properties
) -> SignalWait | DesiredFailure | None:
    """The wait of a resource with these properties; None when it is complete as soon as it is made."""
    resource = stack.resources[logical_id]
    policy = resource.creation_policy
    if policy is not None:
        return SignalWait(
            sources=(logical_id,),
            count=policy.count,
            timeout_seconds=float(policy.timeout_seconds),
            percent=policy.percent,
        )
    schema = stack.catalog.find(resource.declaration.type_name)
    named = schema.wait_condition if schema is not None else {}
    if not named or properties.get(named["handle"]) is None:
        return None
    return _condition(
        logical_id,
        handle_source(str(properties[named["handle"]])),
        _number(properties.get(named["count"], 1), MAX_COUNT),
        _number(properties.get(named["timeout"]), MAX_SECONDS),
    )


def _condition(
    logical_id: str, source: str | None, count: int | None, seconds: int | None
) -> SignalWait | DesiredFailure | None:
    if source is None or count is None:
        return DesiredFailure(reason=f"{logical_id} needs a Handle, and a Count that is a whole number.")
    if seconds is None:
        return DesiredFailure(reason=f"Timeout must be a whole number of seconds, at most {MAX_SECONDS}.")
    if count == 0:
        return None
    # cfn-signal can also name the wait condition itself.
    return SignalWait(
        sources=(source, logical_id), count=count, timeout_seconds=float(seconds), has_data=True
    )


def _number(value: Value, most: int) -> int | None:
    text = str(value)
    is_number = not isinstance(value, bool) and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number and int(text) <= most else None
