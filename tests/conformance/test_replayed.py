"""What AWS answered in recorded conversations, held against Landform; see `replay`."""

import pytest

from tests.conformance.replay import RECORDINGS, conversations, differences, replayed, report

LEAST_ANSWERS = 0.82
"""Of the answers that are compared; a floor that only rises."""


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="LANDFORM_RECORDINGS names no folder of recordings")
@pytest.mark.timeout(900)
def test_recorded_conversations_are_answered_as_aws_did() -> None:
    results = [replayed(each) for each in conversations([])]
    text = "\n".join(report(results, is_long=False))
    print(text)
    compared = sum(each.compared for each in results)
    differing = len({(each.id, name) for each in results for _, name, _ in each.differences})
    assert compared > 900
    assert (compared - differing) / compared > LEAST_ANSWERS, text


@pytest.mark.parametrize(
    ("aws", "ours", "found"),
    [
        ({"A": "<stack-name:1>/x"}, {"A": "shop/x"}, []),
        ({"A": "<stack-name:1>/x"}, {"A": "shop/y"}, ['A: "shop/y" for AWS\'s "<stack-name:1>/x"']),
        ({"A": 1, "B": 2}, {"A": 1}, ["B: missing"]),
        ({"A": 1}, {"A": 1, "B": 2}, ["B: not AWS's"]),
        ({"Timestamp": "datetime"}, {"Timestamp": "2026-12-01T00:00:00Z"}, []),
        ([1, 2], [1], [": 1 items, AWS has 2"]),
        (
            {"Details": [{"ChangeSource": "B"}, {"ChangeSource": "A"}]},
            {"Details": [{"ChangeSource": "A"}, {"ChangeSource": "B"}]},
            [],
        ),
        ({"Id": "topic-1"}, {"Id": "topic-1-0a1b2c3d"}, []),
        ({"Error": {"Message": ""}}, {"Error": {"Message": "gone"}}, ['Error.Message: "gone" for AWS\'s ""']),
    ],
)
def test_a_difference_is_noticed_and_a_placeholder_is_none(
    aws: object, ours: object, found: list[str]
) -> None:
    assert list(differences(aws, ours, "")) == found
