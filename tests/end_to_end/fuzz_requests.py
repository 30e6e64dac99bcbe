"""Requests that no client sends: drawn from a seed over botocore's models, then broken in many ways."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import cbor2
import yaml
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

from landform.api.operations import OPERATIONS
from landform.cloud.models import service_model

FORM = "application/x-www-form-urlencoded"
MOST_LEVELS = 6
STACKS = tuple(f"fuzz-{number}" for number in range(12))
SCOPE = (
    "AWS4-HMAC-SHA256 Credential={key}/20260101/us-east-1/{service}/aws4_request, "
    "SignedHeaders=host, Signature=0"
)

Draw = random.Random


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes over the wire; `kind` says how it was drawn."""

    kind: str
    method: str
    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


ODD_TEXTS: tuple[str, ...] = (
    *("", " ", "\x00", "\x07\x1b[31m", "\u2028", "ﷺ" * 50, "🧨" * 40, "é\u0301", "\ufffe", "\ud800"),
    *("null", "true", "-1", "0", "1e309", "NaN", "9" * 400, "0x10", "2026-01-01T00:00:00Z", "[]", "{}", "{"),
    *("../../../etc/passwd", "%2e%2e%2f", "file:///etc/passwd", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "' OR 1=1"),
    *("${AWS::StackName}", "{{resolve:ssm:x}}", "arn:aws:cloudformation:us-east-1:000000000000:stack/x/y"),
    *("arn:" + ":" * 30, "a" * 5_000, "/" * 300, "AWS::SQS::Queue", "*", "\r\nX-Injected: 1"),
)
URLS: tuple[str, ...] = (
    *(
        "https://s3.amazonaws.com/models/../../etc/passwd",
        "https://s3.amazonaws.com/",
        "s3://",
        "s3://b/../x",
    ),
    *(
        "http://127.0.0.1:22/a/b",
        "file:///etc/passwd",
        "https://[::1/x",
        "http://localhost/b/%00",
        "gopher://x",
    ),
    *(
        "https://b.s3.amazonaws.com/%2e%2e/%2e%2e/etc/passwd",
        "https://s3.amazonaws.com/b/k?versionId=%00",
        "//",
    ),
    *(
        "https://s3.amazonaws.com/b\u0000/k",
        "https://B_ad.s3.amazonaws.com/k",
        "https://s3.amazonaws.com:99999/b/k",
    ),
)
PATHS: tuple[str, ...] = (
    *("/_landform/../../etc/passwd", "/_landform/%2e%2e/%2e%2e/etc/passwd", "/_landform/fidelity/../../x"),
    *(
        "/_landform/fidelity/AWS::SQS::Queue",
        "/_landform/fidelity/%00",
        "/_landform/fidelity/..%2f..%2fetc%2fpasswd",
    ),
    *(
        "/_landform/fidelity/",
        "/_landform/",
        "/_landform//health",
        "/../../../etc/passwd",
        "//",
        "/%",
        "/%ff%fe",
    ),
    *(
        "/_landform/fidelity/AWS::" + "A" * 3_000,
        "/bucket/../../etc/passwd",
        "/bucket/%2e%2e/%2e%2e/etc/passwd",
    ),
)
TEMPLATES: tuple[Any, ...] = (
    {"Resources": {"G": {"Type": "AWS::EC2::PlacementGroup"}}},
    {
        "Parameters": {"P": {"Type": "String", "Default": "a", "AllowedValues": ["a", "b"], "MaxLength": 3}},
        "Mappings": {"M": {"us-east-1": {"K": "v"}}},
        "Conditions": {
            "C": {"Fn::And": [{"Fn::Equals": [{"Ref": "P"}, "a"]}, {"Fn::Not": [{"Condition": "D"}]}]}
        },
        "Rules": {"R": {"Assertions": [{"Assert": {"Fn::Contains": [["a"], {"Ref": "P"}]}}]}},
        "Resources": {
            "Q": {"Type": "AWS::SQS::Queue", "Condition": "C", "Properties": {"DelaySeconds": 3}},
            "T": {
                "Type": "AWS::SNS::Topic",
                "DependsOn": ["Q"],
                "DeletionPolicy": "Retain",
                "Properties": {
                    "DisplayName": {"Fn::Sub": ["${P}-${x}", {"x": {"Fn::GetAtt": ["Q", "Arn"]}}]}
                },
            },
        },
        "Outputs": {
            "O": {"Value": {"Fn::Join": ["-", [{"Ref": "Q"}, "x"]]}, "Export": {"Name": "fuzz-export"}}
        },
    },
    {
        "Transform": ["AWS::LanguageExtensions"],
        "Resources": {
            "Fn::ForEach::L": ["X", ["A", "B"], {"R${X}": {"Type": "AWS::EC2::PlacementGroup"}}],
            "P": {
                "Type": "AWS::SSM::Parameter",
                "Properties": {
                    "Type": "String",
                    "Value": {"Fn::Select": [0, {"Fn::Split": [",", {"Fn::ImportValue": "fuzz-export"}]}]},
                },
            },
            "V": {
                "Type": "AWS::EC2::VPC",
                "Properties": {"CidrBlock": {"Fn::Select": ["0", {"Fn::Cidr": ["10.0.0.0/16", 2, 8]}]}},
            },
        },
    },
)
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{used}'] * 9)}]\n"
    for used, name in zip("abcdefgh", "bcdefghi", strict=True)
)
ODD_DOCUMENTS: tuple[str, ...] = (
    *(
        "",
        "null",
        "[]",
        "3",
        '"x"',
        "{",
        "\t- a",
        "a: b: c",
        "&a [*a]",
        "? {a: b}\n: c",
        "!!python/object:os.system x",
    ),
    *(
        BOMB,
        "a: &a\n  b: *a\n",
        "Resources: &r\n  <<: *r\n",
        "[" * 5_000,
        '{"a":' * 5_000,
        "- " * 3_000 + "x",
    ),
    *("{" + "[{a: " * 400, '{"' + "k" * 40_000 + '": 1}', '{"Resources": ' + "[" * 900 + "]" * 900 + "}"),
    *(
        "Resources:\n  A: !Sub [!Sub [!Sub x]]",
        "Resources: !GetAtt",
        "Resources: {A: !Nope {b: c}}",
        "--- a\n--- b",
    ),
    *(
        "Resources: {A: {Type: AWS::EC2::PlacementGroup, Type: 2001-01-01}}",
        "2001-99-99: x",
        "a: 0o9",
        ".inf: .nan",
    ),
    *(
        "Resources: {A: {Type: 1_000}}",
        "\ufeffResources: {}",
        "Resources:\n  A: {Type: !!binary aGVsbG8=}",
        "%YAML 9.9",
    ),
    *(
        "Resources: {A: {Type: AWS::SQS::Queue, Properties: !!set {a, b}}}",
        "1: {2: {3: 4}}",
        "[a]: b",
        "{a: b}: c",
    ),
)
ODD_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        -1,
        1.5,
        10**40,
        "",
        "x",
        [],
        {},
        [[]],
        {"": ""},
        {"Ref": 3},
        {"Ref": "None"},
        {"Fn::Sub": {}},
    ),
    *(
        {"Fn::GetAtt": []},
        {"Fn::GetAtt": "a.b"},
        {"Fn::If": ["C", 1]},
        {"Fn::Join": "x"},
        {"Fn::Select": [9, [1]]},
    ),
    *(
        {"Fn::Sub": "${"},
        {"Fn::Sub": "${!x}${Q.Arn}"},
        {"Fn::Cidr": ["x", 999999, 999]},
        {"Ref": "AWS::NoValue"},
    ),
    *(
        {"Fn::Transform": {"Name": "AWS::Include"}},
        {"Fn::Base64": [1]},
        {"Fn::FindInMap": ["M", {}, 1]},
        "\x00",
    ),
    *(
        {"Fn::Length": 1},
        {"Fn::ToJsonString": {"a": {"Ref": "Q"}}},
        {"Fn::GetAZs": {"Ref": "P"}},
        {"Fn::Nope": 1},
    ),
)


