"""What is said while stacks are worked on."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from landform.cli.progress import LineProgress, line_of

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
STACK_ID = "arn:aws:cloudformation:us-east-1:000000000000:stack/web/1"


def event(name: str, status: str, seconds: float, reason: str | None = None) -> "StackEventTypeDef":
    made: StackEventTypeDef = {
        "StackId": STACK_ID,
        "EventId": f"{name}-{status}",
        "StackName": "web",
        "LogicalResourceId": name,
        "PhysicalResourceId": STACK_ID if name == "web" else f"physical-{name}",
        "ResourceType": "AWS::CloudFormation::Stack" if name == "web" else "AWS::SQS::Queue",
        "Timestamp": BEGIN + timedelta(seconds=seconds),
        "ResourceStatus": status,  # type: ignore[typeddict-item]  # the stubs list words, this is any text
    }
    if reason is not None:
        made["ResourceStatusReason"] = reason
    return made


def test_a_finished_resource_is_a_line_with_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    progress = LineProgress(width=5)
    progress.event(event("web", "CREATE_IN_PROGRESS", 0, "User Initiated"))
    progress.event(event("Jobs", "CREATE_IN_PROGRESS", 0.5))
    progress.event(event("Jobs", "CREATE_IN_PROGRESS", 1.0, "Resource creation Initiated"))
    progress.event(event("Jobs", "CREATE_COMPLETE", 2.75))
    progress.event(event("web", "CREATE_COMPLETE", 3.0))
    assert capsys.readouterr().err == (
        "web    CREATE_IN_PROGRESS    web (stack)\n"
        "web    CREATE_COMPLETE       Jobs (AWS::SQS::Queue)  2.2 s\n"
        "web    CREATE_COMPLETE       web (stack)  3.0 s\n"
    )


def test_a_failure_has_its_reason_under_it() -> None:
    assert line_of(event("Jobs", "CREATE_FAILED", 1, "It is taken"), 1.0, 3) == (
        "web  CREATE_FAILED         Jobs (AWS::SQS::Queue)  1.0 s\n     It is taken"
    )


def test_silence_is_broken_by_what_is_being_worked_on(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    progress = LineProgress(width=3, clock=lambda: now[0])
    for number, name in enumerate(["A", "B", "C", "D"]):
        progress.event(event(name, "CREATE_IN_PROGRESS", number))
    progress.tick()
    assert capsys.readouterr().err == ""
    now[0] = 10.0
    progress.tick()
    progress.tick()
    assert capsys.readouterr().err == "still working on A, B, C and 1 more\n"


def test_a_failure_names_what_in_the_app_made_the_resource() -> None:
    names = {"web": {"Jobs": "web/Jobs app.py:7"}}
    failed = line_of(event("Jobs", "CREATE_FAILED", 1, "It is taken"), 1.0, 3, names)
    assert (
        failed
        == "web  CREATE_FAILED         Jobs (AWS::SQS::Queue)  1.0 s  [web/Jobs app.py:7]\n     It is taken"
    )
    done = line_of(event("Jobs", "CREATE_COMPLETE", 1), 1.0, 3, names)
    assert done == "web  CREATE_COMPLETE       Jobs (AWS::SQS::Queue)  1.0 s"
