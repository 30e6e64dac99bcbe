"""Requests that wait, beside others and at the end of a server."""

import io
import json
import signal
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.end_to_end.serving import client, start

POLLS = 40  # more than the server has threads for the services
FUNCTIONS = 20
ROLE = "arn:aws:iam::000000000000:role/r"
SLEEPER = "import time\ndef handler(event, context):\n    time.sleep(600)\n"


def archive(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.writestr("index.py", text)
    return buffer.getvalue()


def patient(url: str, service: str) -> Any:
    import boto3

    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    config = Config(
        read_timeout=120, max_pool_connections=POLLS + FUNCTIONS, retries={"total_max_attempts": 1}
    )
    return session.client(service, endpoint_url=url, config=config)


def quietly(call: Any, **parameters: Any) -> Any:
    try:
        return call(**parameters)
    except (BotoCoreError, ClientError) as error:
        return error


def test_requests_that_wait_delay_no_other_and_not_the_end_of_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    process, note = start(folder)
    try:
        queues, functions = patient(note.url, "sqs"), patient(note.url, "lambda")
        client(note.url, "iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")
        queue = queues.create_queue(QueueName="q", Attributes={"ReceiveMessageWaitTimeSeconds": "20"})[
            "QueueUrl"
        ]
        functions.create_function(
            FunctionName="f", Role=ROLE, Runtime="python3.12", Handler="index.handler", Timeout=900,
            Code={"ZipFile": archive(SLEEPER)},
        )  # fmt: skip
        identity = client(note.url, "sts")
        with ThreadPoolExecutor(POLLS + FUNCTIONS) as pool:
            waiting = [pool.submit(quietly, queues.receive_message, QueueUrl=queue) for _ in range(POLLS)]
            waiting += [pool.submit(quietly, functions.invoke, FunctionName="f") for _ in range(FUNCTIONS)]
            for _ in range(50):
                assert identity.get_caller_identity()["Account"] == "000000000000"
            assert [each for each in waiting if each.done()] == []
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
            assert wait(waiting, timeout=60).not_done == set()
        lines = (tmp_path / "state.log").read_text(encoding="utf-8").splitlines()
        events = [json.loads(line) for line in lines]
        # The HTTP server's own lines are JSON too, and who was cut off is no fault.
        cut = f"Cancel {FUNCTIONS} running task(s), timeout graceful shutdown exceeded"
        assert {cut, "stopped"} <= {each["event"] for each in events}
        assert [each for each in events if "traceback" in each] == []
    finally:
        process.kill()


def test_a_message_reaches_who_waits_for_it(tmp_path: Path) -> None:
    process, note = start(tmp_path / "state")
    try:
        queues = patient(note.url, "sqs")
        queue = queues.create_queue(QueueName="q")["QueueUrl"]
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(queues.receive_message, QueueUrl=queue, WaitTimeSeconds=20)
            queues.send_message(QueueUrl=queue, MessageBody="hello")
            assert [each["Body"] for each in waiting.result(60)["Messages"]] == ["hello"]
    finally:
        process.kill()


def test_a_client_that_has_gone_takes_no_message_with_it(tmp_path: Path) -> None:
    process, note = start(tmp_path / "state")
    try:
        queues = patient(note.url, "sqs")
        queue = queues.create_queue(QueueName="q")["QueueUrl"]
        hasty = Config(read_timeout=0.5, retries={"total_max_attempts": 1})
        import boto3

        session = boto3.Session(aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1")
        gone = session.client("sqs", endpoint_url=note.url, config=hasty)
        with pytest.raises(BotoCoreError):
            gone.receive_message(QueueUrl=queue, WaitTimeSeconds=20)
        time.sleep(0.5)  # the server hears of it by a closed connection
        queues.send_message(QueueUrl=queue, MessageBody="hello")
        found = queues.receive_message(QueueUrl=queue, WaitTimeSeconds=1)
        assert [each["Body"] for each in found["Messages"]] == ["hello"]
    finally:
        process.kill()
