import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from landform.cloud.clients import ServiceError
from landform.cloud.embedded import CloudStateError, EmbeddedCloud
from landform.cloud.log import CloudInUseError
from landform.environment import EnvironmentFaultError
from tests.unit.cloud import inventory

BEYOND_IDS = {
    "plain": "plain",
    "object": "weights",
    "parameter": "v",
    "item": {"id": {"S": "1"}, "n": {"N": "2"}},
    "groups": ["/g"],
    "alarms": ["a"],
    "scaling": 1,
    "text": "hello",
}


def child(*arguments: str) -> "subprocess.Popen[str]":
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths}
    command = [sys.executable, "-m", "tests.unit.cloud.inventory", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def queue_names(cloud: EmbeddedCloud, account: str | None = None) -> list[str]:
    urls = cloud.clients(account).call("sqs", "ListQueues", {}).get("QueueUrls", [])
    return [url.rsplit("/", 1)[1] for url in urls]


def test_a_killed_process_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    maker = child("make", str(tmp_path))
    assert maker.stdout is not None
    made = json.loads(maker.stdout.readline())
    os.kill(maker.pid, signal.SIGKILL)
    assert maker.wait() == -signal.SIGKILL
    looker = child("look", str(tmp_path), json.dumps(made))
    found, _ = looker.communicate(timeout=120)
    assert json.loads(found) == {**made, **BEYOND_IDS}


def test_a_snapshot_holds_everything(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    made = inventory.make(first.clients())
    first.save_snapshot()
    first.log().connection.execute("DELETE FROM requests")
    first.close()
    second = EmbeddedCloud(tmp_path)
    assert inventory.look(second.clients(), made) == {**made, **BEYOND_IDS}
    second.close()


def test_a_snapshot_is_continued_by_the_log(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    first.clients().call("sqs", "CreateQueue", {"QueueName": "before"})
    first.save_snapshot()
    first.clients().call("sqs", "CreateQueue", {"QueueName": "after"})
    first.close()
    second = EmbeddedCloud(tmp_path)
    assert queue_names(second) == ["before", "after"]
    second.close()


def test_a_snapshot_of_another_version_is_rebuilt_from_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = EmbeddedCloud(tmp_path)
    first.clients().call("sqs", "CreateQueue", {"QueueName": "jobs"})
    monkeypatch.setattr("landform.cloud.snapshot.stamp", lambda: "moto-4 cpython-3.9")
    first.save_snapshot()
    monkeypatch.undo()
    first.close()
    second = EmbeddedCloud(tmp_path)
    assert queue_names(second) == ["jobs"]
    second.close()


def test_a_snapshot_that_cannot_be_rebuilt_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = EmbeddedCloud(tmp_path)
    first.clients().call("sqs", "CreateQueue", {"QueueName": "jobs"})
    monkeypatch.setattr("landform.cloud.snapshot.stamp", lambda: "moto-4 cpython-3.9")
    first.save_snapshot()
    monkeypatch.undo()
    first.log().connection.execute("DELETE FROM requests")
    first.close()
    second = EmbeddedCloud(tmp_path)
    with pytest.raises(CloudStateError, match=r"was made by moto-4 cpython-3\.9"):
        queue_names(second)
    second.close()


def test_many_changes_are_bounded_by_snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.cloud.embedded.SNAPSHOT_EVERY", 5)
    monkeypatch.setattr("landform.cloud.embedded.KEPT_REQUESTS", 3)
    cloud = EmbeddedCloud(tmp_path)
    for number in range(12):
        cloud.clients().call("sqs", "CreateQueue", {"QueueName": f"q{number}"})
    (kept,) = cloud.log().connection.execute("SELECT count(*) FROM requests").fetchone()
    assert kept == 5  # three behind the snapshot of the tenth change, and two after it
    cloud.close()
    again = EmbeddedCloud(tmp_path)
    assert len(queue_names(again)) == 12
    again.close()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path / "cloud")
    queue_names(cloud)
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "cloud").iterdir()} == {0}
    cloud.close()


def test_a_second_opener_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.cloud.log.LOCK_WAIT_SECONDS", 0.1)
    first, second = EmbeddedCloud(tmp_path), EmbeddedCloud(tmp_path)
    queue_names(first)
    with pytest.raises(CloudInUseError):
        queue_names(second)
    first.close()
    assert queue_names(second) == []
    second.close()


def test_a_file_that_could_not_be_opened_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.cloud.log.LOCK_WAIT_SECONDS", 0.1)
    whole = EmbeddedCloud(tmp_path)
    whole.clients().call("sqs", "CreateQueue", {"QueueName": "jobs"})
    whole.close()
    file = tmp_path / "cloud.sqlite"
    content = file.read_bytes()
    file.write_bytes(b"something else" * 1000)
    damaged = EmbeddedCloud(tmp_path)
    with pytest.raises(EnvironmentFaultError) as held:  # whose traceback holds what was opened
        damaged.open()
    file.write_bytes(content)
    mended = EmbeddedCloud(tmp_path)
    assert len(queue_names(mended)) == 1
    mended.close()
    assert str(held.value) == f"{file}: it is damaged"


