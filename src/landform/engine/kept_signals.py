"""Where received signals are kept until the operation that waits for them has journalled them."""

from collections.abc import Iterator

from landform.deploy.codec import decode_signal
from landform.deploy.messages import SignalReceived
from landform.store.interface import Store


def of_operation(operation_id: str) -> str:
    """The scope of the signals for the resources that an operation makes."""
    return f"signals of operation {operation_id}"


def at_handles(stack_id: str) -> str:
    """The scope of what was put at the URLs of a stack's wait condition handles."""
    return f"signals at handles of {stack_id}"


def kept_signals(store: Store, stack_id: str, operation_id: str) -> Iterator[SignalReceived]:
    """Every signal that may concern the operation, in the order in which they were received."""
    kept = [
        *store.remembered(at_handles(stack_id)).values(),
        *store.remembered(of_operation(operation_id)).values(),
    ]
    for document in sorted(kept, key=lambda each: (each["at"], str(each["unique_id"]))):
        yield decode_signal(document)