def draw_request(draw: Draw, seen: list[str]) -> Request:
    """Any request; `seen` holds names and tokens that answers held."""
    kinds: tuple[tuple[int, Callable[[Draw, list[str]], Request]], ...] = (
        *((40, _query), (25, _template_request), (12, _cloud_control), (8, _tree)),
        *((6, _broken_form), (5, _noise), (7, _page)),
    )
    return draw.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0](draw, seen)


def signed(service: str, content_type: str, draw: Draw) -> dict[str, str]:
    """Headers as of a signed request."""
    key = "test" if draw.random() < 0.98 else draw.choice(["", "111111111111", "é", "a" * 500])
    return {"Authorization": SCOPE.format(key=quote(key), service=service), "Content-Type": content_type}


def _query(draw: Draw, seen: list[str]) -> Request:
    model = service_model("cloudformation")
    names = sorted(OPERATIONS if draw.random() < 0.95 else model.operation_names)
    operation = model.operation_model(draw.choice(names))
    fields = {"Action": operation.name, "Version": "2010-05-15"}
    flattened: list[tuple[str, str]] = []
    if operation.input_shape is not None:
        _flatten(_value(draw, operation.input_shape, seen, 0), operation.input_shape, "", flattened)
    body = _form([*fields.items(), *flattened])
    return Request("query", "POST", "/", body, signed("cloudformation", FORM, draw))


