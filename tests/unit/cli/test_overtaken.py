"""Two commands on one stack through a server: the second one is told so, and undoes nothing of the first."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import click
import pytest

from landform.cli.main import run
from landform.testing import server


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server() as found:
        yield found


def template(delay: int) -> str:
    jobs = {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": delay}}
    return json.dumps({"Resources": {"Jobs": jobs}})


def client(url: str) -> Any:
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    return session.client("cloudformation", endpoint_url=url)


def deploy_by_another(url: str, name: str, kind: str) -> None:
    """What another command does to the stack, to its end."""
    cloudformation = client(url)
    cloudformation.create_change_set(
        StackName=name, ChangeSetName="other", ChangeSetType=kind, TemplateBody=template(9)
    )
    cloudformation.execute_change_set(StackName=name, ChangeSetName="other")
    cloudformation.get_waiter(f"stack_{kind.lower()}_complete").wait(
        StackName=name, WaiterConfig={"Delay": 0.05, "MaxAttempts": 400}
    )


def when_asked(monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
    """Do something at the moment at which a command asks for approval."""
    monkeypatch.setattr("landform.cli.commands.deploy.approve_change", lambda *_, **__: then())


def test_a_plan_that_another_command_has_overtaken_is_not_executed(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "app.json"
    file.write_text(template(1))
    assert run(["--target", url, "deploy", "--yes", str(file)]) == 0
    file.write_text(template(2))
    when_asked(monkeypatch, lambda: deploy_by_another(url, "app", "UPDATE"))
    capsys.readouterr()
    assert run(["--target", url, "deploy", "--yes", str(file)]) == 1
    said = capsys.readouterr().err
    assert (
        "app: another command has changed the stack since this plan was made; nothing of this plan was done"
        in said
    )
    assert "ChangeSetNotFound" not in said
    stack = client(url).describe_stacks(StackName="app")["Stacks"][0]
    assert stack["StackStatus"] == "UPDATE_COMPLETE"


def test_a_plan_that_is_declined_leaves_the_stack_that_another_command_has_made(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.json"
    file.write_text(template(1))

    def decline() -> None:
        deploy_by_another(url, "new", "CREATE")
        raise click.Abort

    when_asked(monkeypatch, decline)
    assert run(["--target", url, "deploy", "--yes", str(file)]) == 130
    assert client(url).describe_stacks(StackName="new")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"


def test_a_plan_that_is_declined_leaves_no_stack_of_its_own(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "never.json"
    file.write_text(template(1))

    def decline() -> None:
        raise click.Abort

    when_asked(monkeypatch, decline)
    assert run(["--target", url, "deploy", "--yes", str(file)]) == 130
    found = client(url).describe_stacks()["Stacks"]
    assert "never" not in {each["StackName"] for each in found}
