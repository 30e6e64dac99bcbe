import pytest

from landform.plan.signals import CreationPolicy, duration_seconds
from tests.unit.plan.stacks import desired

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
