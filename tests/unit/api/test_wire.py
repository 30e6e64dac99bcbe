"""The wire protocol, judged by botocore: its serializer writes our requests, its parser reads our answers."""

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

import pytest
from botocore import parsers, serialize
from botocore.model import OperationModel

from landform.api.front import answer, cloudformation_model
from landform.api.operations import CHANGING, OPERATIONS
from landform.api.pages import ITEMS_A_PAGE, page_of
from landform.api.query import answer_xml, error_xml, parse_parameters
from landform.api.wire import ApiRequest
from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings
from landform.engine.errors import EngineError
from landform.engine.requests import Place
from landform.store.memory import MemoryStore
from tests.unit.api.samples import TEXTS, Sampler, with_moments

MODEL = cloudformation_model()
PLACE = Place(account_id="000000000000", region="us-east-1")


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine(MemoryStore(), EmbeddedCloud(None), Settings(folder=None))
    yield made
    made.close()


def read_by_botocore(model: OperationModel, body: str, status: int = 200) -> Any:
    parser = parsers.create_parser("query")
    response = {"status_code": status, "headers": {}, "body": body.encode()}
    return parser.parse(response, model.output_shape)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_botocore_reads_every_answer_as_it_was_meant(name: str) -> None:
    model = MODEL.operation_model(name)
    meant = Sampler(7, for_answer=True).of(model.output_shape) if model.output_shape else {}
    found = read_by_botocore(model, answer_xml(model, meant, "request-1"))
    metadata = found.pop("ResponseMetadata")
    assert metadata["RequestId"] == "request-1"
    assert found == (with_moments(model.output_shape, meant) if model.output_shape else {})


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_answer_without_members_is_read_as_one(name: str) -> None:
    model = MODEL.operation_model(name)
    found = read_by_botocore(model, answer_xml(model, {}, "request-1"))
    assert set(found) - {"ResponseMetadata"} == set()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
@pytest.mark.parametrize("seed", range(3))
def test_every_request_botocore_writes_is_read_as_it_was_meant(name: str, seed: int) -> None:
    model = MODEL.operation_model(name)
    meant = Sampler(seed, for_answer=False).of(model.input_shape) if model.input_shape else {}
    serializer = serialize.create_serializer("query", include_validation=False)
    written = serializer.serialize_to_request(meant, model)["body"]
    fields = dict(parse_qsl(urlencode(written), keep_blank_values=True))
    assert parse_parameters(model, fields) == meant


REFUSED = {
    "Action=CreateStack": "Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    "Action=CreateStack&StackName=a&TemplateBody={}&OnFailure=PANIC": "Value 'PANIC' at 'onFailure' failed "
    "to satisfy constraint: Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]",
    "Action=CreateStack&StackName=a&TemplateBody={}&TimeoutInMinutes=0": "Value '0' at 'timeoutInMinutes' "
    "failed to satisfy constraint: Member must have value greater than or equal to 1",
    "Action=CreateStack&StackName=a&TemplateBody={}&Tags.member.1.Value=x": "Value null at "
    "'tags.1.member.key' failed to satisfy constraint: Member must not be null",
}


@pytest.mark.parametrize("body", sorted(REFUSED))
def test_a_value_outside_the_model_is_refused_in_the_words_of_aws(engine: Engine, body: str) -> None:
    found = answer(engine, PLACE, ApiRequest(body=body.encode()))
    error = read_by_botocore(MODEL.operation_model("CreateStack"), found.body.decode(), found.status)["Error"]
    assert (found.status, error["Code"]) == (400, "ValidationError")
    assert error["Message"] == f"1 validation error detected: {REFUSED[body]}"


def test_an_empty_list_in_a_request_is_an_empty_list() -> None:
    model = MODEL.operation_model("CreateStack")
    serializer = serialize.create_serializer("query", include_validation=False)
    written = serializer.serialize_to_request({"StackName": "app", "Tags": []}, model)["body"]
    assert parse_parameters(model, dict(written)) == {"StackName": "app", "Tags": []}


def test_every_operation_belongs_to_the_model_and_every_change_is_known() -> None:
    assert set(OPERATIONS) <= set(MODEL.operation_names)
    assert set(OPERATIONS) >= CHANGING


@pytest.mark.parametrize("code", ["ValidationError", "AlreadyExistsException", "InternalFailure"])
@pytest.mark.parametrize("text", TEXTS)
def test_botocore_reads_every_error(code: str, text: str) -> None:
    model = MODEL.operation_model("CreateStack")
    body = error_xml(code, text, "request-1", is_sender=code != "InternalFailure")
    found = read_by_botocore(model, body, 400)
    assert (found["Error"]["Code"], found["Error"]["Message"]) == (code, text)
    assert found["Error"]["Type"] == ("Receiver" if code == "InternalFailure" else "Sender")


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    body = error_xml("ValidationError", "a\x00b\x1bc\ufffe", "request-1")
    ElementTree.fromstring(body)
    found = read_by_botocore(MODEL.operation_model("CreateStack"), body, 400)
    assert found["Error"]["Message"] == "a\ufffdb\ufffdc\ufffd"


