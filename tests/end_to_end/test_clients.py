"""Unmodified clients against a real server: the aws CLI and the cdk CLI."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.clients import call, node_modules, until, watching
from tests.end_to_end.serving import SOURCE, client, serving

EXAMPLES = SOURCE.parent / "examples"


FILES_APP = """\
from aws_cdk import App, CfnOutput, RemovalPolicy, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_notifications as notify
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Files")
bucket = s3.Bucket(stack, "Bucket", removal_policy=RemovalPolicy.DESTROY, auto_delete_objects=True)
queue = sqs.Queue(stack, "Queue")
bucket.add_event_notification(s3.EventType.OBJECT_CREATED, notify.SqsDestination(queue))
code = lambda_.Code.from_inline("def main(event, context): return {'got': event}")
function = lambda_.Function(
    stack, "Function", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.main", code=code
)
CfnOutput(stack, "Name", value=bucket.bucket_name)
CfnOutput(stack, "Function1", value=function.function_name)
app.synth()
"""

WATCHED_APP = """
from aws_cdk import App, Stack
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Watched")
first = sqs.Queue(stack, "First", queue_name="watched-first")
if app.node.try_get_context("broken"):
    sqs.Queue(stack, "Second", queue_name="watched-first").node.add_dependency(first)
sqs.Queue(stack, open("name.txt").read().strip())
app.synth()
"""

IMPORTING_APP = """
from pathlib import Path
from aws_cdk import App, RemovalPolicy, Stack
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs

app = App()
held = Stack(app, "Held")
sqs.Queue(held, "First")
kept = RemovalPolicy.RETAIN
if Path("grown").exists():
    s3.Bucket(held, "Data", bucket_name="held-data", removal_policy=kept, versioned=True)
    sqs.Queue(held, "Jobs", queue_name="held-jobs", removal_policy=kept)
auto = Stack(app, "Auto")
s3.Bucket(auto, "More", bucket_name="held-more", removal_policy=kept)
sqs.Queue(auto, "Next")
app.synth()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("clients") / "state") as (url, _):
        yield url


@pytest.fixture(scope="module")
def cdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return node_modules(tmp_path_factory) / ".bin" / "cdk"


def aws(url: str, folder: Path, *arguments: str) -> str:
    return call([str(Path(sys.executable).with_name("aws")), *arguments], url, folder)


def test_the_aws_cli_deploys_packages_waits_and_reads(server: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "Parameters: {Name: {Type: String}}\n"
        "Resources:\n"
        "  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}\n"
        "Outputs: {Url: {Value: !Ref Jobs}}\n"
    )
    deployed = ("deploy", "--template-file", "t.yaml", "--stack-name", "cli", "--no-fail-on-empty-changeset")
    shown = aws(server, tmp_path, "cloudformation", *deployed, "--parameter-overrides", "Name=one")
    assert "Successfully created/updated stack - cli" in shown
    shown = aws(server, tmp_path, "cloudformation", *deployed, "--parameter-overrides", "Name=one")
    assert "No changes to deploy. Stack cli is up to date" in shown
    aws(server, tmp_path, "s3", "mb", "s3://packages")
    by_url = (*deployed[:3], "--stack-name", "by-url", "--s3-bucket", "packages")
    shown = aws(server, tmp_path, "cloudformation", *by_url, "--parameter-overrides", "Name=two")
    assert "Successfully created/updated stack - by-url" in shown
    assert ".template" in aws(server, tmp_path, "s3", "ls", "s3://packages")
    named = ("--stack-name", "cli", "--change-set-name", "c")
    changed = ("--use-previous-template", "--parameters", "ParameterKey=Name,ParameterValue=three")
    aws(server, tmp_path, "cloudformation", "create-change-set", *named, *changed)
    aws(server, tmp_path, "cloudformation", "wait", "change-set-create-complete", *named)
    changes = json.loads(aws(server, tmp_path, "cloudformation", "describe-change-set", *named))["Changes"]
    assert [each["ResourceChange"]["Replacement"] for each in changes] == ["True"]
    aws(server, tmp_path, "cloudformation", "execute-change-set", *named)
    aws(server, tmp_path, "cloudformation", "wait", "stack-update-complete", "--stack-name", "cli")
    urls = json.loads(aws(server, tmp_path, "sqs", "list-queues", "--endpoint-url", server))["QueueUrls"]
    assert f"{server}/000000000000/three" in urls
    assert f"{server}/000000000000/one" not in urls


