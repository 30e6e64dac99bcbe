"""What moto's code reaches for, read from its source: randomness, time, threads and waiting."""

import ast
import importlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import moto
import pytest
from moto.core.config import default_user_config as moto_configuration

from landform.cloud.moto_imports import stand_in

ROOT = Path(moto.__file__).parent
#: Not part of the embedded cloud: moto's own servers, and its CloudFormation, which is ours here.
NOT_SERVED = ("moto_server/", "moto_proxy/", "cloudformation/", "server.py", "proxy.py")

SOURCES = {
    "cryptography.hazmat.primitives.asymmetric.dsa": {"generate_private_key", "generate_parameters"},
    "cryptography.hazmat.primitives.asymmetric.ec": {"generate_private_key"},
    "cryptography.hazmat.primitives.asymmetric.ed25519": {"Ed25519PrivateKey"},
    "cryptography.hazmat.primitives.asymmetric.ed448": {"Ed448PrivateKey"},
    "cryptography.hazmat.primitives.asymmetric.rsa": {"generate_private_key"},
    "cryptography.hazmat.primitives.asymmetric.x25519": {"X25519PrivateKey"},
    "cryptography.x509": {"random_serial_number"},
    "datetime": {"date", "datetime"},
    "os": {"getrandom", "urandom"},
    "random": {name for name in dir(random) if name[0].islower() and callable(getattr(random, name))},
    "secrets": {
        "SystemRandom",
        "choice",
        "randbelow",
        "randbits",
        "token_bytes",
        "token_hex",
        "token_urlsafe",
    },
    "threading": {"Thread", "Timer"},
    "time": {
        "ctime",
        "gmtime",
        "localtime",
        "monotonic",
        "perf_counter",
        "sleep",
        "strftime",
        "time",
        "time_ns",
    },
    "uuid": {"uuid1", "uuid4"},
}

LIBRARIES = {
    # All that moto stands on. None is given stand-ins but the first rows; how each is used was read.
    *("cryptography", "datetime", "os", "random", "threading", "time", "uuid"),  # with stand-ins
    "docker",  # refused while a cloud serves
    "tempfile",  # spooled files, of which nothing shows a name
    *("flask", "localstack", "responses"),  # of the server, the interpreter and the mocks that are not used
    *("__future__", "abc", "ast", "base64", "binascii", "bisect", "bz2", "calendar", "codecs"),
    *("collections", "contextlib", "copy", "csv", "dataclasses", "decimal", "email", "enum", "fnmatch"),
    *("functools", "gzip", "hashlib", "hmac", "html", "http", "importlib", "inspect", "io", "ipaddress"),
    *("itertools", "json", "logging", "math", "operator", "pathlib", "re", "string", "struct", "sys"),
    *("tarfile", "types", "typing", "typing_extensions", "unittest", "urllib", "warnings", "weakref"),
    *("xml", "zipfile"),
    *("ASLIntrinsicParser", "ASLParser", "antlr4", "aws_xray_sdk", "awscrt", "boto3", "botocore", "crc32c"),
    *("graphql", "joserfc", "jsonpath_ng", "jsonschema", "openapi_spec_validator", "py_partiql_parser"),
    *("pyparsing", "requests", "werkzeug", "xmltodict", "yaml"),
}

INTERPRETER = "stepfunctions/parser/"
"""Runs state machines in threads that wait; it is used only when moto's configuration asks for it."""

WAITING = {
    # module and function: how it is kept from holding up the services
    ("awslambda/models.py", "_invoke_lambda"): "functions run beside the services (lambda_runtime)",
    ("batch/models.py", "_wait_for_dependencies"): "not reached: without containers a job has failed before",
    ("batch/models.py", "run"): "without containers it fails at once",
    ("batch_simple/models.py", "_mark_job_as_finished"): "only with MOTO_SIMPLE_BATCH_FAIL_AFTER, not used",
    ("sqs/models.py", "receive_message"): "looks without waiting; the cloud asks again",
    ("sqs/models.py", "wait_for_messages"): "not reached: nothing waits in receive_message",
    ("swf/models/__init__.py", "poll_for_activity_task"): "sleeps by asking again",
    ("swf/models/__init__.py", "poll_for_decision_task"): "sleeps by asking again",
    ("swf/models/workflow_execution.py", "start_timer"): "refused with 501",
}


Modules = list[tuple[str, ast.Module]]


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_SERVED):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def trees() -> Modules:
    """Not a global: every later garbage collection of this process would look through millions of objects."""
    return list(modules())


def imported_names(tree: ast.Module) -> dict[str, str]:
    """What each name stands for that an import binds anywhere in the module, with dots."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                found[each.asname or each.name.partition(".")[0]] = (
                    each.name if each.asname else each.name.partition(".")[0]
                )
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            for each in node.names:
                found[each.asname or each.name] = f"{node.module}.{each.name}"
    return found


def dotted_uses(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every use of an imported name, spelled out, with its line."""
    names = imported_names(tree)
    for node in ast.walk(tree):
        parts: list[str] = []
        base: ast.AST = node
        while isinstance(base, ast.Attribute):
            parts.append(base.attr)
            base = base.value
        if isinstance(base, ast.Name) and base.id in names:
            yield ".".join([names[base.id], *reversed(parts)]), base.lineno