def test_pages_cover_a_list_once() -> None:
    items = list(range(2 * ITEMS_A_PAGE + 1))
    seen: list[int] = []
    token: str | None = None
    for _ in range(3):
        page = page_of(items, token)
        seen += page.items
        token = page.next_token
    assert (seen, token) == (items, None)


@pytest.mark.parametrize("token", ["", "-1", "x", "\uff11", "9" * 5000])
def test_a_token_that_is_none_of_ours_is_refused_or_gives_nothing(token: str) -> None:
    try:
        page = page_of([1, 2, 3], token)
    except EngineError as error:
        assert error.code == "ValidationError"
    else:
        assert page.next_token is None


MALFORMED = {
    "nothing": b"",
    "no operation": b"Version=2010-05-15",
    "another operation": b"Action=MakeCoffee",
    "not served": b"Action=CreateStackSet&StackSetName=a",
    "no text": b"\xff\xfe\x00",
    "too many fields": b"&".join(b"a%d=1" % number for number in range(20_000)),
    "too large": b"Action=CreateStack&StackName=a&TemplateBody=" + b"x" * 6_000_000,
    "a list with a hole": b"Action=CreateStack&StackName=a&TemplateBody={}&Tags.member.5.Key=a",
    "a number that is none": b"Action=CreateStack&StackName=a&TemplateBody={}&TimeoutInMinutes=soon",
    "a number out of range": b"Action=CreateStack&StackName=a&TemplateBody={}&TimeoutInMinutes=" + b"9" * 400,
    "a truth that is none": b"Action=CreateStack&StackName=a&TemplateBody={}&DisableRollback=perhaps",
    "a parameter without a key": b"Action=CreateStack&StackName=a&Parameters.member.1.ParameterValue=x",
    "a tag without a key": b"Action=CreateStack&StackName=a&TemplateBody={}&Tags.member.1.Value=x",
    "an unknown filter": b"Action=ListStacks&StackStatusFilter.member.1=DANCING",
    "an unknown failure word": b"Action=CreateStack&StackName=a&TemplateBody={}&OnFailure=PANIC",
    "a bad token": b"Action=ListStacks&NextToken=%00",
    "a huge token": b"Action=ListStacks&NextToken=" + b"9" * 5000,
    "a huge event token": b"Action=DescribeStackEvents&StackName=a&NextToken=" + b"9" * 5000,
    "a broken template": b"Action=ValidateTemplate&TemplateBody=%7B",
    "a deep template": b"Action=ValidateTemplate&TemplateBody=" + b"[" * 100_000,
    "a deep json template": b"Action=CreateStack&StackName=a&TemplateBody=" + b'{"a":' * 9_000,
}


@pytest.mark.parametrize("kind", sorted(MALFORMED))
def test_a_malformed_request_is_the_senders_fault(engine: Engine, kind: str) -> None:
    found = answer(engine, PLACE, ApiRequest(body=MALFORMED[kind]))
    assert 400 <= found.status < 500 or found.status == 501, found.body[:300]
    root = ElementTree.fromstring(found.body)
    assert root.tag.endswith("ErrorResponse")


def test_random_requests_never_fail_inside(engine: Engine) -> None:
    chance = random.Random(20260203)
    words = ["app", "", "é", "1", "true", "arn:aws:cloudformation:us-east-1:0:stack/a/b", "{}", "[]", "\x00"]
    for _ in range(1500):
        name = chance.choice(sorted(OPERATIONS))
        shape = MODEL.operation_model(name).input_shape
        fields = {"Action": name}
        for member in shape.members if shape else ():
            form = chance.choice(["{}", "{}.member.1", "{}.member.1.Key", "{}.entry.1.key", "{}.{}"])
            if chance.random() < 0.5:
                fields[form.format(member, member)] = chance.choice(words)
        found = answer(engine, PLACE, ApiRequest(body=urlencode(fields).encode()))
        assert found.status != 500, (fields, found.body)
        ElementTree.fromstring(found.body)


def test_random_bytes_never_fail_inside(engine: Engine) -> None:
    chance = random.Random(5)
    for _ in range(500):
        body = chance.randbytes(chance.randint(0, 200))
        template = b"Action=CreateStack&StackName=a&TemplateBody=" + body
        assert answer(engine, PLACE, ApiRequest(body=template)).status != 500
        assert answer(engine, PLACE, ApiRequest(body=body)).status != 500