def test_the_cdk_cli_bootstraps_deploys_compares_and_destroys_a_python_app(
    server: str, tmp_path: Path, cdk: Path
) -> None:
    app = tmp_path / "app"
    shutil.copytree(EXAMPLES / "ml_platform", app, ignore=shutil.ignore_patterns("cdk.out", "__pycache__"))
    base = [str(cdk), "--app", f"{sys.executable} app.py", "--no-notices"]
    assert call([*base, "ls"], server, app).split()[-3:] == ["Network", "Storage", "Inference"]
    shown = call([*base, "bootstrap"], server, app)
    assert "Environment aws://000000000000/us-east-1 bootstrapped." in shown
    shown = call([*base, "deploy", "--all", "--require-approval", "never"], server, app)
    name = re.findall(r"Inference\.EndpointName = (Endpoint8024A810-\w+)", shown)[0]
    shown = call([*base, "diff", "--all", "--fail"], server, app)
    assert "Number of stacks with differences: 0" in shown
    endpoint = client(server, "sagemaker").describe_endpoint(EndpointName=name)
    assert endpoint["EndpointStatus"] == "InService"
    shown = call([*base, "deploy", "--all", "--require-approval", "never"], server, app)
    assert shown.count("(no changes)") == 3
    assert "Number of resources with drift: 0" in call([*base, "drift", "Storage"], server, app)
    resources = client(server, "cloudformation").list_stack_resources(StackName="Storage")
    bucket = next(
        each["PhysicalResourceId"]
        for each in resources["StackResourceSummaries"]
        if each["ResourceType"] == "AWS::S3::Bucket"
    )
    client(server, "s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    assert "Number of resources with drift: 1" in call([*base, "drift", "Storage"], server, app)
    call([*base, "deploy", "Storage", "--revert-drift", "--require-approval", "never"], server, app)
    assert "Number of resources with drift: 0" in call([*base, "drift", "Storage"], server, app)
    call([*base, "destroy", "--all", "--force"], server, app)
    left = client(server, "cloudformation").describe_stacks()["Stacks"]
    assert {"Network", "Storage", "Inference"}.isdisjoint(each["StackName"] for each in left)


def test_the_cdk_cli_uploads_handlers_that_really_run_and_empty_the_bucket_at_the_end(
    tmp_path: Path, cdk: Path
) -> None:
    (tmp_path / "app.py").write_text(FILES_APP)
    base = [str(cdk), "--app", f"{sys.executable} app.py", "--no-notices"]
    with serving(tmp_path / "state") as (url, _):
        call([*base, "bootstrap"], url, tmp_path)
        call(
            [*base, "deploy", "--require-approval", "never", "--outputs-file", "outputs.json"], url, tmp_path
        )
        outputs = json.loads((tmp_path / "outputs.json").read_text())["Files"]
        invoked = client(url, "lambda").invoke(FunctionName=outputs["Function1"], Payload=b'{"a": 1}')
        assert json.loads(invoked["Payload"].read()) == {"got": {"a": 1}}
        client(url, "s3").put_object(Bucket=outputs["Name"], Key="k", Body=b"x")
        queues = client(url, "sqs")
        found = queues.receive_message(QueueUrl=queues.list_queues()["QueueUrls"][0], MaxNumberOfMessages=10)
        records = [json.loads(each["Body"]).get("Records", []) for each in found["Messages"]]
        assert [each["eventName"] for record in records for each in record] == ["ObjectCreated:Put"]
        call([*base, "destroy", "--force"], url, tmp_path)
        left = [each["Name"] for each in client(url, "s3").list_buckets()["Buckets"]]
        assert left == ["cdk-hnb659fds-assets-000000000000-us-east-1"]


def test_the_aws_cli_imports_what_exists(server: str, tmp_path: Path) -> None:
    client(server, "s3").create_bucket(Bucket="held-by-hand")
    (tmp_path / "t.yaml").write_text(
        "Resources:\n"
        "  Data: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: {BucketName: held-by-hand}}\n"
    )
    named = ["--stack-name", "adopted", "--change-set-name", "adopt"]
    held = "ResourceType=AWS::S3::Bucket,LogicalResourceId=Data,ResourceIdentifier={BucketName=held-by-hand}"
    given = ["--change-set-type", "IMPORT", "--template-body", "file://t.yaml", "--resources-to-import", held]
    aws(server, tmp_path, "cloudformation", "create-change-set", *named, *given)
    aws(server, tmp_path, "cloudformation", "wait", "change-set-create-complete", *named)
    aws(server, tmp_path, "cloudformation", "execute-change-set", *named)
    aws(server, tmp_path, "cloudformation", "wait", "stack-import-complete", "--stack-name", "adopted")
    shown = aws(server, tmp_path, "cloudformation", "describe-stack-resources", "--stack-name", "adopted")
    assert json.loads(shown)["StackResources"][0]["PhysicalResourceId"] == "held-by-hand"


def test_the_cdk_cli_imports_by_a_mapping_and_by_name(tmp_path: Path, cdk: Path) -> None:
    (tmp_path / "app.py").write_text(IMPORTING_APP)
    base = [str(cdk), "--app", f"{sys.executable} app.py", "--no-notices"]
    with serving(tmp_path / "state") as (url, _):
        call([*base, "bootstrap"], url, tmp_path)
        call([*base, "deploy", "Held", "--require-approval", "never"], url, tmp_path)
        for name in ("held-data", "held-more"):
            client(url, "s3").create_bucket(Bucket=name)
        queue = client(url, "sqs").create_queue(QueueName="held-jobs")["QueueUrl"]
        (tmp_path / "grown").touch()  # the app now declares what exists
        mapping = {"Data666C94C7": {"BucketName": "held-data"}, "JobsDF1CC2D4": {"QueueUrl": queue}}
        (tmp_path / "mapping.json").write_text(json.dumps(mapping))
        shown = call([*base, "import", "Held", "--resource-mapping", "mapping.json"], url, tmp_path)
        assert "Import operation complete" in shown
        stack = client(url, "cloudformation").describe_stacks(StackName="Held")["Stacks"][0]
        assert stack["StackStatus"] == "IMPORT_COMPLETE"
        assert "Number of stacks with differences: 0" in call(
            [*base, "diff", "Held", "--fail"], url, tmp_path
        )
        assert "(no changes)" in call([*base, "deploy", "Held"], url, tmp_path)
        assert "Number of resources with drift: 0" in call([*base, "drift", "Held"], url, tmp_path)
        versioning = client(url, "s3").get_bucket_versioning(Bucket="held-data")
        assert versioning["Status"] == "Enabled"
        by_name = ["deploy", "Auto", "--import-existing-resources", "--require-approval", "never"]
        assert "Resource import completed." in call([*base, *by_name], url, tmp_path)
        call([*base, "destroy", "--all", "--force"], url, tmp_path)
        left = {each["Name"] for each in client(url, "s3").list_buckets()["Buckets"]}
        assert {"held-data", "held-more"} <= left


def test_the_cdk_cli_watches_a_python_app_and_rolls_back_what_it_has_left_failed(
    tmp_path: Path, cdk: Path
) -> None:
    (tmp_path / "app.py").write_text(WATCHED_APP)
    (tmp_path / "name.txt").write_text("Jobs")
    settings = {"app": f"{sys.executable} app.py", "watch": {"include": ["name.txt"], "exclude": []}}
    (tmp_path / "cdk.json").write_text(json.dumps(settings))
    base = [str(cdk), "--no-notices"]
    with serving(tmp_path / "state") as (url, _):
        cloudformation = client(url, "cloudformation")

        def names() -> set[str]:
            found = cloudformation.list_stack_resources(StackName="Watched")["StackResourceSummaries"]
            return {re.sub("[0-9A-F]{8}$", "", each["LogicalResourceId"]) for each in found}

        call([*base, "bootstrap"], url, tmp_path)
        with watching([*base, "watch", "--no-hotswap", "--no-logs"], url, tmp_path) as log:
            until(lambda: log.read_text().count("Total time") == 1, log)
            assert names() == {"First", "Jobs"}
            (tmp_path / "name.txt").write_text("Tasks")
            until(lambda: log.read_text().count("Total time") == 2, log)
        assert names() == {"First", "Tasks"}
        broken = ("deploy", "-c", "broken=1", "--no-rollback", "--require-approval", "never")
        call([*base, *broken], url, tmp_path, code=1)
        stack = cloudformation.describe_stacks(StackName="Watched")["Stacks"][0]
        assert stack["StackStatus"] == "UPDATE_FAILED"
        call([*base, "rollback"], url, tmp_path)
        stack = cloudformation.describe_stacks(StackName="Watched")["Stacks"][0]
        assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"


NESTED_APP = """\
from aws_cdk import App, CfnOutput, NestedStack, Stack, aws_sqs as sqs, aws_ssm as ssm
app = App()
stack = Stack(app, "Outer")
word = ssm.CfnParameter(stack, "Word", type="String", value="v")
inner = NestedStack(stack, "Inner")
delay = int(app.node.try_get_context("delay") or 1)
queue = sqs.CfnQueue(inner, "Jobs", queue_name="inner", delay_seconds=delay)
ssm.CfnParameter(inner, "Copy", type="String", value=word.ref)
CfnOutput(stack, "Url", value=queue.ref)
app.synth()
"""


def test_the_cdk_cli_deploys_compares_changes_and_destroys_nested_stacks(tmp_path: Path, cdk: Path) -> None:
    (tmp_path / "app.py").write_text(NESTED_APP)
    base = [str(cdk), "--app", f"{sys.executable} app.py", "--no-notices"]
    with serving(tmp_path / "state") as (url, _):
        call([*base, "bootstrap"], url, tmp_path)
        deploy = [*base, "deploy", "--require-approval", "never"]
        assert "Outer.Url = https://sqs.us-east-1.amazonaws.com/000000000000/inner" in call(
            deploy, url, tmp_path
        )
        stacks = client(url, "cloudformation").describe_stacks()["Stacks"]
        nested = next(each for each in stacks if each["StackName"].startswith("Outer-Inner"))
        assert nested["StackStatus"] == "CREATE_COMPLETE"
        assert nested["RootId"].split("/")[1] == "Outer"
        assert "Number of stacks with differences: 0" in call([*base, "diff", "--fail"], url, tmp_path)
        shown = call([*base, "diff", "-c", "delay=4"], url, tmp_path)
        assert "[~] AWS::SQS::Queue Inner/Jobs Jobs" in shown
        call([*deploy, "-c", "delay=4"], url, tmp_path)
        sqs = client(url, "sqs")
        queue = sqs.get_queue_url(QueueName="inner")["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["DelaySeconds"])
        assert found["Attributes"]["DelaySeconds"] == "4"
        call([*base, "destroy", "--force"], url, tmp_path)
        left = client(url, "cloudformation").describe_stacks()["Stacks"]
        assert [each["StackName"] for each in left] == ["CDKToolkit"]
