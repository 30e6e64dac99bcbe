"""How long a call takes beside requests that wait: STS beside 20 long polls and 20 running functions.

`python -m bench.waiting` runs this part alone. Target: 99 of 100 calls within 50 ms.
"""

import io
import json
import subprocess
import sys
import threading
import time
import zipfile
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

POLLS = 20
FUNCTIONS = 20
CALLS = 2_000
START_SECONDS = 5.0  # for the functions' processes
SLEEPER = "import time\ndef handler(event, context):\n    time.sleep(600)\n"


def waiting() -> None:
    """Print the median and the 99th percentile of GetCallerIdentity, alone and beside requests that wait."""
    command = [sys.executable, "-m", "landform.cli.main", "serve", "--port", "0", "--ephemeral"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        port = next(line["port"] for line in map(json.loads, server.stderr) if line["event"] == "ready")
        threading.Thread(target=server.stderr.read, daemon=True).start()
        url = f"http://127.0.0.1:{port}"
        identity = _client(url, "sts")
        _latencies(identity)  # the service's code is loaded
        print(f"GetCallerIdentity, {CALLS} calls of boto3 one after another")
        _report("alone", _latencies(identity))
        _begin_to_wait(url)
        _report(f"beside {POLLS} long polls and {FUNCTIONS} functions", _latencies(identity))
    finally:
        server.terminate()
        server.wait(30)


def _begin_to_wait(url: str) -> None:
    queues, functions = _client(url, "sqs"), _client(url, "lambda")
    role = _client(url, "iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", SLEEPER)
    functions.create_function(
        FunctionName="f",
        Role=role,
        Runtime="python3.12",
        Handler="index.handler",
        Timeout=900,
        Code={"ZipFile": buffer.getvalue()},
    )
    queue = queues.create_queue(QueueName="q")["QueueUrl"]
    calls = [(queues.receive_message, {"QueueUrl": queue, "WaitTimeSeconds": 20})] * POLLS
    calls += [(functions.invoke, {"FunctionName": "f"})] * FUNCTIONS
    for call, parameters in calls:
        threading.Thread(target=_again_and_again, args=(call, parameters), daemon=True).start()
    time.sleep(START_SECONDS)


def _again_and_again(call: Any, parameters: dict[str, Any]) -> None:
    try:
        while True:
            call(**parameters)
    except (BotoCoreError, ClientError):
        return  # the server has ended


def _client(url: str, service: str) -> Any:
    session = boto3.Session("test", "test", region_name="us-east-1")
    config = Config(read_timeout=900, max_pool_connections=POLLS, retries={"total_max_attempts": 1})
    return session.client(service, endpoint_url=url, config=config)


def _latencies(identity: Any) -> list[float]:
    """Seconds of each call, shortest first."""
    found = []
    for _ in range(CALLS):
        begun = time.perf_counter()
        identity.get_caller_identity()
        found.append(time.perf_counter() - begun)
    return sorted(found)


def _report(title: str, seconds: list[float]) -> None:
    middle, late = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
    print(f"  {title}: median {middle * 1000:.1f} ms, p99 {late * 1000:.1f} ms", flush=True)


if __name__ == "__main__":
    waiting()
