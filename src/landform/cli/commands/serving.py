"""`landform serve`, `status` and `stop`: a server for boto3, the aws CLI and the cdk CLI."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from landform.cli.console import hint, say, show, show_json
from landform.cli.errors import CommandError, usage_error
from landform.cli.options import Options, current_options

if TYPE_CHECKING:
    from landform.server.admission import Admission
    from landform.server.auth import Credentials
    from landform.server.http import ServerSettings

DEFAULT_PORT: Final = 4566
START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 30.0
LOG_FILE: Final = "server.log"
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(0, 65_535))
@click.option("--persist/--ephemeral", default=True, help="Keep the state in its folder, or in memory only.")
@click.option("--detach", is_flag=True, help="Go on in the background; `landform stop` ends it.")
@click.option(
    "--auth",
    metavar="KEY:SECRET",
    envvar="LANDFORM_AUTH",
    help="Accept only requests signed with these credentials.",
)
@click.option(
    "--allow-host", "hosts", metavar="NAME", multiple=True, help="Another name that clients reach it by."
)
@click.option(
    "--allow-origin", "origins", metavar="ORIGIN", multiple=True, help="A site whose pages may use it."
)
@click.option("--log-requests", is_flag=True, help="Write a line for each request.")
def serve(
    *,
    host: str,
    port: int,
    persist: bool,
    detach: bool,
    auth: str | None,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    log_requests: bool,
) -> None:
    """Serve CloudFormation and the embedded cloud on one port.

    Clients find it by AWS_ENDPOINT_URL. Without --auth any signature is accepted, so other machines are kept
    out: an address that is not this machine's own needs --auth. Web pages are kept out too, but for those of
    this machine: see --allow-host and --allow-origin.
    """
    options = current_options()
    if auth is None and host not in _LOOPBACK:
        raise usage_error(
            f"{host} can be reached from other machines, and without --auth anybody could use the server",
            "give --auth KEY:SECRET, or leave --host out",
        )
    admission = _admission(host, hosts, origins)
    if detach:
        if not persist:
            raise usage_error("--detach keeps its notes in the state folder: leave --ephemeral out")
        again = ["--host", host, "--port", str(port), *(["--log-requests"] if log_requests else [])]
        again += [word for each in hosts for word in ("--allow-host", each)]
        again += [word for each in origins for word in ("--allow-origin", each)]
        _detach(options, again, auth)
        return
    from landform.server.http import ServerSettings

    settings = ServerSettings(
        account_id=options.account,
        region=options.region,
        credentials=_credentials(auth),
        log_requests=log_requests,
        admission=admission,
    )
    _serve_here(options, host, port, settings, persist=persist)


def _admission(host: str, hosts: tuple[str, ...], origins: tuple[str, ...]) -> "Admission":
    from landform.server.admission import admission_of

    try:
        return admission_of(host, hosts, origins)
    except ValueError as error:
        raise usage_error(str(error)) from None


def _serve_here(options: Options, host: str, port: int, settings: "ServerSettings", *, persist: bool) -> None:
    from landform.server.process import PortTakenError, Serving, StateInUseError, log_to, running
    from landform.server.process import serve as serve_now

    found = running(options.state) if persist else None
    if found is not None:
        raise CommandError(f"a server of this state runs already at {found.url} (process {found.pid})")
    log_to()
    folder = options.state if persist else None
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    serving = Serving(
        folder=folder, host=host, port=port, http=settings, enforce_limits=options.enforce_limits
    )
    try:
        serve_now(serving)
    except StateInUseError as error:
        raise CommandError(f"{error}", hint="wait for it, or give another --state") from None
    except PortTakenError as error:
        raise CommandError(f"{error}", hint="give another --port") from None


def _credentials(auth: str | None) -> "Credentials | None":
    if auth is None:
        return None
    from landform.server.auth import Credentials

    key, colon, secret = auth.partition(":")
    if not colon or not key or not secret:
        raise usage_error("--auth takes an access key and a secret with a colon between them")
    return Credentials(access_key=key, secret_key=secret)


def _detach(options: Options, arguments: list[str], auth: str | None) -> None:
    from landform.server.process import running

    options.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = running(options.state)
    if found is not None:
        say(f"runs already at {found.url} (process {found.pid})")
        return
    same = ["--state", str(options.state), "--account", options.account, "--region", options.region]
    same += [] if options.enforce_limits else ["--limits", "none"]
    environment = {**os.environ, **({"LANDFORM_AUTH": auth} if auth else {})}  # not where `ps` shows it
    log = options.state / LOG_FILE
    with log.open("ab") as stream:
        child = subprocess.Popen(
            [sys.executable, "-m", "landform.cli.main", *same, "serve", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    log.chmod(0o600)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        found = running(options.state)
        if found is not None:
            say(f"serving at {found.url} (process {found.pid}); log: {log}")
            hint(f"export AWS_ENDPOINT_URL={found.url}")
            return
        time.sleep(0.05)
    raise CommandError("the server did not start", hint=f"its last words are in {log}")


@click.command()
def status() -> None:
    """Say whether a server runs on this project's state, and where."""
    from landform.server.process import health, running

    options = current_options()
    found = running(options.state)
    said = health(found.url) if found is not None else None
    if options.as_json:
        running_at = {"url": found.url, "pid": found.pid, **(said or {})} if found else None
        show_json({"server": running_at})
    elif found is None:
        show("no server")
    else:
        busy = ", operations are running" if said and said.get("busy") else ""
        show(f"serving at {found.url} (process {found.pid}){busy}")


@click.command()
def stop() -> None:
    """Stop the server of this project's state. Running operations go on at the next start."""
    from landform.server.process import running

    options = current_options()
    found = running(options.state)
    if found is None:
        say("no server runs here")
        return
    os.kill(found.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if not _is_alive(found.pid):
            say(f"stopped process {found.pid}")
            return
        time.sleep(0.05)
    raise CommandError(f"process {found.pid} has not ended in {STOP_SECONDS:.0f} seconds")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
