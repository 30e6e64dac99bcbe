"""AWS's sentences, to the blank."""

import pytest

from landform.deploy import wording

SENTENCES = {
    "nothing failed": (wording.failed_resources("create", []), ""),
    "two failed": (
        wording.failed_resources("update", ["A", "B"]),
        "The following resource(s) failed to update: [A, B]. ",
    ),
    "an import differs": (
        wording.import_differs(["Name", "Type"]),
        "The existing resource differs from the template in Name, Type, which cannot be changed without a "
        "replacement.",
    ),
    "alarms": (
        wording.alarms_raised(["a", "b"]),
        "The following rollback trigger(s) are in ALARM state: [a, b]. ",
    ),
    "no alarms": (
        wording.alarms_missing(["a", "b"]),
        "The following rollback trigger(s) do not exist: [a, b]. ",
    ),
}


@pytest.mark.parametrize(("said", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_is_as_aws_writes_it(said: str, expected: str) -> None:
    assert said == expected
