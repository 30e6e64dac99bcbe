"""Signals from outside: written down before they are confirmed, then handed to the running operation.

A signal for a resource belongs to the operation that runs; one put at a handle's URL belongs to the handle,
because a wait condition may come later. Both are kept under their unique id, so the first one counts.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_SignalResource.html
"""

import hashlib
import hmac
import json
from typing import Any, Final

from landform.deploy.codec import encode_input
from landform.deploy.messages import SignalReceived, SignalStatus
from landform.engine.errors import validation_error
from landform.engine.kept_signals import at_handles, of_operation
from landform.engine.requests import Place
from landform.engine.runner import Parts, Runner
from landform.engine.stacks import Stacks
from landform.ground.records import StackRecord
from landform.ground.statuses import ResourceStatus, StackStatus
from landform.providers.wait_conditions import handle_owner, handle_source

#: Bytes of what is put at a handle's URL; the Data of a wait condition are at most 4,096.
SIGNAL_BYTES: Final = 65_536
#: Signals kept for an operation, or for a stack's handles; whoever has a URL could fill the state otherwise.
SIGNALS_MAX: Final = 10_000
_WAITING_STACKS: Final = frozenset({StackStatus.CREATE_IN_PROGRESS, StackStatus.UPDATE_IN_PROGRESS})
_WAITING_RESOURCES: Final = frozenset({ResourceStatus.CREATE_IN_PROGRESS, ResourceStatus.UPDATE_IN_PROGRESS})


class Signals:
    """The use cases around signals."""

    def __init__(self, parts: Parts, stacks: Stacks, runner: Runner) -> None:
        self._parts = parts
        self._stacks = stacks
        self._runner = runner

    def signal(self, place: Place, stack_name: str, logical_id: str, unique_id: str, status: str) -> None:
        """SignalResource. Raises AWS's errors when nothing there waits for signals."""
        stack = self._stacks.find(place, stack_name)
        operation_id = stack.last_operation_id
        if stack.status not in _WAITING_STACKS or operation_id is None:
            raise validation_error(
                f"Stack {stack.stack_id} is in {stack.status} state and cannot be signaled"
            )
        resource = self._parts.store.resources(stack.stack_id).get(logical_id)
        if resource is None:
            raise validation_error(f"Resource {logical_id} does not exist for stack {stack.stack_name}")
        if resource.status not in _WAITING_RESOURCES:
            raise validation_error(
                f"Resource {logical_id} is in {resource.status} state and cannot be signaled"
            )
        signal = SignalReceived(
            source=logical_id, unique_id=unique_id, status=SignalStatus(status), logical_id=logical_id
        )
        self._keep(stack, of_operation(operation_id), signal)

    def deliver(self, source: str, body: bytes) -> bool:
        """Take what was put at a handle's URL; False when there is no such handle (any more)."""
        stack_id, logical_id = handle_owner(source)
        stack = self._parts.store.stack(stack_id)
        if stack is None or not self._is_handle(stack, logical_id, source):
            return False
        self._keep(stack, at_handles(stack_id), read_signal(source, body))
        return True

    def _is_handle(self, stack: StackRecord, logical_id: str, source: str) -> bool:
        store = self._parts.store
        live = store.resources(stack.stack_id).get(logical_id)
        copies = [each for each in store.superseded(stack.stack_id) if each.logical_id == logical_id]
        known = [handle_source(each.physical_id or "") for each in (*copies, *((live,) if live else ()))]
        return any(each is not None and hmac.compare_digest(each, source) for each in known)

    def _keep(self, stack: StackRecord, scope: str, signal: SignalReceived) -> None:
        store = self._parts.store
        name = f"{signal.source}\n{signal.unique_id}".encode(errors="surrogatepass")
        token = hashlib.sha256(name).hexdigest()
        if store.idempotent(scope, token) is None:
            if len(store.remembered(scope)) >= SIGNALS_MAX:
                raise validation_error(f"Stack {stack.stack_id} has received {SIGNALS_MAX} signals already")
            store.remember(scope, token, {**encode_input(signal), "at": self._parts.clock()})
        if stack.last_operation_id is not None:
            self._runner.signal(stack.last_operation_id)


def read_signal(source: str, body: bytes) -> SignalReceived:
    """The signal of a body; the format is the user guide's: Status, Reason, UniqueId, Data.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-waitcondition.html
    """
    unparsable = SignalReceived(source=source, unique_id="", status=SignalStatus.UNPARSABLE)
    try:
        given: Any = json.loads(body) if len(body) <= SIGNAL_BYTES else None
    except (ValueError, RecursionError):
        return unparsable
    if not isinstance(given, dict) or given.get("Status") not in ("SUCCESS", "FAILURE"):
        return unparsable
    unique_id, data = given.get("UniqueId"), given.get("Data", "")
    if not isinstance(unique_id, str) or not unique_id:
        return unparsable
    return SignalReceived(
        source=source,
        unique_id=unique_id,
        status=SignalStatus(given["Status"]),
        reason=str(given.get("Reason", "")),
        data=data if isinstance(data, str) else json.dumps(data),
    )
