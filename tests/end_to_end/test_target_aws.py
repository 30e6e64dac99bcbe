"""`--target aws`, with a server that checks signatures standing in for AWS.

The owner of the server has account 000000000000. 222222222222 is bootstrapped in eu-west-1 and trusts it;
333333333333 has nothing.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from landform.cli.main import run
from tests.end_to_end.serving import SOURCE, client, serving

OWNER = {"key": "AKIDEXAMPLE", "secret": "s3cret"}
TRUSTING = "aws://222222222222/eu-west-1"
APP = """\
from aws_cdk import App, CfnOutput, Environment, RemovalPolicy, Stack
from aws_cdk import aws_s3_assets as assets, aws_sqs as sqs

app = App()
here = Stack(app, "Here")
sqs.Queue(here, "Jobs", removal_policy=RemovalPolicy.DESTROY)
there = Stack(app, "There", env=Environment(account="222222222222", region="eu-west-1"))
there.add_dependency(here)
asset = assets.Asset(there, "File", path="data.txt")
CfnOutput(there, "Key", value=asset.s3_object_key)
sqs.Queue(there, "Jobs", removal_policy=RemovalPolicy.DESTROY)
back = Stack(app, "Back")
back.add_dependency(there)
sqs.Queue(back, "Jobs", removal_policy=RemovalPolicy.DESTROY)
app.synth()
"""
QUEUE = '{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 1}}}}'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("aws") / "state"
    with serving(folder) as (url, _), pytest.MonkeyPatch.context() as patch:
        patch.delenv("AWS_ACCESS_KEY_ID", raising=False)
        policies = ("--cloudformation-execution-policies", "arn:aws:iam::aws:policy/PowerUserAccess")
        assert run(["bootstrap", TRUSTING, "--target", url, "--trust", "000000000000", *policies]) == 0
    with serving(folder, LANDFORM_AUTH="AKIDEXAMPLE:s3cret") as (url, _):
        yield url


@pytest.fixture(autouse=True)
def _aws(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who works with AWS, in an empty project."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "LANDFORM_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", OWNER["key"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", OWNER["secret"])
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("LANDFORM_TARGET", "aws")
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    (tmp_path / ".git").mkdir()
    (tmp_path / "t.json").write_text(QUEUE)
    monkeypatch.chdir(tmp_path)


def in_role(url: str, arn: str, **options: object) -> boto3.Session:
    """A session of an assumed role."""
    config = Config(parameter_validation=False)  # so that a session may last a second
    sts = boto3.Session(OWNER["key"], OWNER["secret"], region_name="us-east-1").client(
        "sts", endpoint_url=url, config=config
    )
    found = sts.assume_role(RoleArn=arn, RoleSessionName="test", **options)["Credentials"]
    return boto3.Session(found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"], "eu-west-1")


def test_an_app_goes_to_the_accounts_and_regions_of_its_stacks_by_their_roles(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "data.txt").write_text("hello\n")
    app = ("--app", "python app.py")
    assert run(["deploy", *app, "--yes"]) == 1
    shown = capsys.readouterr().err
    assert (
        "error: the environment aws://000000000000/us-east-1 is not bootstrapped: there is no SSM " in shown
    )
    assert "hint: `landform bootstrap aws://000000000000/us-east-1` makes what the app needs" in shown
    assert run(["bootstrap", "--yes"]) == 0
    capsys.readouterr()
    assert run(["deploy", *app, "--yes", "--json"]) == 0
    shown = capsys.readouterr()
    assert "There: uploaded File (6 bytes)" in shown.err
    assert "This changes AWS account 222222222222, region eu-west-1 (called as arn:aws:" in shown.err
    assert "cannot be assumed" not in shown.err
    places = {each["stack"]: each["id"].split(":")[3:5] for each in json.loads(shown.out)["stacks"]}
    assert places == {
        "Here": ["us-east-1", "000000000000"],
        "There": ["eu-west-1", "222222222222"],
        "Back": ["us-east-1", "000000000000"],
    }
    there = in_role(server, "arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-eu-west-1")
    stack = there.client("cloudformation", endpoint_url=server).describe_stacks(StackName="There")["Stacks"][
        0
    ]
    assert stack["RoleARN"] == (
        "arn:aws:iam::222222222222:role/cdk-hnb659fds-cfn-exec-role-222222222222-eu-west-1"
    )
    stored = there.client("s3", endpoint_url=server).get_object(
        Bucket="cdk-hnb659fds-assets-222222222222-eu-west-1", Key=stack["Outputs"][0]["OutputValue"]
    )
    assert stored["Body"].read() == b"hello\n"
    assert run(["diff", *app, "--fail"]) == 0
    assert run(["destroy", *app, "--yes"]) == 0
    shown = capsys.readouterr()
    assert "No differences." in shown.err
    assert shown.err.index("Back is deleted") < shown.err.index("There is deleted")
    assert shown.err.index("There is deleted") < shown.err.index("Here is deleted")


def test_a_role_that_cannot_be_assumed_is_passed_over_in_the_own_account_and_an_error_in_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bootstrap", "aws://000000000000/us-east-1", "--yes"]) == 0
    properties: dict[str, object] = {
        "templateFile": "t.json",
        "assumeRoleArn": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/nobody-${AWS::Region}",
        "requiresBootstrapStackVersion": 6,
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
    }
    write_assembly(tmp_path, properties)
    assert run(["deploy", "--app", "out", "--yes"]) == 0
    assert (
        "warning: the role arn:aws:iam::000000000000:role/nobody-us-east-1 cannot be assumed (AccessDenied: "
    ) in capsys.readouterr().err
    assert run(["destroy", "--app", "out", "--yes"]) == 0
    write_assembly(tmp_path, properties, environment="aws://333333333333/eu-west-1")
    assert run(["deploy", "--app", "out", "--yes"]) == 1
    shown = capsys.readouterr().err
    assert (
        "error: the role arn:aws:iam::333333333333:role/nobody-eu-west-1 cannot be assumed by arn:" in shown
    )
    assert "hint: bootstrap the other account with `landform bootstrap aws://333333333333/eu-west-1" in shown
    del properties["assumeRoleArn"]
    write_assembly(tmp_path, properties, environment="aws://333333333333/eu-west-1")
    assert run(["deploy", "--app", "out", "--yes"]) == 1
    assert "error: this is about the AWS account 333333333333, the credentials (" in capsys.readouterr().err
    write_assembly(tmp_path, {**properties, "requiresBootstrapStackVersion": 900})
    assert run(["diff", "--app", "out"]) == 1
    assert (
        "error: the environment aws://000000000000/us-east-1 has bootstrap resources of version 33, and the "
        "app needs version 900 or newer\nhint: `landform bootstrap aws://000000000000/us-east-1` brings"
    ) in capsys.readouterr().err


def write_assembly(
    folder: Path, properties: dict[str, object], *, environment: str = "aws://unknown-account/unknown-region"
) -> None:
    (folder / "out").mkdir(exist_ok=True)
    (folder / "out" / "t.json").write_text(QUEUE)
    stack = {"type": "aws:cloudformation:stack", "environment": environment, "properties": properties}
    manifest = {"version": "55.0.0", "artifacts": {"plain": stack}}
    (folder / "out" / "manifest.json").write_text(json.dumps(manifest))


def test_a_change_is_made_only_after_account_and_region_were_approved(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deploy", "asked=t.json"]) == 2
    shown = capsys.readouterr().err
    assert "This changes AWS account 000000000000, region us-east-1 (called as arn:aws:sts::0000" in shown
    assert "error: this needs approval, and nobody can be asked: the input is no terminal" in shown
    stacks = client(server, "cloudformation", **OWNER).list_stacks()["StackSummaries"]
    assert "asked" not in {each["StackName"] for each in stacks}
    assert run(["deploy", "asked=t.json", "--yes"]) == 0
    for command in ("destroy", "rollback", "cancel"):
        assert run([command, "asked"]) == 2
        assert "error: this needs approval" in capsys.readouterr().err
    for command in (["ls"], ["outputs"], ["events", "asked"], ["resources", "asked"], ["drift", "asked"]):
        assert run(command) == 0
    assert "asked: 0 of 1 resources drifted" in capsys.readouterr().out
    Path("t.json").write_text(QUEUE.replace("1", "2"))
    assert run(["diff", "asked=t.json", "--fail"]) == 1
    assert 'DelaySeconds: "1" -> "2"' in capsys.readouterr().out
    assert run(["deploy", "asked=t.json", "--yes"]) == 0
    assert run(["destroy", "asked", "--yes"]) == 0


def test_what_only_our_own_server_has_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fidelity", "api"]) == 2
    assert run(["resume"]) == 2
    assert capsys.readouterr().err == (
        "error: how true to AWS something is, is a question about the embedded cloud, not about AWS\n"
        "hint: leave --target aws out\n"
        "error: AWS runs its operations to their end by itself: there is nothing to resume there\n"
    )


def test_a_template_too_long_for_a_request_is_uploaded_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = json.loads(QUEUE)
    long["Metadata"] = {"Long": "x" * 52_000}
    (tmp_path / "t.json").write_text(json.dumps(long))
    assert run(["deploy", "long=t.json", "--yes"]) == 2
    shown = capsys.readouterr().err
    assert "error: the template of long has 52,113 bytes; AWS takes 51,200 in a request" in shown
    assert run(["bootstrap", "--yes"]) == 0
    app = APP.partition("there =")[0] + "here.add_metadata('Long', 'x' * 52_000)\napp.synth()\n"
    (tmp_path / "app.py").write_text(app)
    assert run(["deploy", "--app", "python app.py", "--yes"]) == 0
    assert "Here: uploaded Here Template (53," in capsys.readouterr().err
    assert run(["destroy", "--app", "python app.py", "--yes"]) == 0


def test_each_way_of_not_getting_in_has_its_sentence_and_a_way_on(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*arguments: str) -> str:
        assert run(["ls", *arguments]) in (1, 2)
        return capsys.readouterr().err

    assert failing("--profile", "nobody") == (
        "error: The config profile (nobody) could not be found\n"
        "hint: `aws configure list-profiles` lists the profiles\n"
    )
    assert failing("--account", "123456789012").endswith(
        "are for the AWS account 000000000000, not for 123456789012\n"
        "hint: leave --account out, or name a profile of that account with --profile\n"
    )
    with monkeypatch.context() as patch:
        patch.delenv("AWS_REGION")
        assert failing().startswith("error: no AWS region is given, and the profile names none\nhint: give ")
    with monkeypatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "AKIDWRONG")
        assert failing().startswith("error: InvalidClientTokenId AWS does not know these credentials\n")
    with monkeypatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        assert failing().startswith('error: Could not connect to the endpoint URL: "http://127.0.0.1:9/"\n')
    with monkeypatch.context() as patch:
        patch.delenv("AWS_ACCESS_KEY_ID")
        patch.delenv("AWS_SECRET_ACCESS_KEY")
        assert failing().startswith(
            "error: there are no AWS credentials: neither in the environment nor in a profile\nhint: set AWS_"
        )
        (tmp_path / "config").write_text("[profile work]\nregion = eu-west-1\n")
        keys = f"[work]\naws_access_key_id = {OWNER['key']}\naws_secret_access_key = {OWNER['secret']}\n"
        (tmp_path / "credentials").write_text(keys)
        patch.delenv("AWS_REGION")
        assert run(["ls", "--profile", "work"]) == 0
        assert "There are no stacks in account 000000000000, eu-west-1" in capsys.readouterr().err


def test_keys_of_a_role_need_their_secret_their_token_and_their_time(
    server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arn = "arn:aws:iam::222222222222:role/cdk-hnb659fds-lookup-role-222222222222-eu-west-1"
    keys = in_role(server, arn).get_credentials()
    assert keys is not None
    identity = boto3.Session(keys.access_key, keys.secret_key, keys.token, "eu-west-1").client(
        "sts", endpoint_url=server
    )
    assert identity.get_caller_identity()["Account"] == "222222222222"
    for secret, token, code in (
        ("wrong", keys.token, "SignatureDoesNotMatch"),
        (keys.secret_key, "wrong", "InvalidClientTokenId"),
        (keys.secret_key, None, "InvalidClientTokenId"),
    ):
        other = boto3.Session(keys.access_key, secret, token, "eu-west-1").client("sts", endpoint_url=server)
        with pytest.raises(ClientError) as caught:
            other.get_caller_identity()
        assert caught.value.response["Error"]["Code"] == code
    ended = in_role(server, arn, DurationSeconds=-1).get_credentials()
    assert ended is not None
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ended.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", ended.secret_key)
    monkeypatch.setenv("AWS_SESSION_TOKEN", str(ended.token))
    assert run(["ls"]) == 1
    assert capsys.readouterr().err.startswith(
        "error: ExpiredToken the AWS credentials have expired\nhint: sign"
    )
    with pytest.raises(ClientError) as refused:
        in_role(server, "arn:aws:iam::333333333333:role/nobody")
    assert refused.value.response["Error"]["Code"] == "AccessDenied"


def test_a_newer_bootstrap_stack_is_left_alone_unless_forced(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--qualifier", "newer", "--toolkit-stack-name", "Newer", "--yes")
    assert run(["bootstrap", "--show-template"]) == 0
    newer = capsys.readouterr().out.replace("Value: '33'", "Value: '900'")
    (tmp_path / "newer.yaml").write_text(newer)
    assert run(["bootstrap", *named, "--template", "newer.yaml"]) == 0
    assert run(["bootstrap", *named]) == 0
    assert (
        "warning: aws://000000000000/us-east-1 has bootstrap resources of version 900, newer than 33: they "
        "are left alone (--force overwrites them)\n"
    ) in capsys.readouterr().err
    version = {"Name": "/cdk-bootstrap/newer/version"}
    systems = client(server, "ssm", **OWNER)
    assert systems.get_parameter(**version)["Parameter"]["Value"] == "900"
    assert run(["bootstrap", *named, "--force", "--termination-protection", "--tags", "team=a"]) == 0
    assert systems.get_parameter(**version)["Parameter"]["Value"] == "33"
    stack = client(server, "cloudformation", **OWNER).describe_stacks(StackName="Newer")["Stacks"][0]
    assert (stack["EnableTerminationProtection"], stack["Tags"]) == (True, [{"Key": "team", "Value": "a"}])
    assert run(["bootstrap", *named, "--trust", "222222222222"]) == 2
    assert "error: other accounts are trusted, so it has to be said what Cloud" in capsys.readouterr().err
    assert run(["bootstrap", "eu-west-1"]) == 2
    assert "it is written aws://123456789012/eu-west-1" in capsys.readouterr().err
    assert run(["bootstrap", "aws://333333333333/eu-west-1", "--yes"]) == 1
    assert "error: this is about the AWS account 333333333333" in capsys.readouterr().err


def test_no_credentials_are_written_down(server: str, tmp_path: Path) -> None:
    assert run(["deploy", "kept=t.json", "--yes"]) == 0
    assert run(["destroy", "kept", "--yes"]) == 0
    left = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert not any(OWNER["secret"].encode() in each.read_bytes() for each in left)
    assert not (tmp_path / ".landform").exists()
