"""Targets that nobody closes."""

import gc
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from landform.server.local import LocalTarget

PROGRAM = """
import io, json, sys, zipfile
from landform.server.local import LocalTarget
target = LocalTarget()
session = target.session()
role = session.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w") as archive:
    archive.writestr("index.py", "def handler(event, context):\\n    return 1\\n")
functions = session.client("lambda")
functions.create_function(FunctionName="f", Role=role, Runtime="python3.12", Handler="index.handler",
                          Code={"ZipFile": buffer.getvalue()})
print(functions.invoke(FunctionName="f")["Payload"].read())
"""


def test_a_program_that_does_not_close_its_target_leaves_no_folder(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "TMPDIR": str(tmp_path),
    }
    command = [sys.executable, "-c", PROGRAM]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=True, timeout=120)
    assert (ran.stdout, ran.stderr) == ("b'1'\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_nobody_refers_to_is_closed() -> None:
    target = LocalTarget()
    target.session().client("sqs").create_queue(QueueName="q")
    cloud = weakref.ref(target._engine.cloud)
    del target
    for _ in range(3):
        gc.collect()
        for thread in threading.enumerate():
            if thread.name == "landform-closing":
                thread.join(60)
    assert cloud() is None