def test_reads_are_not_logged(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    queue_names(cloud)
    cloud.session().client("s3").list_buckets()
    assert cloud.log().last_number() == 0
    cloud.close()


def test_a_call_under_an_answered_token_is_not_made_again() -> None:
    cloud = EmbeddedCloud(None)
    first = cloud.clients().with_token("t").call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"})
    again = cloud.clients().with_token("t").call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"})
    other = cloud.clients().with_token("u").call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"})
    assert first["Vpc"]["VpcId"] == again["Vpc"]["VpcId"] != other["Vpc"]["VpcId"]


def test_equal_calls_under_one_token_are_told_apart_by_their_order() -> None:
    cloud = EmbeddedCloud(None)

    def two() -> list[str]:
        clients = cloud.clients().with_token("t")
        answers = [clients.call("ec2", "CreateInternetGateway", {}) for _ in range(2)]
        return [answer["InternetGateway"]["InternetGatewayId"] for answer in answers]

    first = two()
    assert len(set(first)) == 2
    assert two() == first
    assert len(cloud.clients().call("ec2", "DescribeInternetGateways", {})["InternetGateways"]) == 2


def test_a_token_is_remembered_over_a_restart(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    made = first.clients().with_token("t").call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"})
    first.close()
    second = EmbeddedCloud(tmp_path)
    clients = second.clients().with_token("t")
    assert clients.was_answered()
    assert not second.clients().with_token("u").was_answered()
    again = clients.call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"})
    assert again["Vpc"]["VpcId"] == made["Vpc"]["VpcId"]
    assert len(second.clients().call("ec2", "DescribeVpcs", {})["Vpcs"]) == 2  # it and the default VPC
    second.close()


def test_a_refusal_under_a_token_is_repeated() -> None:
    cloud = EmbeddedCloud(None)
    for _ in range(2):
        with pytest.raises(ServiceError) as caught:
            cloud.clients().with_token("t").call("sqs", "DeleteQueue", {"QueueUrl": "https://x/1/none"})
        cloud.clients().call("sqs", "CreateQueue", {"QueueName": "none"})
        assert caught.value.status == 400


def test_clouds_do_not_see_each_other() -> None:
    one, other = EmbeddedCloud(None), EmbeddedCloud(None)
    one.clients().call("s3", "CreateBucket", {"Bucket": "same-name"})
    one.clients().call("sqs", "CreateQueue", {"QueueName": "jobs"})
    other.clients().call("s3", "CreateBucket", {"Bucket": "same-name"})
    assert queue_names(one) == ["jobs"]
    assert queue_names(other) == []


def test_accounts_and_regions_do_not_see_each_other() -> None:
    cloud = EmbeddedCloud(None)
    cloud.clients("111111111111", "eu-west-1").call("sqs", "CreateQueue", {"QueueName": "jobs"})
    assert queue_names(cloud, "111111111111") == []
    assert queue_names(cloud, "222222222222") == []
    url = cloud.clients("111111111111", "eu-west-1").call("sqs", "GetQueueUrl", {"QueueName": "jobs"})
    assert url["QueueUrl"] == "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs"


def test_mock_aws_in_the_same_process_is_apart() -> None:
    import boto3
    from moto import mock_aws

    cloud = EmbeddedCloud(None)
    cloud.clients().call("sqs", "CreateQueue", {"QueueName": "ours"})
    with mock_aws():
        theirs = boto3.client("sqs", region_name="us-east-1")
        theirs.create_queue(QueueName="theirs")
        assert queue_names(cloud) == ["ours"]
        assert theirs.list_queues()["QueueUrls"] == [
            "https://sqs.us-east-1.amazonaws.com/123456789012/theirs"
        ]
    assert queue_names(cloud) == ["ours"]


def test_boto3_and_the_short_route_reach_the_same_things() -> None:
    cloud = EmbeddedCloud(None)
    cloud.clients().call("sqs", "CreateQueue", {"QueueName": "jobs"})
    client = cloud.session().client("sqs")
    assert client.list_queues()["QueueUrls"] == ["https://sqs.us-east-1.amazonaws.com/000000000000/jobs"]
    s3 = cloud.session(region="eu-west-1").client("s3")
    s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket="bucket", Key="a/b c", Body=b"data")
    direct = cloud.clients(region="eu-west-1").call("s3", "GetObject", {"Bucket": "bucket", "Key": "a/b c"})
    assert direct["Body"].read() == b"data"


def test_what_boto3_changes_is_durable_too(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    role = first.session().client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=inventory.TRUST)
    first.session().client("s3").create_bucket(Bucket="bucket")
    first.session().client("s3").put_object(Bucket="bucket", Key="k", Body=b"data")
    first.close()
    second = EmbeddedCloud(tmp_path)
    again = second.session().client("iam").get_role(RoleName="r")
    assert again["Role"]["RoleId"] == role["Role"]["RoleId"]
    assert second.session().client("s3").get_object(Bucket="bucket", Key="k")["Body"].read() == b"data"
    second.close()


def test_an_unknown_host_is_refused_and_never_reached() -> None:
    cloud = EmbeddedCloud(None)
    client: Any = cloud.session().client("sqs", endpoint_url="https://sqs.example.invalid")
    with pytest.raises(client.exceptions.ClientError) as caught:
        client.list_queues()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_an_api_operation_that_is_not_embedded_is_an_error_with_its_name() -> None:
    with pytest.raises(ServiceError, match="update_device_fleet") as caught:
        EmbeddedCloud(None).clients().call("sagemaker", "UpdateDeviceFleet", {"DeviceFleetName": "d"})
    assert (caught.value.code, caught.value.status) == ("NotImplemented", 501)


def test_many_threads_lose_nothing() -> None:
    cloud = EmbeddedCloud(None)

    def work(number: int) -> None:
        for each in range(10):
            cloud.clients().call("sqs", "CreateQueue", {"QueueName": f"q-{number}-{each}"})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(queue_names(cloud)) == 80


def test_importing_the_cloud_imports_no_service() -> None:
    program = (
        "import sys; import landform.cloud.embedded, landform.providers.embedded;"
        "from landform.cloud.embedded import EmbeddedCloud; EmbeddedCloud(None).clients();"
        "print([m for m in ('moto', 'boto3', 'botocore') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert answer.stdout == "[]\n"


def test_managed_policies_of_aws_exist() -> None:
    clients = EmbeddedCloud(None).clients()
    clients.call("iam", "CreateRole", {"RoleName": "r", "AssumeRolePolicyDocument": inventory.TRUST})
    arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    clients.call("iam", "AttachRolePolicy", {"RoleName": "r", "PolicyArn": arn})
    attached = clients.call("iam", "ListAttachedRolePolicies", {"RoleName": "r"})["AttachedPolicies"]
    assert attached == [{"PolicyName": "AmazonS3ReadOnlyAccess", "PolicyArn": arn}]


def created_at(cloud: EmbeddedCloud) -> dict[str, Any]:
    call = cloud.clients().call
    return {
        "bucket": call("s3", "ListBuckets", {})["Buckets"][0]["CreationDate"],
        "role": call("iam", "GetRole", {"RoleName": "it"})["Role"]["CreateDate"],
        "secret": call("secretsmanager", "DescribeSecret", {"SecretId": "s"})["CreatedDate"],
        "key": call("kms", "ListKeys", {})["Keys"][0]["KeyId"],
        "model": call("sagemaker", "DescribeModel", {"ModelName": "model"})["CreationTime"],
        "function": call("lambda", "GetFunction", {"FunctionName": "f"})["Configuration"]["LastModified"],
        "table": call("dynamodb", "DescribeTable", {"TableName": "t"})["Table"]["CreationDateTime"],
        "repository": call("ecr", "DescribeRepositories", {})["repositories"][0]["createdAt"],
        "group": call("autoscaling", "DescribeAutoScalingGroups", {})["AutoScalingGroups"][0]["CreatedTime"],
    }


def test_times_of_creation_survive_a_restart(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    inventory.make(first.clients())
    before = created_at(first)
    first.close()
    time.sleep(1.1)
    second = EmbeddedCloud(tmp_path)
    assert created_at(second) == before
    second.close()


@pytest.mark.parametrize("answers", [1, 7, 40])
def test_a_kill_between_two_changes_loses_none_and_doubles_none(tmp_path: Path, answers: int) -> None:
    maker = child("stream", str(tmp_path))
    assert maker.stdout is not None
    answered = [maker.stdout.readline().strip() for _ in range(answers)]
    os.kill(maker.pid, signal.SIGKILL)
    answered += maker.stdout.read().split()
    maker.wait()
    cloud = EmbeddedCloud(tmp_path)
    found = cloud.clients().call("sqs", "ListQueues", {}).get("QueueUrls", [])
    assert len(found) == len(set(found))
    # The last change may have been written down just before the kill, and never answered.
    assert found[: len(answered)] == answered
    assert len(found) <= len(answered) + 1
    cloud.close()


def test_nothing_reaches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    cloud = EmbeddedCloud(None)
    inventory.make(cloud.clients())
    assert cloud.session().client("s3").list_buckets()["Buckets"][0]["Name"] == "models"


def test_warming_up_changes_nothing(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    cloud.warm_up(["sqs", "iam"])
    assert cloud.log().last_number() == 0
    assert queue_names(cloud) == []
    cloud.close()


def test_a_trust_policy_may_be_of_the_older_version() -> None:
    roles = EmbeddedCloud(None).session().client("iam")
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    newer = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    roles.create_role(RoleName="r", AssumeRolePolicyDocument=newer)
    roles.update_assume_role_policy(RoleName="r", PolicyDocument=json.dumps({"Statement": [statement]}))
    assert roles.get_role(RoleName="r")["Role"]["AssumeRolePolicyDocument"] == {"Statement": [statement]}
