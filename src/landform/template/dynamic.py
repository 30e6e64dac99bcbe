"""Dynamic references: `{{resolve:service:key}}` inside strings.

They are found and substituted only just before a provider is called, and their values are never stored.
Evaluation leaves them alone. A substituted value is not searched again, as in AWS.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

import re
from collections.abc import Iterator
from typing import Final

from landform.ground.lookups import DynamicReference, Facts, NotFound
from landform.ground.source import TemplatePath
from landform.ground.values import Properties, Secret, Unknown, Value
from landform.template.compute import is_scalar
from landform.template.declarations import scalar_text

_REFERENCE: Final = re.compile(r"\{\{resolve:([^{}]*)\}\}")
_PARAMETER_STORE: Final = frozenset({"ssm", "ssm-secure"})
_SECRET_SERVICES: Final = frozenset({"ssm-secure", "secretsmanager"})

#: name, then an optional version number
_SSM_KEY: Final = re.compile(r"[a-zA-Z0-9_.\-/]+(:[0-9]+)?")
#: a secret's name or ARN, then SecretString, a JSON key, a version stage and a version id, all optional
_SECRET_KEY: Final = re.compile(
    r"(arn:[a-z-]+:secretsmanager:[a-z0-9-]*:[0-9]*:secret:[a-zA-Z0-9/_+=.@\-!]+|[a-zA-Z0-9/_+=.@\-!]+)"
    r"(:SecretString(:[^:]*(:[^:]*(:[^:]*)?)?)?|::[^:]*(:[^:]*)?)?"
)
_KEYS: Final = {"ssm": _SSM_KEY, "ssm-secure": _SSM_KEY, "secretsmanager": _SECRET_KEY}


def find_dynamic_references(value: Value) -> frozenset[DynamicReference]:
    """Every well-formed dynamic reference in the strings of the value.

    One in a string that is still Unknown cannot be found yet.
    """
    return frozenset(
        DynamicReference(service, key)
        for text, _ in _strings(value, ())
        for service, key in _well_formed(text)
    )


def malformed_ssm_references(value: Value) -> list[str]:
    """The references to Parameter Store in the value that have not its form, as they stand."""
    return [
        match.group()
        for text, _ in _strings(value, ())
        for match in _REFERENCE.finditer(text)
        for service, _, key in [match.group(1).partition(":")]
        if service in _PARAMETER_STORE and not _SSM_KEY.fullmatch(key)
    ]


def texts_with_references(value: Value) -> Iterator[tuple[str, TemplatePath]]:
    """Each text that may hold dynamic references, with its path in the value."""
    return _strings(value, ())


def substitute(value: Value, facts: Facts) -> Value:
    """The value with every dynamic reference that `facts` answers put in; others stay as they are.

    A string that takes the value of an ssm-secure or secretsmanager reference becomes a Secret.
    """
    if isinstance(value, dict):
        return {key: substitute(item, facts) for key, item in value.items()}
    if isinstance(value, list):
        return [substitute(item, facts) for item in value]
    if isinstance(value, str) and "{{resolve:" in value:
        return _substitute_text(value, facts)
    return value


def substituted(properties: Properties, facts: Facts) -> dict[str, Value]:
    """The same for the properties of a resource."""
    return {name: substitute(value, facts) for name, value in properties.items()}


def _substitute_text(text: str, facts: Facts) -> str:
    pieces: list[str] = []
    end = 0
    is_secret = isinstance(text, Secret)
    for match in _REFERENCE.finditer(text):
        service, _, key = match.group(1).partition(":")
        answer = facts.get(DynamicReference(service, key))
        if isinstance(answer, NotFound) or answer is None or not is_scalar(answer):
            continue
        pieces.append(text[end : match.start()])
        pieces.append(scalar_text(answer))
        end = match.end()
        is_secret = is_secret or service in _SECRET_SERVICES or isinstance(answer, Secret)
    pieces.append(text[end:])
    whole = "".join(pieces)
    return Secret(whole) if is_secret else whole


def _well_formed(text: str) -> Iterator[tuple[str, str]]:
    for match in _REFERENCE.finditer(text):
        service, _, key = match.group(1).partition(":")
        pattern = _KEYS.get(service)
        if pattern is not None and pattern.fullmatch(key):
            yield service, key


def _strings(value: Value, path: TemplatePath) -> Iterator[tuple[str, TemplatePath]]:
    if isinstance(value, str):
        if "{{resolve:" in value:
            yield value, path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))
    elif isinstance(value, Unknown):
        return
