"""A real `landform serve` process for tests."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

from landform.server.process import Note, running

SOURCE = Path(__file__).parents[2] / "src"
START_SECONDS = 30.0


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The URL and the process of a server on the state folder, ended on leaving."""
    process, note = start(folder, *options, **environment)
    try:
        yield note.url, process
    finally:
        process.terminate()
        process.wait(30)


def start(folder: Path, *options: str, **environment: str) -> tuple[subprocess.Popen[bytes], Note]:
    """A new server on any free port, when it answers."""
    log = (folder.parent / f"{folder.name}.log").open("ab")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "landform.cli.main", "--state", str(folder)),
            *("serve", "--port", "0", *options),
        ],
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
        stdout=log,
        stderr=log,
    )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        note = running(folder)
        if note is not None and note.pid == process.pid:
            return process, note
        time.sleep(0.02)
    raise AssertionError(f"the server did not start: {Path(log.name).read_text()}")


def client(
    url: str, service: str, *, key: str = "test", secret: str = "test", region: str = "us-east-1"
) -> Any:
    """A boto3 client of the server."""
    session = boto3.Session(aws_access_key_id=key, aws_secret_access_key=secret, region_name=region)
    return session.client(service, endpoint_url=url)


def put(address: str, body: dict[str, Any] | bytes) -> int:
    """The status with which a plain HTTP client's PUT is answered. Raises HTTPError."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(address, data=data, method="PUT", headers={"Content-Type": ""})
    with urllib.request.urlopen(request, timeout=10) as answered:
        return int(answered.status)
