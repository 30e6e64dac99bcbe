"""Stands in for aws_cdk: every module of it is the Landform module of the same name."""

import importlib.util
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_OWN = "landform.cdk"


class _SameModule(Loader):
    """Gives the module of the other name instead of a second copy."""

    def __init__(self, name: str) -> None:
        self._name = name

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = import_module(self._name)
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec


class _Alias(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if not fullname.startswith("aws_cdk."):
            return None
        name = _OWN + fullname.removeprefix("aws_cdk")
        if fullname == "aws_cdk.core":
            name = _OWN  # version 1 had everything of the core in a module of its own
        if importlib.util.find_spec(name) is None:
            raise ModuleNotFoundError(
                f"{fullname} is not native in Landform yet. Run the app with `--jsii` to use aws-cdk-lib.",
                name=fullname,
            )
        return ModuleSpec(fullname, _SameModule(name))


sys.meta_path.insert(0, _Alias())
sys.modules[__name__] = import_module(_OWN)
