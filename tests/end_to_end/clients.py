"""Other people's clients: installed once per test run, called with the environment of a server.

Each Python client gets a virtual environment of its own, because they pin what others need newer. What is
installed stands in tools/locks/, unless LANDFORM_TEST_RELEASES says `newest`.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.serving import SOURCE

LOCKS = SOURCE.parent / "tools" / "locks"
IS_NEWEST = os.environ.get("LANDFORM_TEST_RELEASES") == "newest"
ANSIBLE_VERSION = "12.3.0"  # of the collections; amazon.aws is taken out of it
SHIM = SOURCE / "landform" / "cdk" / "shim"
COMMAND_SECONDS = 300.0
WATCH_SECONDS = 180.0


def installed(name: str, temporary: pytest.TempPathFactory, install: Callable[[Path], None]) -> Path:
    """The folder of a client, installed by whichever process of the test run comes first."""
    shared = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "clients" / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / ".installed"
        if not done.exists():
            install(folder)
            done.touch()
    return folder


def node_modules(temporary: pytest.TempPathFactory) -> Path:
    """A `node_modules` with the cdk command, aws-cdk-lib and the SDK."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("the cdk CLI needs Node and npm")

    def install(folder: Path) -> None:
        for name in ("package.json",) if IS_NEWEST else ("package.json", "package-lock.json"):
            shutil.copy(LOCKS / "npm" / name, folder)
        quiet = ("--silent", "--no-audit", "--no-fund")
        subprocess.run([npm, "install" if IS_NEWEST else "ci", *quiet, "--prefix", str(folder)], check=True)

    return installed("npm", temporary, install) / "node_modules"


def python_client(name: str, temporary: pytest.TempPathFactory) -> Path:
    """The `bin` of a virtual environment with a client of tools/locks/clients/."""
    return installed(name, temporary, lambda folder: pip_install(folder, name)) / "bin"


def ansible(temporary: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The `bin` of Ansible, and the folder of collections that holds amazon.aws alone."""

    def install(folder: Path) -> None:
        pip_install(folder, "ansible")
        quiet = ("--quiet", "--disable-pip-version-check", "--no-deps", "--dest", str(folder / "wheel"))
        python = folder / "bin" / "python"
        subprocess.run([python, "-m", "pip", "download", *quiet, f"ansible=={ANSIBLE_VERSION}"], check=True)
        wheel = next((folder / "wheel").glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            wanted = [each for each in archive.namelist() if each.startswith("ansible_collections/amazon/")]
            archive.extractall(folder / "collections", wanted)
        wheel.unlink()

    folder = installed("ansible", temporary, install)
    return folder / "bin", folder / "collections"


def pip_install(folder: Path, name: str) -> None:
    """Make a virtual environment of what a file of tools/locks/clients/ asks for."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    asked = LOCKS / "clients" / name
    locked = () if IS_NEWEST else ("--constraint", str(asked.with_suffix(".txt")))
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-compile")
    given = ("--disable-pip-version-check", "--requirement", str(asked.with_suffix(".in")), *locked)
    subprocess.run([*pip, *given], check=True)


def environment_of(url: str, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a client that is to work with a server; nothing of the user's own configuration."""
    return {
        **os.environ,
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "HOME": str(folder),
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "SAM_CLI_TELEMETRY": "0",
        "NODE_NO_WARNINGS": "1",
        "PYTHONPATH": f"{SHIM}:{SOURCE}",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }


def call(command: list[str], url: str, folder: Path, *, code: int = 0, **more: str) -> str:
    """What a command printed; another exit code than the expected one is the test's failure."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment_of(url, folder, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=COMMAND_SECONDS,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@contextmanager
def watching(command: list[str], url: str, folder: Path) -> Iterator[Path]:
    """`cdk watch` while this holds; gives the file of what it prints."""
    log = folder / "watch.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment_of(url, folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield log
        finally:
            process.terminate()
            process.wait(30)


def until(is_so: Callable[[], bool], log: Path) -> None:
    """Wait for something that `cdk watch` does."""
    deadline = time.monotonic() + WATCH_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.5)
