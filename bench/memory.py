"""What a cloud in memory holds on to: the resident memory of a server over 20,000 queues that come and go.

`python -m bench.memory` runs this part alone; it takes some minutes. Target: flat within 20 MB from the first
5,000 on.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

QUEUES = 20_000
STEP = 5_000
CLIENTS = 4
MESSAGE = "x" * 1_000


def memory() -> None:
    """Print the megabytes at 0, 5,000, 10,000, 15,000 and 20,000 queues."""
    command = [sys.executable, "-m", "landform.cli.main", "serve", "--port", "0", "--ephemeral"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        port = next(line["port"] for line in map(json.loads, server.stderr) if line["event"] == "ready")
        threading.Thread(target=server.stderr.read, daemon=True).start()
        url = f"http://127.0.0.1:{port}"
        print("Memory of `landform serve --ephemeral` (target: flat within 20 MB from 5,000 on)")
        _cycles(_queues(url), "warm", 10)
        print(f"  {0:>6} queues made and deleted: {_resident_mb(server.pid)} MB", flush=True)
        for done in range(STEP, QUEUES + 1, STEP):
            turns = [
                threading.Thread(target=_cycles, args=(_queues(url), f"q{client}", STEP // CLIENTS))
                for client in range(CLIENTS)
            ]
            for each in turns:
                each.start()
            for each in turns:
                each.join()
            print(f"  {done:>6} queues made and deleted: {_resident_mb(server.pid)} MB", flush=True)
    finally:
        server.terminate()
        server.wait(30)


def _queues(url: str) -> Any:
    session = boto3.Session("test", "test", region_name="us-east-1")
    return session.client("sqs", endpoint_url=url, config=Config(retries={"total_max_attempts": 1}))


def _cycles(queues: Any, name: str, count: int) -> None:
    for _ in range(count):
        url = queues.create_queue(QueueName=name)["QueueUrl"]
        queues.send_message(QueueUrl=url, MessageBody=MESSAGE)
        queues.delete_queue(QueueUrl=url)


def _resident_mb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    raise RuntimeError("the system does not tell")


if __name__ == "__main__":
    memory()
