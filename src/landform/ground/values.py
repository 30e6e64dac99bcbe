"""The values that flow from templates to providers: JSON, plus three things JSON cannot say.

`Unknown` stands for a value that exists only after deployment; messages call it "known after
deployment". `NO_VALUE` is AWS::NoValue: the property or list item that holds it is left out. `Secret` is a
string that must not be seen: it behaves as the string when a provider needs it, shows itself as "****",
and storage writes it encrypted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

MASK: Final = "****"


@dataclass(frozen=True, slots=True, order=True)
class ResourceReference:
    """A use of another resource: its Ref when `attribute` is None, else that attribute."""

    logical_id: str
    attribute: str | None = None

    def __str__(self) -> str:
        return f"{self.logical_id}.{self.attribute}" if self.attribute else self.logical_id


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value known only after the named references are; two unknowns are never equal by accident."""

    references: tuple[ResourceReference, ...]  # what it waits for, sorted, without repeats

    def __repr__(self) -> str:
        return f"Unknown({', '.join(map(str, self.references))})"


def unknown_of(*unknowns: Unknown) -> Unknown:
    """One unknown that waits for everything the given ones wait for."""
    return Unknown(tuple(sorted({each for unknown in unknowns for each in unknown.references}, key=str)))


class NoValue(Enum):
    """The type of NO_VALUE, an enum so that `is` narrows it."""

    NO_VALUE = "AWS::NoValue"


NO_VALUE: Final = NoValue.NO_VALUE


class Secret(str):
    """A string from a NoEcho parameter, or built with one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{MASK}'"


Value: TypeAlias = (
    bool | int | float | str | Secret | Unknown | NoValue | list["Value"] | dict[str, "Value"] | None
)
"""What an expression evaluates to. Treated as immutable once made."""

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
Properties: TypeAlias = Mapping[str, Value]


def unknowns_in(value: Value) -> Iterator[Unknown]:
    """Every unknown inside the value, depth first."""
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from unknowns_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from unknowns_in(item)


def is_known(value: Value) -> bool:
    """Whether no part of the value waits for a deployment."""
    return next(unknowns_in(value), None) is None


def masked(value: Value, unknown_text: str = "{{changeSet:KNOWN_AFTER_APPLY}}") -> Json:
    """The value as it may be shown: secrets as ****, unknowns as `unknown_text`.

    The default text is the one AWS uses in change sets.
    """
    if isinstance(value, Secret):
        return MASK
    if isinstance(value, Unknown):
        return unknown_text
    if isinstance(value, dict):
        return {key: masked(item, unknown_text) for key, item in value.items() if item is not NO_VALUE}
    if isinstance(value, list):
        return [masked(item, unknown_text) for item in value if item is not NO_VALUE]
    return None if value is NO_VALUE else value
