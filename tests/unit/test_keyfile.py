import os
from pathlib import Path

import pytest

from landform.keyfile import KeyFileError, check_own, kept_key, user_folder, user_key, user_signature


def test_the_first_key_stays_the_key_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "key"
    assert kept_key(file, lambda: b"first") == b"first"
    assert kept_key(file, lambda: b"second") == b"first"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_quicker_process_s_key_counts(tmp_path: Path) -> None:
    file = tmp_path / "key"

    def make() -> bytes:
        file.write_bytes(b"theirs")
        file.chmod(0o600)
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


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "landform"


def test_the_user_s_key_is_made_once_in_a_folder_of_the_user_s_own(home: Path) -> None:
    key = user_key()
    assert key is not None
    assert len(key) == 32
    assert user_key() == key
    assert (home.stat().st_mode & 0o777, (home / "user.key").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_relative_state_folder_is_none_and_the_home_folder_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert user_folder() == Path("/home/somebody/.local/state/landform")


def test_where_no_key_can_be_kept_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert user_key() is None
    assert user_signature("anything") is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_key_that_others_may_open_is_refused_with_what_to_do(home: Path, mode: int) -> None:
    user_key()
    (home / "user.key").chmod(mode)
    with pytest.raises(KeyFileError, match="other users may read or change it") as caught:
        user_key()
    assert caught.value.hint == f"take their rights away: chmod go-rwx {home / 'user.key'}"


def test_a_folder_in_which_others_may_put_a_key_is_refused(home: Path) -> None:
    user_key()
    home.chmod(0o770)
    with pytest.raises(KeyFileError, match="other users may change it"):
        user_key()


def test_a_key_of_another_user_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_key()
    monkeypatch.setattr("os.geteuid", lambda: 4321)
    if os.getuid() == 0:  # what the administrator owns is accepted, so the files get another owner
        os.chown(home, 1234, 1234)
        os.chown(home / "user.key", 1234, 1234)
    with pytest.raises(KeyFileError, match="belongs to another user"):
        user_key()


def test_a_key_of_another_length_is_never_replaced(home: Path) -> None:
    user_key()
    (home / "user.key").write_bytes(b"short")
    with pytest.raises(KeyFileError, match="has 5 bytes instead of 32"):
        user_key()
    assert (home / "user.key").read_bytes() == b"short"


def test_an_empty_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.touch(0o600)
    with pytest.raises(KeyFileError, match="the key is empty"):
        kept_key(file, lambda: b"new")


def test_what_others_may_read_but_not_change_may_be_data(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()
    file.chmod(0o644)
    check_own(file, others_may_read=True)
    file.chmod(0o664)
    with pytest.raises(KeyFileError, match="other users may change it"):
        check_own(file, others_may_read=True)


def test_only_the_same_user_signs_a_text_alike(home: Path) -> None:
    signed = user_signature("state a")
    assert user_signature("state a") == signed
    assert user_signature("state b") != signed
    (home / "user.key").unlink()
    assert user_signature("state a") != signed
