"""Writes what functions print into the embedded CloudWatch Logs."""

import time
from typing import TYPE_CHECKING, Final

from landform.cloud.clients import ServiceError
from landform.cloud.lambda_runtime.process import ExecutionEnvironment, Reply

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud

#: Events of one PutLogEvents, the service's limit.
EVENTS_MAX: Final = 10_000


def log_text(
    environment: ExecutionEnvironment, request_id: str, reply: Reply, init_seconds: float | None
) -> str:
    """The log of an invocation with Lambda's own lines around it."""
    output = reply.output if not reply.output or reply.output.endswith("\n") else f"{reply.output}\n"
    kind = (reply.error or {}).get("errorType", "")
    if kind in ("Sandbox.Timedout", "Runtime.ExitError"):
        output += f"{(reply.error or {})['errorMessage']}\n"
    milliseconds = reply.duration_seconds * 1000
    report = [
        f"REPORT RequestId: {request_id}",
        f"Duration: {milliseconds:.2f} ms",
        f"Billed Duration: {int(milliseconds) + 1} ms",
        f"Memory Size: {environment.function.memory_mb} MB",
    ]
    if reply.peak_mb is not None:
        report.append(f"Max Memory Used: {reply.peak_mb} MB")
    if init_seconds is not None:
        report.append(f"Init Duration: {init_seconds * 1000:.2f} ms")
    return (
        f"START RequestId: {request_id} Version: {environment.function.version}\n{output}"
        f"END RequestId: {request_id}\n" + "\t".join(report) + "\n"
    )


def write_log(cloud: "EmbeddedCloud", environment: ExecutionEnvironment, text: str) -> None:
    """One event per line, in the stream of the execution environment."""
    reference = environment.function.reference
    clients = cloud.clients(reference.account_id, reference.region)
    names = {"logGroupName": environment.function.log_group, "logStreamName": environment.log_stream}
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": line} for line in text.splitlines() if line]
    for start in range(0, len(events), EVENTS_MAX):
        parameters = {**names, "logEvents": events[start : start + EVENTS_MAX]}
        try:
            clients.call("logs", "PutLogEvents", parameters)
        except ServiceError as error:
            if error.code != "ResourceNotFoundException":
                raise
            _make(cloud, environment)
            clients.call("logs", "PutLogEvents", parameters)


def _make(cloud: "EmbeddedCloud", environment: ExecutionEnvironment) -> None:
    reference = environment.function.reference
    clients = cloud.clients(reference.account_id, reference.region)
    group = {"logGroupName": environment.function.log_group}
    for operation, parameters in (
        ("CreateLogGroup", group),
        ("CreateLogStream", {**group, "logStreamName": environment.log_stream}),
    ):
        try:
            clients.call("logs", operation, parameters)
        except ServiceError as error:
            if error.code != "ResourceAlreadyExistsException":
                raise
