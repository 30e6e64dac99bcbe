"""Servers compared: requests a second, from clients that send raw requests over connections they keep.

The peers are moto_server and MiniStack, of the virtual environment that LANDFORM_BENCH_PEERS names
(`pip install 'moto[server]' ministack`); without it only Landform is measured. `python -m bench.server` runs
this part alone.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

PEERS_VARIABLE = "LANDFORM_BENCH_PEERS"
DESCRIBES = 3_000
CREATES = 150
BUSY_STACKS = 50
BUSY_RESOURCES = 100
START_SECONDS = 60.0
POLL_SECONDS = 0.002  # a client that never pauses would measure itself
TWIN = json.dumps({"Resources": {"Group": {"Type": "AWS::EC2::PlacementGroup"}}})
QUEUE = json.dumps({"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}})
HEADERS = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudformation/aws4_request, "
    "SignedHeaders=host, Signature=0",
    "Content-Type": "application/x-www-form-urlencoded",
}


class Client:
    """One connection to a server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def call(self, action: str, **fields: str) -> str:
        """Call an API operation: the body of its answer."""
        body = urlencode({"Action": action, "Version": "2010-05-15", **fields})
        self._connection.request("POST", "/", body, HEADERS)
        answered = self._connection.getresponse()
        text = answered.read().decode()
        if answered.status != 200:
            raise RuntimeError(f"{action}: {answered.status} {text[:300]}")
        return text


def servers() -> None:
    """Print every measure of servers with its target."""
    print(
        "Servers, raw requests on one kept connection (targets: >= 800 DescribeStacks/s, 5 times the peers;"
    )
    print(">= 100 stacks of one resource a second to completion, 3 times the peers)")
    with _running(_landform()) as port:
        _measure("landform, twin", port, TWIN)
        _while_busy(port)
    with _running(_landform()) as port:
        _measure("landform, SQS queue", port, QUEUE)
    peers = os.environ.get(PEERS_VARIABLE)
    if not peers:
        print(f"  peers: not measured, {PEERS_VARIABLE} is not set\n")
        return
    port = _free_port()
    with _running(([f"{peers}/bin/moto_server", "-p", str(port)], port)) as port:
        _measure("moto_server", port, QUEUE)
    with _running(([f"{peers}/bin/ministack"], 4566)) as port:
        _measure("MiniStack", port, QUEUE)
    print()


def _measure(name: str, port: int, template: str) -> None:
    client = Client(port)
    client.call("CreateStack", StackName=f"first-{os.urandom(4).hex()}", TemplateBody=template)
    for _ in range(50):
        client.call("DescribeStacks")
    started = time.perf_counter()
    for _ in range(DESCRIBES):
        client.call("DescribeStacks")
    describes = DESCRIBES / (time.perf_counter() - started)
    started = time.perf_counter()
    for number in range(CREATES):
        stack = f"s{number}-{os.urandom(4).hex()}"
        client.call("CreateStack", StackName=stack, TemplateBody=template)
        while "<StackStatus>CREATE_COMPLETE<" not in client.call("DescribeStacks", StackName=stack):
            time.sleep(POLL_SECONDS)
    creates = CREATES / (time.perf_counter() - started)
    print(f"  {name:<20} {describes:7.0f} DescribeStacks/s (one stack), {creates:6.1f} stacks/s", flush=True)


def _while_busy(port: int) -> None:
    resources = {f"G{number}": {"Type": "AWS::EC2::PlacementGroup"} for number in range(BUSY_RESOURCES)}
    template = json.dumps({"Resources": resources})
    client = Client(port)
    stack = client.call("CreateStack", StackName=f"quiet-{os.urandom(4).hex()}", TemplateBody=TWIN)
    name = stack.split(":stack/")[1].split("/")[0]
    done = threading.Event()

    def create() -> None:
        own = Client(port)
        for number in range(BUSY_STACKS):
            own.call("CreateStack", StackName=f"b{number}-{os.urandom(4).hex()}", TemplateBody=template)
        while "_IN_PROGRESS</StackStatus>" in own.call("DescribeStacks"):
            time.sleep(0.2)
        done.set()

    worker = threading.Thread(target=create)
    worker.start()
    seconds = []
    while not done.is_set():
        started = time.perf_counter()
        client.call("DescribeStacks", StackName=name)
        seconds.append(time.perf_counter() - started)
        time.sleep(0.002)
    worker.join()
    seconds.sort()
    late = seconds[int(len(seconds) * 0.99)] * 1000
    print(
        f"  while {BUSY_STACKS} stacks of {BUSY_RESOURCES} resources deploy: DescribeStacks p50 "
        f"{seconds[len(seconds) // 2] * 1000:.1f} ms, p99 {late:.1f} ms  (target p99 < 50 ms)"
    )


def _landform() -> tuple[list[str], int]:
    port = _free_port()
    folder = Path(tempfile.mkdtemp()) / "state"
    command = [sys.executable, "-m", "landform.cli.main", "--state", str(folder), "serve"]
    return [*command, "--port", str(port)], port


@contextmanager
def _running(server: tuple[list[str], int]) -> Iterator[int]:
    command, port = server
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}: {process.args!r}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


if __name__ == "__main__":
    servers()
