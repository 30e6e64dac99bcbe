from pathlib import Path

import pytest

from landform.keyfile import kept_key


def test_the_first_key_stays_the_key_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "key"
    assert kept_key(file, lambda: b"first") == b"first"
    assert kept_key(file, lambda: b"second") == b"first"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_quicker_process_s_key_counts(tmp_path: Path) -> None:
    file = tmp_path / "key"

    def make() -> bytes:
        file.write_bytes(b"theirs")
        return b"ours"

    assert kept_key(file, make) == b"theirs"
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


def test_a_process_stopped_while_it_makes_the_key_leaves_no_half_made_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.link", stop)
        with pytest.raises(KeyboardInterrupt):
            kept_key(tmp_path / "key", lambda: b"lost")
    assert list(tmp_path.iterdir()) == []
    assert kept_key(tmp_path / "key", lambda: b"kept") == b"kept"
