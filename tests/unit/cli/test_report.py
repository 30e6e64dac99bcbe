"""Errors are sentences with hints and exit codes, never tracebacks."""

import pytest
from botocore.exceptions import ClientError

from landform.cli.errors import CommandError, ExitCode, usage_error
from landform.cli.report import report


def client_error(message: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "UpdateStack")


def test_an_error_of_the_api_has_its_code_and_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(client_error("Stack with id x does not exist")) is ExitCode.FAILED
    assert capsys.readouterr().err == "error: ValidationError Stack with id x does not exist\n"


def test_a_stack_in_the_wrong_state_comes_with_what_helps(capsys: pytest.CaptureFixture[str]) -> None:
    message = (
        "Stack:arn:aws:cloudformation:us-east-1:000000000000:stack/web/1 is in UPDATE_ROLLBACK_FAILED state "
        "and can not be updated."
    )
    report(client_error(message))
    assert capsys.readouterr().err.endswith("\nhint: `landform rollback web` tries the rollback again\n")


def test_wrong_use_has_its_own_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(usage_error("no", "yes")) is ExitCode.USAGE
    assert capsys.readouterr().err == "error: no\nhint: yes\n"


def test_a_command_error_may_have_neither_code_nor_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(CommandError("it failed")) is ExitCode.FAILED
    assert capsys.readouterr().err == "error: it failed\n"


def test_a_bug_is_called_a_bug_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(KeyError("x")) is ExitCode.FAILED
    assert capsys.readouterr().err == (
        "error: KeyError: 'x'. This is a bug in Landform.\n"
        "hint: run the command again with --debug to see where\n"
    )


def test_a_file_that_cannot_be_written_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(PermissionError(13, "Permission denied", "graph.svg")) is ExitCode.FAILED
    assert capsys.readouterr().err == "error: Permission denied: graph.svg\n"
