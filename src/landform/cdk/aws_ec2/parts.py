"""What all files of this package use: resource classes, records, data, and names of enums made from data."""

import json
from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


def l1(name: str) -> Any:
    """A class of AWS::EC2 for a resource type."""
    import landform.cdk.aws_ec2 as module

    return getattr(module, name)


def as_record(name: str, given: Any) -> Any:
    """The API's record of a name, made from a map where a map was given; None stays None.

    Members that were left out are None. Maps inside of lists may have the API's own spelling, `subnetType`.
    """
    from landform.cdk.api import find

    kind = find("aws_ec2", name)
    if kind is None:
        raise LookupError(f"aws_ec2 has no record {name}. This is a bug in Landform.")
    if given is None or isinstance(given, kind):
        return given
    if isinstance(given, Mapping):
        return kind(**{_member(kind, key): value for key, value in given.items()})
    raise TypeError(f"A {name} or a map is needed, got {given!r}")


def _member(kind: Any, key: str) -> str:
    from landform.cdk.l1.naming import snake

    return key if key in kind._members else snake(key)


def filled(name: str, /, **values: Any) -> Any:
    """A record with these members."""
    return as_record(name, values)


@cache
def data(file: str) -> Mapping[str, Any]:
    """A file of facts that lies beside this package."""
    found: Mapping[str, Any] = json.loads((_DATA / f"{file}.json").read_text(encoding="utf-8"))
    return found


def enum_of(name: str, members: Mapping[str, str]) -> Any:
    """A closed set made from data; a value is its member's name, since several names may mean the same."""
    make: Any = Enum
    return make(name, {member: member for member in members}, module="landform.cdk.aws_ec2")


def value_of(member: Any) -> Any:
    """What templates say for a member of a closed set; other values stay."""
    return member.value if isinstance(member, Enum) else member


def camel(name: str) -> str:
    """A name in the API's own spelling: `subnetType` for `subnet_type`."""
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)


def present(values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The entries that say something; None when none does."""
    found = {name: value for name, value in values.items() if value is not None}
    return found or None
