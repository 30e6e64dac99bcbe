"""Files of an app lie in its buckets after a deployment, put there by the library's own function."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from landform import cdk
from landform.cli.main import run as landform
from landform.server.local import LocalTarget

APP = """
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3, aws_s3_deployment as deployment, aws_sns as sns

app = cdk.App()
stack = cdk.Stack(app, "site")
bucket = s3.Bucket(
    stack, "Bucket", versioned=True, auto_delete_objects=True, removal_policy=cdk.RemovalPolicy.DESTROY
)
topic = sns.Topic(stack, "Topic", topic_name="news")
page = deployment.BucketDeployment(
    stack,
    "Page",
    sources=[
        deployment.Source.asset("page"),
        deployment.Source.json_data("config.json", {"topic": topic.topic_arn, "sizes": [1, 2]}),
        deployment.Source.data("say.json", '{"say": "' + topic.topic_name + '"}', json_escape=True),
    ],
    destination_bucket=bucket,
    destination_key_prefix="web",
    exclude=["*.secret"],
    cache_control=[deployment.CacheControl.max_age(cdk.Duration.minutes(5))],
    metadata={"Made-By": "the app"},
)
deployment.DeployTimeSubstitutedFile(
    stack,
    "File",
    source="letter.txt",
    destination_bucket=bucket,
    destination_key="letter.txt",
    substitutions={"topic": topic.topic_name},
)
whole = deployment.BucketDeployment(
    stack,
    "Whole",
    sources=[deployment.Source.asset("page")],
    destination_bucket=bucket,
    destination_key_prefix="zip",
    extract=False,
)
cdk.CfnOutput(stack, "Name", value=page.deployed_bucket.bucket_name)
cdk.CfnOutput(stack, "Key", value=cdk.Fn.select(0, whole.object_keys))
cdk.CfnOutput(stack, "Version", value=cdk.Fn.select(0, whole.object_version_ids))
app.synth()
"""


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def outputs_of(session: Any) -> dict[str, str]:
    stack = session.client("cloudformation").describe_stacks(StackName="site")["Stacks"][0]
    return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}


def keys_in(store: Any, bucket: str) -> list[str]:
    return [each["Key"] for each in store.list_objects_v2(Bucket=bucket)["Contents"]]


def test_files_of_an_app_are_put_into_its_bucket_and_taken_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    # The app is another process: it has to find the package wherever the tests found it.
    monkeypatch.setenv("PYTHONPATH", str(Path(cdk.__file__).parent.parent.parent))
    monkeypatch.chdir(tmp_path)
    page = {"index.html": "<p>first</p>", "css/a.css": "p {}", "old.html": "old", "key.secret": "not this"}
    write(tmp_path / "page", page)
    write(tmp_path, {"app.py": APP, "letter.txt": "Dear {{ topic }}, {{other}} and {{topic}}\n"})
    state = str(tmp_path / "state")
    deploy = ["--state", state, "deploy", "--app", "python app.py", "--yes"]
    assert landform(deploy) == 0
    with LocalTarget(tmp_path / "state") as target:
        session = target.session()
        outputs, store = outputs_of(session), session.client("s3")
        bucket = outputs["Name"]
        archive = f"zip/{outputs['Key']}"
        assert keys_in(store, bucket) == [
            "letter.txt",
            "web/config.json",
            "web/css/a.css",
            "web/index.html",
            "web/old.html",
            "web/say.json",
            archive,
        ]
        index = store.get_object(Bucket=bucket, Key="web/index.html")
        assert index["Body"].read() == b"<p>first</p>"
        assert (index["ContentType"], index["CacheControl"]) == ("text/html", "max-age=300")
        assert index["Metadata"] == {"made-by": "the app"}
        config = json.loads(store.get_object(Bucket=bucket, Key="web/config.json")["Body"].read())
        assert config == {"topic": "arn:aws:sns:us-east-1:000000000000:news", "sizes": [1, 2]}
        assert store.get_object(Bucket=bucket, Key="web/say.json")["Body"].read() == b'{"say": "news"}'
        letter = store.get_object(Bucket=bucket, Key="letter.txt")["Body"].read()
        assert letter == b"Dear news, {{other}} and news\n"
        whole = store.get_object(Bucket=bucket, Key=archive, VersionId=outputs["Version"])["Body"].read()
        assert sorted(zipfile.ZipFile(io.BytesIO(whole)).namelist()) == sorted(page)
        store.put_object(Bucket=bucket, Key="theirs.txt", Body=b"not of the deployment")
        store.put_object(Bucket=bucket, Key="web/mine.secret", Body=b"excluded")
    write(tmp_path / "page", {"index.html": "<p>second</p>"})
    (tmp_path / "page" / "old.html").unlink()
    assert landform(deploy) == 0
    with LocalTarget(tmp_path / "state") as target:
        store = target.session().client("s3")
        assert store.get_object(Bucket=bucket, Key="web/index.html")["Body"].read() == b"<p>second</p>"
        left = [each for each in keys_in(store, bucket) if not each.startswith("zip/")]
        assert left == [
            "letter.txt",
            "theirs.txt",
            "web/config.json",
            "web/css/a.css",
            "web/index.html",
            "web/mine.secret",
            "web/say.json",
        ]
    assert landform(["--state", state, "destroy", "site", "--yes"]) == 0
    with LocalTarget(tmp_path / "state") as target:
        names = [each["Name"] for each in target.session().client("s3").list_buckets()["Buckets"]]
        assert bucket not in names
