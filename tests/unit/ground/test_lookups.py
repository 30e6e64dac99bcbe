"""Lookups are facts' keys: equal when they ask for the same."""

from landform.ground.lookups import NotFound, StackOutput


def test_lookups_that_ask_for_the_same_are_one_fact() -> None:
    facts = {StackOutput("network", "Vpc"): "vpc-1"}
    assert facts[StackOutput("network", "Vpc", region=None)] == "vpc-1"
    assert StackOutput("network", "Vpc", region="eu-west-1") not in facts


def test_what_is_not_found_says_why() -> None:
    assert NotFound("Parameter /a not found.").reason == "Parameter /a not found."
