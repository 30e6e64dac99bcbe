"""Inside a module of the construct library imports do not run in circles, those inside functions included.

What still does is listed by its files; a circle that is gone, or has lost a file, is taken off.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "landform" / "cdk"
_NO_MODULES = ("api", "handlers", "shim", "stubs")
Graph = Mapping[str, set[str]]

#: Module -> circles of files.
KNOWN = {
    "aws_ec2": [
        "amazon_linux machine_image",
        "connections peer",
        "imdsv2 instance launch_template",
        "nat nat_instance",
        "network_acl subnet",
    ],
    "aws_iam": ["federated grant policy_statement principals wrapped", "imported_role role"],
    "aws_kms": ["alias key"],
    "aws_lambda": [
        "alias function function_base function_url imported_function version",
        "code image_code",
    ],
    "aws_s3": ["bucket bucket_base bucket_policy imported_bucket notifications"],
    "aws_secretsmanager": ["attachment secret secret_base"],
    "cloudformation_include": ["include sections"],
}


def _imported(tree: ast.AST) -> Iterator[str]:
    """Everything that is imported at run time, at any depth."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        yield from _imported(node)


def _graph(folder: Path) -> Graph:
    start = f"landform.cdk.{folder.name}."
    files = {
        ".".join(path.relative_to(folder).with_suffix("").parts): path
        for path in folder.rglob("*.py")
        if path.name != "__init__.py"
    }
    return {
        name: {
            each.removeprefix(start)
            for each in _imported(ast.parse(path.read_text(encoding="utf-8")))
            if each.startswith(start) and each.removeprefix(start) in files
        }
        - {name}
        for name, path in files.items()
    }


def _reached(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    pending = [start]
    while pending:
        for each in graph[pending.pop()] - found:
            found.add(each)
            pending.append(each)
    return found


def _circles(graph: Graph) -> list[str]:
    reached = {name: _reached(graph, name) for name in graph}
    circles = {
        " ".join(sorted(other for other in found if name in reached[other]))
        for name, found in reached.items()
        if name in found
    }
    return sorted(circles)


def test_a_circle_through_a_function_is_found() -> None:
    assert _circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == ["a b c"]


def test_imports_inside_a_module_run_in_no_new_circle() -> None:
    folders = [each for each in sorted(ROOT.iterdir()) if each.is_dir() and each.name not in _NO_MODULES]
    found = {each.name: _circles(_graph(each)) for each in folders if each.name != "core"}
    assert {name: circles for name, circles in found.items() if circles} == KNOWN


def test_the_circles_of_the_core_do_not_grow() -> None:
    """A stack has stages, references and synthesis, and they have stacks; tokens look at arguments, too."""
    assert sorted(len(each.split()) for each in _circles(_graph(ROOT / "core"))) == [6, 29]
