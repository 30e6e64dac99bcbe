"""Functions against a real server: Invoke, URLs, queues, custom resources, the construct library's own."""

import base64
import hashlib
import io
import json
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from landform import cdk
from landform.cli.main import run as landform
from landform.server.local import LocalTarget
from tests.end_to_end.serving import client, serving
from tests.unit.cloud.functions import make, make_role, run

WAIT_SECONDS = 30.0
ACCOUNT = "123456789012"
MAKER = """
import boto3, json, urllib.request
def handler(event, context):
    bucket = event["ResourceProperties"]["Bucket"]
    store = boto3.client("s3")
    if event["RequestType"] == "Delete":
        store.delete_object(Bucket=bucket, Key="made")
    else:
        store.put_object(Bucket=bucket, Key="made", Body=b"by the function")
    account = boto3.client("sts").get_caller_identity()["Account"]
    answer = {"Status": "SUCCESS", "PhysicalResourceId": "made", "Data": {"Account": account}}
    answer |= {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
    request = urllib.request.Request(event["ResponseURL"], json.dumps(answer).encode(), method="PUT")
    request.add_header("Content-Type", "")
    urllib.request.urlopen(request).close()
"""
APP = """
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3, aws_s3_notifications as notifications, aws_sqs as sqs

app = cdk.App()
stack = cdk.Stack(app, "store")
bucket = s3.Bucket(
    stack, "Bucket", versioned=True, auto_delete_objects=True, removal_policy=cdk.RemovalPolicy.DESTROY
)
queue = sqs.Queue(stack, "Queue")
bucket.add_event_notification(s3.EventType.OBJECT_CREATED, notifications.SqsDestination(queue))
cdk.CfnOutput(stack, "Name", value=bucket.bucket_name)
cdk.CfnOutput(stack, "Url", value=queue.queue_url)
app.synth()
"""

CALLING = """
import sys
import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_, aws_sqs as sqs, triggers

app = cdk.App()
stack = cdk.Stack(app, "calls")
queue = sqs.Queue(stack, "Queue")
code = '''
import boto3, os
def handler(event, context):
    if os.environ["WORD"] == "bad":
        raise ValueError("not this word")
    boto3.client("sqs").send_message(QueueUrl=os.environ["URL"], MessageBody=os.environ["WORD"])
'''
function = triggers.TriggerFunction(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline(code),
    environment={"URL": queue.queue_url, "WORD": open("word").read()},
    timeout=cdk.Duration.seconds(30),
)
queue.grant_send_messages(function)
cdk.CfnOutput(stack, "Url", value=queue.queue_url)
app.synth()
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server that all tests share, each with an account of its own."""
    with serving(tmp_path_factory.mktemp("functions") / "state") as (url, _):
        yield url


@pytest.fixture
def account(request: pytest.FixtureRequest) -> str:
    """An account of the test's own."""
    digest = hashlib.sha256(request.node.name.encode()).hexdigest()
    return f"{int(digest, 16) % 10**12:012d}"


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def a_function(url: str, account: str, source: str, **options: Any) -> Any:
    """A Lambda client after the function `f` was made."""
    make_role(client(url, "iam", key=account))
    functions = client(url, "lambda", key=account)
    make(functions, "f", source, Role=f"arn:aws:iam::{account}:role/runs", **options)
    return functions


def test_invoke_runs_a_function_that_calls_the_server_back_in_its_own_account(url: str, account: str) -> None:
    source = (
        "import boto3\n"
        "def handler(event, context):\n"
        "    print('called')\n"
        "    boto3.client('sqs').create_queue(QueueName=event['name'])\n"
        "    return boto3.client('sts').get_caller_identity()['Account']\n"
    )
    functions = a_function(url, account, source)
    answer, whole = run(functions, "f", {"name": "made"}, LogType="Tail")
    assert answer == account
    assert whole["StatusCode"] == 200
    assert "called" in base64.b64decode(whole["LogResult"]).decode()
    queues = client(url, "sqs", key=account).list_queues()["QueueUrls"]
    assert [each.rpartition("/")[2] for each in queues] == ["made"]