def _tree(draw: Draw, seen: list[str]) -> Request:
    """A request in JSON or CBOR."""
    operation = service_model("cloudformation").operation_model(draw.choice(sorted(OPERATIONS)))
    shape = operation.input_shape
    given = {} if shape is None else _value(draw, shape, seen, 0)
    if draw.random() < 0.5:
        path, body = "/", json.dumps(given).encode()
        headers = signed("cloudformation", "application/x-amz-json-1.0", draw)
        headers["X-Amz-Target"] = f"CloudFormation.{operation.name}"
    else:
        path = f"/service/CloudFormation/operation/{operation.name}"
        body = _cbor(given)
        headers = signed("cloudformation", "application/cbor", draw)
        headers["smithy-protocol"] = "rpc-v2-cbor"
    return Request("tree", "POST", path, body if draw.random() < 0.9 else _spoiled(draw, body), headers)


def _cbor(value: Any) -> bytes:
    """The value as CBOR; half characters, which it cannot hold, are replaced."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return cbor2.dumps(json.loads(text))


def _template_request(draw: Draw, seen: list[str]) -> Request:
    action = draw.choice(
        ["CreateStack", "UpdateStack", "CreateChangeSet", "ValidateTemplate", "GetTemplateSummary"]
    )
    fields = {"Action": action, "Version": "2010-05-15", "TemplateBody": draw_template(draw)}
    if action not in ("ValidateTemplate", "GetTemplateSummary"):
        fields["StackName"] = draw.choice(STACKS)
    if action == "CreateChangeSet":
        fields |= {"ChangeSetName": "c", "ChangeSetType": draw.choice(["CREATE", "UPDATE", "IMPORT"])}
    if draw.random() < 0.7:
        fields |= {
            "Capabilities.member.1": "CAPABILITY_IAM",
            "Capabilities.member.2": "CAPABILITY_AUTO_EXPAND",
        }
    if draw.random() < 0.3:
        fields |= {
            "Parameters.member.1.ParameterKey": "P",
            "Parameters.member.1.ParameterValue": _text(draw, seen),
        }
    return Request("template", "POST", "/", _form(fields.items()), signed("cloudformation", FORM, draw))


def draw_template(draw: Draw) -> str:
    """A template's text: a small valid one with a few mutations, or a document that is none."""
    if draw.random() < 0.15:
        return draw.choice(ODD_DOCUMENTS)
    template = json.loads(json.dumps(draw.choice(TEMPLATES)))
    for _ in range(draw.choice([0, 0, 0, 1, 1, 2, 5])):
        template = _mutated(draw, template)
    try:
        text = json.dumps(template) if draw.random() < 0.6 else yaml.safe_dump(template)
    except RecursionError:  # several deep values in one another
        return draw.choice(ODD_DOCUMENTS)
    if draw.random() < 0.1:
        cut = draw.randrange(len(text) + 1)
        text = (
            text[:cut]
            + draw.choice([*ODD_TEXTS, "&a", "*a", "!Ref ", "\t", '"', "}"])
            + text[cut + draw.randrange(9) :]
        )
    return text


