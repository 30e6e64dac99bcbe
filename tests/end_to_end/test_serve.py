"""boto3 and raw clients against a real `landform serve` process."""

import contextlib
import http.client
import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import botocore.session
import pytest
from botocore.exceptions import ClientError

from landform.cli.main import run
from landform.server.process import read_note
from tests.end_to_end.serving import SOURCE, client, serving, start

TEMPLATE = json.dumps(
    {
        "Resources": {
            "Jobs": {"Type": "AWS::SQS::Queue"},
            "Data": {"Type": "AWS::S3::Bucket"},
            "Group": {"Type": "AWS::EC2::PlacementGroup"},
        },
        "Outputs": {"Bucket": {"Value": {"Ref": "Data"}}},
    }
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("serve") / "state") as (url, _):
        yield url


def deploy(cloudformation: Any, name: str, template: str = TEMPLATE) -> dict[str, str]:
    cloudformation.create_stack(StackName=name, TemplateBody=template)
    waiter = cloudformation.get_waiter("stack_create_complete")
    waiter.wait(StackName=name, WaiterConfig={"Delay": 0.1, "MaxAttempts": 300})
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", ())}


def test_a_stack_s_resources_are_there_for_the_clients_of_their_services(server: str) -> None:
    outputs = deploy(client(server, "cloudformation"), "shop")
    queues = client(server, "sqs").list_queues()["QueueUrls"]
    assert [each.startswith(f"{server}/000000000000/shop-Jobs-") for each in queues] == [True]
    client(server, "sqs").send_message(QueueUrl=queues[0], MessageBody="hello")
    assert client(server, "sqs").receive_message(QueueUrl=queues[0])["Messages"][0]["Body"] == "hello"
    storage = client(server, "s3")
    storage.put_object(Bucket=outputs["Bucket"], Key="models/a b.bin", Body=b"weights" * 1000)
    assert (
        storage.get_object(Bucket=outputs["Bucket"], Key="models/a b.bin")["Body"].read() == b"weights" * 1000
    )
    assert storage.head_object(Bucket=outputs["Bucket"], Key="models/a b.bin")["ContentLength"] == 7000
    url = storage.generate_presigned_url(
        "get_object", Params={"Bucket": outputs["Bucket"], "Key": "models/a b.bin"}
    )
    assert urllib.request.urlopen(url).read() == b"weights" * 1000


def test_paginators_go_through_all_stacks(server: str) -> None:
    cloudformation = client(server, "cloudformation", key="222222222222")
    for number in range(3):
        deploy(cloudformation, f"s{number}", '{"Resources": {"G": {"Type": "AWS::EC2::PlacementGroup"}}}')
    pages = cloudformation.get_paginator("describe_stacks").paginate()
    assert sorted(each["StackName"] for page in pages for each in page["Stacks"]) == ["s0", "s1", "s2"]


def test_account_and_region_come_from_the_signature_and_are_apart(server: str) -> None:
    there = client(server, "cloudformation", key="333333333333", region="eu-west-1")
    deploy(
        there,
        "apart",
        '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}, "Outputs": {"A": {"Value": {"Ref": "T"}}}}',
    )
    stack = there.describe_stacks(StackName="apart")["Stacks"][0]
    assert stack["StackId"].startswith("arn:aws:cloudformation:eu-west-1:333333333333:stack/apart/")
    assert stack["Outputs"][0]["OutputValue"].startswith("arn:aws:sns:eu-west-1:333333333333:apart-T-")
    for key, region in (("333333333333", "us-east-1"), ("444444444444", "eu-west-1"), ("test", "eu-west-1")):
        assert client(server, "cloudformation", key=key, region=region).describe_stacks()["Stacks"] == []


def test_the_keys_of_an_assumed_role_are_those_of_the_role_s_account(server: str) -> None:
    found = client(server, "sts").assume_role(
        RoleArn="arn:aws:iam::555555555555:role/deploy", RoleSessionName="test"
    )["Credentials"]
    session = boto3.Session(
        found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"], "us-east-1"
    )
    stack_id = session.client("cloudformation", endpoint_url=server).create_stack(
        StackName="assumed", TemplateBody='{"Resources": {"G": {"Type": "AWS::EC2::PlacementGroup"}}}'
    )["StackId"]
    assert ":555555555555:stack/assumed/" in stack_id


