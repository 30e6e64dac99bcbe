"""Moments and dynamic references; the values are those of aws-cdk-lib."""

from datetime import UTC, datetime

from landform.cdk import App, CfnDynamicReference, CfnDynamicReferenceService, Duration, Expiration, Stack


def test_a_moment_can_be_given_in_several_ways() -> None:
    """As milliseconds, date or text."""
    assert Expiration.at_timestamp(1700000000000).to_epoch() == 1700000000
    assert Expiration.at_date(datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)).to_epoch() == 1704164645
    assert Expiration.from_string("2024-01-02T03:04:05Z").to_epoch() == 1704164645
    assert Expiration.after(Duration.days(1)).is_after(Duration.hours(1))
    assert not Expiration.after(Duration.days(1)).is_before(Duration.hours(1))


def test_a_dynamic_reference_is_a_text_for_cloudformation() -> None:
    """With the service's own name."""
    stack = Stack(App(auto_synth=False), "S")
    reference = CfnDynamicReference(CfnDynamicReferenceService.SSM_SECURE, "x:1")
    assert stack.resolve(reference) == "{{resolve:ssm-secure:x:1}}"
