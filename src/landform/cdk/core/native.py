"""The base of classes of services' modules: what is not native says so plainly."""

import sys
from typing import TYPE_CHECKING, Any

from landform.cdk.api import reference
from landform.cdk.core.checked import Checked


class Native(Checked):
    """A class of a service's module, made by hand."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            from landform.cdk.core.missing import missing_member

            found = reference(self, name) if name.endswith("_ref") else None
            if found is not None:
                return found
            raise AttributeError(missing_member(type(self), name, sys._getframe().f_back))
