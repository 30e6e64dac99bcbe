"""A plan's lines, one for each kind of step and change."""

import pytest

from landform.ground.source import SourceLocation
from landform.ground.statuses import DeletionPolicy
from landform.ground.values import ResourceReference, Secret, Unknown, Value
from landform.plan.model import (
    Cause,
    CauseKind,
    OutputChange,
    Plan,
    PropertyChange,
    Replacement,
    Step,
    StepAction,
)
from landform.plan.text import plan_text, removal_line, summary_line

LATER = Unknown((ResourceReference("Other"),))
PLACE = SourceLocation("app.yaml", 7, 3)


def change(
    before: Value = "a", after: Value = "b", kind: str = "Modify", *causes: Cause, verdict: str = "no"
) -> PropertyChange:
    return PropertyChange(
        path=("Env", 0, "Name"),
        before=before,
        after=after,
        kind=kind,
        replacement=Replacement(verdict),
        causes=causes,
    )


def step(action: StepAction, *changes: PropertyChange, verdict: str = "no") -> Step:
    return Step(
        logical_id="Queue",
        type_name="AWS::SQS::Queue",
        action=action,
        replacement=Replacement(verdict),
        physical_id="q-1",
        changes=changes,
        deletion_policy=DeletionPolicy.RETAIN if action is StepAction.RETAIN else DeletionPolicy.DELETE,
        after={"Name": "jobs", "Delay": 5} if action is StepAction.CREATE else {},
    )


def lines(*steps: Step) -> list[str]:
    """The lines of the steps, without the counts."""
    return plan_text(Plan(steps=steps)).splitlines()[:-1]


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (
            step(StepAction.CREATE),
            ["  + Queue (AWS::SQS::Queue)", '      Name: "jobs"', "      Delay: 5"],
        ),
        (
            step(StepAction.UPDATE, change()),
            ["  ~ Queue (AWS::SQS::Queue)", '      Env[0].Name: "a" -> "b"'],
        ),
        (
            step(StepAction.UPDATE, change(), change(verdict="may"), verdict="may"),
            [
                "  ~ Queue (AWS::SQS::Queue) may be replaced, depending on Env[0].Name",
                '      Env[0].Name: "a" -> "b"',
                '      Env[0].Name: "a" -> "b"',
            ],
        ),
        (
            step(StepAction.REPLACE, change(verdict="yes"), verdict="yes"),
            [
                "-/+ Queue (AWS::SQS::Queue) is replaced: Env[0].Name cannot be updated in place",
                '      Env[0].Name: "a" -> "b"',
            ],
        ),
        (step(StepAction.DELETE), ["  - Queue (AWS::SQS::Queue) q-1 is deleted"]),
        (step(StepAction.RETAIN), ["  = Queue (AWS::SQS::Queue) leaves the stack, q-1 stays (Retain)"]),
        (step(StepAction.IMPORT), ["  < Queue (AWS::SQS::Queue) q-1 is imported"]),
    ],
    ids=["create", "update", "may replace", "replace", "delete", "retain", "import"],
)
def test_a_step_says_what_happens(planned: Step, expected: list[str]) -> None:
    assert lines(planned) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (change(None, "b", "Add"), 'Env[0].Name: + "b"'),
        (change("a", None, "Remove"), 'Env[0].Name: - "a"'),
        (change("a", LATER), 'Env[0].Name: "a" -> (known after deployment)'),
        (
            change(Secret("old"), [Secret("new"), LATER]),
            'Env[0].Name: "****" -> ["****", (known after deployment)]',
        ),
        (change("ä", "x" * 98), f'Env[0].Name: "ä" -> "{"x" * 98}"'),
        (change("a", "x" * 99), f'Env[0].Name: "a" -> "{"x" * 98}…'),
    ],
    ids=["added", "removed", "unknown", "secret", "as long as may be", "cut"],
)
def test_a_change_shows_both_values(changed: PropertyChange, expected: str) -> None:
    assert lines(step(StepAction.UPDATE, changed))[1] == f"      {expected}"


