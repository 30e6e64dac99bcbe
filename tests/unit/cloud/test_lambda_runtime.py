"""Functions really run: by Invoke, by services, by queues."""

import base64
import io
import os
import shutil
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.cloud.embedded import EmbeddedCloud
from tests.unit.cloud.functions import lines, make, make_role, run

WAIT_SECONDS = 20.0


@pytest.fixture
def cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedCloud]:
    """A cloud in memory whose functions keep their folders under the test's own."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    cloud = EmbeddedCloud(None)
    make_role(cloud.session().client("iam"))
    yield cloud
    cloud.close()


@pytest.fixture
def functions(cloud: EmbeddedCloud) -> Any:
    """A boto3 client of Lambda."""
    return cloud.session().client("lambda")


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def test_a_python_function_gets_event_and_context(functions: Any) -> None:
    make(
        functions,
        "f",
        "def handler(event, context):\n"
        "    left = context.get_remaining_time_in_millis()\n"
        "    about = [context.function_name, context.invoked_function_arn, context.memory_limit_in_mb]\n"
        "    return [event, *about, len(context.aws_request_id), 9000 < left <= 10000]\n",
    )
    answer, whole = run(functions, "f", {"a": 1})
    arn = "arn:aws:lambda:us-east-1:000000000000:function:f"
    assert answer == [{"a": 1}, "f", arn, "128", 36, True]
    assert (whole["StatusCode"], whole["ExecutedVersion"]) == (200, "$LATEST")
    assert "FunctionError" not in whole


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js on the PATH")
def test_node_functions_answer_by_promise_and_by_callback(functions: Any) -> None:
    promise = "exports.handler = async (event, context) => ({ got: event.a, name: context.functionName });"
    callback = "exports.handler = (event, context, callback) => callback(null, event.a + 1);"
    failing = "exports.handler = async () => { throw new TypeError('no'); };"
    for name, source in (("p", promise), ("c", callback), ("x", failing)):
        make(functions, name, source, Runtime="nodejs20.x")
    assert run(functions, "p", {"a": 1})[0] == {"got": 1, "name": "p"}
    assert run(functions, "c", {"a": 1})[0] == 2
    answer, whole = run(functions, "x")
    assert (answer["errorType"], answer["errorMessage"], whole["FunctionError"]) == (
        "TypeError",
        "no",
        "Unhandled",
    )


def test_the_environment_holds_the_functions_variables_and_nothing_of_the_user(
    cloud: EmbeddedCloud, functions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud.endpoint = lambda: "http://127.0.0.1:4599"
    for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "SECRET_OF_THE_USER", "PYTHONPATH"):
        monkeypatch.setenv(name, "mine")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAMINE")
    source = "import os\ndef handler(event, context):\n    return dict(os.environ)\n"
    make(functions, "f", source, Environment={"Variables": {"STAGE": "test", "HOME": "/root"}})
    found, _ = run(functions, "f")
    expected = {
        "STAGE": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:4599",
        "AWS_ACCESS_KEY_ID": "000000000000",
        "AWS_LAMBDA_FUNCTION_NAME": "f",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/f",
        "_HANDLER": "index.handler",
    }
    assert {name: found[name] for name in expected} == expected
    assert "mine" not in found.values()
    assert found["HOME"] != "/root"
    assert set(found) & set(os.environ) <= {
        *("PATH", "LANG", "HOME", "TMPDIR", "TZ", "LC_CTYPE", "PYTHONDONTWRITEBYTECODE"),
        *(
            "AWS_ACCESS_KEY_ID",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_ENDPOINT_URL",
        ),
    }


def test_a_function_that_takes_too_long_is_killed_with_all_it_started(functions: Any, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    source = (
        "import subprocess, time\n"
        "def handler(event, context):\n"
        f"    subprocess.Popen(['sh', '-c', 'sleep 2; touch {mark}'])\n"
        "    time.sleep(60)\n"
    )
    make(functions, "f", source, Timeout=1)
    answer, whole = run(functions, "f")
    assert whole["FunctionError"] == "Unhandled"
    assert answer["errorMessage"].endswith("Error: Task timed out after 1.00 seconds")
    time.sleep(1.5)
    assert not mark.exists()


def test_a_function_cannot_allocate_more_than_its_memory(functions: Any) -> None:
    source = "def handler(event, context):\n    return len(bytearray(event * 1024 * 1024))\n"
    make(functions, "f", source)
    assert run(functions, "f", 50)[0] == 50 * 1024 * 1024
    answer, whole = run(functions, "f", 400)
    assert (whole["FunctionError"], answer["errorType"]) == ("Unhandled", "MemoryError")


@pytest.mark.parametrize(
    ("source", "kind", "message"),
    [
        ("def handler(e, c):\n    raise ValueError('no')\n", "ValueError", "no"),
        ("import os\ndef handler(e, c):\n    os._exit(3)\n", "Runtime.ExitError", "exit status 3"),
        (
            "import os\ndef handler(e, c):\n    os.kill(os.getpid(), 9)\n",
            "Runtime.ExitError",
            "signal: kill",
        ),
        ("import nowhere\n", "Runtime.ImportModuleError", "Unable to import module 'index'"),
        ("other = 1\n", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'index'"),
        ("def handler(\n", "Runtime.UserCodeSyntaxError", "Syntax error in module 'index'"),
        ("def handler(e, c):\n    return {1, 2}\n", "Runtime.MarshalError", "Unable to marshal response"),
    ],
    ids=["raises", "exits", "killed", "import", "no handler", "syntax", "no JSON"],
)
def test_a_failure_is_told_as_lambda_tells_it(functions: Any, source: str, kind: str, message: str) -> None:
    make(functions, "f", source)
    answer, whole = run(functions, "f")
    assert (whole["StatusCode"], whole["FunctionError"], answer["errorType"]) == (200, "Unhandled", kind)
    assert message in answer["errorMessage"]
    assert run(functions, "f")[1]["FunctionError"] == "Unhandled"  # the next event gets a process that lives


def test_output_goes_to_the_log_between_lambdas_own_lines(cloud: EmbeddedCloud, functions: Any) -> None:
    source = (
        "import logging, sys\n"
        "def handler(event, context):\n"
        "    print('to stdout')\n"
        "    print('to stderr', file=sys.stderr)\n"
        "    logging.getLogger().warning('to the log')\n"
    )
    make(functions, "f", source)
    _, whole = run(functions, "f", LogType="Tail")
    found = lines(cloud.clients(), "f")
    assert [each.split(" ")[0].split("\t")[0] for each in found] == [
        *("START", "to", "to", "[WARNING]", "END", "REPORT")
    ]
    assert base64.b64decode(whole["LogResult"]).decode().splitlines() == found


def test_a_process_is_kept_for_the_next_event_until_the_function_changes(functions: Any) -> None:
    source = "count = 0\ndef handler(e, c):\n    global count\n    count += 1\n    return count\n"
    make(functions, "f", source)
    assert [run(functions, "f")[0] for _ in range(3)] == [1, 2, 3]
    functions.update_function_configuration(FunctionName="f", Timeout=9)
    assert run(functions, "f")[0] == 1


def test_events_run_at_the_same_time_and_without_the_services_lock(
    cloud: EmbeddedCloud, functions: Any
) -> None:
    make(functions, "f", "import time\ndef handler(e, c):\n    time.sleep(1)\n")
    threads = [threading.Thread(target=run, args=(functions, "f")) for _ in range(3)]
    begun = time.monotonic()
    for each in threads:
        each.start()
    cloud.clients().call("sqs", "CreateQueue", {"QueueName": "meanwhile"})
    assert time.monotonic() - begun < 1
    for each in threads:
        each.join()
    assert time.monotonic() - begun < 2.9


def test_folders_are_gone_when_the_cloud_is_closed(
    cloud: EmbeddedCloud, functions: Any, tmp_path: Path
) -> None:
    make(
        functions,
        "f",
        "def handler(e, c):\n    open('/'.join([__import__('os').environ['TMPDIR'], 'x']), 'w')\n",
    )
    run(functions, "f")
    assert len(list((tmp_path / "scratch").iterdir())) == 1
    cloud.close()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_versions_aliases_and_arns_name_what_is_run(functions: Any) -> None:
    make(functions, "f", "def handler(e, c):\n    return [1, c.function_version]\n")
    functions.publish_version(FunctionName="f")
    functions.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    code = "def handler(e, c):\n    return [2, c.function_version]\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("index.py", code)
    functions.update_function_code(FunctionName="f", ZipFile=buffer.getvalue())
    arn = "arn:aws:lambda:us-east-1:000000000000:function:f"
    assert run(functions, "f")[0] == [2, "$LATEST"]
    assert run(functions, "f", Qualifier="live")[0] == [1, "1"]
    assert run(functions, f"{arn}:1")[0] == [1, "1"]
    assert run(functions, arn)[0] == [2, "$LATEST"]


def test_layers_are_on_the_path(functions: Any) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("python/shared.py", "WORD = 'layer'\n")
    layer = functions.publish_layer_version(LayerName="shared", Content={"ZipFile": buffer.getvalue()})
    source = "import shared\ndef handler(e, c):\n    return shared.WORD\n"
    make(functions, "f", source, Layers=[layer["LayerVersionArn"]])
    assert run(functions, "f")[0] == "layer"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"FunctionName": "other"}, "ResourceNotFoundException"),
        ({"FunctionName": "java"}, "InvalidRuntimeException"),
        ({"FunctionName": "stopped"}, "TooManyRequestsException"),
        ({"FunctionName": "f", "Payload": b"{"}, "InvalidRequestContentException"),
        ({"FunctionName": "f", "Payload": b'"' + b"x" * 6_291_456 + b'"'}, "RequestTooLargeException"),
    ],
    ids=["unknown", "runtime", "no concurrency", "no JSON", "too large"],
)
def test_what_cannot_be_run_is_refused(functions: Any, options: dict[str, Any], code: str) -> None:
    make(functions, "f", "def handler(e, c):\n    return 1\n")
    make(functions, "java", "", Runtime="java21")
    make(functions, "stopped", "")
    functions.put_function_concurrency(FunctionName="stopped", ReservedConcurrentExecutions=0)
    with pytest.raises(ClientError) as refused:
        functions.invoke(**options)
    assert refused.value.response["Error"]["Code"] == code


def test_an_event_is_answered_before_it_is_worked_on(cloud: EmbeddedCloud, functions: Any) -> None:
    make(functions, "f", "def handler(e, c):\n    print('worked on', e)\n")
    assert run(functions, "f", {"a": 1}, InvocationType="Event")[1]["StatusCode"] == 202
    assert run(functions, "f", InvocationType="DryRun")[1]["StatusCode"] == 204

    def is_written() -> bool:
        groups = cloud.clients().call("logs", "DescribeLogGroups", {})["logGroups"]
        return bool(groups) and "worked on {'a': 1}" in lines(cloud.clients(), "f")

    until(is_written)


def test_a_topic_runs_its_function(cloud: EmbeddedCloud, functions: Any) -> None:
    make(functions, "f", "def handler(e, c):\n    print('told', e['Records'][0]['Sns']['Message'])\n")
    topics = cloud.session().client("sns")
    topic = topics.create_topic(Name="news")["TopicArn"]
    arn = "arn:aws:lambda:us-east-1:000000000000:function:f"
    topics.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=arn)
    topics.publish(TopicArn=topic, Message="it rains")

    def is_written() -> bool:
        groups = cloud.clients().call("logs", "DescribeLogGroups", {})["logGroups"]
        return bool(groups) and "told it rains" in lines(cloud.clients(), "f")

    until(is_written)


def test_messages_of_a_queue_are_given_in_batches_and_deleted_when_done(
    cloud: EmbeddedCloud, functions: Any
) -> None:
    source = (
        "def handler(event, context):\n"
        "    bad = [r['messageId'] for r in event['Records'] if r['body'] == 'bad'\n"
        "           and r['attributes']['ApproximateReceiveCount'] == '1']\n"
        "    for r in event['Records']:\n"
        "        if r['messageId'] not in bad:\n"
        "            print('done', r['body'])\n"
        "    return {'batchItemFailures': [{'itemIdentifier': each} for each in bad]}\n"
    )
    make(functions, "f", source)
    queues = cloud.session().client("sqs")
    url = queues.create_queue(QueueName="in", Attributes={"VisibilityTimeout": "1"})["QueueUrl"]
    functions.create_event_source_mapping(
        FunctionName="f",
        EventSourceArn="arn:aws:sqs:us-east-1:000000000000:in",
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    for body in ("a", "bad", "b"):
        queues.send_message(QueueUrl=url, MessageBody=body)

    def left() -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = queues.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        return sum(map(int, found.values()))

    until(lambda: left() == 0)
    done = [each for each in lines(cloud.clients(), "f") if each.startswith("done")]
    assert sorted(done) == ["done a", "done b", "done bad"]


def test_no_thread_looks_at_queues_without_a_mapping(cloud: EmbeddedCloud, functions: Any) -> None:
    make(functions, "f", "def handler(e, c):\n    return 1\n")
    run(functions, "f")
    assert [each.name for each in threading.enumerate() if each.name.startswith("landform-mapping")] == []
