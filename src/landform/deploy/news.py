"""A resource on its way forward or back, and what came with a signal about it."""

from dataclasses import dataclass, field
from typing import Final

from landform.deploy.calls import Outcome
from landform.deploy.resource_machine import ForwardState
from landform.deploy.spec import ChangeVerdict, ResourceTarget
from landform.ground.values import Properties, Value


@dataclass(slots=True)
class ResourceWork:
    """One resource on its way forward."""

    target: ResourceTarget
    state: ForwardState = ForwardState.WAITING
    wanted: Properties = field(default_factory=dict)
    is_announced: bool = False  # "Resource creation Initiated" has been told
    made: "News | None" = None  # what the provider said of a resource that waits for signals
    verdict: ChangeVerdict | None = None  # how what exists gets to what is wanted; None: there was no need
    attempted_before: tuple[Properties, ...] = ()  # the record's, before it was asked for this update

    @property
    def logical_id(self) -> str:
        """The resource's name in the template."""
        return self.target.logical_id


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came with a signal."""

    reason: str = ""
    physical_id: str | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    properties: Properties = field(default_factory=dict)  # of what was looked at
    is_replacement: bool = False  # an update made another resource; the old one is still there


NO_NEWS: Final = News()


def news_of(outcome: Outcome) -> News:
    """What an outcome tells a resource."""
    attributes = dict(outcome.success.attributes) if outcome.success else {}
    return News(
        reason=outcome.reason,
        physical_id=outcome.physical_id,
        attributes=attributes,
        is_replacement=outcome.success is not None and outcome.success.is_replacement,
    )
