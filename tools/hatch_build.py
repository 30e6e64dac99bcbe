"""Puts type stubs of aws_cdk, constructs and jsii into the wheel, as stub-only packages (PEP 561).

They are made from the schema pack and the API's data, so they are in no commit. `landform.cdk` gets the same
types by way of them.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StubsHook(BuildHookInterface):  # type: ignore[type-arg]  # the parameter is the builder's configuration
    """Runs when a wheel is built, not for an editable one."""

    PLUGIN_NAME = "stubs"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the stubs to a scratch folder and name them for the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from landform.cdk.stubs.tree import write_stubs

        self._scratch = tempfile.TemporaryDirectory()
        folder = Path(self._scratch.name)
        write_stubs(folder)
        include = build_data["force_include"]
        for package in sorted(each for each in folder.iterdir() if each.is_dir()):
            include[str(package)] = f"{package.name}-stubs"
        for stub in sorted((folder / "aws_cdk").rglob("__init__.pyi")):
            module = stub.parent.relative_to(folder)
            own = folder / "own" / module / "__init__.pyi"
            own.parent.mkdir(parents=True)
            own.write_text(f"from {'.'.join(module.parts)} import *\n", encoding="utf-8")
            include[str(own)] = str(Path("landform/cdk", *module.parts[1:], "__init__.pyi"))
