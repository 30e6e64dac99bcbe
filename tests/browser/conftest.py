"""A real browser, a server, and a web server whose pages belong to sites that the browser has heard of."""

import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.end_to_end.serving import client, serving

NAMES = ("chromium", "chromium-browser", "google-chrome")
SITES = ("attacker.example", "friend.example")
"""Sites that the browser finds on this machine, under names that are not loopback."""
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--disable-features=LocalNetworkAccessChecks",  # what newer browsers refuse themselves, older ones send
    "--host-resolver-rules=" + ",".join(f"MAP {site} 127.0.0.1" for site in SITES),
]
ARRIVAL_SECONDS = 20.0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no Chromium, which these tests need: install the package chromium")
        pytest.skip("there is no Chromium on this machine: install the package chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


class _Pages(BaseHTTPRequestHandler):
    """An empty page at every address."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>a site</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def _web_server() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def web_port() -> Iterator[int]:
    with _web_server() as port:
        yield port


@dataclass(frozen=True, slots=True)
class Target:
    """The server that pages try to use."""

    url: str
    log: Path
    ran: Path  # a folder in which the code of a stack makes a file of the stack's name when it runs

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stacks(self) -> list[str]:
        found = client(self.url, "cloudformation").list_stacks()["StackSummaries"]
        return [each["StackName"] for each in found]

    def statuses(self) -> list[int]:
        """The status of every answer so far, in order."""
        lines = [json.loads(each) for each in self.log.read_text().splitlines() if each.startswith("{")]
        return [each["status"] for each in lines if each["event"] == "request"]

    def status_after(self, page: Page, script: str, *given: Any) -> int:
        """How the server answered what a script makes the page send."""
        before = len(self.statuses())
        page.evaluate(script, list(given))
        deadline = time.monotonic() + ARRIVAL_SECONDS
        while len(self.statuses()) == before and time.monotonic() < deadline:
            page.wait_for_timeout(20)  # the browser's messages are read meanwhile
        new = self.statuses()[before:]
        assert new, "no request of the page has reached the server"
        return new[0]


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory, web_port: int) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("browser")
    friend = f"http://friend.example:{web_port}"
    with serving(folder / "state", "--log-requests", "--allow-origin", friend) as (url, _):
        (folder / "ran").mkdir()
        yield Target(url, folder / "state.log", folder / "ran")
