"""What goes into a deployment (inputs) and what comes out of it (commands).

The driver's whole duty: journal an input together with the commands it gave, then perform the commands in
order. Inputs are plain data (`codec` writes and reads them); commands need not be stored, because the same
inputs give the same commands again.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from landform.ground.handler import HandlerAction, HandlerAnswer
from landform.ground.records import OutputRecord, ResourceRecord
from landform.ground.statuses import ResourceStatus, StackStatus
from landform.ground.values import Json, Properties


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """The first input, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A provider answered the call that carried this token."""

    token: str
    answer: HandlerAnswer
    # CallProvider.call_number of the call that is answered. A driver that may deliver an answer twice has to
    # give it; None is taken as the answer to the latest call with this token.
    call_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelRequested:
    """The user wants the update undone. Ignored unless an update is still going forward."""

    reason: str = "User Initiated"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRequested:
    """The user deletes the stack while it is being created. Ignored unless a creation is going forward."""

    reason: str = "User Initiated"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired:
    """The time of the latest WakeAt has come (or may have: too early is harmless)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The parent's update is done, so that of this nested stack stays. Ignored unless it is held."""


class SignalStatus(StrEnum):
    """What a signal says."""

    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    UNPARSABLE = "UNPARSABLE"  # what was put at a wait condition's URL is no signal


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalReceived:
    """Somebody signals a resource. Ignored when its unique id came before, or when nothing goes forward."""

    source: str  # as in SignalWait.sources
    unique_id: str
    status: SignalStatus
    reason: str = ""
    data: str = ""  # for the wait condition's Data
    logical_id: str | None = None  # whose event tells of it; None: nobody's


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsSeen:
    """Somebody looked at the alarms that monitoring.Watch names. Ignored when nothing goes forward."""

    number: int  # Watch.number
    raised: tuple[str, ...] = ()  # ARNs of those in ALARM
    missing: tuple[str, ...] = ()  # ARNs of those that do not exist


Input: TypeAlias = (
    Begin | Answered | CancelRequested | DeleteRequested | TimerFired | Released | SignalReceived | AlarmsSeen
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallProvider:
    """Send this handler request. At most one call per token is outstanding.

    The token is the handler's client token: polls and retries of one action keep it, so that a lost answer is
    never a second resource; `call_number` tells the calls of one token apart.
    """

    token: str  # at most 64 characters [a-zA-Z0-9-]
    call_number: int  # from 1
    action: HandlerAction
    logical_id: str
    type_name: str
    physical_id: str | None
    desired: Properties
    previous: Properties
    also_possible: tuple[Properties, ...] = ()  # as in HandlerRequest
    callback_context: Json = None
    not_before: float = 0.0  # 0: at once


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveResource:
    """This is now the stack's resource under its logical id."""

    record: ResourceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetResource:
    """The stack has no resource under this logical id any more."""

    logical_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSuperseded:
    """A copy that is not the stack's resource any more but exists until it is cleaned up.

    Its key is (logical_id, physical_id).
    """

    record: ResourceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetSuperseded:
    """That copy is gone, has become the stack's resource again, or is left to its fate by a policy."""

    logical_id: str
    physical_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmitEvent:
    """A resource's event. The driver adds id, time and stack, and masks the properties into JSON text."""

    logical_id: str
    physical_id: str  # "" while nothing exists
    resource_type: str
    status: ResourceStatus
    reason: str | None = None
    properties: Properties | None = None  # None: the event shows none


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStackStatus:
    """The stack's status changes; the driver also emits the stack's own event from it."""

    status: StackStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOutputs:
    """These are the stack's outputs now; exports follow from them."""

    outputs: tuple[OutputRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeAt:
    """Send TimerFired at this time (seconds since the epoch)."""

    time: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The operation is over; the last command of a deployment, once. The status was set before."""

    status: StackStatus


Command: TypeAlias = (
    CallProvider
    | SaveResource
    | ForgetResource
    | SaveSuperseded
    | ForgetSuperseded
    | EmitEvent
    | SetStackStatus
    | SetOutputs
    | WakeAt
    | Finish
)
