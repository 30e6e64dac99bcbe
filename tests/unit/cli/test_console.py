"""Colour is for terminals only, and says nothing that the words do not."""

import io
import sys

import pytest

from landform.cli.console import say, show_json, status_style, write_plan, write_table


class Terminal(io.StringIO):
    """A stream somebody looks at."""

    def isatty(self) -> bool:
        return True


def look_at_stderr(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make stderr a terminal; to be called in the test itself, for pytest sets the streams before it."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = look_at_stderr(monkeypatch)
    say("failed", colour="red")
    assert terminal.getvalue() == "\x1b[31mfailed\x1b[0m\n"


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = look_at_stderr(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    say("failed", colour="red")
    assert terminal.getvalue() == "failed\n"


def test_a_pipe_gets_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    say("failed", colour="red")
    assert capsys.readouterr().err == "failed\n"


def test_a_plan_is_coloured_by_its_signs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = look_at_stderr(monkeypatch)
    write_plan("web is updated:\n-/+ Q (T)\n      A: 1 -> 2\nPlan: 1 to replace.\n", to_stdout=False)
    assert terminal.getvalue() == (
        "web is updated:\n\x1b[35m-/+ Q (T)\x1b[0m\n      A: 1 -> 2\nPlan: 1 to replace.\n"
    )


def test_a_table_in_a_pipe_is_plain_columns(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(("STACK", "STATUS"), [("network", "CREATE_COMPLETE"), ("a", "")])
    assert capsys.readouterr().out == "STACK    STATUS\nnetwork  CREATE_COMPLETE\na\n"


def test_json_keeps_letters_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"name": "Größe"})
    assert capsys.readouterr().out == '{\n  "name": "Größe"\n}\n'


STYLES = {
    "CREATE_COMPLETE": "green",
    "CREATE_FAILED": "red",
    "UPDATE_ROLLBACK_COMPLETE": "red",
    "UPDATE_IN_PROGRESS": "yellow",
    "network": "",
}


@pytest.mark.parametrize(("word", "style"), STYLES.items(), ids=STYLES)
def test_a_status_has_the_style_of_how_well_it_is(word: str, style: str) -> None:
    assert status_style(word) == style
