"""Unmodified clients that nobody here has written for: Sceptre, Ansible's module, the sam CLI."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.clients import ansible, call, python_client
from tests.end_to_end.serving import client, serving

NO_PYTHONPATH = {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": ""}  # they have packages of their own
QUEUE = """\
Parameters: {Delay: {Type: Number}}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay}}
Outputs: {Arn: {Value: !GetAtt Jobs.Arn}}
"""
READER = """\
Parameters: {QueueArn: {Type: String}}
Resources:
  Name: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: /queue, Value: !Ref QueueArn}}
"""
PLAY = """\
- hosts: localhost
  connection: local
  gather_facts: false
  module_defaults:
    amazon.aws.cloudformation:
      stack_name: jobs
      template_body: "{{ lookup('file', 'queue.yaml') }}"
  tasks:
    - amazon.aws.cloudformation: {template_parameters: {Delay: "3"}}
      register: created
    - amazon.aws.cloudformation: {template_parameters: {Delay: "3"}}
      register: again
    - amazon.aws.cloudformation:
        template_parameters: {Delay: "5"}
        create_changeset: true
        changeset_name: five
      register: planned
    - amazon.aws.cloudformation: {template_parameters: {Delay: "7"}, tags: {team: a}}
      register: updated
    - amazon.aws.cloudformation_info: {stack_name: jobs, stack_resources: true, stack_events: true}
      register: facts
    - ansible.builtin.copy:
        dest: answers.json
        content:
          created: "{{ created.changed }}"
          again: "{{ again.changed }}"
          planned: "{{ planned.changed }}"
          updated: "{{ updated.changed }}"
          parameters: "{{ facts.cloudformation.jobs.stack_parameters }}"
          resources: "{{ facts.cloudformation.jobs.stack_resources | list }}"
    - amazon.aws.cloudformation: {state: absent}
"""
FUNCTION = """\
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
  Function:
    Type: AWS::Lambda::Function
    Properties:
      {FunctionName: greeter, Runtime: python3.13, Handler: index.main, Role: !GetAtt Role.Arn, Code: ./src}
