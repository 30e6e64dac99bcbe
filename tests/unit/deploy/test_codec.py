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
    Released,
    SignalReceived,
    SignalStatus,
    TimerFired,
)
from landform.ground.handler import HandlerErrorCode, HandlerFailure, HandlerInProgress, HandlerSuccess
from landform.ground.values import NO_VALUE, ResourceReference, Secret, Unknown

INPUTS: list[Input] = [
    Begin(),
    TimerFired(),
    Released(),
    SignalReceived(source="S", unique_id="u", status=SignalStatus.SUCCESS),
    SignalReceived(
        source="S", unique_id="u", status=SignalStatus.FAILURE, reason="r", data="d", logical_id="S"
    ),
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


WRITTEN: dict[str, tuple[Input, dict[str, object]]] = {
    "begin": (Begin(), {"input": "begin"}),
    "timer": (TimerFired(), {"input": "timer"}),
    "released": (Released(), {"input": "released"}),
    "cancel": (CancelRequested(), {"input": "cancel", "reason": "User Initiated"}),
    "delete": (DeleteRequested(), {"input": "delete", "reason": "User Initiated"}),
    "alarms": (
        AlarmsSeen(number=1, raised=("a",)),
        {"input": "alarms", "number": 1, "raised": ["a"], "missing": []},
    ),
    "signal": (
        SignalReceived(source="S", unique_id="u", status=SignalStatus.UNPARSABLE),
        {
            "input": "signal",
            "source": "S",
            "unique_id": "u",
            "status": "UNPARSABLE",
            "reason": "",
            "data": "",
            "logical_id": None,
        },
    ),
    "success": (
        Answered(token="t", answer=HandlerSuccess(physical_id="q", is_replacement=True)),
        {
            "input": "answered",
            "token": "t",
            "call_number": None,
            "answer": {
                "answer": "success",
                "physical_id": "q",
                "attributes": {},
                "properties": {},
                "is_replacement": True,
            },
        },
    ),
    "progress": (
        Answered(
            token="t",
            answer=HandlerInProgress(callback_context=[1], delay_seconds=2.5, physical_id="q"),
            call_number=2,
        ),
        {
            "input": "answered",
            "token": "t",
            "call_number": 2,
            "answer": {
                "answer": "in progress",
                "physical_id": "q",
                "callback_context": [1],
                "delay_seconds": 2.5,
            },
        },
    ),
    "failure": (
        Answered(token="t", answer=HandlerFailure(code=HandlerErrorCode.NOT_FOUND, message="gone")),
        {
            "input": "answered",
            "token": "t",
            "call_number": None,
            "answer": {"answer": "failure", "physical_id": None, "code": "NotFound", "message": "gone"},
        },
    ),
}


@pytest.mark.parametrize(("given", "written"), WRITTEN.values(), ids=WRITTEN)
def test_a_journal_of_an_earlier_release_can_be_read(given: Input, written: dict[str, object]) -> None:
    assert encode_input(given) == written
    assert decode_input(written) == given  # type: ignore[arg-type]  # spelled in the table


def test_a_success_that_replaces_nothing_says_nothing_of_it() -> None:
    data = encode_input(Answered(token="t", answer=HandlerSuccess(physical_id="q")))
    assert "is_replacement" not in data["answer"]  # type: ignore[operator]  # a dict


def test_a_signal_of_which_only_the_necessary_was_written_is_read() -> None:
    data = {"input": "signal", "source": "S", "unique_id": "u", "status": "SUCCESS"}
    assert decode_input(data) == SignalReceived(source="S", unique_id="u", status=SignalStatus.SUCCESS)


@pytest.mark.parametrize(
    "attributes", [{"A": [1, {"B": NO_VALUE}]}, {"A": {"B": [NO_VALUE]}}], ids=["in a list", "in a map"]
)
def test_what_is_no_value_is_refused_however_deep_it_is(attributes: dict[str, object]) -> None:
    answer = HandlerSuccess(physical_id="q", properties=attributes)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match="This is a bug of the provider"):
        encode_input(Answered(token="t", answer=answer))


def test_values_of_every_shape_come_back_as_copies() -> None:
    shape = {"Text": "a", "Number": 1, "Half": 0.5, "Yes": True, "None": None, "List": [{"Deep": ["x"]}]}
    answered = Answered(token="t", answer=HandlerSuccess(physical_id="q", properties=shape))
    back = decode_input(encode_input(answered))
    assert back == answered
    assert isinstance(back, Answered)
    assert isinstance(back.answer, HandlerSuccess)
    assert back.answer.properties["List"] is not shape["List"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param({"input": "nonsense"}, "no journal input: 'nonsense'.", id="input"),
        pytest.param({"input": "cancel"}, "no journal input: 'cancel'.", id="cancel without a reason"),
        pytest.param(
            {"input": "answered", "token": "t", "answer": {"answer": "success"}},
            "no handler answer: 'success'.",
            id="success without an id",
        ),
        pytest.param(
            {"input": "answered", "token": "t", "answer": {"answer": "maybe"}},
            "no handler answer: 'maybe'.",
            id="answer",
        ),
    ],
)
def test_what_is_wrong_in_a_journal_is_told(data: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match="This is a bug in Landform") as caught:
        decode_input(data)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value) == f"{told} This is a bug in Landform."
