"""Landform's CloudFormation against what AWS was recorded to answer.

`divergences.toml` names the cases in which Landform differs on purpose or not yet, with the reason. A case
listed there that no longer differs fails: the list can only be true.
"""

import tomllib
from pathlib import Path

import pytest

from tests.conformance.runner import Case, read_cases, run_case

CASES = read_cases()
DIVERGENCES = {
    each["case"]: each["reason"]
    for each in tomllib.loads((Path(__file__).parent / "divergences.toml").read_text(encoding="utf-8"))[
        "divergence"
    ]
}


@pytest.mark.parametrize("case", CASES, ids=[each.name for each in CASES])
def test_landform_answers_as_aws(case: Case) -> None:
    found = run_case(case)
    if case.name in DIVERGENCES:
        assert found, f"{case.name} no longer diverges from AWS: take it out of divergences.toml"
    else:
        assert not found, "\n".join([f"{case.name} ({case.source})", *found])


def test_every_case_has_a_name_of_its_own() -> None:
    names = [each.name for each in CASES]
    assert len(names) == len(set(names))


def test_every_divergence_names_a_case_and_gives_a_reason() -> None:
    assert set(DIVERGENCES) <= {each.name for each in CASES}
    assert all(len(reason) > 20 for reason in DIVERGENCES.values())