@pytest.mark.parametrize(
    ("kind", "entity", "words"),
    [
        (CauseKind.TEMPLATE, None, "the template was edited"),
        (CauseKind.PARAMETER, "Size", "parameter Size has another value"),
        (CauseKind.REFERENCE, "Topic", "Topic changes"),
        (CauseKind.ATTRIBUTE, "Topic.Arn", "Topic.Arn changes"),
        (CauseKind.OUTSIDE, None, "a value from outside the stack has changed"),
        (CauseKind.TAGS, None, "the stack's tags have changed"),
    ],
)
def test_a_cause_is_told_in_words_with_its_place(kind: CauseKind, entity: str | None, words: str) -> None:
    placed = change("a", "b", "Modify", Cause(kind=kind, entity=entity, location=PLACE))
    assert lines(step(StepAction.UPDATE, placed))[2] == f"          because {words} (app.yaml:7:3)"
    bare = change("a", "b", "Modify", Cause(kind=kind, entity=entity))
    assert lines(step(StepAction.UPDATE, bare))[2] == f"          because {words}"


@pytest.mark.parametrize(("length", "shown", "end"), [(2, 2, ""), (8, 8, ""), (9, 8, " <- …")])
def test_a_chain_of_more_than_eight_causes_is_cut(length: int, shown: int, end: str) -> None:
    cause = Cause(kind=CauseKind.PARAMETER, entity=f"P{length}")
    for number in range(length - 1, 0, -1):
        cause = Cause(kind=CauseKind.PARAMETER, entity=f"P{number}", because=(cause,))
    chain = " <- ".join(f"parameter P{number} has another value" for number in range(1, shown + 1))
    told = lines(step(StepAction.UPDATE, change("a", "b", "Modify", cause)))[2]
    assert told == f"          because {chain}{end}"


def test_outputs_and_what_changes_aside_are_told_before_the_counts() -> None:
    outputs = (
        OutputChange(name="New", before=None, after=LATER),
        OutputChange(name="Gone", before="x", after=None),
        OutputChange(name="Other", before="x", after="y"),
    )
    found = Plan(outputs=outputs, attribute_changes=("A", "B"), unchanged=("A", "B", "C"))
    assert plan_text(found) == (
        "Only metadata, policies or order change for: A, B\n"
        "Outputs:\n"
        "  + New: (known after deployment)\n"
        "  - Gone\n"
        '  ~ Other: "x" -> "y"\n'
        "Plan: 0 to create, 0 to update, 0 to replace, 0 to delete, 3 unchanged.\n"
    )


def test_nothing_to_do_is_one_line() -> None:
    assert plan_text(Plan(unchanged=("A",))) == "No changes.\n"
    assert [Plan().is_empty, Plan(attribute_changes=("A",)).is_empty] == [True, False]


def test_a_name_from_the_program_stands_behind_the_resource() -> None:
    text = plan_text(Plan(steps=(step(StepAction.DELETE),)), {"Queue": "App/Jobs", "Other": "x"})
    assert text.splitlines()[0] == "  - Queue (AWS::SQS::Queue) q-1 is deleted  [App/Jobs]"


def test_every_action_is_counted() -> None:
    actions = [
        StepAction.CREATE,
        *[StepAction.UPDATE] * 2,
        *[StepAction.REPLACE] * 3,
        *[StepAction.DELETE] * 4,
    ]
    most = Plan(steps=tuple(step(each) for each in actions), unchanged=("A",))
    assert summary_line(most) == "Plan: 1 to create, 2 to update, 3 to replace, 4 to delete, 1 unchanged."
    rest = Plan(steps=(step(StepAction.RETAIN), step(StepAction.IMPORT), step(StepAction.IMPORT)))
    assert summary_line(rest) == (
        "Plan: 0 to create, 0 to update, 0 to replace, 0 to delete, 2 to import, 1 to keep in the cloud, "
        "0 unchanged."
    )


def test_the_line_of_a_removal_is_that_of_its_step() -> None:
    assert removal_line(step(StepAction.DELETE)) == "  - Queue (AWS::SQS::Queue) q-1 is deleted"