def source_of(used: str) -> str | None:
    """The source that a dotted name uses."""
    for module, members in SOURCES.items():
        member = used.removeprefix(f"{module}.").partition(".")[0]
        if used.startswith(f"{module}.") and member in members:
            return f"{module}.{member}"
    return None


def used_sources(trees: Modules) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, tree in trees:
        for used, line in dotted_uses(tree):
            source = source_of(used)
            if source is not None:
                found.setdefault(source, []).append(f"{name}:{line}")
    return found


def test_each_source_of_randomness_and_time_that_moto_uses_has_a_stand_in(trees: Modules) -> None:
    used = used_sources(trees)
    # The walk sees what it should see.
    assert len(used["uuid.uuid4"]) > 40
    assert any(place.startswith("s3/models.py") for place in used["os.urandom"])
    left = {}
    for source, places in used.items():
        module, _, name = source.rpartition(".")
        original = getattr(importlib.import_module(module), name)
        if getattr(stand_in(module, False), name) is original:
            left[source] = places
    assert left == {}


def test_moto_stands_on_no_library_that_nobody_has_looked_at(trees: Modules) -> None:
    roots = {each.partition(".")[0] for _, tree in trees for each in imported_names(tree).values()}
    assert roots - LIBRARIES - {"moto"} == set()


def waiting_functions(trees: Modules) -> set[tuple[str, str]]:
    return {
        (name, function.name)
        for name, tree in trees
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and waits(function) and not name.startswith(INTERPRETER)
    }


CLOCKS = {"now", "time", "unix_time", "unix_time_millis", "utcnow", "monotonic"}


def waits(function: ast.FunctionDef) -> bool:
    """Whether it sleeps, waits for something, starts a thread or timer, or goes on until a time."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and called(node) in {"sleep", "wait", "wait_for", "Thread", "Timer"}:
            return True
        if isinstance(node, ast.While):
            inside = {called(each) for each in ast.walk(node) if isinstance(each, ast.Call)}
            if inside & CLOCKS:
                return True
    return False


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_whatever_waits_in_moto_has_been_looked_at(trees: Modules) -> None:
    assert waiting_functions(trees) == set(WAITING)
    assert moto_configuration["stepfunctions"] == {"execute_state_machine": False}


def run(program: str) -> str:
    """What a program prints that serves a request of a cloud."""
    begin = (
        "from landform.cloud.embedded import EmbeddedCloud; cloud = EmbeddedCloud(None);"
        "call = cloud.clients().call\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-c", begin + program]
    environment = {**os.environ, "PYTHONPATH": paths}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return ran.stdout


def test_the_modules_of_moto_get_the_stand_ins_whatever_they_call_them() -> None:
    program = """
import datetime, os, time, uuid
call("fsx", "DescribeFileSystems", {})
call("kms", "ListKeys", {})
import moto.fsx.models as fsx, moto.kms.utils as kms, moto.core.utils as core
print(fsx.uuid4 is uuid.uuid4, fsx.time is time, kms.os is os, core.datetime is datetime)
print(fsx.__builtins__["__import__"] is __import__)
"""
    assert run(program) == "False False False False\nFalse\n"


def test_modules_imported_before_the_cloud_get_them_too() -> None:
    program = """
import moto.fsx.models as fsx, uuid
before = fsx.uuid4 is uuid.uuid4
call("fsx", "DescribeFileSystems", {})
print(before, fsx.uuid4 is uuid.uuid4)
"""
    assert run(program) == "True False\n"


def test_stand_ins_are_the_real_thing_while_no_cloud_serves() -> None:
    program = """
import moto.moto_api._internal, random
call("fsx", "DescribeFileSystems", {})
import moto.fsx.models as fsx
moto.moto_api._internal.mock_random.seed(1)
first = fsx.uuid4()
moto.moto_api._internal.mock_random.seed(1)
print(first != fsx.uuid4(), abs(fsx.time.time() - __import__("time").time()) < 60)
"""
    assert run(program) == "True True\n"


def test_a_job_in_containers_fails_at_once_because_none_is_run() -> None:
    program = """
role = call("iam", "CreateRole", {"RoleName": "r", "AssumeRolePolicyDocument": "{}"})["Role"]["Arn"]
environment = {"computeEnvironmentName": "environment", "type": "UNMANAGED", "serviceRole": role}
arn = call("batch", "CreateComputeEnvironment", environment)["computeEnvironmentArn"]
order = [{"order": 1, "computeEnvironment": arn}]
queue = {"jobQueueName": "queue", "state": "ENABLED", "priority": 1, "computeEnvironmentOrder": order}
call("batch", "CreateJobQueue", queue)
container = {"image": "i", "vcpus": 1, "memory": 8}
definition = {"jobDefinitionName": "j", "type": "container", "containerProperties": container}
call("batch", "RegisterJobDefinition", definition)
job = call("batch", "SubmitJob", {"jobName": "job", "jobQueue": "queue", "jobDefinition": "j"})["jobId"]
print(call("batch", "DescribeJobs", {"jobs": [job]})["jobs"][0]["status"])
"""
    assert run(program) == "FAILED\n"


@pytest.mark.parametrize("name", sorted(SOURCES["random"] - {"seed", "getstate", "setstate"}))
def test_all_of_random_has_a_stand_in(name: str) -> None:
    assert getattr(stand_in("random", False), name) is not getattr(random, name)
