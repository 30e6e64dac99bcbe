"""Asking before anything is changed."""

import sys

import click

from landform.cli.console import say
from landform.cli.errors import CommandError, ExitCode
from landform.cli.target import Target


def approve_change(target: Target, question: str, *, given: bool) -> None:
    """Like `approve`; of AWS the question names account, region and who asks, and it is said in any case."""
    if target.is_aws:
        caller = target.options.caller
        say(f"This changes {target.place}" + (f" (called as {caller.arn})." if caller else "."), bold=True)
        question = f"{question} In {target.place}?"
    approve(question, given=given)


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