"""
SERVERLESS = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: greeter
      Runtime: python3.13
      Handler: index.main
      CodeUri: ./src
      Events:
        Web: {Type: Api, Properties: {Path: /greet, Method: get}}
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: End, States: {End: {Type: Pass, End: true}}}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("others") / "state") as (url, _):
        yield url


def test_sceptre_launches_updates_and_deletes_stacks_that_read_each_other(
    server: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sceptre = [str(python_client("sceptre", tmp_path_factory) / "sceptre"), "--no-colour"]
    files = {
        "config/config.yaml": "project_code: shop\nregion: us-east-1\n",
        "config/dev/queue.yaml": 'template: {path: queue.yaml}\nparameters: {Delay: "3"}\n',
        "config/dev/reader.yaml": "template: {path: reader.yaml}\n"
        "parameters:\n  QueueArn: !stack_output dev/queue.yaml::Arn\n",
        "templates/queue.yaml": QUEUE,
        "templates/reader.yaml": READER,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    cloudformation = client(server, "cloudformation")
    call([*sceptre, "launch", "-y", "dev"], server, tmp_path, **NO_PYTHONPATH)
    stack = cloudformation.describe_stacks(StackName="shop-dev-queue")["Stacks"][0]
    value = client(server, "ssm").get_parameter(Name="/queue")["Parameter"]["Value"]
    assert value == stack["Outputs"][0]["OutputValue"]
    (tmp_path / "config/dev/queue.yaml").write_text(files["config/dev/queue.yaml"].replace("3", "5"))
    shown = call([*sceptre, "launch", "-y", "dev"], server, tmp_path, **NO_PYTHONPATH)
    assert "dev/reader - No updates to perform." in shown
    status = call([*sceptre, "status", "dev"], server, tmp_path, **NO_PYTHONPATH)
    assert json.loads(status) == {"dev/queue": "UPDATE_COMPLETE", "dev/reader": "CREATE_COMPLETE"}
    call([*sceptre, "delete", "-y", "dev"], server, tmp_path, **NO_PYTHONPATH)
    left = {each["StackName"] for each in cloudformation.describe_stacks()["Stacks"]}
    assert left.isdisjoint({"shop-dev-queue", "shop-dev-reader"})


def test_ansible_s_module_creates_leaves_alone_updates_and_deletes_a_stack(
    server: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    programs, collections = ansible(tmp_path_factory)
    (tmp_path / "play.yaml").write_text(PLAY)
    (tmp_path / "queue.yaml").write_text(QUEUE)
    own = {"ANSIBLE_COLLECTIONS_PATH": str(collections), "ANSIBLE_LOCALHOST_WARNING": "False"}
    call([str(programs / "ansible-playbook"), "play.yaml"], server, tmp_path, **own, **NO_PYTHONPATH)
    assert json.loads((tmp_path / "answers.json").read_text()) == {
        "created": True,
        "again": False,
        "planned": True,
        "updated": True,
        "parameters": {"Delay": "7"},
        "resources": ["Jobs"],
    }
    left = {each["StackName"] for each in client(server, "cloudformation").describe_stacks()["Stacks"]}
    assert "jobs" not in left


def sam_deploy(server: str, folder: Path, programs: Path, template: str) -> list[str]:
    """The sam command with a template, packages going to the bucket that it makes for itself."""
    (folder / "src").mkdir()
    (folder / "src" / "index.py").write_text("def main(event, context):\n    return {'got': event}\n")
    (folder / "template.yaml").write_text(template)
    deploy = ("deploy", "--stack-name", "greeting", "--resolve-s3", "--capabilities", "CAPABILITY_IAM")
    return [str(programs / "sam"), *deploy, "--no-confirm-changeset", "--no-progressbar"]


def test_the_sam_cli_packages_deploys_and_deletes_a_function(
    server: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    programs = python_client("aws-sam-cli", tmp_path_factory)
    deploy = sam_deploy(server, tmp_path, programs, FUNCTION)
    shown = call(deploy, server, tmp_path, **NO_PYTHONPATH)
    assert "Successfully created/updated stack - greeting in us-east-1" in shown
    invoked = client(server, "lambda").invoke(FunctionName="greeter", Payload=b'{"a": 1}')
    assert json.loads(invoked["Payload"].read()) == {"got": {"a": 1}}
    shown = call([*deploy, "--no-fail-on-empty-changeset"], server, tmp_path, **NO_PYTHONPATH)
    assert "No changes to deploy. Stack greeting is up to date" in shown
    delete = [str(programs / "sam"), "delete", "--stack-name", "greeting", "--no-prompts"]
    shown = call([*delete, "--region", "us-east-1"], server, tmp_path, **NO_PYTHONPATH)
    assert "Deleted successfully" in shown


def test_the_sam_cli_deploys_and_deletes_a_serverless_function_with_an_api_and_a_state_machine(
    server: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    programs = python_client("aws-sam-cli", tmp_path_factory)
    deploy = sam_deploy(server, tmp_path, programs, SERVERLESS)
    shown = call(deploy, server, tmp_path, **NO_PYTHONPATH)
    assert "Successfully created/updated stack - greeting in us-east-1" in shown
    invoked = client(server, "lambda").invoke(FunctionName="greeter", Payload=b'{"a": 2}')
    assert json.loads(invoked["Payload"].read()) == {"got": {"a": 2}}
    pages = client(server, "cloudformation").list_stack_resources(StackName="greeting")
    types = sorted(each["ResourceType"] for each in pages["StackResourceSummaries"])
    assert types == [
        "AWS::ApiGateway::Deployment",
        "AWS::ApiGateway::RestApi",
        "AWS::ApiGateway::Stage",
        "AWS::IAM::Role",
        "AWS::IAM::Role",
        "AWS::Lambda::Function",
        "AWS::Lambda::Permission",
        "AWS::StepFunctions::StateMachine",
    ]
    shown = call([*deploy, "--no-fail-on-empty-changeset"], server, tmp_path, **NO_PYTHONPATH)
    assert "No changes to deploy. Stack greeting is up to date" in shown
    delete = [str(programs / "sam"), "delete", "--stack-name", "greeting", "--no-prompts"]
    assert "Deleted successfully" in call(
        [*delete, "--region", "us-east-1"], server, tmp_path, **NO_PYTHONPATH
    )