def _mutated(draw: Draw, value: Any) -> Any:
    """The value with one place of it changed."""
    if not value or not isinstance(value, dict | list) or draw.random() < 0.2:
        return draw.choice(ODD_VALUES) if draw.random() < 0.9 else _deep(draw)
    if isinstance(value, list):
        place = draw.randrange(len(value))
        return [*value[:place], _mutated(draw, value[place]), *value[place + 1 :]]
    key = draw.choice(list(value))
    turn = draw.random()
    if turn < 0.1:
        return {name: each for name, each in value.items() if name != key}
    if turn < 0.2:
        return {
            **value,
            draw.choice([*ODD_TEXTS, "k" * 300, "Fn::ForEach::Z", "Fn::If"]): draw.choice(ODD_VALUES),
        }
    return {**value, key: _mutated(draw, value[key])}


def _deep(draw: Draw) -> Any:
    value: Any = "x"
    for _ in range(draw.choice([20, 200, 450])):
        value = (
            [value] if draw.random() < 0.5 else {draw.choice(["a", "Fn::Not", "Fn::Sub", "Fn::Join"]): value}
        )
    return value


def _cloud_control(draw: Draw, seen: list[str]) -> Request:
    model = service_model("cloudcontrol")
    operation: OperationModel = model.operation_model(draw.choice(sorted(model.operation_names)))
    assert operation.input_shape is not None
    given = _value(draw, operation.input_shape, seen, 0)
    if isinstance(given, dict):
        known = {"TypeName": "AWS::SQS::Queue", "DesiredState": '{"DelaySeconds": 3}', "Identifier": "x"}
        known |= {"PatchDocument": '[{"op": "replace", "path": "/DelaySeconds", "value": "x"}]'}
        chosen = {name: known[name] for name in known if name in operation.input_shape.members}
        given |= {name: text for name, text in chosen.items() if draw.random() < 0.6}
        if "DesiredState" in given and draw.random() < 0.5:
            given["DesiredState"] = json.dumps(
                _mutated(draw, {"QueueName": "q", "Tags": [{"Key": "a", "Value": "b"}]})
            )
        if "PatchDocument" in given and draw.random() < 0.5:
            patch = [{"op": "add", "path": "/Tags/0", "from": "/x", "value": {"Key": "a"}}]
            given["PatchDocument"] = json.dumps(_mutated(draw, patch))
    text = json.dumps(given)
    body = text.encode() if draw.random() < 0.9 else _spoiled(draw, text.encode())
    action = operation.name if draw.random() < 0.97 else _text(draw, seen)
    target = f"CloudApiService.{action}".encode("latin-1", "replace").decode("latin-1")
    headers = signed("cloudcontrolapi", "application/x-amz-json-1.0", draw)
    return Request("cloud control", "POST", "/", body, {**headers, "X-Amz-Target": _header(target)})


def _broken_form(draw: Draw, seen: list[str]) -> Request:
    body = draw.choice(
        [
            *(
                b"Action=%ff%fe&Version=%zz",
                b"&&&===",
                b"Action",
                b"Action=ListStacks&Action=DescribeStacks",
                b"\xff\xfe",
            ),
            *(
                b"Action=" + b"A" * 70_000,
                b"&".join(b"a%d=b" % number for number in range(11_000)),
                b"Action=%00",
            ),
            b"Action=DescribeStacks&Version=1999-01-01",
            _form([("Action", _text(draw, seen)), ("Version", _text(draw, seen))]),
            _form(
                [
                    ("Action", "CreateStack"),
                    ("StackName.member.1", "a"),
                    ("Tags.member.x", "y"),
                    ("Tags", "z"),
                ]
            ),
            _form(
                [("Action", "ListStacks"), *((f"StackStatusFilter.member.{n}", "X") for n in range(1, 2_500))]
            ),
            _spoiled(draw, _query(draw, seen).body),
        ]
    )
    content_type = draw.choice(
        [FORM, "text/xml", "application/json", "", "multipart/form-data", FORM + "; charset=utf-7"]
    )
    headers = signed("cloudformation", content_type, draw)
    if draw.random() < 0.2:
        del headers["Authorization"]
    return Request("broken form", draw.choice(["POST", "PUT", "GET"]), "/", body, headers)


