"""Every native class answers generated calls as aws-cdk-lib does.

Constructors, statics, methods and properties of the whole API, each option at two values: the value, the
template and whether the call is refused are those of aws-cdk-lib (`python -m tools.differential.record`).
What differs on purpose, or not yet, stands in differences.toml with its reason; what no longer differs fails.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.differential.compare import comparable
from tests.differential.evaluate import Library, answer
from tests.differential.goldens import modules, read

HERE = Path(__file__).parent
DIFFERENCES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (HERE / "differences.toml").read_text(encoding="utf-8")
)
#: Differences that are shown; the rest is counted.
SHOWN_MAX = 10


@pytest.mark.parametrize("module", modules())
def test_a_module_answers_as_the_reference_library_does(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)  # the calls name the files of fixture/
    library = Library("landform.cdk", "landform.cdk.constructs")
    _versions, cases = read(module)
    assert cases
    differing = {}
    for case in cases:
        expected, found = comparable(case), comparable(answer(library, case))
        if expected != found:
            differing[case["name"]] = (expected, found)
    excused = set(DIFFERENCES.get(module, ()))
    shown = [f"{name}: {pair[0]}\n  is {pair[1]}" for name, pair in differing.items() if name not in excused]
    assert shown[:SHOWN_MAX] == [], f"{len(shown)} of {len(cases)} calls differ"
    assert excused - set(differing) == set(), "these no longer differ; take them out of differences.toml"


def test_differences_are_of_modules_that_are_compared() -> None:
    assert set(DIFFERENCES) <= set(modules())


def names_of_cases(module: str) -> list[Any]:
    return [case["name"] for case in read(module)[1]]


@pytest.mark.parametrize("module", modules())
def test_no_two_cases_have_the_same_name(module: str) -> None:
    names = names_of_cases(module)
    assert len(set(names)) == len(names)
