"""Keeps secrets secret in what providers answer: nothing that is stored or shown holds one in clear.

A service gives back what it was given, in attributes, in what it reads and in the sentences of its refusals.
"""

from dataclasses import replace

from landform.ground.handler import HandlerAnswer, HandlerFailure, HandlerSuccess
from landform.ground.values import MASK, Properties, Secret, Value
from landform.plan.drift import as_hidden


def hidden_as(desired: Properties, answer: HandlerAnswer) -> HandlerAnswer:
    """The answer, the properties in it Secret wherever the desired ones are or refer to a secret."""
    if not isinstance(answer, HandlerSuccess) or not answer.properties:
        return answer
    properties = {name: as_hidden(desired.get(name), value) for name, value in answer.properties.items()}
    return replace(answer, properties=properties)


def secrets_in(value: Value | Properties) -> tuple[str, ...]:
    """Every secret inside, longest first, so that a longer one is masked whole."""
    found: set[str] = set()
    pending: list[object] = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, Secret):
            found.add(str(each))
        elif isinstance(each, dict):
            pending.extend(each.values())
        elif isinstance(each, list):
            pending.extend(each)
    return tuple(sorted((each for each in found if each), key=len, reverse=True))


def _marked(value: Value, secrets: tuple[str, ...]) -> Value:
    """The value, its strings that hold one of the secrets made Secret."""
    if isinstance(value, dict):
        return {key: _marked(item, secrets) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item, secrets) for item in value]
    is_secret = isinstance(value, str) and any(each in value for each in secrets)
    return Secret(value) if is_secret else value


def without_secrets(answer: HandlerAnswer, secrets: tuple[str, ...]) -> HandlerAnswer:
    """An answer with every secret of the request masked in its message, or kept as one in its values."""
    if not secrets:
        return answer
    if isinstance(answer, HandlerSuccess):
        attributes = {name: _marked(value, secrets) for name, value in answer.attributes.items()}
        properties = {name: _marked(value, secrets) for name, value in answer.properties.items()}
        return replace(answer, attributes=attributes, properties=properties)
    if not isinstance(answer, HandlerFailure):
        return answer
    message = answer.message
    for secret in secrets:
        message = message.replace(secret, MASK)
    return replace(answer, message=message)
