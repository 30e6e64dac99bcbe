"""The base of classes made by hand: arguments are checked, and what is not native says so plainly."""

import sys
from typing import TYPE_CHECKING, Any

from landform.cdk.api import reference
from landform.cdk.core.bad_input import OWN_FOLDER, check_call


def _message(kind: type[Any], name: str) -> str:
    if name.startswith("_"):
        return f"'{kind.__name__}' object has no attribute '{name}'"
    module = kind.__module__.replace("landform.cdk", "aws_cdk").split(".")
    return (
        f"{'.'.join(module[:2])}.{kind.__name__}.{name} is not native in Landform yet, or not a "
        "member of the "
        "API. Run the app with `--jsii` to use aws-cdk-lib."
    )


class _NativeKind(type):
    if not TYPE_CHECKING:

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
