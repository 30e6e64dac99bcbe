"""Throw drawn requests at a server and see that it stands: `python -m tests.end_to_end.fuzz --seed 1`.

A fault is an answer with status 500, a traceback on the wire, an answer that takes longer than the limit, or
a connection that ends without an answer. The seed decides what is drawn; names that a server makes up (ids,
tokens) are drawn from its answers.
"""

import argparse
import http.client
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.fuzz_requests import Request, draw_request, signed
from tests.end_to_end.serving import serving

ANSWER_SECONDS = 10.0
MOST_SEEN = 200
_NAMES = re.compile(
    rb"<(?:StackId|Id|ChangeSetId|StackName|NextToken|ChangeSetName|PhysicalResourceId)>([^<]{1,300})<"
)
_RUNNING = re.compile(rb"<StackStatus>(?!REVIEW)[A-Z_]*_IN_PROGRESS<")
_TOKENS = re.compile(rb'"(?:RequestToken|Identifier|NextToken)": "([^"]{1,300})"')


@dataclass(slots=True)
class Findings:
    """What a run saw."""

    statuses: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    @property
    def summary(self) -> str:
        """One line."""
        statuses = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items()))
        return (
            f"{sum(self.kinds.values())} requests in {self.seconds:.0f} s, {len(self.faults)} faults, "
            f"slowest answer {self.slowest:.2f} s ({statuses})"
        )


class Fuzzer:
    """One connection to one server."""

    def __init__(self, url: str, seed: int) -> None:
        self._draw = random.Random(seed)
        self._place = url.removeprefix("http://")
        self._connection = http.client.HTTPConnection(self._place, timeout=ANSWER_SECONDS)
        self._seen: list[str] = []
        self.findings = Findings()

    def run(self, requests: int) -> Findings:
        """Send so many requests, then see whether the server still does its work."""
        started = time.monotonic()
        for _ in range(requests):
            self._send(draw_request(self._draw, self._seen))
        self._still_works()
        self.findings.seconds = time.monotonic() - started
        self._connection.close()
        return self.findings

    def _send(self, request: Request) -> tuple[int, bytes]:
        self.findings.kinds[request.kind] += 1
        started = time.monotonic()
        try:
            self._connection.putrequest(request.method, "/", skip_accept_encoding=True)
            self._connection._buffer[0] = f"{request.method} {request.path} HTTP/1.1".encode()  # type: ignore[attr-defined]  # http.client refuses odd paths
            for name, text in {**request.headers, "Content-Length": str(len(request.body))}.items():
                self._connection.putheader(name, text.encode("latin-1", "replace"))
            self._connection.endheaders(request.body)
            response = self._connection.getresponse()
            status, body = response.status, response.read()
            heads = str(response.headers).encode()
        except (OSError, http.client.HTTPException) as error:
            self._fault(request, f"{type(error).__name__}: {error}", b"")
            self._connection.close()
            return 0, b""
        seconds = time.monotonic() - started
        self.findings.slowest = max(self.findings.slowest, seconds)
        self.findings.statuses[status] += 1
        if status == 500 or b"Traceback (most recent" in body + heads:
            self._fault(request, f"status {status}", body)
        if seconds > ANSWER_SECONDS:
            self._fault(request, f"took {seconds:.1f} s", body)
        self._learn(body)
        return status, body

    def _fault(self, request: Request, what: str, body: bytes) -> None:
        sent = f"{request.method} {request.path[:200]} {request.headers} {request.body[:3_000]!r}"
        self.findings.faults.append(f"{request.kind}: {what}\n  {sent}\n  -> {body[:500]!r}")

    def _learn(self, body: bytes) -> None:
        for found in (*_NAMES.findall(body[:20_000])[:3], *_TOKENS.findall(body[:20_000])[:3]):
            name = found.decode(errors="replace")
            if len(self._seen) < MOST_SEEN:
                self._seen.append(name)
            else:
                self._seen[self._draw.randrange(MOST_SEEN)] = name

    def _still_works(self) -> None:
        health = Request("health", "GET", "/_landform/health", b"")
        status, body = self._send(health)
        if status != 200 or json.loads(body)["status"] != "running":
            self._fault(health, f"status {status}", body)
        form = "application/x-www-form-urlencoded"
        headers = signed("cloudformation", form, random.Random(1))
        described = Request("describe", "POST", "/", b"Action=DescribeStacks&Version=2010-05-15", headers)
        status, body = self._send(described)
        if status != 200 or b"<DescribeStacksResult>" not in body:
            self._fault(described, f"status {status}", body)
        deadline = time.monotonic() + ANSWER_SECONDS
        while _RUNNING.search(body) and time.monotonic() < deadline:
            time.sleep(0.1)
            body = self._send(described)[1]
        if _RUNNING.search(body):
            self._fault(described, "a stack's operation does not end", body)


def main() -> int:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="keep the server's log in this folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.log or Path(scratch)) / "state"
        with serving(folder) as (url, _):
            found = Fuzzer(url, given.seed).run(given.requests)
    for fault in found.faults:
        print(fault)
    print(f"seed {given.seed}: {found.summary}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