def test_an_error_has_the_code_and_the_status_of_aws(server: str) -> None:
    with pytest.raises(ClientError) as caught:
        client(server, "cloudformation").describe_stacks(StackName="nobody")
    assert caught.value.response["Error"]["Code"] == "ValidationError"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    with pytest.raises(ClientError) as caught:
        client(server, "s3").get_object(Bucket="no-such-bucket", Key="x")
    assert caught.value.response["Error"]["Code"] == "NoSuchBucket"


@pytest.mark.parametrize(
    "host",
    ["shop.s3.localhost.localstack.cloud:4566", "shop.s3.amazonaws.com", "shop.s3.us-east-1.amazonaws.com"],
)
def test_a_bucket_in_the_host_name_is_found(server: str, host: str) -> None:
    storage = client(server, "s3")
    storage.create_bucket(Bucket="shop")
    storage.put_object(Bucket="shop", Key="a/b", Body=b"found")
    connection = http.client.HTTPConnection(server.removeprefix("http://"))
    scope = "Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    signed = {"Host": host, "Authorization": f"AWS4-HMAC-SHA256 {scope}"}
    connection.request("GET", "/a/b", headers=signed)
    assert connection.getresponse().read() == b"found"


def test_the_host_name_tells_the_service_of_a_request_that_is_not_signed(server: str) -> None:
    connection = http.client.HTTPConnection(server.removeprefix("http://"))
    form = {
        "Host": "cloudformation.us-east-1.amazonaws.com",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/", "Action=ListStacks&Version=2010-05-15", form)
    answered = connection.getresponse()
    assert (answered.status, b"<ListStacksResponse" in answered.read()) == (200, True)


@pytest.mark.parametrize("protocol", ["json", "smithy-rpc-v2-cbor"])
def test_boto3_in_another_protocol_is_answered_too(server: str, tmp_path: Path, protocol: str) -> None:
    model = botocore.session.get_session().get_service_data("cloudformation")
    model["metadata"] |= {
        "protocol": protocol,
        "protocols": [protocol],
        "jsonVersion": "1.0",
        "targetPrefix": "CloudFormation",
        "awsQueryCompatible": {},
    }
    folder = tmp_path / "cloudformation" / model["metadata"]["apiVersion"]
    folder.mkdir(parents=True)
    (folder / "service-2.json").write_text(json.dumps(model))
    session = botocore.session.Session()
    session.get_component("data_loader").search_paths.insert(0, str(tmp_path))
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    speaking = session.create_client("cloudformation", endpoint_url=server, **keys)
    assert speaking.meta.service_model.metadata["protocol"] == protocol
    name = f"in-{protocol}"
    outputs = deploy(speaking, name)
    stack = client(server, "cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    assert stack["Outputs"][0]["OutputValue"] == outputs["Bucket"]
    assert speaking.describe_stacks(StackName=name)["Stacks"][0]["CreationTime"] == stack["CreationTime"]
    with pytest.raises(ClientError, match=r"\(ValidationError\).*Stack with id nowhere does not exist"):
        speaking.describe_stacks(StackName="nowhere")
    speaking.delete_stack(StackName=name)


def test_health_says_that_the_server_runs(server: str) -> None:
    found = json.loads(urllib.request.urlopen(f"{server}/_landform/health").read())
    assert (found["status"], found["version"]) == ("running", "0.1.0")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: minus\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_a_malformed_request_is_refused_and_stalls_nobody(server: str, head: bytes) -> None:
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(head)
        answered = connection.recv(65_536)
    assert answered == b"" or answered.split(b" ")[1] in (b"400", b"413", b"414", b"431", b"404", b"200")
    assert b"Traceback" not in answered
    assert urllib.request.urlopen(f"{server}/_landform/health").status == 200


def test_clients_that_send_nothing_stall_nobody(server: str) -> None:
    host, port = server.removeprefix("http://").split(":")
    idle = [socket.create_connection((host, int(port))) for _ in range(50)]
    for each in idle:
        each.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    started = time.monotonic()
    assert client(server, "sts").get_caller_identity()["Account"] == "000000000000"
    assert time.monotonic() - started < 10
    for each in idle:
        each.close()


def test_a_name_without_a_page_is_not_found(server: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{server}/_landform/../etc/passwd")
    assert caught.value.code == 404


def test_state_outlives_stop_and_kill(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    process, note = start(folder)
    deploy(client(note.url, "cloudformation"), "kept")
    queue = client(note.url, "sqs").create_queue(QueueName="own")["QueueUrl"]
    client(note.url, "sqs").send_message(QueueUrl=queue, MessageBody="still here")
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert read_note(folder) is None
    process, note = start(folder)
    table = client(note.url, "dynamodb")
    table.create_table(
        TableName="items",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    table.put_item(TableName="items", Item={"id": {"S": "1"}})
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    with serving(folder) as (url, _):
        stack = client(url, "cloudformation").describe_stacks(StackName="kept")["Stacks"][0]
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        url_of_queue = client(url, "sqs").get_queue_url(QueueName="own")["QueueUrl"]
        message = client(url, "sqs").receive_message(QueueUrl=url_of_queue)["Messages"][0]
        assert message["Body"] == "still here"
        assert client(url, "dynamodb").get_item(TableName="items", Key={"id": {"S": "1"}})["Item"] == {
            "id": {"S": "1"}
        }


def test_the_command_goes_through_the_server_of_its_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    (tmp_path / "t.json").write_text(TEMPLATE)
    folder = tmp_path / ".landform"
    with serving(folder) as (url, _):
        assert run(["status"]) == 0
        assert url in capsys.readouterr().out
        assert run(["deploy", "t.json", "--yes"]) == 0
        named = client(url, "cloudformation").describe_stacks(StackName="t")["Stacks"][0]
        assert named["StackStatus"] == "CREATE_COMPLETE"
        assert run(["deploy", "t.json", "--yes", "--target", url]) == 0
        assert "Nothing to do" in capsys.readouterr().err
        assert run(["fidelity", "AWS::SQS::Queue"]) == 0
        assert "AWS::SQS::Queue: native" in capsys.readouterr().out
        assert run(["serve", "--port", "0"]) == 1
        assert "runs already" in capsys.readouterr().err
    assert run(["status"]) == 0
    assert run(["ls"]) == 0
    shown = capsys.readouterr().out
    assert "no server" in shown
    assert "CREATE_COMPLETE" in shown


def test_serve_detaches_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    let_in = ["--allow-host", "build.example", "--allow-origin", "https://app.example"]
    assert run(["serve", "--detach", "--port", "0", *let_in]) == 0
    assert "serving at http://127.0.0.1:" in capsys.readouterr().err
    note = read_note(tmp_path / ".landform")
    assert note is not None
    assert client(note.url, "sts").get_caller_identity()["Account"] == "000000000000"
    headers = {"Host": "build.example", "Origin": "https://app.example"}
    asked = urllib.request.Request(f"{note.url}/_landform/health", headers=headers)
    assert urllib.request.urlopen(asked).status == 200
    assert run(["stop"]) == 0
    assert run(["stop"]) == 0
    assert capsys.readouterr().err.endswith("no server runs here\n")


def test_other_machines_are_kept_out_without_credentials(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "0.0.0.0", "--ephemeral"]) == 2
    assert "without --auth anybody could use the server" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("cloudformation", "list_stacks"),
        ("sqs", "list_queues"),
        ("dynamodb", "list_tables"),
        ("s3", "list_buckets"),
        ("lambda", "list_functions"),
    ],
)
def test_a_page_s_refusal_is_an_error_that_every_client_can_read(
    server: str, service: str, operation: str
) -> None:
    asking = client(server, service)

    def send_as_a_page(request: Any, **_: object) -> None:
        request.headers["Origin"] = "https://attacker.example"

    asking.meta.events.register("before-send", send_as_a_page)
    with pytest.raises(ClientError, match=r"\(AccessDenied\).*attacker\.example.*--allow-origin") as caught:
        getattr(asking, operation)()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


@pytest.mark.parametrize(
    ("bucket", "headers", "status", "told"),
    [
        ("asked", {}, 400, "BadRequest"),
        ("asked", {"Origin": "http://localhost:3000"}, 400, "BadRequest"),
        (
            "asked",
            {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "GET"},
            403,
            "CORS is not enabled for this bucket",
        ),
        (
            "asked-ruled",
            {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "PUT"},
            403,
            "This CORS request is not allowed",
        ),
        ("asked-ruled", {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "GET"}, 200, ""),
    ],
)
def test_a_bucket_answers_preflights_as_s3_does(
    server: str, bucket: str, headers: dict[str, str], status: int, told: str
) -> None:
    storage = client(server, "s3")
    storage.create_bucket(Bucket=bucket)
    if bucket == "asked-ruled":
        rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["http://localhost:*"]}
        storage.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
    connection = http.client.HTTPConnection(server.removeprefix("http://"))
    connection.request("OPTIONS", f"/{bucket}/key", headers=headers)
    answered = connection.getresponse()
    assert (answered.status, told in answered.read().decode()) == (status, True)
    allowed = "http://localhost:3000" if status == 200 else None
    assert answered.headers["Access-Control-Allow-Origin"] == allowed


def test_the_log_of_a_server_holds_no_secret(tmp_path: Path) -> None:
    template = {
        "Parameters": {"P": {"Type": "String", "NoEcho": True}},
        "Resources": {
            "Good": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "P"}}},
            "Bad": {"Type": "AWS::SQS::Queue", "Properties": {"RedrivePolicy": {"Ref": "P"}}},
        },
        "Outputs": {"O": {"Value": {"Ref": "P"}}},
    }
    with serving(tmp_path / "state", "--log-requests") as (url, _):
        cloudformation = client(url, "cloudformation")
        given = [{"ParameterKey": "P", "ParameterValue": "correct-horse-battery"}]
        for body in (template, {**template, "Resources": {"Good": template["Resources"]["Good"]}}):
            name = f"stack{len(body['Resources'])}"
            with contextlib.suppress(ClientError):
                cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body), Parameters=given)
        cloudformation.get_waiter("stack_create_complete").wait(
            StackName="stack1", WaiterConfig={"Delay": 0.1, "MaxAttempts": 100}
        )
    log = (tmp_path / "state.log").read_text()
    assert '"event": "request"' in log
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert [each.name for each in files if b"correct-horse-battery" in each.read_bytes()] == []


