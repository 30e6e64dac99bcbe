"""The house limits, held by walking the source: sizes, unfinished notes, and what a library may pull in."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "landform"
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
UNPICKLERS = re.compile(
    r"^\s*(import|from) (_?pickle|cloudpickle|marshal|shelve|dill|joblib)\b", re.MULTILINE
)
HEAVY = ("boto3", "botocore", "moto", "sqlalchemy", "jsonschema_rs", "yaml", "rich", "click", "cfnlint")
PURE_ROOMS = ("ground", "template", "plan", "deploy")
ALLOWED = {"template": ("yaml",), "plan": ("yaml", "jsonschema_rs"), "deploy": (), "ground": ()}
"""What a pure room may pull in: the YAML reader with the language, the schema checker with the plan."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {str(path): length for path, length in lengths.items() if length > MAX_FILE_LINES} == {}


def test_no_function_is_too_long() -> None:
    found = [
        (f"{path.relative_to(ROOT)}:{name}", length)
        for path in modules()
        for name, length in functions(path)
        if length > MAX_FUNCTION_LINES
    ]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_every_module_says_what_it_is_for() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in modules()
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert found == []


def imported_by(statement: str) -> set[str]:
    """The heavy libraries that are loaded after the statement, in a process of its own."""
    code = f"{statement}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_pulls_in_no_library_it_does_not_need(room: str) -> None:
    names = [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for path in modules()
        if path.relative_to(SOURCE).parts[0] == room and path.name != "__init__.py"
    ]
    loaded = imported_by("; ".join(f"import {name}" for name in names))
    assert loaded - set(ALLOWED[room]) == set()


def codes_in(folder: Path, pattern: str) -> set[str]:
    found: set[str] = set()
    for path in (each for each in folder.rglob(pattern) if each.suffix in (".py", ".txt")):
        found |= set(re.findall(r"LF\d{4}", path.read_text(encoding="utf-8")))
    return found


def test_every_diagnostic_of_a_plan_has_a_test() -> None:
    of_plans = {code for code in codes_in(SOURCE / "plan", "*.py") if code.startswith("LF2")}
    untested = of_plans - codes_in(ROOT / "tests" / "unit" / "plan", "*.py")
    assert untested == set()


def test_every_diagnostic_of_the_language_has_a_test() -> None:
    untested = codes_in(SOURCE / "template", "codes.py") - codes_in(ROOT / "tests" / "unit" / "template", "*")
    assert untested == set()


def test_only_a_snapshot_is_unpickled() -> None:
    """Reading a pickle runs its code: the one place that does reads only what this user has closed."""
    found = [path for path in modules() if UNPICKLERS.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(SOURCE)) for path in found] == ["cloud/snapshot.py"]
