"""The options every command takes, before or after the command's name.

They are collected in the context's `meta`, which a command shares with its group, so that
`landform --json ls` and `landform ls --json` are the same.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from landform.cli.aws.caller import Caller

_KEY = "landform."
STATE_FOLDER = ".landform"
DEFAULT_ACCOUNT = "000000000000"
DEFAULT_REGION = "us-east-1"
AWS = "aws"  # the target that is AWS itself
_SAID = "landform-said."  # options of the command line, not of the environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was said about where and how."""

    state: Path  # the folder of the state, which may not exist yet
    region: str = DEFAULT_REGION
    account: str = DEFAULT_ACCOUNT
    target: str = "local"
    profile: str | None = None  # of AWS's shared configuration; None: that of AWS_PROFILE, or the default
    caller: "Caller | None" = None  # whose credentials AWS is called with, once that is known
    as_json: bool = False
    enforce_limits: bool = True
    strict: bool = False  # refuse types that are only recorded, not run
    debug: bool = False  # show tracebacks


def current_options() -> Options:
    """The options of the command that runs now."""
    return options_of(click.get_current_context())


def options_of(context: click.Context) -> Options:
    """The options of a context that need not be the current one."""
    meta = context.meta
    given: dict[str, Any] = {
        key.removeprefix(_KEY): value for key, value in meta.items() if key.startswith(_KEY)
    }
    state = given.get("state")
    return Options(
        state=Path(state) if state else project_state(Path.cwd()),
        region=given.get("region", DEFAULT_REGION),
        account=given.get("account", DEFAULT_ACCOUNT),
        target=given.get("target", "local"),
        profile=given.get("profile"),
        as_json=given.get("json", False),
        enforce_limits=given.get("limits", "aws") == "aws",
        strict=given.get("strict", False),
        debug=given.get("debug", False),
    )


def is_debugging(meta: dict[str, Any]) -> bool:
    """Whether tracebacks are wanted, asked when a command has already failed."""
    return bool(meta.get(_KEY + "debug"))


def is_given(name: str) -> bool:
    """Whether an option was said, by a flag or the environment, for the command that runs now."""
    return _KEY + name in click.get_current_context().meta


def is_said(name: str) -> bool:
    """Whether an option was given on the command line of the command that runs now."""
    return _SAID + name in click.get_current_context().meta


def project_state(folder: Path) -> Path:
    """The state folder of the project that a folder belongs to.

    The nearest one upwards, not beyond a repository's root or into the home folder; else a new one here.
    """
    home = Path.home()
    for each in (folder, *folder.parents):
        if each == home and each != folder:
            break
        if (each / STATE_FOLDER).is_dir():
            return each / STATE_FOLDER
        if (each / ".git").exists():
            break
    return folder / STATE_FOLDER


def global_options(*, of_group: bool) -> list[click.Option]:
    """The options; those of the group also read the environment and are described in its help."""

    def option(*names: str, **settings: Any) -> click.Option:
        if not of_group:
            settings.pop("envvar", None)
            settings["hidden"] = names[0] not in ("--json", "--state")
        return click.Option(list(names), expose_value=False, callback=_keep, default=None, **settings)

    return [
        option(
            "--state",
            metavar="DIR",
            envvar="LANDFORM_STATE",
            type=click.Path(file_okay=False),
            help="Folder of the state (default: .landform of the project).",
        ),
        option(
            "--region",
            envvar=["LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "CDK_DEFAULT_REGION"],
            help=f"AWS region (default: {DEFAULT_REGION}).",
        ),
        option(
            "--account",
            envvar=["LANDFORM_ACCOUNT", "CDK_DEFAULT_ACCOUNT"],
            help=f"Account id (default: {DEFAULT_ACCOUNT}).",
        ),
        option(
            "--target",
            envvar="LANDFORM_TARGET",
            help="Where to deploy: local (the default), the URL of a server, or aws.",
        ),
        option("--profile", help="Profile of the AWS configuration, for --target aws."),
        option("--json", is_flag=True, help="Print data as JSON."),
        option(
            "--limits",
            type=click.Choice(["aws", "none"]),
            envvar="LANDFORM_LIMITS",
            help="Enforce AWS's quotas (aws, the default) or none.",
        ),
        option("--strict", is_flag=True, help="Refuse resource types that would only be recorded."),
        option("--debug", is_flag=True, help="Show the traceback when the command fails."),
    ]


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None and value is not False:
        context.meta[f"{_KEY}{parameter.name}"] = value
        if context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE:
            context.meta[f"{_SAID}{parameter.name}"] = True
