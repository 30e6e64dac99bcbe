"""Whether the body of a request to S3 is what its operation takes, by botocore's model of S3.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (MalformedXML,
MissingRequestBodyError, MalformedPolicy)
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from landform.cloud.models import service_model
from landform.cloud.wire import WireRequest

if TYPE_CHECKING:
    from botocore.model import Shape

MALFORMED: Final = "The XML you provided was not well-formed or did not validate against our published schema"
Problem = tuple[str, str]
"""S3's error code and sentence."""


def policy_problem(method: str, url: str, body: bytes) -> Problem | None:
    """What is wrong with a bucket policy, which moto takes unread; None for all other requests."""
    if method != "PUT" or "policy" not in _query(url):
        return None
    try:
        is_document = isinstance(json.loads(body), dict)
    except ValueError:
        is_document = False
    return (
        None
        if is_document
        else ("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
    )


def request_problem(request: WireRequest) -> Problem | None:
    """What is wrong with a request that moto tripped over; None when headers and body fit the operation."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    is_streamed = headers.get("x-amz-content-sha256", "").startswith("STREAMING-")
    if is_streamed and "x-amz-decoded-content-length" not in headers:
        return "MissingContentLength", "You must provide the Content-Length HTTP header."
    inputs = _inputs(request.method, request.url)
    for member in (each for shape in inputs for each in shape.members.values()):
        value = headers.get(member.serialization.get("name", "").lower())
        is_header = member.serialization.get("location") == "header"
        if is_header and value is not None and getattr(member, "enum", None) and value not in member.enum:
            return "InvalidArgument", f"The value of {member.serialization['name']} is not valid."
    payload = next((found for found in map(_payload, inputs) if found is not None), None)
    return _body_problem(payload, request.body) if payload is not None else None


def _body_problem(payload: Any, body: bytes) -> Problem | None:
    if not body:
        return "MissingRequestBodyError", "Request Body is empty"
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return "MalformedXML", MALFORMED
    name = payload.serialization.get("name", payload.name)
    return None if _plain(root) == name and _fits(root, payload) else ("MalformedXML", MALFORMED)


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _inputs(method: str, url: str) -> list[Any]:
    """The inputs of the operations that a URL with the bucket in its host can mean.

    They are those that want most of the query; headers tell them apart (PutObject and CopyObject).
    """
    given = _query(url).keys()
    has_key = urlsplit(url).path not in ("", "/")
    fitting = [
        (len(wanted), name)
        for name, verb, wants_key, wanted in _operations()
        if verb == method and wants_key == has_key and wanted <= given
    ]
    most = max(fitting, default=(0, ""))[0]
    shapes = (
        service_model("s3").operation_model(name).input_shape for count, name in fitting if count == most
    )
    return [shape for shape in shapes if shape is not None]


@cache
def _operations() -> tuple[tuple[str, str, bool, frozenset[str]], ...]:
    """All operations: name, method, whether of an object, the names in the query that tell it."""
    found = []
    for name in service_model("s3").operation_names:
        http = service_model("s3").operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        wanted = frozenset(dict(parse_qsl(query, keep_blank_values=True)))
        found.append((name, http["method"], "{Key" in path, wanted))
    return tuple(found)


def _payload(shape: Any) -> Any:
    """The structure that is the body of an operation's input; None when it has none, or takes bytes."""
    name = shape.serialization.get("payload")
    payload = shape.members[name] if name else None
    return payload if payload is not None and payload.type_name == "structure" else None


def _plain(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _fits(element: ElementTree.Element, shape: "Shape") -> bool:
    """Whether an element has all that its shape requires, and only what it knows."""
    kind: Any = shape
    if kind.type_name == "list":
        return all(_fits(each, kind.member) for each in element)
    if kind.type_name != "structure":
        return not kind.enum or (element.text or "") in kind.enum if kind.type_name == "string" else True
    if len(element) == 0:
        return False  # it says nothing: what trips services over most
    known = dict(_elements(kind))
    present = {_plain(each) for each in element}
    required = {known_name for known_name, (member, _) in known.items() if member in kind.required_members}
    return required <= present <= known.keys() and all(
        _fits(each, known[_plain(each)][1]) for each in element
    )


def _elements(structure: Any) -> Iterator[tuple[str, tuple[str, Any]]]:
    """The elements of a structure: how each is spelled, its member's name and shape."""
    for name, member in structure.members.items():
        spelled = member.serialization.get("name", name)
        if member.serialization.get("xmlAttribute"):
            continue
        if member.type_name == "list" and member.serialization.get("flattened"):
            yield (
                member.member.serialization.get("name", spelled) if spelled == name else spelled,
                (
                    name,
                    member.member,
                ),
            )
        else:
            yield spelled, (name, member)
