"""The protocols that AWS may switch to, judged by botocore: JSON and CBOR requests and answers."""

import json
from collections.abc import Iterator
from typing import Any, Final

import cbor2
import pytest
from botocore import parsers, serialize
from botocore.model import ServiceModel
from botocore.session import get_session

from landform.api.cbor_protocol import CborProtocol
from landform.api.front import answer
from landform.api.json_protocol import JsonProtocol
from landform.api.operations import OPERATIONS
from landform.api.wire import ApiAnswer, ApiRequest, WireProtocol
from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings
from landform.engine.requests import Place
from landform.store.memory import MemoryStore
from tests.unit.api.samples import Sampler, with_moments

PLACE: Final = Place(account_id="000000000000", region="us-east-1")
PROTOCOLS: Final[dict[str, WireProtocol]] = {
    "json": JsonProtocol("1.0"),
    "smithy-rpc-v2-cbor": CborProtocol(),
}
KINDS: Final = sorted(PROTOCOLS)


def model_of(protocol: str) -> ServiceModel:
    """CloudFormation as AWS would model it in another protocol, after what it did with CloudWatch."""
    found = get_session().get_service_data("cloudformation")
    metadata = {
        **found["metadata"],
        "protocol": protocol,
        "protocols": [protocol],
        "jsonVersion": "1.0",
        "targetPrefix": "CloudFormation",
        "awsQueryCompatible": {},
    }
    return ServiceModel({**found, "metadata": metadata}, "CloudFormation")


MODELS: Final = {name: model_of(name) for name in KINDS}


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine(MemoryStore(), EmbeddedCloud(None), Settings(folder=None))
    yield made
    made.close()


def written(kind: str, name: str, parameters: dict[str, Any]) -> ApiRequest:
    serializer = serialize.create_serializer(kind, include_validation=False)
    request = serializer.serialize_to_request(parameters, MODELS[kind].operation_model(name))
    headers = {each.lower(): value for each, value in request["headers"].items()}
    body = request["body"]
    return ApiRequest(path=request["url_path"], headers=headers, body=body if body else b"")


def read(kind: str, name: str, answered: ApiAnswer) -> Any:
    headers = {each.lower(): value for each, value in answered.headers.items()}
    response = {"status_code": answered.status, "headers": headers, "body": answered.body}
    return parsers.create_parser(kind).parse(response, MODELS[kind].operation_model(name).output_shape)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_botocore_reads_every_answer_as_it_was_meant(kind: str, name: str) -> None:
    model = MODELS[kind].operation_model(name)
    meant = Sampler(7, for_answer=True).of(model.output_shape) if model.output_shape else {}
    found = read(kind, name, PROTOCOLS[kind].answer(model, meant, "request-1"))
    metadata = found.pop("ResponseMetadata")
    # botocore reads no request id from an answer in CBOR that has no document.
    assert metadata.get("RequestId", "none") == (
        "request-1" if model.output_shape or kind == "json" else "none"
    )
    assert found == (with_moments(model.output_shape, meant) if model.output_shape else {})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_request_botocore_writes_is_read_as_it_was_meant(kind: str, name: str) -> None:
    model = MODELS[kind].operation_model(name)
    meant = Sampler(3, for_answer=False).of(model.input_shape) if model.input_shape else {}
    operation, content = PROTOCOLS[kind].read(written(kind, name, meant))
    assert operation == name
    assert PROTOCOLS[kind].parameters(model, content) == meant


@pytest.mark.parametrize("kind", KINDS)
def test_a_request_is_answered_in_the_protocol_it_came_in(engine: Engine, kind: str) -> None:
    template = json.dumps({"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}})
    request = written(kind, "ValidateTemplate", {"TemplateBody": template})
    found = read(kind, "ValidateTemplate", answer(engine, PLACE, request))
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert found["Parameters"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_has_the_code_of_the_query_protocol(engine: Engine, kind: str) -> None:
    request = written(kind, "DescribeStacks", {"StackName": "nowhere"})
    found = read(kind, "DescribeStacks", answer(engine, PLACE, request))
    assert found["Error"]["Code"] == "ValidationError"
    assert found["Error"]["Message"] == "Stack with id nowhere does not exist"
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 400


MALFORMED: Final = {
    "no json": ("json", b"{"),
    "deep json": ("json", b"[" * 100_000),
    "a list for an object": ("json", b"[]"),
    "a number for text": ("json", b'{"StackName": 1}'),
    "no cbor": ("smithy-rpc-v2-cbor", b"\xff"),
    "deep cbor": ("smithy-rpc-v2-cbor", b"\x81" * 100_000 + b"\x01"),
    "a length that no memory holds": ("smithy-rpc-v2-cbor", b"\x9b" + b"\xff" * 8),
    "a cbor number for text": ("smithy-rpc-v2-cbor", cbor2.dumps({"StackName": 1})),
    "a pattern for text": (
        "smithy-rpc-v2-cbor",
        cbor2.dumps({"StackName": cbor2.CBORTag(35, "a")}),
    ),
    "the same key twice": ("smithy-rpc-v2-cbor", b"\xa2\x61a\x01\x61a\x02"),
}


@pytest.mark.parametrize("case", sorted(MALFORMED))
def test_a_malformed_request_is_the_senders_fault(engine: Engine, case: str) -> None:
    kind, body = MALFORMED[case]
    whole = written(kind, "DescribeStacks", {})
    found = answer(engine, PLACE, ApiRequest(path=whole.path, headers=whole.headers, body=body))
    error = read(kind, "DescribeStacks", found)["Error"]
    assert (found.status, error["Code"]) == (400, "ValidationError")
