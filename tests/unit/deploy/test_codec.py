"""Inputs survive the journal."""

import json

import pytest

from landform.deploy.codec import decode_input, encode_input
from landform.deploy.messages import (
    AlarmsSeen,
    Answered,
    Begin,
    CancelRequested,
    DeleteRequested,
    Input,
    TimerFired,
)
from landform.ground.handler import HandlerErrorCode, HandlerFailure, HandlerInProgress, HandlerSuccess
from landform.ground.values import ResourceReference, Secret, Unknown

INPUTS: list[Input] = [
    Begin(),
    TimerFired(),
    CancelRequested(reason="Enough"),
    DeleteRequested(reason="Away"),
    AlarmsSeen(number=2, raised=("a", "b"), missing=("c",)),
    Answered(
        token="t",
        call_number=3,
        answer=HandlerSuccess(
            physical_id="q", attributes={"Arn": "arn"}, properties={"Tags": [{"Key": "a"}]}
        ),
    ),
    Answered(token="t", answer=HandlerSuccess(physical_id="q2", is_replacement=True)),
    Answered(
        token="t", answer=HandlerInProgress(callback_context={"a": [1]}, delay_seconds=2.5, physical_id="q")
    ),
    Answered(token="t", answer=HandlerInProgress(callback_context=None, delay_seconds=0)),
    Answered(
        token="t", answer=HandlerFailure(code=HandlerErrorCode.THROTTLING, message="slow", physical_id=None)
    ),
]


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: type(given).__name__)
def test_an_input_comes_back_as_it_was(given: Input) -> None:
    assert decode_input(json.loads(json.dumps(encode_input(given)))) == given


def test_a_secret_stays_a_secret() -> None:
    answer = HandlerSuccess(physical_id="q", attributes={"Password": Secret("hunter2"), "All": [Secret("x")]})
    data = encode_input(Answered(token="t", answer=answer))
    back = decode_input(data)
    assert isinstance(back, Answered)
    assert isinstance(back.answer, HandlerSuccess)
    assert isinstance(back.answer.attributes["Password"], Secret)
    assert repr(data).count("hunter2") == 0


def test_an_unknown_value_in_an_answer_is_refused() -> None:
    unknown = Unknown((ResourceReference("A"),))
    with pytest.raises(TypeError, match="is no value"):
        encode_input(Answered(token="t", answer=HandlerSuccess(physical_id="q", attributes={"A": unknown})))


@pytest.mark.parametrize(
    "data", [{}, {"input": "nonsense"}, {"input": "answered", "token": "t", "answer": {}}]
)
def test_what_is_no_input_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="This is a bug in Landform"):
        decode_input(data)  # type: ignore[arg-type]  # wrong on purpose
