"""What is printed when a command fails: by kind of error, with AWS's code where the API refused."""

from landform.cli.console import hint, say
from landform.cli.errors import CommandError, ExitCode
from landform.ground.diagnostics import DiagnosticsError, render

_HINTS = {
    "ROLLBACK_COMPLETE": "the stack holds nothing: `landform destroy {0}` removes it",
    "CREATE_FAILED": "`landform rollback {0}` undoes what was made; "
    "`landform deploy --on-failure do-nothing` goes on from here",
    "UPDATE_FAILED": "`landform rollback {0}` goes back to the last good state; "
    "`landform deploy --on-failure do-nothing` goes on from here",
    "UPDATE_ROLLBACK_FAILED": "`landform rollback {0}` tries the rollback again",
    "ROLLBACK_FAILED": "`landform destroy {0}` removes what is left",
    "DELETE_FAILED": "`landform destroy {0}` tries again",
}
"""By a status that the API's sentence names: what helps."""


def report(error: Exception) -> ExitCode:
    """Print the error; the code to exit with."""
    if isinstance(error, CommandError):
        say(f"error: {error.code} {error.message}" if error.code else f"error: {error.message}", colour="red")
        if error.hint:
            hint(error.hint)
        return error.exit_code
    if isinstance(error, DiagnosticsError):
        for each in error.diagnostics:
            say(render(each))
        return ExitCode.USAGE
    return _foreign(error)


def api_error(error: Exception) -> CommandError | None:
    """The error as the API gave it, or None when it comes from somewhere else."""
    from botocore.exceptions import ClientError

    if not isinstance(error, ClientError):
        return None
    given = error.response.get("Error", {})
    message = str(given.get("Message", ""))
    return CommandError(message, code=str(given.get("Code", "")), hint=_hint(message))


def _hint(message: str) -> str | None:
    for status, text in _HINTS.items():
        if f"in {status} state" in message:
            return text.format(_stack_in(message))
    if "'templateBody' failed to satisfy constraint" in message:
        return "AWS takes templates of at most 51,200 bytes in a request; `--limits none` lifts this here"
    if "TerminationProtection is enabled" in message:
        return "the stack is protected: switch the protection off with UpdateTerminationProtection first"
    return None


def _stack_in(message: str) -> str:
    """The name inside the stack's ARN, as in `arn:…:stack/NAME/ID`."""
    _, _, rest = message.partition(":stack/")
    return rest.split("/")[0] or "STACK"


def _foreign(error: Exception) -> ExitCode:
    from landform.cli.aws.errors import aws_error
    from landform.environment import fault_of

    known = aws_error(error) or api_error(error)
    if known is not None:
        return report(known)
    if isinstance(error, OSError):  # of a file that was named; those of the state are faults already
        say(f"error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), colour="red")
        return ExitCode.FAILED
    fault = fault_of(error)
    if fault is not None:
        return report(CommandError(str(fault), hint=fault.hint))
    say(f"error: {type(error).__name__}: {error}. This is a bug in Landform.", colour="red")
    hint("run the command again with --debug to see where")
    return ExitCode.FAILED
