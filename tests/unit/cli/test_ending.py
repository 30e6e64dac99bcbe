"""What the command advises after a failure."""

from landform.cli.ending import advice_on

SENTENCE = (
    'Resource handler returned message: "The embedded cloud failed to emulate ecs CreateService (KeyError).'
    " This is a fault of the emulation, not of the template or the request; repeating it will not help."
)


def test_nobody_is_told_to_correct_a_template_that_the_emulation_failed_on() -> None:
    advice = advice_on("ROLLBACK_COMPLETE", SENTENCE)
    assert advice is not None
    assert "correct" not in advice
    assert "leave the resource out here, or deploy it with --target aws" in advice


def test_a_template_that_failed_is_to_be_corrected() -> None:
    assert advice_on("UPDATE_ROLLBACK_COMPLETE", "Queue exists") == "correct the template and deploy again"


def test_there_is_no_advice_after_success() -> None:
    assert advice_on("CREATE_COMPLETE", "") is None
