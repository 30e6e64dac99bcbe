"""What Landform does not read or give of botocore's model of CloudFormation is listed, and only shrinks."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session

from landform.api.front import supported_operations

SOURCE = Path(__file__).parents[2] / "src" / "landform"
GAPS = Path(__file__).with_name("api_gaps.toml")
ELSEWHERE = ("cdk", "cli", "server")
"""Rooms that do not speak the API: a word that only they spell is not answered."""


def spelt() -> frozenset[str]:
    """Every word between quotes in the rooms behind the API, split where several stand in one text."""
    files = [each for each in SOURCE.rglob("*.py") if each.relative_to(SOURCE).parts[0] not in ELSEWHERE]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return frozenset(
        word for quoted in re.findall(r'"([^"\n]+)"', text) for word in re.findall(r"\w+", quoted)
    )


def members_of(shape: Any, seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Each member and each word of an enumeration in the shape, with the structure it belongs to."""
    if shape is None or shape.name in seen:
        return
    seen |= {shape.name}
    if shape.type_name == "structure":
        for name, inner in shape.members.items():
            yield shape.name, name
            yield from members_of(inner, seen)
    elif shape.type_name == "list":
        yield from members_of(shape.member, seen)
    elif shape.type_name == "map":
        yield from members_of(shape.value, seen)
    elif getattr(shape, "enum", None):
        yield from ((shape.name, word) for word in shape.enum)


def gaps() -> dict[str, list[str]]:
    """What the answered operations' shapes hold that is spelt nowhere, by structure; the other operations."""
    model = botocore.session.get_session().get_service_model("cloudformation")
    operations, words = supported_operations(), spelt()
    found = {"operations": {name for name, is_answered in operations.items() if not is_answered}}
    answered = [model.operation_model(name) for name, is_answered in operations.items() if is_answered]
    shapes = [shape for each in answered for shape in (each.input_shape, each.output_shape)]
    for structure, member in (each for shape in shapes for each in members_of(shape)):
        if member not in words:
            found.setdefault(structure, set()).add(member)
    return {structure: sorted(names) for structure, names in sorted(found.items()) if names}


def listed() -> dict[str, list[str]]:
    with GAPS.open("rb") as file:
        return tomllib.load(file)["gaps"]


def test_nothing_is_missing_of_the_api_that_is_not_listed() -> None:
    known = listed()
    new = {name: sorted(set(found) - set(known.get(name, ()))) for name, found in gaps().items()}
    assert {name: each for name, each in new.items() if each} == {}, "answer it, or list it with the others"


def test_what_is_there_by_now_is_taken_off_the_list() -> None:
    now = gaps()
    gone = {name: sorted(set(known) - set(now.get(name, ()))) for name, known in listed().items()}
    assert {name: each for name, each in gone.items() if each} == {}


HEADER = """# What botocore's model of CloudFormation has and Landform neither reads nor gives: operations,
# and of the answered ones members and words by structure.
# Made by `python -m tests.conformance.test_api_model`.

[gaps]
"""

if __name__ == "__main__":
    print(HEADER + "\n".join(f"{name} = {json.dumps(found)}" for name, found in gaps().items()))
