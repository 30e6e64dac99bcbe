"""Writes the stubs of all modules into a folder."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from landform.cdk.api import names_of, native_modules
from landform.cdk.l1.naming import class_of, module_of
from landform.cdk.stubs.modules import module_stub
from landform.cdk.stubs.resources import resource_stub
from landform.ground.diagnostics import did_you_mean
from landform.schema.catalog import load_catalog

ROOT: Final = "aws_cdk"
CONSTRUCTS: Final = "constructs"
CLOUDFORMATION: Final = "aws_cloudformation"  # whose classes the root has too
_HEADER: Final = (
    "import datetime",
    "import enum",
    "from collections.abc import Mapping, Sequence",
    "from typing import Any, ClassVar, Protocol as _Protocol",
)
_MODULE: Final = re.compile(r"\b([a-z][a-z0-9_]+)\.[A-Z]")


class UnknownModuleError(ValueError):
    """There is no module of the name."""


def write_stubs(folder: Path, modules: Iterable[str] | None = None) -> list[str]:
    """Write the packages `aws_cdk`, `constructs` and `jsii`: the names of the modules written.

    `modules` limits them to some services and what those need; raises UnknownModuleError.
    """
    types = _types_by_module()
    every = {*types, *native_modules()}
    for unknown in sorted(set(modules or ()) - every):
        raise UnknownModuleError(f'there is no module "{unknown}"{did_you_mean(unknown, sorted(every))}')
    wanted = every if modules is None else {*modules, *native_modules()}
    for module in sorted(wanted):
        place = folder / module if module in (ROOT, CONSTRUCTS) else folder / ROOT / module
        place.mkdir(parents=True, exist_ok=True)
        text = "\n".join(_lines(module, types.get(module, []), every))
        (place / "__init__.pyi").write_text(f"{text}\n", encoding="utf-8")
    decorators = import_module("landform.cdk.shim.jsii")
    (folder / "jsii").mkdir(exist_ok=True)
    (folder / "jsii" / "__init__.pyi").write_text(inspect.getsource(decorators), encoding="utf-8")
    return sorted(wanted)


def _types_by_module() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in load_catalog().type_names():
        if module_of(each) != ROOT:  # AWS::CDK::Metadata is no class of the API
            found.setdefault(module_of(each), []).append(each)
    found[ROOT] = [each for each in found[CLOUDFORMATION] if class_of(each) not in names_of(ROOT)]
    return found


def _lines(module: str, type_names: list[str], every: set[str]) -> Iterator[str]:
    yield from _HEADER
    if module == CLOUDFORMATION:
        yield from (f"from {ROOT} import {class_of(each)} as {class_of(each)}" for each in type_names)
        return
    body = [*module_stub(module), *_resources(type_names)]
    if module == ROOT:
        body = [line.replace(f"{ROOT}.", "") for line in body]
    used = {name for line in body for name in _MODULE.findall(line)} - {module}
    yield from (f"import {name}" for name in sorted(used & {ROOT, CONSTRUCTS}))
    yield from (
        f"from {ROOT} import {name} as {name}" for name in sorted((used & every) - {ROOT, CONSTRUCTS})
    )
    if module == ROOT:
        yield f"from {CONSTRUCTS} import Construct as Construct, IConstruct as IConstruct"
    yield from body


def _resources(type_names: list[str]) -> Iterator[str]:
    catalog = load_catalog()
    for name in type_names:
        schema = catalog.find(name)
        if schema is not None:
            yield from resource_stub(schema)
