"""Where words go: data to stdout, talk to stderr; colour only where a person looks at it.

Colour is decoration: every line says the same without it (NO_COLOR, no terminal).
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TextIO

import click

PLAN_COLOURS = {"+": "green", "~": "yellow", "-/+": "magenta", "-": "red", "=": "cyan"}
"""Colour of a line of a plan by its sign."""


def is_colourful(stream: TextIO) -> bool:
    """Whether the stream is a terminal of somebody who has not switched colour off."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str = "", *, colour: str | None = None, bold: bool = False) -> None:
    """Talk: one line or several to stderr."""
    _write(sys.stderr, text, colour, bold)


def show(text: str = "", *, colour: str | None = None, bold: bool = False) -> None:
    """Data: one line or several to stdout."""
    _write(sys.stdout, text, colour, bold)


def hint(text: str) -> None:
    """What the reader may want to do next."""
    say(f"hint: {text}", colour="cyan")


def warn(text: str) -> None:
    """What the reader should know before going on."""
    say(f"warning: {text}", colour="yellow")


def show_json(value: Any) -> None:
    """Data as JSON, times in ISO 8601."""
    show(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))


def write_plan(text: str, *, to_stdout: bool) -> None:
    """A plan, each block's first line in the colour of its sign."""
    stream = sys.stdout if to_stdout else sys.stderr
    for line in text.rstrip("\n").split("\n"):
        sign = line[:3].strip()
        is_head = line[3:4] == " " and line[4:5].strip() != ""
        _write(stream, line, PLAN_COLOURS.get(sign) if is_head else None, False)


def write_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows as a table on stdout: drawn for a terminal, plain columns for everything else."""
    kept = [list(row) for row in rows]
    if sys.stdout.isatty():
        _draw_table(headings, kept)
        return
    widths = [max(len(row[column]) for row in [headings, *kept]) for column in range(len(headings))]
    for row in [headings, *kept]:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        show("  ".join(cells).rstrip())


def _draw_table(headings: Sequence[str], rows: list[list[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*[Text(cell, style=status_style(cell)) for cell in row])
    Console(file=sys.stdout, no_color=not is_colourful(sys.stdout)).print(table)


def status_style(word: str) -> str:
    """The style of a status; "" for any other text."""
    if not word.isupper():
        return ""
    if word.endswith("_FAILED") or "ROLLBACK" in word:
        return "red"
    if word.endswith("_COMPLETE"):
        return "green"
    return "yellow" if word.endswith("_IN_PROGRESS") else ""


def _write(stream: TextIO, text: str, colour: str | None, bold: bool) -> None:
    if (colour or bold) and is_colourful(stream):
        text = click.style(text, fg=colour, bold=bold or None)
    click.echo(text, file=stream, color=is_colourful(stream))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
