"""A pytest plugin: a fresh cloud in memory for each test, and stacks deployed into it.

    def test_the_queue_exists(landform_stack):
        deployed = landform_stack(ShopStack(App(), "Shop"))
        assert deployed.session.client("sqs").get_queue_url(QueueName=deployed.outputs["QueueName"])

    def test_a_template(landform_session):
        landform_session.client("cloudformation").create_stack(StackName="jobs", TemplateBody=TEMPLATE)

    def test_another_program(landform_server):
        subprocess.run(["aws", "s3", "ls"], env={**os.environ, "AWS_ENDPOINT_URL": landform_server})

Each cloud ends with its test; nothing leaves the machine. Other test runners use `cloud()` and `server()`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from landform.assembly.assets import FileAsset, read_assets
from landform.assembly.reading import AssemblyStack, open_assembly

if TYPE_CHECKING:
    import boto3

    from landform.engine.requests import Place
    from landform.server.local import LocalTarget

BOOTSTRAP_VERSION: Final = "30"  # of the bootstrap resources that the cloud in memory stands for
_CAPABILITIES: Final = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_HOME_REGION: Final = "us-east-1"  # S3 takes no LocationConstraint for it
_WAIT: Final = {"Delay": 0.05, "MaxAttempts": 6000}  # seconds between looks; five minutes in all


class DeploymentFailed(AssertionError):
    """A stack could not be made; the message has the reasons of its resources."""


@dataclass(frozen=True, slots=True)
class DeployedStack:
    """A stack as it was deployed."""

    outputs: Mapping[str, str]
    resources: Mapping[str, str]  # logical id -> physical id
    session: "boto3.Session"  # for the cloud that it was deployed to


@contextmanager
def cloud(*, account_id: str = "000000000000", region: str = "us-east-1") -> Iterator["boto3.Session"]:
    """A boto3 session of a cloud of its own: CloudFormation and the services, in memory and in process."""
    from landform.server.local import LocalTarget

    with LocalTarget(account_id=account_id, region=region) as target:
        yield target.session()


@contextmanager
def server(*, account_id: str = "000000000000", region: str = "us-east-1") -> Iterator[str]:
    """The URL of a server with a cloud of its own, in memory, on a free port of the loopback address."""
    from landform.engine.engine import Settings, open_engine
    from landform.server.http import Application, ServerSettings
    from landform.server.process import in_thread

    engine = open_engine(Settings(folder=None))
    application = Application(engine, ServerSettings(account_id=account_id, region=region))
    try:
        with in_thread(application) as url:
            engine.cloud.endpoint = lambda: url
            yield url
            engine.stop()
    finally:
        application.close()
        engine.close()


@pytest.fixture
def landform_session() -> Iterator["boto3.Session"]:
    """A boto3 session of a fresh cloud in memory."""
    with cloud() as session:
        yield session


@pytest.fixture
def landform_server() -> Iterator[str]:
    """The URL of a fresh server, for AWS_ENDPOINT_URL."""
    with server() as url:
        yield url


@pytest.fixture
def landform_stack() -> Iterator[Callable[[Any], DeployedStack]]:
    """Deploys a stack, after those it depends on, and gives its outputs."""
    opened: list[LocalTarget] = []

    def deploy(stack: Any) -> DeployedStack:
        from landform.cdk.core.stage import Stage

        stage = Stage.of(stack)
        if stage is None:
            raise TypeError("The stack has to be part of an App or a Stage")
        if not opened:
            opened.append(_open(stack))
        assembly = stage.synth()
        return _deploy(opened[0], Path(assembly.directory), stack.stack_name)

    yield deploy
    for target in opened:
        target.close()


def _open(stack: Any) -> "LocalTarget":
    from landform.cdk.core.tokens import is_unresolved
    from landform.server.local import DEFAULT_ACCOUNT, DEFAULT_REGION, LocalTarget

    account = DEFAULT_ACCOUNT if is_unresolved(stack.account) else stack.account
    region = DEFAULT_REGION if is_unresolved(stack.region) else stack.region
    return LocalTarget(account_id=account, region=region)


def _deploy(target: "LocalTarget", folder: Path, name: str) -> DeployedStack:
    session = target.session()
    stacks = open_assembly(folder).stacks
    needed = _with_dependencies(stacks, name)
    for stack in stacks:
        client = _client(session, "cloudformation", stack)
        if stack.artifact_id in needed and not _exists(client, stack.stack_name):
            _publish(session, target, stack)
            _create(client, stack)
    client = _client(session, "cloudformation", next(stack for stack in stacks if stack.stack_name == name))
    described = client.describe_stacks(StackName=name)["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", ())}
    pages = client.get_paginator("list_stack_resources").paginate(StackName=name)
    found = [each for page in pages for each in page["StackResourceSummaries"]]
    resources = {each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in found}
    return DeployedStack(outputs, resources, session)


def _client(session: "boto3.Session", service: str, stack: AssemblyStack) -> Any:
    """A client in the region of a stack, where it has one of its own."""
    make: Any = session.client
    return make(service, region_name=stack.region or session.region_name)


def _with_dependencies(stacks: tuple[AssemblyStack, ...], name: str) -> set[str]:
    """Artifact ids of a stack and of all it depends on."""
    by_id = {each.artifact_id: each for each in stacks}
    pending = [each.artifact_id for each in stacks if each.stack_name == name]
    found: set[str] = set()
    while pending:
        current = pending.pop()
        if current not in found:
            found.add(current)
            pending.extend(each for each in by_id[current].depends_on if each in by_id)
    return found


def _exists(client: Any, name: str) -> bool:
    try:
        client.describe_stacks(StackName=name)
    except client.exceptions.ClientError:
        return False
    return True


def _create(client: Any, stack: AssemblyStack) -> None:
    client.create_stack(
        StackName=stack.stack_name,
        TemplateBody=stack.template_file.read_text(encoding="utf-8"),
        Capabilities=_CAPABILITIES,
        Tags=[{"Key": key, "Value": value} for key, value in stack.tags.items()],
        OnFailure="DO_NOTHING",
    )
    from botocore.exceptions import WaiterError

    try:
        client.get_waiter("stack_create_complete").wait(StackName=stack.stack_name, WaiterConfig=_WAIT)
    except WaiterError:
        raise DeploymentFailed(_reasons(client, stack)) from None


def _reasons(client: Any, stack: AssemblyStack) -> str:
    events = client.describe_stack_events(StackName=stack.stack_name)["StackEvents"]
    lines = [
        f"  {_place(stack, each['LogicalResourceId'])}: {each.get('ResourceStatusReason', 'no reason given')}"
        for each in reversed(events)
        if each["ResourceStatus"].endswith("_FAILED")
    ]
    return f"The stack '{stack.stack_name}' could not be made:\n" + "\n".join(lines)


def _place(stack: AssemblyStack, logical_id: str) -> str:
    known = stack.constructs.get(logical_id)
    if known is None:
        return logical_id
    return f"{known.path} ({known.file}:{known.line})" if known.file else known.path


def _publish(session: "boto3.Session", target: "LocalTarget", stack: AssemblyStack) -> None:
    """Upload a stack's files, and set the version that its bootstrap rule asks for."""
    client = _client(session, "ssm", stack)
    name = "/cdk-bootstrap/hnb659fds/version"
    client.put_parameter(Name=name, Value=BOOTSTRAP_VERSION, Type="String", Overwrite=True)
    assets = read_assets(stack.asset_files, template=stack.template_file)
    if assets.images or assets.executables:
        names = ", ".join((*assets.images, *assets.executables))
        raise DeploymentFailed(f"Images and files that a command makes cannot be deployed here: {names}")
    for file in assets.files:
        _upload(session, replace(target.place, region=stack.region or target.place.region), file)


def _upload(session: "boto3.Session", place: "Place", file: FileAsset) -> None:
    for destination in file.destinations:
        text = {"${AWS::AccountId}": place.account_id, "${AWS::Region}": place.region}
        bucket, key = destination.bucket, destination.key
        for placeholder, value in text.items():
            bucket, key = bucket.replace(placeholder, value), key.replace(placeholder, value)
        client: Any = session.client("s3", region_name=destination.region or place.region)
        known = {each["Name"] for each in client.list_buckets()["Buckets"]}
        if bucket not in known:
            is_home = place.region == _HOME_REGION
            where = {} if is_home else {"CreateBucketConfiguration": {"LocationConstraint": place.region}}
            client.create_bucket(Bucket=bucket, **where)
        client.put_object(Bucket=bucket, Key=key, Body=file.content())