def test_a_refused_upload_is_not_waited_for(server: str) -> None:
    connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=10)
    connection.putrequest("PUT", "/bucket/key", skip_host=True)
    connection.putheader("Host", "attacker.example")
    connection.putheader("Content-Length", "1000000")
    connection.endheaders()  # the body never comes
    assert connection.getresponse().status == 403


@pytest.mark.parametrize(
    ("option", "value"),
    [("--allow-host", "http://x"), ("--allow-origin", "x.example"), ("--allow-origin", "*")],
)
def test_an_option_that_lets_nobody_in_is_told(
    capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    assert run(["serve", "--ephemeral", option, value]) == 2
    assert f"{option} takes" in capsys.readouterr().err


def test_a_target_that_does_not_answer_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ls", "--target", "http://127.0.0.1:9"]) == 1
    assert "no Landform server answers at http://127.0.0.1:9" in capsys.readouterr().err


def test_with_credentials_only_their_signature_is_accepted(tmp_path: Path) -> None:
    with serving(tmp_path / "state", LANDFORM_AUTH="AKIDEXAMPLE:s3cret") as (url, _):
        good = {"key": "AKIDEXAMPLE", "secret": "s3cret"}
        assert client(url, "cloudformation", **good).describe_stacks()["Stacks"] == []
        storage = client(url, "s3", **good)
        storage.create_bucket(Bucket="signed")
        storage.put_object(Bucket="signed", Key="a b/c", Body=b"x")
        link = storage.generate_presigned_url("get_object", Params={"Bucket": "signed", "Key": "a b/c"})
        assert urllib.request.urlopen(link).read() == b"x"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(link.replace("a%20b", "a%20c"))
        assert refused.value.code == 403
        for key, secret, code in (
            ("AKIDEXAMPLE", "wrong", "SignatureDoesNotMatch"),
            ("test", "s3cret", "InvalidClientTokenId"),
        ):
            with pytest.raises(ClientError) as caught:
                client(url, "cloudformation", key=key, secret=secret).describe_stacks()
            assert caught.value.response["Error"]["Code"] == code
        with pytest.raises(urllib.error.HTTPError) as unsigned:
            urllib.request.urlopen(f"{url}/signed/x")
        assert unsigned.value.code == 403


def test_stacks_of_several_accounts_reach_theirs_whatever_keys_are_in_the_environment(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    places = {"one": "aws://777777777777/eu-west-1", "two": "aws://888888888888/us-east-2"}
    artifacts = {
        name: {
            "type": "aws:cloudformation:stack",
            "environment": place,
            "properties": {"templateFile": "t.json"},
        }
        for name, place in places.items()
    }
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "t.json").write_text(TEMPLATE)
    (tmp_path / "out" / "manifest.json").write_text(json.dumps({"version": "55.0.0", "artifacts": artifacts}))
    assert run(["deploy", "--app", "out", "--yes", "--target", server]) == 0
    for name, account, region in (("one", "777777777777", "eu-west-1"), ("two", "888888888888", "us-east-2")):
        there = client(server, "cloudformation", key=account, region=region)
        assert [each["StackName"] for each in there.describe_stacks()["Stacks"]] == [name]
    assert run(["destroy", "--app", "out", "--yes", "--target", server]) == 0
