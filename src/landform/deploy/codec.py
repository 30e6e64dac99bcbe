"""Inputs as JSON-able data, for the journal.

Secrets stay `Secret` objects inside the data, so that the store's own codec encrypts them. Values that only
exist before deployment (Unknown, NO_VALUE) cannot be part of an answer and are refused.
"""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

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
from landform.ground.handler import (
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)
from landform.ground.values import Json, NoValue, Unknown, Value

Encoded: TypeAlias = dict[str, Json]


def encode_input(given: Input) -> Encoded:
    """The input as data: dicts, lists, numbers, strings (some of them Secret), booleans and None."""
    match given:
        case Begin():
            return {"input": "begin"}
        case Answered():
            return {
                "input": "answered",
                "token": given.token,
                "call_number": given.call_number,
                "answer": _encode_answer(given.answer),
            }
        case CancelRequested():
            return {"input": "cancel", "reason": given.reason}
        case DeleteRequested():
            return {"input": "delete", "reason": given.reason}
        case TimerFired():
            return {"input": "timer"}
        case Released():
            return {"input": "released"}
        case SignalReceived():
            return {
                "input": "signal",
                "source": given.source,
                "unique_id": given.unique_id,
                "status": given.status.value,
                "reason": given.reason,
                "data": given.data,
                "logical_id": given.logical_id,
            }
        case AlarmsSeen():
            return {
                "input": "alarms",
                "number": given.number,
                "raised": list(given.raised),
                "missing": list(given.missing),
            }
        case _:
            assert_never(given)


def decode_input(data: Mapping[str, Json]) -> Input:
    """The input that `encode_input` made this of. ValueError when it is no such data."""
    match data:
        case {"input": "begin"}:
            return Begin()
        case {"input": "answered", "token": str(token), "answer": dict(answer)}:
            number = data.get("call_number")
            return Answered(
                token=token,
                answer=_decode_answer(answer),
                call_number=number if isinstance(number, int) else None,
            )
        case {"input": "cancel", "reason": str(reason)}:
            return CancelRequested(reason=reason)
        case {"input": "delete", "reason": str(reason)}:
            return DeleteRequested(reason=reason)
        case {"input": "timer"}:
            return TimerFired()
        case {"input": "released"}:
            return Released()
        case {"input": "signal", "source": str(), "unique_id": str(), "status": str()}:
            return decode_signal(data)
        case {"input": "alarms", "number": int(number), "raised": list(raised), "missing": list(missing)}:
            return AlarmsSeen(number=number, raised=tuple(map(str, raised)), missing=tuple(map(str, missing)))
        case _:
            raise ValueError(f"no journal input: {data.get('input')!r}. This is a bug in Landform.")


def decode_signal(data: Mapping[str, Json]) -> SignalReceived:
    """The signal of an encoded input."""
    logical_id = data.get("logical_id")
    return SignalReceived(
        source=str(data["source"]),
        unique_id=str(data["unique_id"]),
        status=SignalStatus(str(data["status"])),
        reason=str(data.get("reason", "")),
        data=str(data.get("data", "")),
        logical_id=logical_id if isinstance(logical_id, str) else None,
    )


def _encode_answer(answer: HandlerAnswer) -> Encoded:
    match answer:
        case HandlerSuccess():
            return {
                "answer": "success",
                "physical_id": answer.physical_id,
                "attributes": {name: _known(value) for name, value in answer.attributes.items()},
                "properties": {name: _known(value) for name, value in answer.properties.items()},
                **({"is_replacement": True} if answer.is_replacement else {}),
            }
        case HandlerInProgress():
            return {
                "answer": "in progress",
                "physical_id": answer.physical_id,
                "callback_context": answer.callback_context,
                "delay_seconds": answer.delay_seconds,
            }
        case HandlerFailure():
            return {
                "answer": "failure",
                "physical_id": answer.physical_id,
                "code": answer.code.value,
                "message": answer.message,
            }
        case _:
            assert_never(answer)


def _decode_answer(data: Mapping[str, Json]) -> HandlerAnswer:
    physical_id = data.get("physical_id")
    known_id = physical_id if isinstance(physical_id, str) else None
    match data:
        case {
            "answer": "success",
            "physical_id": str(made_id),
            "attributes": dict(attributes),
            "properties": dict(properties),
        }:
            return HandlerSuccess(
                physical_id=made_id,
                attributes=_values(attributes),
                properties=_values(properties),
                is_replacement=data.get("is_replacement") is True,
            )
        case {
            "answer": "in progress",
            "callback_context": context,
            "delay_seconds": int() | float() as delay,
        }:
            return HandlerInProgress(
                callback_context=context, delay_seconds=float(delay), physical_id=known_id
            )
        case {"answer": "failure", "code": str(code), "message": str(message)}:
            return HandlerFailure(code=HandlerErrorCode(code), message=message, physical_id=known_id)
        case _:
            raise ValueError(f"no handler answer: {data.get('answer')!r}. This is a bug in Landform.")


def _known(value: Value) -> Json:
    """The value itself; TypeError when part of it is not known."""
    if isinstance(value, Unknown | NoValue):
        raise TypeError(f"an answer holds {value!r}, which is no value. This is a bug of the provider.")
    if isinstance(value, list):
        return [_known(item) for item in value]
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items()}
    return value


def _values(data: Mapping[str, Json]) -> dict[str, Value]:
    return {name: _value(item) for name, item in data.items()}


def _value(data: Json) -> Value:
    if isinstance(data, list):
        return [_value(item) for item in data]
    if isinstance(data, dict):
        return _values(data)
    return data
