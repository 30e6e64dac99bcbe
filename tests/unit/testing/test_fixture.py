"""The fixture deploys a stack into a cloud of its own and gives its outputs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    CfnOutput,
    CfnResource,
    Environment,
    Stack,
    aws_s3,
    aws_s3_assets,
    aws_sns,
    aws_sqs,
)
from landform.testing import DeployedStack, DeploymentFailed, landform_stack

__all__ = ["landform_stack"]  # the fixture, also where the plugin is not installed

Deploy = Callable[[Any], DeployedStack]


def test_a_stack_is_deployed_after_those_it_depends_on(landform_stack: Deploy, tmp_path: Path) -> None:
    """Outputs, physical ids and a session for the same cloud come back."""
    app = App(auto_synth=False, outdir=str(tmp_path / "out"))
    first, second = Stack(app, "First"), Stack(app, "Second")
    queue = aws_sqs.Queue(first, "Jobs", queue_name="jobs")
    topic = aws_sns.Topic(second, "News", display_name=queue.queue_name)
    CfnOutput(second, "Topic", value=topic.topic_arn)
    deployed = landform_stack(second)
    assert deployed.outputs["Topic"].startswith("arn:aws:sns:us-east-1:000000000000:")
    assert deployed.session.client("sqs").get_queue_url(QueueName="jobs")["QueueUrl"].endswith("/jobs")


def test_each_stack_is_deployed_to_its_own_region(landform_stack: Deploy, tmp_path: Path) -> None:
    """Also those it depends on."""
    app = App(auto_synth=False, outdir=str(tmp_path / "out"))
    first = Stack(app, "First", env=Environment(account="111122223333", region="eu-west-1"))
    second = Stack(app, "Second", env=Environment(account="111122223333", region="us-east-1"))
    aws_sqs.Queue(first, "Jobs", queue_name="jobs")
    aws_sqs.Queue(second, "More", queue_name="more")
    second.add_dependency(first)
    session = landform_stack(second).session
    there = session.client("sqs", region_name="eu-west-1").list_queues()["QueueUrls"]
    assert there == ["https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"]
    here = session.client("sqs").list_queues()["QueueUrls"]
    assert here == ["https://sqs.us-east-1.amazonaws.com/111122223333/more"]


def test_assets_are_there_before_the_stack(landform_stack: Deploy, tmp_path: Path) -> None:
    """In the bucket that templates name."""
    (tmp_path / "page.html").write_text("<p>")
    stack = Stack(App(auto_synth=False, outdir=str(tmp_path / "out")), "Site")
    asset = aws_s3_assets.Asset(stack, "Page", path=str(tmp_path / "page.html"))
    aws_s3.Bucket(stack, "Bucket")
    CfnOutput(stack, "Name", value=asset.s3_bucket_name)
    CfnOutput(stack, "Key", value=asset.s3_object_key)
    deployed = landform_stack(stack)
    client = deployed.session.client("s3")
    found = client.get_object(Bucket=deployed.outputs["Name"], Key=deployed.outputs["Key"])
    assert found["Body"].read() == b"<p>"


def test_a_failed_deployment_names_construct_and_reason(landform_stack: Deploy, tmp_path: Path) -> None:
    """With the line that made it."""
    stack = Stack(App(auto_synth=False, outdir=str(tmp_path / "out")), "Shop")
    CfnResource(stack, "Wrong", type="AWS::SQS::Queue", properties={"QueueName": "no spaces allowed"})
    with pytest.raises(DeploymentFailed, match=r"(?s)'Shop' could not be made:.*Shop/Wrong"):
        landform_stack(stack)
