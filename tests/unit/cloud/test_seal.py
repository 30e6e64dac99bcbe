import stat
from pathlib import Path

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.seal import Seal, SealError, UserSeal
from landform.server.local import LocalTarget

SECRET = "correct-horse-battery"
TEMPLATE = """
Parameters:
  Password: {Type: String, NoEcho: true}
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: {SecretString: !Ref Password}
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.t3.micro
      Engine: postgres
      AllocatedStorage: "20"
      MasterUsername: admin1
      MasterUserPassword: !Ref Password
"""


def test_no_file_of_a_state_folder_holds_a_secret_in_clear(tmp_path: Path) -> None:
    with LocalTarget(tmp_path) as target:
        client = target.session().client("cloudformation")
        client.create_stack(
            StackName="secrets",
            TemplateBody=TEMPLATE,
            Parameters=[{"ParameterKey": "Password", "ParameterValue": SECRET}],
        )
        target.wait()
        assert client.describe_stacks(StackName="secrets")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
        target.session().client("ssm").put_parameter(Name="/k", Value=SECRET, Type="SecureString")
    cloud = EmbeddedCloud(tmp_path / "cloud")
    cloud.clients().call("sqs", "ListQueues", {})  # loads the state
    cloud.save_snapshot()
    cloud.close()
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert {each.name for each in files} >= {"state.db", "cloud.sqlite", "cloud.key"}
    for file in files:
        assert SECRET.encode() not in file.read_bytes(), file


def test_a_sealed_piece_opens_again_in_the_next_process(tmp_path: Path) -> None:
    closed = Seal(tmp_path).close(b"words")
    assert b"words" not in closed
    assert Seal(tmp_path).open(closed) == b"words"
    assert stat.S_IMODE((tmp_path / "cloud.key").stat().st_mode) == 0o600


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    closed = Seal(tmp_path).close(b"words")
    (tmp_path / "cloud.key").unlink()
    with pytest.raises(SealError, match="is damaged, or another key has closed it"):
        Seal(tmp_path).open(closed)


@pytest.mark.parametrize("known", ["", "0011223344556677"])
def test_a_missing_key_is_not_replaced_where_something_is_closed(tmp_path: Path, known: str) -> None:
    with pytest.raises(SealError, match="the key is missing"):
        Seal(tmp_path).check(known)
    assert list(tmp_path.iterdir()) == []


def test_another_key_is_told_by_its_name(tmp_path: Path) -> None:
    name = Seal(tmp_path).check(None)
    assert Seal(tmp_path).check(name) == name
    (tmp_path / "cloud.key").write_bytes(bytes(32))
    with pytest.raises(SealError, match="not the key that closed"):
        Seal(tmp_path).check(name)


@pytest.mark.parametrize("length", [1, 16, 33])
def test_a_damaged_key_is_told_with_its_length(tmp_path: Path, length: int) -> None:
    (tmp_path / "cloud.key").write_bytes(bytes(length))
    (tmp_path / "cloud.key").chmod(0o600)
    with pytest.raises(SealError, match=f"has {length} bytes instead of 32"):
        Seal(tmp_path).check("")


def test_only_the_user_s_own_key_opens_what_it_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "mine"))
    closed = UserSeal().close(b"code", "7 moto-5")
    assert UserSeal().open(closed, "7 moto-5") == b"code"
    with pytest.raises(SealError):
        UserSeal().open(closed, "8 moto-5")
    with pytest.raises(SealError):
        UserSeal().open(closed[:-1] + bytes([closed[-1] ^ 1]), "7 moto-5")
    for junk in (b"", b"x", closed[:20]):
        with pytest.raises(SealError):
            UserSeal().open(junk, "7 moto-5")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "yours"))
    with pytest.raises(SealError, match="this user's key has not closed it"):
        UserSeal().open(closed, "7 moto-5")


def test_a_cloud_in_memory_seals_nothing() -> None:
    assert Seal(None).close(b"words") == b"words"
