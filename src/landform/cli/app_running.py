"""Runs an app, in whatever language, so that it writes a cloud assembly; knows nothing of what is in one.

Source of the variables and context keys: what the cdk command 2.1148 gives to an app.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landform.assembly.manifest import MANIFEST_FILE
from landform.assembly.reading import is_assembly
from landform.cli.app_settings import AppSettings
from landform.cli.console import say
from landform.cli.errors import CommandError, usage_error
from landform.cli.inputs import read_pairs
from landform.cli.options import Options

CONFIGURATION = "cdk.json"
CONTEXT_CACHE = "cdk.context.json"
DEFAULT_OUTPUT = "cdk.out"
MAX_VARIABLE_BYTES = 100_000  # Linux takes 131,072 a variable; above this a file carries the context
_OVERFLOW_VARIABLE = "CONTEXT_OVERFLOW_LOCATION_ENV"
_HINTS = {
    "No module named 'landform'": "the app's Python has no landform: install it there, or give --jsii to use "
    "aws-cdk-lib",
    "No such file or directory: 'node'": "aws-cdk-lib runs on Node.js, which is not on the PATH: install "
    "it, or leave --jsii out",
    "No module named 'aws_cdk'": "the app's Python has no aws-cdk-lib: install it there, or leave --jsii out",
}
"""By what a failing app prints: what helps."""
_PYTHONS = ("python", "python3")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppConfiguration:
    """What cdk.json says."""

    app: str | None = None
    build: str | None = None  # a command to run before the app
    output: str = DEFAULT_OUTPUT
    context: Mapping[str, Any] | None = None
    path_metadata: bool = True
    asset_metadata: bool = True
    version_reporting: bool = True


def read_configuration() -> AppConfiguration:
    """The cdk.json of the current folder; defaults where there is none."""
    content = _object_in(Path(CONFIGURATION))
    app = content.get("app")
    if app is not None and not isinstance(app, str):
        raise usage_error(f'{CONFIGURATION}: "app" is a command or the folder of an assembly')
    build = content.get("build")
    if build is not None and not isinstance(build, str):
        raise usage_error(f'{CONFIGURATION}: "build" is a command')
    return AppConfiguration(
        app=app,
        build=build,
        output=str(content.get("output", DEFAULT_OUTPUT)),
        context=content.get("context", {}),
        path_metadata=content.get("pathMetadata", True) is not False,
        asset_metadata=content.get("assetMetadata", True) is not False,
        version_reporting=content.get("versionReporting", True) is not False,
    )


def assembly_folder(settings: AppSettings, options: Options, output: str | None = None) -> Path:
    """The folder of the app's assembly, after running the app unless the app is such a folder."""
    configuration = read_configuration()
    app = settings.app or configuration.app
    if app is None:
        raise usage_error(
            "there is no app: no --app, and no cdk.json here that names one",
            "give --app 'python app.py', or name template files",
        )
    if Path(app).is_dir():
        if not is_assembly(Path(app)):
            raise usage_error(f"the folder {app} holds no cloud assembly: it has no {MANIFEST_FILE}")
        return Path(app)
    folder = Path(output or configuration.output)
    _run(app, folder, settings, configuration, options)
    return folder


def _run(
    app: str, folder: Path, settings: AppSettings, configuration: AppConfiguration, options: Options
) -> None:
    """Build and run the app; what both print goes to stderr as it comes."""
    (folder / MANIFEST_FILE).unlink(missing_ok=True)  # so that an earlier run's is not taken for this one's
    context = json.dumps(app_context(settings, configuration), separators=(",", ":"))
    with _environment(context, folder, settings, options) as environment:
        if configuration.build is not None:
            _run_shown(configuration.build, environment, "the build of the app")
        try:
            _run_shown(app, environment, "the app")
        except CommandError:
            (folder / MANIFEST_FILE).unlink(missing_ok=True)  # half an app is none to deploy
            raise
    if not is_assembly(folder):
        raise usage_error(
            f"`{app}` ended well but wrote no cloud assembly to {folder}",
            "an app makes an App and calls its synth() at the end",
        )


def _run_shown(command: str, environment: Mapping[str, str], what: str) -> None:
    """Run a command and show what it prints. Raises CommandError where it fails."""
    # The command is the user's own line, as in cdk.json: a shell reads it, as the cdk command has it.
    process = subprocess.Popen(
        command_line(command),
        shell=True,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None, "the output is a pipe. This is a bug in Landform."
    hint: str | None = None
    with process:
        for line in process.stdout:
            say(line.rstrip("\n"))
            hint = next((text for sign, text in _HINTS.items() if sign in line), hint)
    if process.returncode != 0:
        raise usage_error(f"{what} failed: `{command}` ended with exit code {process.returncode}", hint)


def command_line(app: str) -> str:
    """The command with the interpreter that runs this one where it says just `python`."""
    program, blank, rest = app.strip().partition(" ")
    return f"{shlex.quote(sys.executable)}{blank}{rest}" if program in _PYTHONS else app


def app_context(settings: AppSettings, configuration: AppConfiguration) -> dict[str, Any]:
    """All context: flags over cdk.json over cdk.context.json, as the cdk command has it."""
    own: dict[str, Any] = {"aws:cdk:bundling-stacks": ["**"]}
    if configuration.path_metadata:
        own["aws:cdk:enable-path-metadata"] = True
    if configuration.asset_metadata:
        own["aws:cdk:enable-asset-metadata"] = True
    if configuration.version_reporting:
        own["aws:cdk:version-reporting"] = True
    flags = read_pairs(settings.context, "context value")
    return {**_object_in(Path(CONTEXT_CACHE)), **(configuration.context or {}), **flags, **own}


@contextmanager
def _environment(
    context: str, folder: Path, settings: AppSettings, options: Options
) -> Iterator[dict[str, str]]:
    """The app's environment variables; a file beside them while the app runs, when the context is long."""
    found = {
        **os.environ,
        "CDK_OUTDIR": str(folder.absolute()),
        "CDK_DEFAULT_ACCOUNT": options.account,
        "CDK_DEFAULT_REGION": options.region,
    }
    if not settings.uses_jsii:
        from landform import cdk

        shim = str(Path(cdk.__file__).parent / "shim")
        found["PYTHONPATH"] = os.pathsep.join(each for each in (shim, os.environ.get("PYTHONPATH")) if each)
    if len(context.encode()) <= MAX_VARIABLE_BYTES:
        yield {**found, "CDK_CONTEXT_JSON": context}
        return
    with tempfile.TemporaryDirectory(prefix="landform-context") as temporary:
        file = Path(temporary) / "context.json"
        file.write_text(context, encoding="utf-8")
        yield {**found, _OVERFLOW_VARIABLE: str(file)}


def _object_in(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except json.JSONDecodeError as error:
        raise usage_error(f"{file} is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise usage_error(f"{file} holds no JSON object")
    return content
