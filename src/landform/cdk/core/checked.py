"""The base of all classes that users meet: what they give a constructor or a method is looked at first.

It stands below everything else, constructs included, so what looks at arguments is loaded late.
"""

import sys
from abc import ABCMeta
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import FrameType, FunctionType
from typing import TYPE_CHECKING, Any, Final

OWN_FOLDER: Final = str(Path(__file__).parent.parent)  # landform/cdk


def _checked(function: Any, check: str) -> Any:
    """The function, its arguments checked first where a user calls it."""

    @wraps(function)
    def call(*args: Any, **given: Any) -> Any:
        frame = sys._getframe().f_back
        if frame is not None and not frame.f_code.co_filename.startswith(OWN_FOLDER):
            _check(check, function, args, given, frame)
        return function(*args, **given)

    return call


def _check(name: str, subject: Any, args: tuple[Any, ...], given: dict[str, Any], frame: FrameType) -> None:
    from landform.cdk.core import bad_input

    check: Callable[..., None] = getattr(bad_input, name)
    check(subject, args, given, f"{frame.f_code.co_filename}:{frame.f_lineno}")


def _with_checks(name: str, member: Any) -> Any:
    if isinstance(member, FunctionType):
        if hasattr(member, "__wrapped__"):
            return member  # a data class with slots is made a second time
        if name == "__init__":
            return _checked(member, "check_init")
        return member if name.startswith("_") else _checked(member, "check_method")
    if name.startswith("_"):
        return member
    if isinstance(member, staticmethod):
        return staticmethod(_checked(member.__func__, "check_static"))
    if isinstance(member, classmethod):
        return classmethod(_checked(member.__func__, "check_method"))
    return member


class CheckedKind(type):
    """The class of such classes."""

    if not TYPE_CHECKING:

        def __new__(mcs, name: str, bases: tuple[type, ...], members: dict[str, Any], **options: Any) -> Any:
            """Make a class; its constructor and its public methods check what users give them."""
            if members.get("__module__", "").startswith("landform.cdk."):
                members = {each: _with_checks(each, member) for each, member in members.items()}
            return super().__new__(mcs, name, bases, members, **options)

        def __call__(cls, *args: Any, **given: Any) -> Any:
            """Make one; arguments that users give are checked first."""
            injection = sys.modules.get("landform.cdk.core.injection")
            if injection is not None:  # nobody adds injectors without it
                args, given = injection.injected(cls, args, given)
            frame = sys._getframe().f_back
            if frame is not None and not frame.f_code.co_filename.startswith(OWN_FOLDER):
                _check("check_call", cls, args, given, frame)
            return super().__call__(*args, **given)

        def __getattr__(cls, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            from landform.cdk.core.missing import class_attribute

            return class_attribute(cls, name, sys._getframe().f_back)


class Checked(metaclass=CheckedKind):
    """A class written by hand whose arguments are looked at."""


class AbstractKind(CheckedKind, ABCMeta):
    """The class of those that have abstract methods; kept apart, because asking what is one takes longer."""


class AbstractChecked(metaclass=AbstractKind):
    """A class with abstract methods whose arguments are looked at."""
