"""The base of classes made by hand: arguments are checked, and what is not native says so plainly."""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import TYPE_CHECKING, Any

from landform.cdk.api import reference
from landform.cdk.core.bad_input import OWN_FOLDER, check_call, check_method, check_static


def _message(kind: type[Any], name: str) -> str:
    if name.startswith("_"):
        return f"'{kind.__name__}' object has no attribute '{name}'"
    module = kind.__module__.replace("landform.cdk", "aws_cdk").split(".")
    return (
        f"{'.'.join(module[:2])}.{kind.__name__}.{name} is not native in Landform yet, or not a "
        "member of the "
        "API. Run the app with `--jsii` to use aws-cdk-lib."
    )


def _checked(function: Any, check: Callable[..., None]) -> Any:
    """The function, its arguments checked first where a user calls it."""

    @wraps(function)
    def call(*args: Any, **given: Any) -> Any:
        frame = sys._getframe(1)
        if not frame.f_code.co_filename.startswith(OWN_FOLDER):
            check(function, args, given, f"{frame.f_code.co_filename}:{frame.f_lineno}")
        return function(*args, **given)

    return call


def _with_checks(member: Any) -> Any:
    if isinstance(member, FunctionType):
        return _checked(member, check_method)
    if isinstance(member, staticmethod):
        return staticmethod(_checked(member.__func__, check_static))
    if isinstance(member, classmethod):
        return classmethod(_checked(member.__func__, check_method))
    return member


class _NativeKind(type):
    if not TYPE_CHECKING:

        def __new__(mcs, name: str, bases: tuple[type, ...], members: dict[str, Any], **options: Any) -> Any:
            """Make a class; its public methods check what users give them."""
            if members.get("__module__", "").startswith("landform.cdk."):
                members = {
                    each: member if each.startswith("_") else _with_checks(member)
                    for each, member in members.items()
                }
            return super().__new__(mcs, name, bases, members, **options)

        def __call__(cls, *args: Any, **given: Any) -> Any:
            """Make one; arguments that users give are checked first."""
            injection = sys.modules.get("landform.cdk.core.injection")
            if injection is not None:  # nobody adds injectors without it
                args, given = injection.injected(cls, args, given)
            frame = sys._getframe(1)
            if not frame.f_code.co_filename.startswith(OWN_FOLDER):
                check_call(cls, args, given, f"{frame.f_code.co_filename}:{frame.f_lineno}")
            return super().__call__(*args, **given)

        def __getattr__(cls, name: str) -> Any:
            if name == "PROPERTY_INJECTION_ID":
                from landform.cdk.core.injection import injection_id

                found = injection_id(cls)
                if found is not None:
                    return found
            raise AttributeError(_message(cls, name))


class Native(metaclass=_NativeKind):
    """A class of a service's module, made by hand."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            found = reference(self, name) if name.endswith("_ref") else None
            if found is not None:
                return found
            raise AttributeError(_message(type(self), name))
