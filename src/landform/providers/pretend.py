"""A provider that makes nothing: resources live in a dictionary and behave as they are told to.

It serves tests, the simulation and demonstrations of failure. It keeps the handler contract strictly (the
same client token never makes a second resource, deleting what is not there is NotFound) and logs every
request, so that others can judge what a deployment did. How each action goes (polls, failures, half-made
resources) is its `Conduct`, chosen by the caller; by default everything succeeds at once. Not a model of any
AWS service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Properties

NOT_UPDATABLE: Final = "It cannot be changed."
"""What an update is told that asks for another value of a fixed property."""


class Fault(Enum):
    """How an action goes wrong in the end."""

    NONE = "none"
    CLEAN = "clean"  # nothing was done
    # CREATE: a half-made resource is left. UPDATE: some properties are changed (Conduct.share). Deletion:
    # the resource is left without some of its properties.
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """How one action (one client token) goes."""

    polls: int = 0  # InProgress answers before the end
    delay_seconds: float = 1.0  # between polls
    tells_id_early: bool = True  # InProgress holds the physical id
    hiccups: int = 0  # retriable failures before anything else is answered
    hiccup_code: HandlerErrorCode = HandlerErrorCode.THROTTLING
    # The work is done although the first answer is a hiccup; of an update only the share.
    acts_before_hiccup: bool = False
    share: float = 1.0  # how many of an update's single changes are made before it fails, 0 to 1
    from_the_end: bool = False  # in which order they are made
    fault: Fault = Fault.NONE
    fault_code: HandlerErrorCode = HandlerErrorCode.INVALID_REQUEST
    fault_message: str = "It was told to fail."


SMOOTH = Conduct()


@dataclass(slots=True, kw_only=True)
class PretendResource:
    """A resource that exists."""

    physical_id: str
    type_name: str
    logical_id: str
    stack_id: str
    properties: Properties
    client_token: str  # of the action that made it


@dataclass(slots=True, kw_only=True)
class _Action:
    conduct: Conduct
    polls_left: int
    hiccups_left: int
    physical_id: str | None = None
    has_acted: bool = False
    answer: HandlerAnswer | None = None  # the last one, once it is given


@dataclass(slots=True)
class PretendCloud:
    """The resources, and everything that was ever asked."""

    conduct_of: Callable[[HandlerRequest], Conduct] = lambda _request: SMOOTH
    # By type, a property whose value no two resources of the type may share.
    unique_properties: Mapping[str, str] = field(default_factory=dict)
    # By type, a property that no update changes: one that asks for it is NotUpdatable and changes nothing.
    fixed_properties: Mapping[str, str] = field(default_factory=dict)
    resources: dict[str, PretendResource] = field(default_factory=dict)  # by physical id
    requests: list[HandlerRequest] = field(default_factory=list)
    _actions: dict[str, _Action] = field(default_factory=dict)  # by client token
    _made: int = 0

    def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request."""
        self.requests.append(request)
        if request.action is HandlerAction.READ:
            return self._read(request)
        action = self._actions.get(request.client_token)
        if action is None:
            conduct = self.conduct_of(request)
            action = _Action(conduct=conduct, polls_left=conduct.polls, hiccups_left=conduct.hiccups)
            self._actions[request.client_token] = action
        if action.answer is not None:
            return action.answer
        return self._go_on(action, request)

    def _go_on(self, action: _Action, request: HandlerRequest) -> HandlerAnswer:
        conduct = action.conduct
        if action.hiccups_left:
            action.hiccups_left -= 1
            may_act = conduct.acts_before_hiccup and conduct.fault is Fault.NONE
            if may_act and not self._is_fixed(request):
                self._act(action, request, is_whole=request.action is not HandlerAction.UPDATE)
            return HandlerFailure(code=conduct.hiccup_code, message="Please try again.")
        refusal = None if action.has_acted else self._refusal(request)
        if refusal is not None:
            action.answer = refusal
            return refusal
        if conduct.fault is not Fault.CLEAN:
            self._act(action, request, is_whole=conduct.fault is Fault.NONE)
        if action.polls_left:
            action.polls_left -= 1
            return HandlerInProgress(
                callback_context={"polls_left": action.polls_left},
                delay_seconds=conduct.delay_seconds,
                physical_id=action.physical_id if conduct.tells_id_early else None,
            )
        action.answer = self._end(action, request)
        return action.answer

    def _end(self, action: _Action, request: HandlerRequest) -> HandlerAnswer:
        conduct = action.conduct
        if conduct.fault is Fault.NONE:
            physical_id = action.physical_id or ""
            return HandlerSuccess(physical_id=physical_id, attributes=attributes_of(physical_id))
        is_half_made = conduct.fault is Fault.PARTIAL and request.action is HandlerAction.CREATE
        return HandlerFailure(
            code=conduct.fault_code,
            message=conduct.fault_message,
            physical_id=action.physical_id if is_half_made else None,
        )

    def _act(self, action: _Action, request: HandlerRequest, *, is_whole: bool) -> None:
        if action.has_acted:
            return
        action.has_acted = is_whole or request.action is HandlerAction.CREATE
        action.physical_id = request.physical_id
        if request.action is HandlerAction.CREATE:
            self._make(action, request)
        elif request.action is HandlerAction.UPDATE:
            self._change(action.conduct, request, request.desired, is_whole=is_whole)
        elif request.action is not HandlerAction.SETTLE:
            self._delete(action.conduct, request, is_whole=is_whole)

    def _make(self, action: _Action, request: HandlerRequest) -> None:
        self._made += 1
        action.physical_id = f"{request.logical_id.lower()}-{self._made:05d}"
        self.resources[action.physical_id] = PretendResource(
            physical_id=action.physical_id,
            type_name=request.type_name,
            logical_id=request.logical_id,
            stack_id=request.stack_id,
            properties=request.desired,
            client_token=request.client_token,
        )

    def _delete(self, conduct: Conduct, request: HandlerRequest, *, is_whole: bool) -> None:
        if is_whole:
            self.resources.pop(request.physical_id or "", None)
        else:
            self._change(conduct, request, {}, is_whole=False)

    def _change(
        self, conduct: Conduct, request: HandlerRequest, desired: Properties, *, is_whole: bool
    ) -> None:
        """Make the single changes from what the request says may exist to what is desired, one by one.

        As with a real service, what exists is not looked at: a property that the request tells to be as
        desired already is left as it is.
        """
        resource = self.resources.get(request.physical_id or "")
        if resource is None:
            return
        names = sorted(changed_names(request, desired), reverse=conduct.from_the_end)
        now = dict(resource.properties)
        for name in names if is_whole else names[: int(len(names) * conduct.share)]:
            if name in desired:
                now[name] = desired[name]
            else:
                now.pop(name, None)
        resource.properties = now

    def _refusal(self, request: HandlerRequest) -> HandlerFailure | None:
        """What every conduct must respect."""
        if request.action is HandlerAction.CREATE:
            return self._name_clash(request)
        if request.physical_id not in self.resources:
            return HandlerFailure(
                code=HandlerErrorCode.NOT_FOUND, message=f"{request.physical_id} was not found."
            )
        if self._is_fixed(request):
            return HandlerFailure(code=HandlerErrorCode.NOT_UPDATABLE, message=NOT_UPDATABLE)
        return None

    def _is_fixed(self, request: HandlerRequest) -> bool:
        name = self.fixed_properties.get(request.type_name)
        if name is None or request.action is not HandlerAction.UPDATE:
            return False
        return request.deployed.get(name) != request.desired.get(name)

    def _name_clash(self, request: HandlerRequest) -> HandlerFailure | None:
        unique = self.unique_properties.get(request.type_name)
        if unique is None:
            return None
        name = request.desired.get(unique)
        for other in self.resources.values():
            if other.type_name == request.type_name and other.properties.get(unique) == name:
                return HandlerFailure(code=HandlerErrorCode.ALREADY_EXISTS, message=f"{name} already exists.")
        return None

    def _read(self, request: HandlerRequest) -> HandlerAnswer:
        found = self.resources.get(request.physical_id or "")
        if found is None:
            return HandlerFailure(
                code=HandlerErrorCode.NOT_FOUND, message=f"{request.physical_id} was not found."
            )
        return HandlerSuccess(
            physical_id=found.physical_id,
            attributes=attributes_of(found.physical_id),
            properties=found.properties,
        )


def changed_names(request: HandlerRequest, desired: Properties) -> set[str]:
    """The properties that may not be as desired, by what the request says may exist."""
    models = request.models
    names = set(desired).union(*models)
    return {
        name
        for name in names
        if any((name in each, each.get(name)) != (name in desired, desired.get(name)) for each in models)
    }


def attributes_of(physical_id: str) -> Mapping[str, str]:
    """The attributes every pretend resource has."""
    return {"Arn": f"arn:pretend:{physical_id}"}


class PretendProvider:
    """The pretend cloud behind the provider contract (ground.handler.Provider)."""

    def __init__(self, cloud: PretendCloud, type_prefix: str = "Pretend::") -> None:
        self.cloud = cloud
        self._type_prefix = type_prefix

    def supports(self, type_name: str) -> bool:
        """Whether the type has the provider's prefix."""
        return type_name.startswith(self._type_prefix)

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request."""
        return self.cloud.handle(request)
