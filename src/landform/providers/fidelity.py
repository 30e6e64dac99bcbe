"""The fidelity ledger: how true the embedded cloud is to AWS, per type and property.

A pure view of the handlers and the registry. `landform fidelity` prints it, a deploy warns with it, and
`--strict` refuses with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from landform.providers.custom_resources import is_custom
from landform.providers.embedded import TypeCatalog
from landform.providers.handlers.table import find_handler
from landform.providers.wait_conditions import CONDITION, HANDLE


class FidelityLevel(StrEnum):
    """How a type is served, from the truest to not at all."""

    NATIVE = "native"  # through the service's own API operations, in the embedded services
    MODELLED = "modelled"  # by Landform, for types that are no service's
    TWIN = "twin"  # a record that obeys the type's schema and does nothing
    ABSENT = "absent"  # not in the registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """What to expect of a type."""

    level: FidelityLevel
    # By dotted path of a property or of a member below it:
    unsupported: Mapping[str, str] = field(default_factory=dict)  # why it has no effect
    gaps: Mapping[str, str] = field(default_factory=dict)  # what the embedded service loses
    change_gaps: Mapping[str, str] = field(default_factory=dict)  # what it loses of later changes only
    unread: Mapping[str, str] = field(default_factory=dict)  # why no read tells it
    notes: tuple[str, ...] = ()

    @property
    def no_effect(self) -> Mapping[str, str]:
        """Every path that has no effect, or not all of it, from the beginning -> why."""
        return {**self.gaps, **self.unsupported}

    @property
    def unreliable(self) -> frozenset[str]:
        """The paths of which a read tells nothing, or not what the last deployment wanted."""
        return frozenset({**self.no_effect, **self.change_gaps, **self.unread})


MODELLED: Final = {
    "AWS::CloudFormation::Stack": "A stack of its own, deployed, rolled back and deleted with its parent.",
    "AWS::CloudFormation::Macro": "Its function really runs, for every template that calls the macro.",
    CONDITION: "Waits for the signals that are put at its handle's URL, or sent with SignalResource.",
    HANDLE: "A URL of this server that takes signals (PUT), as long as the stack has the handle.",
}
"""Types without a service, and what Landform does for them."""

CUSTOM_NOTES: Final = (
    "The request is sent to the Lambda function or SNS topic of ServiceToken, and functions really run. What"
    " is put at its ResponseURL decides, as at AWS.",
    "A function that fails before it has sent a response fails the resource at once. AWS invokes it twice"
    " more and waits for ServiceTimeout.",
    "When an update that gave another physical id is rolled back, the old resource is taken back as it is and"
    " the new one is deleted.",
)

TWIN_NOTE: Final = (
    "A record that validates, keeps and returns its properties; it is no running thing and knows no"
    " service defaults."
)


def fidelity(type_name: str, catalog: TypeCatalog) -> Fidelity:
    """How the embedded cloud serves the type."""
    if is_custom(type_name):
        return Fidelity(level=FidelityLevel.MODELLED, notes=CUSTOM_NOTES)
    handler = find_handler(type_name)
    if handler is not None:
        told = {**handler.fixed, **handler.stays}
        notes = (*handler.notes, *(f"{name}: {reason}" for name, reason in told.items()))
        return Fidelity(
            level=FidelityLevel.NATIVE,
            unsupported=handler.unsupported,
            gaps=handler.embedded_gaps,
            change_gaps=handler.change_gaps,
            unread=handler.unread,
            notes=notes,
        )
    if catalog.find(type_name) is None:
        return Fidelity(level=FidelityLevel.ABSENT)
    if type_name in MODELLED:
        return Fidelity(level=FidelityLevel.MODELLED, notes=(MODELLED[type_name],))
    return Fidelity(level=FidelityLevel.TWIN, notes=(TWIN_NOTE,))


def unsupported_in(type_name: str, properties: Mapping[str, object]) -> Mapping[str, str]:
    """Of the given properties those that will not have their full effect, each with the reason.

    Empty for twins: their level says it all.
    """
    handler = find_handler(type_name)
    if handler is None:
        return {}
    known = {**handler.embedded_gaps, **handler.unsupported}
    return {name: known[name] for name in properties if name in known}
