import os
import subprocess
import sys

PROGRAM = """
import gc
from landform.server import process
from landform.server.http import ServerSettings

def stop_at_once(serving):
    serving.close()
    print(gc.isenabled(), gc.get_threshold(), gc.get_freeze_count() > 10_000)

process.asyncio.run = stop_at_once
gc.disable()  # as the command does
settings = ServerSettings(account_id="000000000000", region="us-east-1")
process.serve(process.Serving(folder=None, host="127.0.0.1", port=0, http=settings))
"""


def test_a_server_collects_garbage_although_the_command_that_starts_it_does_not() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", PROGRAM]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert ran.stdout == "True (10000, 10, 10) True\n"