def test_functions_call_functions(url: str, account: str) -> None:
    source = (
        "import boto3, json\n"
        "def handler(event, context):\n"
        "    if event == 0:\n"
        "        return ['end']\n"
        "    answer = boto3.client('lambda').invoke(FunctionName='f', Payload=json.dumps(event - 1))\n"
        "    return [event, *json.load(answer['Payload'])]\n"
    )
    assert run(a_function(url, account, source, Timeout=60), "f", 3)[0] == [3, 2, 1, "end"]


def test_an_error_is_an_answer(url: str, account: str) -> None:
    functions = a_function(url, account, "def handler(event, context):\n    raise KeyError(event)\n")
    answer, whole = run(functions, "f", "x")
    assert (whole["StatusCode"], whole["FunctionError"]) == (200, "Unhandled")
    assert (answer["errorType"], answer["errorMessage"]) == ("KeyError", "'x'")


def test_the_url_of_a_function_answers_http(url: str, account: str) -> None:
    source = (
        "import json\n"
        "def handler(event, context):\n"
        "    http = event['requestContext']['http']\n"
        "    query, body = event.get('queryStringParameters'), event.get('body')\n"
        "    shown = [http['method'], event['rawPath'], query, body]\n"
        "    return {'statusCode': 201, 'headers': {'x-own': 'yes'}, 'body': json.dumps(shown)}\n"
    )
    functions = a_function(url, account, source)
    made = functions.create_function_url_config(FunctionName="f", AuthType="NONE")["FunctionUrl"]
    host = made.split("/")[2]
    headers = {"Host": host, "Content-Type": "application/json"}
    request = urllib.request.Request(f"{url}/a/b?x=1&y=2", data=b'{"k": 1}', headers=headers)
    with urllib.request.urlopen(request) as answer:
        assert (answer.status, answer.headers["x-own"]) == (201, "yes")
        assert json.load(answer) == ["POST", "/a/b", {"x": "1", "y": "2"}, '{"k": 1}']
    unknown = urllib.request.Request(url, headers={"Host": f"x{host}"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(unknown)
    assert refused.value.code == 403


def test_messages_of_a_queue_reach_the_function(url: str, account: str) -> None:
    source = (
        "import boto3\n"
        "def handler(event, context):\n"
        "    store = boto3.client('s3')\n"
        "    for each in event['Records']:\n"
        "        store.put_object(Bucket='seen-by-f', Key=each['body'], Body=b'')\n"
    )
    functions = a_function(url, account, source, Timeout=30)
    store = client(url, "s3", key=account)
    store.create_bucket(Bucket="seen-by-f")
    queues = client(url, "sqs", key=account)
    queue = queues.create_queue(QueueName="in")["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:{account}:in"
    functions.create_event_source_mapping(FunctionName="f", EventSourceArn=arn, BatchSize=2)
    for body in ("a", "b", "c"):
        queues.send_message(QueueUrl=queue, MessageBody=body)

    def seen() -> list[str]:
        return [each["Key"] for each in store.list_objects_v2(Bucket="seen-by-f").get("Contents", [])]

    until(lambda: seen() == ["a", "b", "c"])


def test_a_stack_has_a_custom_resource_whose_function_calls_s3(url: str, account: str) -> None:
    role = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}
    function = {
        "Runtime": "python3.13",
        "Handler": "index.handler",
        "Timeout": 30,
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Code": {"ZipFile": MAKER},
    }
    made = {"ServiceToken": {"Fn::GetAtt": ["Maker", "Arn"]}, "Bucket": {"Ref": "Bucket"}}
    body = {
        "Resources": {
            "Bucket": {"Type": "AWS::S3::Bucket"},
            "Role": {"Type": "AWS::IAM::Role", "Properties": role},
            "Maker": {"Type": "AWS::Lambda::Function", "Properties": function},
            "Made": {"Type": "Custom::Object", "Properties": made},
        },
        "Outputs": {
            "Bucket": {"Value": {"Ref": "Bucket"}},
            "Account": {"Value": {"Fn::GetAtt": ["Made", "Account"]}},
        },
    }
    stacks = client(url, "cloudformation", key=account)
    stacks.create_stack(StackName="app", TemplateBody=json.dumps(body), Capabilities=["CAPABILITY_IAM"])
    stacks.get_waiter("stack_create_complete").wait(StackName="app", WaiterConfig={"Delay": 1})
    stack = stacks.describe_stacks(StackName="app")["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    assert outputs["Account"] == account
    store = client(url, "s3", key=account)
    assert store.get_object(Bucket=outputs["Bucket"], Key="made")["Body"].read() == b"by the function"
    stacks.delete_stack(StackName="app")
    stacks.get_waiter("stack_delete_complete").wait(StackName=stack["StackId"], WaiterConfig={"Delay": 1})
    assert store.list_buckets()["Buckets"] == []


def versions_template(answer: str, version: str) -> str:
    """A function with a layer, a version of it under a logical id, and an alias to that version."""
    role = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}
    source = f"import tools\ndef handler(event, context):\n    return [tools.NAME, '{answer}']\n"
    function = {
        "Runtime": "python3.13",
        "Handler": "index.handler",
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Code": {"ZipFile": source},
        "Layers": [{"Ref": "Tools"}],
    }
    alias = {"FunctionName": {"Ref": "Function"}, "Name": "live"}
    resources = {
        "Role": {"Type": "AWS::IAM::Role", "Properties": role},
        "Tools": {
            "Type": "AWS::Lambda::LayerVersion",
            "Properties": {"Content": {"S3Bucket": "layers", "S3Key": "tools.zip"}},
        },
        "Function": {"Type": "AWS::Lambda::Function", "Properties": function},
        version: {
            "Type": "AWS::Lambda::Version",
            "DeletionPolicy": "Retain",
            "Properties": {"FunctionName": {"Ref": "Function"}},
        },
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {**alias, "FunctionVersion": {"Fn::GetAtt": [version, "Version"]}},
        },
    }
    outputs = {"Layer": {"Value": {"Ref": "Tools"}}, "Live": {"Value": {"Ref": "Live"}}}
    return json.dumps({"Resources": resources, "Outputs": outputs})


def test_an_alias_leads_to_the_version_that_the_stack_published_with_its_layer(
    url: str, account: str
) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("python/tools.py", "NAME = 'from the layer'\n")
    store = client(url, "s3", key=account)
    store.create_bucket(Bucket="layers")
    store.put_object(Bucket="layers", Key="tools.zip", Body=archive.getvalue())
    stacks = client(url, "cloudformation", key=account)
    given = {"StackName": "app", "Capabilities": ["CAPABILITY_IAM"]}
    stacks.create_stack(TemplateBody=versions_template("one", "VersionOne"), **given)
    stacks.get_waiter("stack_create_complete").wait(StackName="app", WaiterConfig={"Delay": 1})
    outputs = {
        each["OutputKey"]: each["OutputValue"]
        for each in stacks.describe_stacks(StackName="app")["Stacks"][0]["Outputs"]
    }
    assert outputs["Layer"] == f"arn:aws:lambda:us-east-1:{account}:layer:Tools:1"
    functions = client(url, "lambda", key=account)
    answer, whole = run(functions, outputs["Live"], {})
    assert (answer, whole["ExecutedVersion"]) == (["from the layer", "one"], "1")
    stacks.update_stack(TemplateBody=versions_template("two", "VersionTwo"), **given)
    stacks.get_waiter("stack_update_complete").wait(StackName="app", WaiterConfig={"Delay": 1})
    answer, whole = run(functions, outputs["Live"], {})
    assert (answer, whole["ExecutedVersion"]) == (["from the layer", "two"], "2")
    old, _ = run(functions, outputs["Live"].replace(":live", ":1"), {})
    assert old == ["from the layer", "one"]


def test_a_response_nobody_waits_for_is_refused(url: str) -> None:
    request = urllib.request.Request(f"{url}/_landform/responses/made-up", data=b"{}", method="PUT")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 403


def test_functions_of_a_server_with_credentials_are_let_in(tmp_path: Path) -> None:
    source = (
        "import boto3\n"
        "def handler(event, context):\n"
        "    return boto3.client('s3').list_buckets()['Buckets']\n"
    )
    with serving(tmp_path / "state", "--auth", "AKIAOWNER:of-the-owner") as (url, _):
        own = {"key": "AKIAOWNER", "secret": "of-the-owner"}
        make_role(client(url, "iam", **own))
        functions = client(url, "lambda", **own)
        make(functions, "f", source)
        answer, _ = run(functions, "f")
        assert answer == []
        stranger = client(url, "s3", key="000000000000", secret="guessed")
        with pytest.raises(stranger.exceptions.ClientError):
            stranger.list_buckets()


def test_a_killed_server_asks_again_under_the_same_request_id(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    source = (
        "import cfnresponse, time\n"
        "def handler(event, context):\n"
        "    path = event['ResourceProperties']['File']\n"
        "    with open(path, 'a') as file:\n"
        "        file.write(event['RequestId'] + '\\n')\n"
        "    if open(path).read().count('\\n') == 1:\n"
        "        time.sleep(60)\n"
        "    cfnresponse.send(event, context, 'SUCCESS', {}, 'made')\n"
    )
    state = tmp_path / "state"
    with serving(state) as (url, process):
        make_role(client(url, "iam"))
        make(client(url, "lambda"), "f", source, Timeout=90)
        token = "arn:aws:lambda:us-east-1:000000000000:function:f"
        made = {"Type": "Custom::Thing", "Properties": {"ServiceToken": token, "File": str(asked)}}
        body = json.dumps({"Resources": {"Thing": made}})
        client(url, "cloudformation").create_stack(StackName="app", TemplateBody=body)
        until(asked.exists)
        process.kill()
        process.wait()
    with serving(state) as (url, _):
        stacks = client(url, "cloudformation")
        stacks.get_waiter("stack_create_complete").wait(StackName="app", WaiterConfig={"Delay": 1})
    first, second = asked.read_text().split()
    assert first == second


def test_an_app_empties_its_bucket_and_hears_of_objects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    # The app is another process: it has to find the package wherever the tests found it.
    monkeypatch.setenv("PYTHONPATH", str(Path(cdk.__file__).parent.parent.parent))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(APP)
    state = tmp_path / "state"
    assert landform(["--state", str(state), "deploy", "--app", "python app.py", "--yes"]) == 0
    with LocalTarget(state) as target:
        session = target.session()
        stack = session.client("cloudformation").describe_stacks(StackName="store")["Stacks"][0]
        outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
        store = session.client("s3")
        for body in (b"1", b"2"):
            store.put_object(Bucket=outputs["Name"], Key="kept", Body=body)
        queues = session.client("sqs")
        found = queues.receive_message(QueueUrl=outputs["Url"], MaxNumberOfMessages=10)["Messages"]
        told = [each for message in found for each in json.loads(message["Body"]).get("Records", [])]
        assert {each["s3"]["object"]["key"] for each in told} == {"kept"}
    assert landform(["--state", str(state), "destroy", "store", "--yes"]) == 0
    with LocalTarget(state) as target:
        store = target.session().client("s3")
        assert [each["Name"] for each in store.list_buckets()["Buckets"] if "store" in each["Name"]] == []


def test_a_trigger_calls_its_function_when_it_is_made_and_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(cdk.__file__).parent.parent.parent))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(CALLING)
    state = tmp_path / "state"
    for word, expected in (("first", 0), ("second", 0), ("second", 0), ("bad", 1)):
        (tmp_path / "word").write_text(word)
        code = landform(["--state", str(state), "deploy", "--app", "python app.py", "--yes"])
        said = capsys.readouterr()
        assert (code == 0) == (expected == 0), said
    assert "ValueError: not this word" in said.out + said.err
    with LocalTarget(state) as target:
        session = target.session()
        stack = session.client("cloudformation").describe_stacks(StackName="calls")["Stacks"][0]
        (url,) = [each["OutputValue"] for each in stack["Outputs"]]
        queues = session.client("sqs")
        found = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [each["Body"] for each in found][:2] == ["first", "second"]
