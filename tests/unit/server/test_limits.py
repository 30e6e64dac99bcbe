import socket
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from landform.testing import server

HEAD_BYTES = 65_536
PATIENCE = 10.0


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server() as opened:
        yield opened


def exchange(url: str, head: bytes) -> bytes:
    """All that the server sends until it closes, or the first piece of an answer."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as opened:
        opened.sendall(head)
        return opened.recv(65_536)


def get(header: int) -> bytes:
    return b"GET /_landform/health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * header


def test_a_head_of_64_kib_is_taken_and_a_longer_one_refused(url: str) -> None:
    begin = len(get(0)) - len(b"GET  HTTP/1.1\r\n")  # the line's frame is not counted
    assert exchange(url, get(HEAD_BYTES - begin - 10) + b"\r\n\r\n").startswith(b"HTTP/1.1 200")
    assert exchange(url, get(HEAD_BYTES) + b"\r\n\r\n").startswith(b"HTTP/1.1 431")


def test_a_head_without_end_is_refused_before_it_ends(url: str) -> None:
    answer = exchange(url, get(3 * HEAD_BYTES))
    assert answer.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert answer.endswith(b"\r\n\r\nThe head of the request is over 64 KiB.")


def test_many_small_headers_are_counted_together(url: str) -> None:
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: aaaaaaaa\r\n" * 6000 + b"\r\n"
    assert exchange(url, head).startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        ("sqs", "list_queues", {}),  # JSON
        ("sns", "list_topics", {}),  # query
        ("s3", "list_buckets", {}),  # XML
        ("ec2", "describe_vpcs", {}),  # EC2's own
        ("lambda", "list_functions", {}),  # JSON by path
        ("cloudwatch", "list_dashboards", {}),  # CBOR, or whatever boto3 has chosen
        ("cloudformation", "describe_stacks", {}),
    ],
)
def test_boto3_understands_that_the_server_has_too_much_to_do(
    url: str, monkeypatch: pytest.MonkeyPatch, service: str, operation: str, parameters: dict[str, Any]
) -> None:
    monkeypatch.setattr("landform.server.connections.MAX_CONNECTIONS", 0)
    session = boto3.Session(aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1")
    config = Config(retries={"total_max_attempts": 1})
    client: Any = session.client(service, endpoint_url=url, config=config)
    with pytest.raises(ClientError) as refused:
        getattr(client, operation)(**parameters)
    answer = refused.value.response
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 503
    assert answer["Error"]["Code"] == "ServiceUnavailable"
    assert answer["Error"]["Message"] == "There are too many connections. Try again later."
