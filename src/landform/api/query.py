"""AWS's query protocol, driven by botocore's model: form fields to parameters, answers to XML.

Mirror image of botocore's serializer and parser. It knows shapes, not operations.
Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

from landform.api.wire import ApiAnswer, ApiRequest, MalformedRequestError, answer_headers
from landform.engine.errors import EngineError

NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/"
MAX_FIELDS = 10_000
MAX_LIST_ITEMS = 2000  # of one list in a request; AWS's own limits are far lower
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class QueryProtocol:
    """See landform.api.wire.WireProtocol."""

    def read(self, request: ApiRequest) -> tuple[str, Mapping[str, str]]:
        try:
            pairs = parse_qsl(request.body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
        except ValueError:
            raise MalformedRequestError("The request is not form encoded UTF-8.") from None
        fields = dict(pairs)
        return fields.get("Action", ""), fields

    def parameters(self, model: OperationModel, content: Mapping[str, str]) -> dict[str, Any]:
        return parse_parameters(model, content)

    def answer(self, model: OperationModel, answered: Mapping[str, Any], request_id: str) -> ApiAnswer:
        text = answer_xml(model, answered, request_id)
        return ApiAnswer(status=200, headers=answer_headers("text/xml", request_id), body=text.encode())

    def error(self, error: EngineError, request_id: str) -> ApiAnswer:
        text = error_xml(error.code, error.message, request_id, is_sender=error.status < 500)
        headers = answer_headers("text/xml", request_id)
        return ApiAnswer(status=error.status, headers=headers, body=text.encode(), error=error)


def parse_parameters(model: OperationModel, fields: Mapping[str, str]) -> dict[str, Any]:
    """The operation's parameters. Raises MalformedRequestError."""
    shape = model.input_shape
    if shape is None:
        return {}
    parsed = _parse(shape, "", fields)
    assert isinstance(parsed, dict | None)  # an operation's input is a structure
    return parsed or {}


def _parse(shape: Shape, prefix: str, fields: Mapping[str, str]) -> Any:
    """The value under the prefix, or None when there is none."""
    if isinstance(shape, StructureShape):
        return _parse_structure(shape, prefix, fields)
    if isinstance(shape, ListShape):
        return _parse_list(shape, prefix, fields)
    if isinstance(shape, MapShape):
        return _parse_map(shape, prefix, fields)
    text = fields.get(prefix)
    return None if text is None else _parse_scalar(shape, prefix, text)


def _parse_structure(shape: StructureShape, prefix: str, fields: Mapping[str, str]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for name, member in shape.members.items():
        key = str(member.serialization.get("name", name))
        value = _parse(member, f"{prefix}.{key}" if prefix else key, fields)
        if value is not None:
            found[name] = value
    return found or None


def _parse_list(shape: ListShape, prefix: str, fields: Mapping[str, str]) -> list[Any] | None:
    if fields.get(prefix) == "":
        return []
    if not any(key.startswith(f"{prefix}.") for key in fields):
        return None
    infix = "" if shape.serialization.get("flattened") else ".member"
    items: list[Any] = []
    for number in range(1, MAX_LIST_ITEMS + 2):
        value = _parse(shape.member, f"{prefix}{infix}.{number}", fields)
        if value is None:
            return items
        items.append(value)
    raise MalformedRequestError(f"{prefix} has more than {MAX_LIST_ITEMS} items")


def _parse_map(shape: MapShape, prefix: str, fields: Mapping[str, str]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for number in range(1, MAX_LIST_ITEMS + 1):
        key = fields.get(f"{prefix}.entry.{number}.key")
        if key is None:
            break
        found[key] = _parse(shape.value, f"{prefix}.entry.{number}.value", fields)
    return found or None


def _parse_scalar(shape: Shape, name: str, text: str) -> str | int | float | bool:
    kind = shape.type_name
    try:
        if kind in ("integer", "long"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
        if kind == "boolean":
            return {"true": True, "false": False}[text.lower()]
    except (ValueError, KeyError):
        raise MalformedRequestError(f"{name} must be of type {kind}, not '{text[:100]}'") from None
    return text


def answer_xml(model: OperationModel, answer: Mapping[str, Any], request_id: str) -> str:
    """The body of a successful answer."""
    name = model.name
    shape = model.output_shape
    result = ""
    if shape is not None:
        wrapper = shape.serialization.get("resultWrapper", f"{name}Result")
        result = f"<{wrapper}>{''.join(_structure_xml(shape, answer))}</{wrapper}>"
    return (
        f'<{name}Response xmlns="{NAMESPACE}">{result}'
        f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{name}Response>"
    )


def error_xml(code: str, message: str, request_id: str, *, is_sender: bool = True) -> str:
    """The body of an error."""
    kind = "Sender" if is_sender else "Receiver"
    return (
        f'<ErrorResponse xmlns="{NAMESPACE}"><Error><Type>{kind}</Type><Code>{_text(code)}</Code>'
        f"<Message>{_text(message)}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
    )


def _structure_xml(shape: StructureShape, value: Mapping[str, Any]) -> Iterator[str]:
    for name, member in shape.members.items():
        item = value.get(name)
        if item is not None:
            yield _xml(member, str(member.serialization.get("name", name)), item)


def _xml(shape: Shape, name: str, value: Any) -> str:
    if isinstance(shape, StructureShape):
        inner = "".join(_structure_xml(shape, value))
    elif isinstance(shape, ListShape):
        if shape.serialization.get("flattened"):
            return "".join(_xml(shape.member, name, item) for item in value)
        inner = "".join(_xml(shape.member, "member", item) for item in value)
    elif isinstance(shape, MapShape):
        inner = "".join(
            f"<entry>{_xml(shape.key, 'key', key)}{_xml(shape.value, 'value', item)}</entry>"
            for key, item in value.items()
        )
    else:
        inner = _scalar_xml(shape, value)
    return f"<{name}>{inner}</{name}>"


def _scalar_xml(shape: Shape, value: Any) -> str:
    if shape.type_name == "timestamp":
        moment = datetime.fromtimestamp(value, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(str(value))


def _text(value: str) -> str:
    """Character data; characters that XML cannot hold become U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", value))
