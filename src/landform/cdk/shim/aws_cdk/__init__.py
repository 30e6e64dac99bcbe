"""Stands in for aws_cdk: every module of it is the Landform module of the same name."""

import importlib.util
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, TracebackType

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
            raise _missing(fullname.removeprefix("aws_cdk."))
        return ModuleSpec(fullname, _SameModule(name))


def _missing(name: str) -> Exception:
    from landform.cdk.core.missing import importing_package, made_with_jsii, missing_module

    if name == "_jsii":  # only packages made with jsii ask for it
        return made_with_jsii(importing_package())
    return missing_module(name, ())


def _one_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show what is not native as one sentence with its place; everything else as ever."""
    from landform.cdk.core.missing import NotNativeError

    if not isinstance(error, NotNativeError):
        _SHOWN(kind, error, trace)
        return
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not code.co_filename.startswith(("<", _PACKAGE)):
            place = f"{code.co_filename}:{trace.tb_lineno}: "
        trace = trace.tb_next
    print(f"{place}{error}", file=sys.stderr)


_SHOWN = sys.excepthook
_PACKAGE = str(Path(__file__).parents[2])  # landform/cdk
sys.excepthook = _one_line
sys.meta_path.insert(0, _Alias())
sys.modules[__name__] = import_module(_OWN)
