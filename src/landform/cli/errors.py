"""How a command ends when it does not end well: a sentence, a hint, an exit code. Never a traceback."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a script can tell from the end of a command."""

    OK = 0
    FAILED = 1  # an operation failed, the API refused, or differences were found under --fail
    USAGE = 2  # wrong arguments, or a template with mistakes
    INTERRUPTED = 130  # Ctrl-C, as shells count it


class CommandError(Exception):
    """The command cannot go on. Printed as `error: CODE message`, then the hint."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        hint: str | None = None,
        exit_code: ExitCode = ExitCode.FAILED,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code  # AWS's error code, where the API refused
        self.hint = hint
        self.exit_code = exit_code


def usage_error(message: str, hint: str | None = None) -> CommandError:
    """The arguments cannot be worked with."""
    return CommandError(message, hint=hint, exit_code=ExitCode.USAGE)
