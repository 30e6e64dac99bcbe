"""What is said of names that are not there: not native yet, or no name of the API at all."""

import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any, Final

from landform.cdk.api import real_names
from landform.cdk.core.argument_types import api_names, entry_of
from landform.cdk.core.checked import OWN_FOLDER
from landform.ground.diagnostics import did_you_mean

_IMPORTING: Final = ("aws_cdk", "importlib", "jsii", "landform")  # whose frames lie between


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
    return f"'{kind.__name__}' has no attribute '{name}'.{did_you_mean(name, _members(kind, api))}"


def missing_name(module: str, name: str, known: Iterable[str]) -> Exception:
    """What to raise for a name that a module such as `aws_sqs` has not; `known` are those it has."""
    if module == "aws_cdk" and _is_module(name):
        return missing_module(name, known)
    shown = "aws_cdk" if module == "aws_cdk" else f"aws_cdk.{module}"
    if name in real_names().get(module, ()):
        return NotNativeError(not_native(f"{shown}.{name}"))
    every = sorted({*known, *real_names().get(module, ())})
    return AttributeError(f"module '{shown}' has no attribute '{name}'.{did_you_mean(name, every)}")


def missing_module(name: str, known: Iterable[str]) -> Exception:
    """What to raise for a module of aws_cdk that is not there."""
    if _is_module(name.partition(".")[0]):
        return NotNativeError(not_native(f"aws_cdk.{name}"), name=f"aws_cdk.{name}")
    hint = did_you_mean(name, sorted({*known, *real_names()}))
    return ModuleNotFoundError(f"No module named 'aws_cdk.{name}'.{hint}", name=f"aws_cdk.{name}")


def _is_module(name: str) -> bool:
    """Whether the real library has a module of the name; those with `_alpha` are packages of their own."""
    return (
        name in real_names() or name == "interfaces" or (name.startswith("aws_") and name.endswith("_alpha"))
    )


def made_with_jsii(package: str) -> "NotNativeError":
    """What to raise for a package whose code runs in Node.js."""
    return NotNativeError(
        f"{package} is a package made with jsii, whose code runs in Node.js on aws-cdk-lib; Landform has no "
        "native form of it. Run the app with `--jsii` to use aws-cdk-lib."
    )


def importing_package() -> str:
    """The package whose module is being imported now."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if package not in _IMPORTING:
            return package
        frame = frame.f_back
    return "This"


class NotNativeError(ImportError):
    """A name that the real library has and Landform has not.

    Always an ImportError: `from … import` drops the words of an AttributeError.
    """


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
