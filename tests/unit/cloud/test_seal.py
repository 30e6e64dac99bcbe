import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.seal import Seal
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
    with pytest.raises(InvalidTag):
        Seal(tmp_path).open(closed)


def test_a_cloud_in_memory_seals_nothing() -> None:
    assert Seal(None).close(b"words") == b"words"
