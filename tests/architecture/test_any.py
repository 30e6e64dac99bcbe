"""`Any` switches the type checker off. Where it still stands is counted by file, and may only become less."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "landform"
COUNTS = Path(__file__).with_name("any_counts.toml")
FREE = ("api/", "cdk/", "template/source.py")
"""Where `Any` may stand: what comes over the wire, constructs that mirror another library, parsed YAML."""


def any_count(code: str) -> int:
    """How often a module names typing.Any: imports, uses, and uses inside quoted annotations."""
    tree = ast.parse(code)
    imported = [
        each
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("typing", "typing_extensions")
        for each in node.names
        if each.name == "Any"
    ]
    modules = [
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for each in node.names
        if each.name == "typing"
    ]
    names = {*(each.asname or each.name for each in imported), *(f"{each}.Any" for each in modules)}
    used = (node for node in _with_quoted(tree) if isinstance(node, ast.Name | ast.Attribute))
    return len(imported) + sum(ast.unparse(node) in names for node in used)


def _with_quoted(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        yield node
        annotations = [getattr(node, name, None) for name in ("annotation", "returns")]
        parts = [part for each in annotations if isinstance(each, ast.AST) for part in ast.walk(each)]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield from ast.walk(ast.parse(part.value, mode="eval"))


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("from typing import Any\ndef f(a: Any, *b: list[Any]) -> Any: ...", 4),
        ("from typing import Any as Whatever\na: Whatever = 1", 2),
        ("import typing as t\na: t.Any = cast(t.Any, 1)", 2),
        ('from typing import Any\na: "Future[Any]" = 1\nb = "Any"', 2),
        ("from sqlalchemy import Any\ndef Anything(a: int) -> None: ...", 0),
    ],
    ids=["annotations", "under another name", "of the module", "quoted", "another one"],
)
def test_every_way_to_name_it_is_counted(code: str, count: int) -> None:
    assert any_count(code) == count


def test_any_stands_nowhere_that_it_did_not_and_what_is_gone_is_taken_off_the_table() -> None:
    found = {
        name: count
        for path in sorted(SOURCE.rglob("*.py"))
        if not (name := path.relative_to(SOURCE).as_posix()).startswith(FREE)
        and (count := any_count(path.read_text(encoding="utf-8")))
    }
    allowed: dict[str, int] = tomllib.loads(COUNTS.read_text(encoding="utf-8"))["any"]
    too_many = {name: count for name, count in found.items() if count > allowed.get(name, 0)}
    assert too_many == {}, "give what is new a type: Json, Value, a TypedDict, object"
    too_high = {name: count for name, count in allowed.items() if count > found.get(name, 0)}
    assert too_high == {}, f"there is less `Any` than {COUNTS.name} allows: lower these entries"
