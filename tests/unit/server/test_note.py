"""The note of a running server, which lies in a folder that may have come from anywhere."""

import json
from pathlib import Path

import pytest

from landform.server.process import read_note


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1"])
def test_a_server_of_this_machine_is_found(tmp_path: Path, host: str) -> None:
    (tmp_path / "server.json").write_text(json.dumps({"pid": 1, "host": host, "port": 4566}))
    note = read_note(tmp_path)
    assert note is not None
    assert (note.host, note.port) == (host, 4566)


@pytest.mark.parametrize("host", ["192.0.2.7", "attacker.example", "127.0.0.1@attacker.example", ""])
def test_a_note_leads_nobody_to_another_machine(tmp_path: Path, host: str) -> None:
    (tmp_path / "server.json").write_text(json.dumps({"pid": 1, "host": host, "port": 4566}))
    assert read_note(tmp_path) is None
