import pytest

from landform.plan.desired import desire
from landform.plan.signals import CreationPolicy, duration_seconds
from landform.schema.catalog import load_catalog
from tests.unit.plan.stacks import PSEUDO, desired, parsed

GROUP = """
Parameters: {Wanted: {Type: Number, Default: 3}}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: "1", MaxSize: "4"}
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 80}
      ResourceSignal: {Count: !Ref Wanted, Timeout: PT1H30M}
"""
SERVER = "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    CreationPolicy: "


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT5M", 300),
        ("PT12H", 43_200),
        ("PT1H30M5S", 5_405),
        ("PT45S", 45),
        ("PT", None),
        ("P1D", None),
        ("PT5", None),
        ("5M", None),
        ("pt5m", None),
        ("PT5M1H", None),
        ("", None),
    ],
)
def test_a_duration_is_hours_minutes_and_seconds(text: str, seconds: int | None) -> None:
    assert duration_seconds(text) == seconds


def test_a_group_waits_for_a_share_of_its_signals() -> None:
    policy = desired(GROUP).resources["Group"].creation_policy
    assert policy == CreationPolicy(count=3, timeout_seconds=5_400, percent=80)


def test_an_instance_waits_for_one_signal_in_five_minutes_unless_told_otherwise() -> None:
    policy = desired(SERVER + "{ResourceSignal: {}}\n").resources["Server"].creation_policy
    assert policy == CreationPolicy(count=1, timeout_seconds=300, percent=None)


@pytest.mark.parametrize("policy", ["{}", "{ResourceSignal: {Count: 0}}"])
def test_a_policy_without_signals_waits_for_nothing(policy: str) -> None:
    assert desired(f"{SERVER}{policy}\n").resources["Server"].creation_policy is None


def problems(policy: str) -> list[str]:
    """The mistakes found in an instance's creation policy."""
    template = parsed(f"{SERVER}{policy}\n")
    found = desire(
        template, catalog=load_catalog(), pseudo=PSEUDO, parameters={}, facts={}, tags={}
    ).diagnostics
    return [each.detail.removeprefix('The CreationPolicy of "Server" cannot be read: ') for each in found]


DURATION = "It must be an ISO 8601 duration in the form PT#H#M#S, at most PT12H."


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        ("{ResourceSignal: {Timeout: PT12H}}", None),
        ("{ResourceSignal: {Timeout: PT12H1S}}", f'Timeout is "PT12H1S". {DURATION}'),
        ("{ResourceSignal: {Timeout: PT0S}}", f'Timeout is "PT0S". {DURATION}'),
        ("{ResourceSignal: {Timeout: 5}}", f'Timeout is "5". {DURATION}'),
        ("{ResourceSignal: {Count: 1000000}}", None),
        (
            "{ResourceSignal: {Count: 1000001}}",
            'Count is "1000001". It must be a whole number from 0 to 1000000.',
        ),
        ("{ResourceSignal: {Count: -1}}", 'Count is "-1". It must be a whole number from 0 to 1000000.'),
        ("{ResourceSignal: {Count: yes}}", 'Count is "True". It must be a whole number from 0 to 1000000.'),
        (
            "{ResourceSignal: {}, AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 101}}",
            'MinSuccessfulInstancesPercent is "101". It must be a whole number from 0 to 100.',
        ),
        ("{ResourceSignal: [a]}", "ResourceSignal must be a mapping."),
        ("[a]", "CreationPolicy must be a mapping."),
        ("{ResourceSignal: {Count: !Ref AWS::NoValue}}", None),
    ],
)
def test_a_policy_that_cannot_be_read_is_told(policy: str, problem: str | None) -> None:
    assert problems(policy) == ([problem] if problem else [])
