"""Resources that use each other in a long row: no length is too long for the plan and its reasons."""

import json
from functools import cache
from typing import Any

from landform.plan.model import Cause, CauseKind, StepAction
from landform.plan.text import plan_text
from landform.template.cycles import resource_cycles
from tests.unit.plan.stacks import parsed, plan, prior, record

LENGTH = 5_000  # five times as long as Python's stack is deep


@cache
def chain(value: str, *, is_circle: bool = False) -> str:
    """P0 has the value; each of the others reads the one before it."""
    resources: dict[str, Any] = {}
    for number in range(LENGTH):
        read: Any = {"Fn::GetAtt": [f"P{number - 1}", "Value"]} if number else value
        resources[f"P{number}"] = parameter(read)
    if is_circle:
        resources["P0"] = parameter({"Fn::GetAtt": [f"P{LENGTH - 1}", "Value"]})
    return json.dumps({"Resources": dict(reversed(resources.items()))})


def parameter(value: Any) -> dict[str, Any]:
    return {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value}}


def test_each_of_a_long_chain_is_created_after_the_one_it_reads() -> None:
    steps = plan(chain("a"), prior()).steps
    assert [each.logical_id for each in steps[:2]] == ["P0", "P1"]
    assert [each.logical_id for each in steps[-2:]] == ["P4998", "P4999"]


def test_a_change_at_the_beginning_of_a_long_chain_is_the_reason_at_its_end() -> None:
    records = [
        record(
            f"P{number}",
            "AWS::SSM::Parameter",
            f"p-{number}",
            {"Type": "String", "Value": "a"},
            {"Value": "a", "Type": "String"},
            depends_on=(f"P{number - 1}",) if number else (),
        )
        for number in range(LENGTH)
    ]
    found = plan(chain("b"), prior(*records, template=chain("a")))
    assert [each.action for each in found.steps] == [StepAction.UPDATE] * LENGTH
    cause: Cause = found.steps[-1].changes[0].causes[0]
    links = 1
    while cause.because:
        (cause,) = cause.because
        links += 1
    assert (links, cause.kind) == (LENGTH, CauseKind.TEMPLATE)
    last = plan_text(found).splitlines()[-2]
    assert last.startswith("          because P4998.Value changes (app.yaml:1:")
    assert last.endswith(" <- …")


def test_a_circle_of_any_length_is_told() -> None:
    (told,) = resource_cycles(parsed(chain("a", is_circle=True)))
    assert told.code == "LF1107"
    assert len(told.related) == LENGTH
