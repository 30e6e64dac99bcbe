"""What is said of names that are not there: not native yet, or no name of the API at all."""

from collections.abc import Iterable
from types import FrameType
from typing import Any

from landform.cdk.core.argument_types import api_names, entry_of
from landform.cdk.core.checked import OWN_FOLDER
from landform.ground.diagnostics import did_you_mean


def class_attribute(kind: type[Any], name: str, caller: FrameType | None) -> Any:
    """What a class has by a rule and not by its text: its id for injectors.

    Raises:
        AttributeError: for every other name, saying what it is.
    """
    if name == "PROPERTY_INJECTION_ID":
        from landform.cdk.core.injection import injection_id

        found = injection_id(kind)
        if found is not None:
            return found
    raise AttributeError(missing_member(kind, name, caller))


def missing_member(kind: type[Any], name: str, caller: FrameType | None) -> str:
    """Why a class or an object of it has no such member.

    The library often asks whether a member is there; only for users is it said more than that it is not.
    """
    is_ours = caller is not None and caller.f_code.co_filename.startswith(OWN_FOLDER)
    if name.startswith("_") or is_ours:
        return f"'{kind.__name__}' object has no attribute '{name}'"
    api = sorted(api_names(kind))
    if any(_has(each, name) for each in api):
        module = kind.__module__.replace("landform.cdk", "aws_cdk").split(".")
        return not_native(f"{'.'.join(module[:2])}.{kind.__name__}.{name}")
    return f"'{kind.__name__}' has no attribute '{name}'{did_you_mean(name, _members(kind, api))}"


def not_native(name: str) -> str:
    """What is said of a name that the API has and we have not."""
    return f"{name} is not native in Landform yet. Run the app with `--jsii` to use aws-cdk-lib."


def _has(api_name: str, member: str) -> bool:
    entry = entry_of(api_name) or {}
    return any(member in entry.get(part, ()) for part in ("properties", "methods", "members", "references"))


def _members(kind: type[Any], api: Iterable[str]) -> list[str]:
    entries = [entry_of(name) or {} for name in api]
    named = {each for entry in entries for part in ("properties", "methods") for each in entry.get(part, ())}
    return sorted(named | {each for each in dir(kind) if not each.startswith("_")})
