"""The unmodified cdk CLI with a JavaScript app: a file asset, a custom resource, two stacks."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.end_to_end.clients import call, node_modules, until, watching
from tests.end_to_end.serving import client, serving

APP = """\
const { App, CfnOutput, CustomResource, RemovalPolicy, Stack } = require('aws-cdk-lib');
const { Code, Function, Runtime } = require('aws-cdk-lib/aws-lambda');
const { Asset } = require('aws-cdk-lib/aws-s3-assets');
const { Queue } = require('aws-cdk-lib/aws-sqs');
const { Provider } = require('aws-cdk-lib/custom-resources');

const app = new App();
const data = new Stack(app, 'Data');
const queue = new Queue(data, 'Jobs', { removalPolicy: RemovalPolicy.DESTROY });
const file = new Asset(data, 'File', { path: 'file.txt' });
new CfnOutput(data, 'Key', { value: file.s3ObjectKey });

const web = new Stack(app, 'Web');
const onEventHandler = new Function(web, 'Handler', {
  runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset('handler'),
});
const { serviceToken } = new Provider(web, 'Provider', { onEventHandler });
const name = app.node.tryGetContext('name') || 'world';
const greeting = new CustomResource(web, 'Greeting', {
  serviceToken, properties: { Name: name, Queue: queue.queueArn },
});
new CfnOutput(web, 'Text', { value: greeting.getAttString('Text') });
"""
HANDLER = """\
exports.handler = async (event) => {
  const name = event.ResourceProperties.Name;
  if (name === 'nobody') throw new Error('there is nobody');
  return { PhysicalResourceId: 'greeting', Data: { Text: `hello ${name}` } };
};
"""


@pytest.fixture
def app(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the app, with aws-cdk-lib beside it."""
    (tmp_path / "node_modules").symlink_to(node_modules(tmp_path_factory))
    (tmp_path / "handler").mkdir()
    (tmp_path / "app.js").write_text(APP)
    (tmp_path / "handler" / "index.js").write_text(HANDLER)
    (tmp_path / "file.txt").write_text("first\n")
    settings = {
        "app": "node app.js",
        "watch": {"include": ["file.txt"], "exclude": []},
        "context": {"@aws-cdk/core:defaultCrossStackReferences": "strong"},
    }
    (tmp_path / "cdk.json").write_text(json.dumps(settings))
    return tmp_path


def test_the_cdk_cli_works_on_a_javascript_app_as_it_does_with_aws(app: Path) -> None:
    cdk = [str(app / "node_modules" / ".bin" / "cdk"), "--no-notices"]
    made = [*cdk, "--app", "cdk.out"]  # the assembly that synth has left
    modules = str(app / "node_modules")
    with serving(app / "state", LANDFORM_NODE_MODULES=modules) as (url, _):
        cloudformation = client(url, "cloudformation")

        def status(name: str) -> str:
            return str(cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])

        call([*cdk, "synth", "--quiet"], url, app)
        landform = (sys.executable, "-m", "landform.cli.main")
        call([*landform, "bootstrap", "--target", "aws", "--yes"], url, app)
        assert "CREATE" not in call([*made, "bootstrap"], url, app)  # over ours, nothing is made anew
        shown = call([*made, "deploy", "--all", "--require-approval", "never"], url, app)
        assert "Web.Text = hello world" in shown
        assert "could not be used to assume" not in shown
        assert stored(url) == b"first\n"
        shown = call([*landform, "bootstrap", "--target", "aws", "--yes"], url, app)
        assert "0 to create, 7 to update, 0 to replace, 0 to delete" in shown
        shown = call([*landform, "deploy", "--app", "cdk.out", "--target", "aws", "--yes"], url, app)
        assert "Nothing to do: Data, Web as wanted already." in shown
        assert "Number of stacks with differences: 0" in call([*made, "diff", "--fail"], url, app)
        assert "Number of resources with drift: 0" in call([*made, "drift"], url, app)
        client(url, "lambda").update_function_configuration(FunctionName=provider(url), Timeout=9)
        assert "Number of resources with drift: 1" in call([*made, "drift"], url, app)

        failing = ("deploy", "Web", "-c", "name=nobody", "--no-rollback", "--require-approval", "never")
        shown = call([*cdk, *failing, "--exclusively", "-o", "failing.out"], url, app, code=1)
        assert "there is nobody" in shown
        assert status("Web") == "UPDATE_FAILED"
        call([*made, "rollback", "Web"], url, app)
        assert status("Web") == "UPDATE_ROLLBACK_COMPLETE"

        with watching(
            [*cdk, "watch", "Data", "--no-hotswap", "--no-logs", "-o", "watch.out"], url, app
        ) as log:
            until(lambda: "Data (no changes)" in log.read_text(), log)
            (app / "file.txt").write_text("second\n")
            until(lambda: stored(url) == b"second\n", log)
        shutil.rmtree(app / "watch.out")
        call([*made, "destroy", "--all", "--force"], url, app)
        left = [each["StackName"] for each in cloudformation.describe_stacks()["Stacks"]]
        assert left == ["CDKToolkit"]


def stored(url: str) -> bytes:
    """The file as the deployed stack names it."""
    outputs = client(url, "cloudformation").describe_stacks(StackName="Data")["Stacks"][0]["Outputs"]
    key = next(each["OutputValue"] for each in outputs if each["OutputKey"] == "Key")
    bucket = "cdk-hnb659fds-assets-000000000000-us-east-1"
    body: bytes = client(url, "s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    return body


def provider(url: str) -> str:
    """The function that aws-cdk-lib brings; its template sets a timeout."""
    resources = client(url, "cloudformation").list_stack_resources(StackName="Web")["StackResourceSummaries"]
    return next(
        str(each["PhysicalResourceId"])
        for each in resources
        if each["ResourceType"] == "AWS::Lambda::Function"
        and each["LogicalResourceId"].startswith("Provider")
    )
