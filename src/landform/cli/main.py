"""The `landform` command: finds the command that was called and imports only that one.

`--version` and `--help` import nothing but click: what is said about each command here is all that help
needs. Every way a command can fail ends in `run`, as a sentence and an exit code.
"""

import gc
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import click

from landform import __version__
from landform.cli.errors import CommandError, ExitCode
from landform.cli.options import global_options, is_debugging

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRAM = "landform"
COMPLETION = "_LANDFORM_COMPLETE"  # set by the scripts of `landform completion`


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives, and what help says about it."""

    module: str
    attribute: str
    help: str
    section: str


_DEPLOYING = "Deploying"
_LOOKING = "Looking"
_MENDING = "Going on after an interruption or a failure"
_SERVING = "Serving"
_OTHER = "Other"
_ROOM = "landform.cli.commands"

COMMANDS: Mapping[str, Entry] = {
    "init": Entry(f"{_ROOM}.init", "init", "Make a new Python app.", _DEPLOYING),
    "synth": Entry(f"{_ROOM}.synth", "synth", "Run an app and show its templates.", _DEPLOYING),
    "validate": Entry(f"{_ROOM}.validate", "validate", "Check templates, all mistakes at once.", _DEPLOYING),
    "diff": Entry(f"{_ROOM}.diff", "diff", "Show what a deployment would change, and why.", _DEPLOYING),
    "deploy": Entry(
        f"{_ROOM}.deploy", "deploy", "Preview, approve and deploy templates or an app.", _DEPLOYING
    ),
    "bootstrap": Entry(
        f"{_ROOM}.bootstrap", "bootstrap", "Make what apps with assets need in an environment.", _DEPLOYING
    ),
    "destroy": Entry(f"{_ROOM}.destroy", "destroy", "Delete stacks and their resources.", _DEPLOYING),
    "ls": Entry(f"{_ROOM}.listing", "ls", "List the stacks.", _LOOKING),
    "resources": Entry(f"{_ROOM}.listing", "resources", "List a stack's resources.", _LOOKING),
    "outputs": Entry(f"{_ROOM}.listing", "outputs", "Show the outputs of stacks.", _LOOKING),
    "exports": Entry(f"{_ROOM}.listing", "exports", "List exports and who imports them.", _LOOKING),
    "events": Entry(f"{_ROOM}.listing", "events", "Show a stack's events.", _LOOKING),
    "drift": Entry(f"{_ROOM}.drift", "drift", "Show what was changed behind the stacks' back.", _LOOKING),
    "graph": Entry(f"{_ROOM}.graph", "graph", "Draw what depends on what.", _LOOKING),
    "fidelity": Entry(f"{_ROOM}.fidelity", "fidelity", "Say how true to AWS a type is here.", _LOOKING),
    "resume": Entry(f"{_ROOM}.mending", "resume", "Finish interrupted operations.", _MENDING),
    "adopt": Entry(f"{_ROOM}.mending", "adopt", "Make a state that came from elsewhere your own.", _MENDING),
    "cancel": Entry(f"{_ROOM}.mending", "cancel", "Cancel a stack's update and undo it.", _MENDING),
    "rollback": Entry(
        f"{_ROOM}.mending", "rollback", "Take a failed stack back to its last state.", _MENDING
    ),
    "serve": Entry(f"{_ROOM}.serving", "serve", "Serve the API to boto3, aws, cdk and others.", _SERVING),
    "status": Entry(f"{_ROOM}.serving", "status", "Say whether a server runs here.", _SERVING),
    "stop": Entry(f"{_ROOM}.serving", "stop", "Stop the server that runs here.", _SERVING),
    "stubs": Entry(f"{_ROOM}.stubs", "stubs", "Write type stubs of aws_cdk for editors.", _OTHER),
    "completion": Entry(f"{_ROOM}.completion", "completion", "Print a shell's completion script.", _OTHER),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with the options every command takes, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(importlib.import_module(entry.module), entry.attribute)
        assert isinstance(command, click.Command)
        present = {parameter.name for parameter in command.params}
        command.params.extend(each for each in global_options(of_group=False) if each.name not in present)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was called; an unknown one is answered with the closest."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from landform.ground.diagnostics import did_you_mean

            ctx.fail(f'There is no command "{args[0]}".{did_you_mean(args[0], list(COMMANDS))}')
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Names of commands and options, without importing any command."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=entry.help)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for."""
        for section in dict.fromkeys(each.section for each in COMMANDS.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, each.help) for name, each in COMMANDS.items() if each.section == section]
                )


@click.command(
    cls=LazyGroup,
    params=list(global_options(of_group=True)),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 failed (or differences, with diff --fail), 2 wrong use or template, "
    "130 interrupted. Documentation: docs/cli.md.",
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
def command() -> None:
    """CloudFormation, open: templates become plans, plans become resources."""


def main() -> NoReturn:
    """The console script."""
    # Imports make a hundred thousand objects that all stay; looking for rubbish among them costs a tenth of
    # a short command's time (measured). `open_target` switches collection on again.
    gc.disable()
    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is closed by now: taking the interpreter apart module by module would only cost time.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line: its exit code. Prints what went wrong; raises nothing."""
    asked = os.environ.get(COMPLETION)
    if asked is not None:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, PROGRAM, COMPLETION, asked)
    context: click.Context | None = None
    try:
        with command.make_context(PROGRAM, list(arguments)) as context:
            code = command.invoke(context)
        return int(code or ExitCode.OK)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return _reader_left()
    except Exception as error:
        if context is not None and is_debugging(context.meta) and not isinstance(error, CommandError):
            raise
        from landform.cli.report import report

        return int(report(error))


def _reader_left() -> int:
    """Whoever read stdout has gone, as with `| head`: no reason to complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(ExitCode.FAILED)


if __name__ == "__main__":
    main()
