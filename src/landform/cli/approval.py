"""Asking before anything is changed."""

import sys

import click

from landform.cli.errors import CommandError, ExitCode


def approve(question: str, *, given: bool) -> None:
    """Return when the user agrees; raises CommandError when not, or when nobody can be asked."""
    if given:
        return
    if not sys.stdin.isatty():
        raise CommandError(
            "this needs approval, and nobody can be asked: the input is no terminal",
            hint="give --yes to approve beforehand",
            exit_code=ExitCode.USAGE,
        )
    if not click.confirm(question, default=False, err=True):
        raise CommandError("not approved, nothing was changed")
