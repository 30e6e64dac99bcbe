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
MAX_NESTING = 3
BLOCKS = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith),
    *(ast.Try, ast.TryStar, ast.Match),
)
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


def depth(node: ast.AST) -> int:
    """How deep blocks stand in each other below a node; an elif is no deeper than its if."""
    deepest = 0
    for name, value in ast.iter_fields(node):
        children = [
            each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ast.AST)
        ]
        is_elif = isinstance(node, ast.If) and name == "orelse" and len(children) == 1
        for child in children:
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            is_block = isinstance(child, BLOCKS) and not (is_elif and isinstance(child, ast.If))
            deepest = max(deepest, depth(child) + is_block)
    return deepest


def test_depth_counts_blocks_in_blocks() -> None:
    code = "def f():\n if a:\n  for b in c:\n   pass\n elif d:\n  with e:\n   try: g()\n   except E: pass\n"
    assert depth(ast.parse(code).body[0]) == 3


def test_no_function_is_nested_too_deeply() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for folder in ("src", "tools", "bench", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and depth(node) > MAX_NESTING
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


def test_no_record_of_one_physical_resource_becomes_that_of_another_by_a_copy() -> None:
    # Only ResourceRecord's own methods give a record another id, so that no fact of the old one goes over.
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted((SOURCE / "deploy").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "replace"
        and any(each.arg == "physical_id" for each in node.keywords)
        and ast.unparse(node.args[0]) not in ("news", "call")
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


def test_the_construct_library_lists_what_somebody_wrote() -> None:
    """Services that have only classes made from their types are files of `l1/services`."""
    folders = [each for each in (SOURCE / "cdk").glob("a*_*") if each.is_dir()]
    assert folders
    files = (SOURCE / "cdk").glob("a*_*/*.py")
    written = {file.parent.name for file in files if "class " in file.read_text(encoding="utf-8")}
    assert {each.name for each in folders} - written == set()
