"""Broken templates and the literal Diagnostics they give.

The cases are data: files in `broken/`, each with blocks of

    ==== a claim | format json | given Name=value | limits resources=1
    the template
    ----
    every Diagnostic as `render` prints it, in order

The parts after the first are optional. `given Name=<previous>` asks for the stack's previous value. Every
lookup is answered with "not found".
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from landform.ground.diagnostics import render
from landform.template.codes import SUMMARIES
from landform.template.limits import AWS_LIMITS, Limits
from landform.template.parameters import ParameterInput, UsePrevious
from tests.unit.template.pipeline import all_diagnostics

FOLDER = Path(__file__).parent / "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One broken template."""

    name: str
    file: str
    given: dict[str, ParameterInput]
    limits: Limits
    text: str
    expected: str


def read_cases() -> list[Case]:
    """Every case of every file in `broken/`."""
    cases: list[Case] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^==== ", path.read_text(), flags=re.MULTILINE)[1:]:
            heading, _, rest = block.partition("\n")
            text, _, expected = rest.partition("\n----\n")
            cases.append(_case(heading.split(" | "), f"{text}\n", expected.strip()))
    return cases


def _case(heading: list[str], text: str, expected: str) -> Case:
    options = [option.partition(" ") for option in heading[1:]]
    given: dict[str, ParameterInput] = {}
    limits = AWS_LIMITS
    extension = "yaml"
    for kind, _, setting in options:
        key, _, value = setting.partition("=")
        if kind == "format":
            extension = setting
        elif kind == "given":
            given[key] = UsePrevious() if value == "<previous>" else value
        elif kind == "limits":
            limits = replace(limits, **{key: int(value)})
    return Case(
        name=heading[0], file=f"app.{extension}", given=given, limits=limits, text=text, expected=expected
    )


CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_template_gives_these_diagnostics(case: Case) -> None:
    found = all_diagnostics(case.text, case.file, case.given, case.limits)
    assert "\n".join(render(each) for each in found) == case.expected


def test_every_code_is_produced_by_a_case() -> None:
    produced = set(re.findall(r"^(?:error|warning): (LF\d{4})", "\n".join(c.expected for c in CASES), re.M))
    assert sorted(SUMMARIES) == sorted(produced)
