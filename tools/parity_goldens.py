"""Makes the goldens of tests/parity and tests/parity_l2 with aws-cdk-lib.

Needs a Python that has aws-cdk-lib installed, and Node. Not for test runs: those only read the goldens.

    python -m tools.parity_goldens --oracle-python PATH [APP …]
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.own_code import without_own_code
from tests.parity.assembly import APPS, GOLDENS, ORACLE_RECORD, app_names, read_assembly, run_app

SERVICES = Path(__file__).parents[1] / "tests" / "parity_l2"
_PACKAGES = ("aws-cdk-lib", "constructs", "jsii")
_VERSIONS = """
import json
from importlib.metadata import version
print(json.dumps({name: version(name) for name in %r}))
"""
# Version 1 kept the core in a module of its own; apps of that style run on version 2 with this in front.
_AS_VERSION_1 = """
import runpy, sys
import aws_cdk, constructs
aws_cdk.core, aws_cdk.Construct = aws_cdk, constructs.Construct
sys.modules["aws_cdk.core"] = aws_cdk
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def main() -> None:
    """Record the goldens of the named apps, or of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--oracle-python", required=True, help="interpreter with aws-cdk-lib installed")
    every = [*app_names(), *_service_apps()]
    parser.add_argument("apps", nargs="*", default=every, help="apps to record; all by default")
    options = parser.parse_args()
    _write(ORACLE_RECORD, versions_of(options.oracle_python))
    for app in options.apps:
        if app in _service_apps():
            _record_templates(options.oracle_python, app)
        else:
            _record(options.oracle_python, app)
        print(app, flush=True)


def _service_apps() -> list[str]:
    """The apps of tests/parity_l2, by name."""
    return sorted(each.stem for each in (SERVICES / "apps").glob("*.py"))


def _record_templates(python: str, app: str) -> None:
    """Templates alone, hashes as they are: what tests/parity_l2 compares."""
    with tempfile.TemporaryDirectory() as folder:
        run_app([python], SERVICES / "apps" / f"{app}.py", Path(folder), {})
        golden = SERVICES / "goldens" / app
        shutil.rmtree(golden, ignore_errors=True)
        golden.mkdir(parents=True)
        for file in sorted(Path(folder).glob("*.template.json")):
            template = json.loads(file.read_text(encoding="utf-8"))
            template.get("Resources", {}).pop("CDKMetadata", None)
            template.get("Conditions", {}).pop("CDKMetadataAvailable", None)
            if template.get("Conditions") == {}:
                del template["Conditions"]
            text = json.dumps(without_own_code(template), indent=1, sort_keys=True)
            (golden / file.name).write_text(text + "\n", encoding="utf-8")


def versions_of(python: str) -> dict[str, str]:
    """The versions of the oracle's packages."""
    done = subprocess.run(
        [python, "-c", _VERSIONS % (_PACKAGES,)], capture_output=True, text=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _record(python: str, app: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [python]
        if "import core" in (APPS / f"{app}.py").read_text(encoding="utf-8"):
            wrapper = Path(folder) / "version1.py"
            wrapper.write_text(_AS_VERSION_1, encoding="utf-8")
            command.append(str(wrapper))
        out = Path(folder) / "out"
        run_app(command, APPS / f"{app}.py", out, {})
        golden = GOLDENS / app
        shutil.rmtree(golden, ignore_errors=True)
        for name, content in read_assembly(out).items():
            _write(golden / name, content)


def _write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