def _noise(draw: Draw, seen: list[str]) -> Request:
    del seen
    body = draw.randbytes(draw.choice([0, 1, 50, 5_000]))
    service = draw.choice(["cloudformation", "cloudcontrolapi"])
    headers = signed(service, draw.choice([FORM, "application/x-amz-json-1.0", "application/cbor"]), draw)
    if draw.random() < 0.3:
        headers["X-Amz-Target"] = _header(draw.randbytes(20).decode("latin-1"))
    return Request("noise", "POST", "/", body, headers)


def _page(draw: Draw, seen: list[str]) -> Request:
    del seen
    return Request(
        "page",
        draw.choice(["GET", "GET", "GET", "POST", "HEAD", "PUT", "PATCH", "OPTIONS", "TRACE", "DELETE"]),
        draw.choice(PATHS),
        b"",
        {},
    )


def _header(text: str) -> str:
    return "".join(each if " " <= each != "\x7f" else "?" for each in text)


def _spoiled(draw: Draw, body: bytes) -> bytes:
    place = draw.randrange(len(body) + 1)
    return body[:place] + draw.randbytes(draw.randrange(5)) + body[place + draw.randrange(9) :]


def _form(fields: Any) -> bytes:
    return urlencode([(name, text) for name, text in fields], errors="replace").encode()


def _text(draw: Draw, seen: list[str]) -> str:
    turn = draw.random()
    if turn < 0.3 and seen:
        return draw.choice(seen)
    return draw.choice(STACKS) if turn < 0.6 else draw.choice(ODD_TEXTS)


def _value(draw: Draw, shape: Shape, seen: list[str], level: int) -> Any:
    """A value that mostly has the shape."""
    if level > MOST_LEVELS or draw.random() < 0.015:
        return draw.choice([_text(draw, seen), [_text(draw, seen)], {"x": "y"}])
    if isinstance(shape, StructureShape):
        share = draw.choice([0.0, 0.05, 0.2, 1.0])
        wanted = [
            (name, member)
            for name, member in shape.members.items()
            if draw.random() < (0.9 if name in shape.required_members or name == "StackName" else share)
        ]
        return {name: _member(draw, name, member, seen, level) for name, member in wanted}
    if isinstance(shape, ListShape):
        return [_value(draw, shape.member, seen, level + 1) for _ in range(draw.choice([0, 1, 1, 2, 30]))]
    if isinstance(shape, MapShape):
        return {
            _text(draw, seen): _value(draw, shape.value, seen, level + 1) for _ in range(draw.randrange(3))
        }
    return _scalar(draw, shape, seen)


def _member(draw: Draw, name: str, shape: Shape, seen: list[str], level: int) -> Any:
    if draw.random() < 0.7:
        if name in ("TemplateBody", "StackPolicyBody"):
            return draw_template(draw)
        if name.endswith("URL"):
            return draw.choice(URLS)
        if name == "StackName":
            return draw.choice(STACKS)
    return _value(draw, shape, seen, level + 1)


def _scalar(draw: Draw, shape: Shape, seen: list[str]) -> str:
    words = shape.metadata.get("enum", [])
    if words and draw.random() < 0.8:
        return str(draw.choice(words))
    if shape.type_name in ("boolean", "integer", "long", "double") and draw.random() < 0.8:
        return (
            draw.choice(["true", "false"])
            if shape.type_name == "boolean"
            else draw.choice(["0", "1", "-5", "99"])
        )
    return "a1" if draw.random() < 0.3 else _text(draw, seen)


def _flatten(value: Any, shape: Shape | None, prefix: str, found: list[tuple[str, str]]) -> None:
    """The value in the fields of the query protocol."""
    if isinstance(value, dict) and isinstance(shape, MapShape):
        for number, (key, each) in enumerate(value.items(), start=1):
            found.append((f"{prefix}.entry.{number}.key", key))
            _flatten(each, shape.value, f"{prefix}.entry.{number}.value", found)
    elif isinstance(value, dict):
        members = shape.members if isinstance(shape, StructureShape) else {}
        for name, each in value.items():
            _flatten(each, members.get(name), f"{prefix}.{name}" if prefix else name, found)
    elif isinstance(value, list):
        if not value:
            found.append((prefix, ""))
        for number, each in enumerate(value, start=1):
            member = shape.member if isinstance(shape, ListShape) else None
            _flatten(each, member, f"{prefix}.member.{number}", found)
    else:
        found.append((prefix or "x", str(value)))
