"""Apps against the embedded cloud: synthesized, ordered, deployed, told in their own lines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from landform import cdk
from landform.cli.main import run
from landform.server.local import LocalTarget


class Done(NamedTuple):
    """A finished command."""

    code: int
    out: str
    err: str


Landform = Callable[..., Done]

# Reader --> Queue in the app; Prod/Queue is the same stack in a stage.
APP = """\
from aws_cdk import App, CfnOutput, Stack, Stage
from aws_cdk import aws_sqs as sqs, aws_ssm as ssm
app = App()
delay = int(app.node.try_get_context("delay") or 1)
class QueueStack(Stack):
    def __init__(self, scope, construct_id):
        super().__init__(scope, construct_id, tags={"team": "ml"})
        self.queue = sqs.CfnQueue(self, "Jobs", delay_seconds=delay)
reader = Stack(app, "Reader")
queue = QueueStack(app, "Queue")
ssm.CfnParameter(reader, "Copy", type="String", value=queue.queue.attr_queue_name)
QueueStack(Stage(app, "Prod"), "Queue")
app.synth()
"""
TAKEN = """\
from aws_cdk import App, Stack, aws_sqs as sqs
app = App()
stack = Stack(app, "Taken")
first = sqs.CfnQueue(stack, "First", queue_name="taken", delay_seconds=1)
second = sqs.CfnQueue(stack, "Second", queue_name="taken", delay_seconds=2)
second.add_dependency(first)
app.synth()
"""


@pytest.fixture
def landform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Landform:
    """Runs a command in a project whose app has a queue and a reader of its name."""
    monkeypatch.chdir(tmp_path)
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    # The app is another process: it has to find the package wherever the tests found it.
    monkeypatch.setenv("PYTHONPATH", str(Path(cdk.__file__).parent.parent.parent))
    (tmp_path / ".git").mkdir()
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "cdk.json").write_text('{"app": "python app.py"}')

    def command(*arguments: str) -> Done:
        code = run(arguments)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return command


def stacks(landform: Landform) -> dict[str, str]:
    found = json.loads(landform("ls", "--json", "--deployed").out)["stacks"]
    return {each["stack"]: each["status"] for each in found}


def app_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "app.py").write_text(text)


def test_synth_prints_one_template_and_the_names_of_several(landform: Landform) -> None:
    several = landform("synth")
    assert several == Done(0, "Queue\nReader\nProd/Queue\n", "3 stacks in cdk.out:\n")
    one = landform("synth", "Reader", "--json")
    assert one.code == 0
    assert json.loads(one.out)["Resources"]["Copy"]["Properties"]["Value"] == {
        "Fn::ImportValue": "Queue:ExportsOutputFnGetAttJobsQueueNameBFDC25D7"
    }
    assert landform("synth", "Prod/Queue").out.startswith(
        "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: 1\n"
    )


def test_the_list_of_an_app_says_what_is_not_deployed_yet(landform: Landform) -> None:
    listed = json.loads(landform("ls", "--json").out)
    assert listed == {
        "stacks": [],
        "app": [
            {"id": "Queue", "stack": "Queue", "status": None, "dependsOn": []},
            {"id": "Reader", "stack": "Reader", "status": None, "dependsOn": ["Queue"]},
            {"id": "Prod/Queue", "stack": "Prod-Queue", "status": None, "dependsOn": []},
        ],
    }
    assert "Prod/Queue  not deployed" in landform("ls").out


def test_a_named_stack_is_deployed_after_what_it_depends_on(landform: Landform) -> None:
    done = landform("deploy", "--yes", "Reader")
    assert done.code == 0
    assert "  + Jobs (AWS::SQS::Queue)  [Queue/Jobs app.py:8]\n" in done.err
    assert "  + Copy (AWS::SSM::Parameter)  [Reader/Copy app.py:11]\n" in done.err
    assert done.err.index("CREATE_COMPLETE       Queue (stack)") < done.err.index(
        "CREATE_IN_PROGRESS    Reader (stack)"
    )
    assert stacks(landform) == {"Queue": "CREATE_COMPLETE", "Reader": "CREATE_COMPLETE"}
    again = landform("deploy", "Reader")
    assert again.err == "Nothing to do: Queue, Reader as wanted already.\n"


def test_diff_gives_the_line_of_the_app_as_the_reason(landform: Landform) -> None:
    assert landform("deploy", "--yes", "Queue").code == 0
    done = landform("diff", "--fail", "-c", "delay=5", "Queue")
    assert done.code == 1
    assert done.out == (
        "Queue is updated:\n"
        "  ~ Jobs (AWS::SQS::Queue)  [Queue/Jobs app.py:8]\n"
        '      DelaySeconds: "1" -> "5"\n'
        "          because the template was edited (app.py:8)\n"
        "Plan: 0 to create, 1 to update, 0 to replace, 0 to delete, 0 unchanged.\n"
    )


def test_an_app_deploys_from_its_assembly_without_being_run(landform: Landform, tmp_path: Path) -> None:
    assert landform("synth", "-q").code == 0
    (tmp_path / "app.py").unlink()
    assert landform("deploy", "--yes", "--app", "cdk.out", "Prod/*").code == 0
    assert stacks(landform) == {"Prod-Queue": "CREATE_COMPLETE"}


def test_destroying_takes_the_stacks_that_depend_on_the_named_one(landform: Landform) -> None:
    assert landform("deploy", "--yes").code == 0
    done = landform("destroy", "--yes", "--app", "cdk.out", "Queue")
    assert done.code == 0
    assert done.err.index("DELETE_COMPLETE       Reader (stack)") < done.err.index(
        "DELETE_IN_PROGRESS    Queue (stack)"
    )
    assert stacks(landform) == {"Prod-Queue": "CREATE_COMPLETE"}
    assert landform("destroy", "--yes").code == 0
    assert stacks(landform) == {}


def test_the_apps_tags_are_the_stacks(landform: Landform, tmp_path: Path) -> None:
    assert landform("deploy", "--yes", "Queue", "--tag", "stage=test").code == 0
    with LocalTarget(tmp_path / ".landform") as target:
        found = target.session().client("cloudformation").describe_stacks(StackName="Queue")["Stacks"][0]
    tags = {each["Key"]: each["Value"] for each in found["Tags"]}
    assert tags == {"team": "ml", "stage": "test"}


def test_a_failure_names_the_construct_and_its_line(landform: Landform, tmp_path: Path) -> None:
    app_of(tmp_path, TAKEN)
    done = landform("deploy", "--yes")
    assert done.code == 1
    assert "[Taken/Second app.py:5]" in done.err
    assert "error: Taken: Second (AWS::SQS::Queue) CREATE_FAILED at Taken/Second app.py:5\n" in done.err


def test_a_mistake_in_a_template_is_told_at_the_line_of_the_app(landform: Landform, tmp_path: Path) -> None:
    app_of(
        tmp_path,
        TAKEN.replace("app.synth()", 'first.add_property_override("DelaySecond", 3)\napp.synth()'),
    )
    done = landform("deploy", "--yes")
    assert done.code == 2
    assert (
        "error: LF2002 Unknown property\n"
        "  at app.py:4 Resources.First.Properties.DelaySecond\n"
        '  AWS::SQS::Queue has no property "DelaySecond". Did you mean "DelaySeconds"?\n'
        "    made by Taken/First (cdk.out/Taken.template.json:8:5)\n"
    ) in done.err
    assert stacks(landform) == {}


def test_an_app_that_fails_shows_its_traceback_and_exits_with_2(landform: Landform, tmp_path: Path) -> None:
    app_of(tmp_path, "import aws_cdk\naws_cdk.App(nonsense=1)\n")
    done = landform("deploy", "--yes")
    assert done.code == 2
    assert 'app.py", line 2, in <module>' in done.err
    assert "error: the app failed: `python app.py` ended with exit code 1\n" in done.err


NESTED = """\
from aws_cdk import App, CfnOutput, NestedStack, Stack, aws_sqs as sqs
app = App()
stack = Stack(app, "Outer")
inner = NestedStack(stack, "Inner")
queue = sqs.CfnQueue(inner, "Q", queue_name="inner", delay_seconds=1)
CfnOutput(stack, "Url", value=queue.ref)
app.synth()
"""


def test_a_nested_stack_is_deployed_changed_and_destroyed_with_its_parent(
    landform: Landform, tmp_path: Path
) -> None:
    app_of(tmp_path, NESTED)
    done = landform("deploy", "--yes")
    assert done.code == 0, done.err
    assert "Outer.Url = https://sqs.us-east-1.amazonaws.com/000000000000/inner" in done.out + done.err
    nested = [name for name in stacks(landform) if name.startswith("Outer-Inner")]
    assert len(nested) == 1
    app_of(tmp_path, NESTED.replace("delay_seconds=1", "delay_seconds=2"))
    done = landform("deploy", "--yes")
    assert done.code == 0, done.err
    done = landform("deploy", "--yes")
    assert "Nothing to do: Outer as wanted already." in done.err
    assert landform("destroy", "--yes").code == 0
    assert stacks(landform) == {}


def test_a_template_that_is_too_large_is_refused_with_the_way_out(landform: Landform, tmp_path: Path) -> None:
    # 51,200 bytes are AWS's limit; these are 60 parameters of 1,000 characters.
    app_of(
        tmp_path,
        "from aws_cdk import App, Stack, aws_ssm as ssm\n"
        "app = App()\n"
        "stack = Stack(app, 'Large')\n"
        "for number in range(60):\n"
        "    ssm.CfnParameter(stack, f'P{number}', type='String', value='x' * 1000)\n"
        "app.synth()\n",
    )
    done = landform("deploy", "--yes")
    assert done.code == 1
    assert "less than or equal to 51200" in done.err
    assert "hint: AWS takes templates of at most 51,200 bytes in a request; `--limits none` lifts" in done.err
    assert landform("deploy", "--yes", "--limits", "none").code == 0


def test_what_constructs_report_as_errors_stops_the_deployment(landform: Landform, tmp_path: Path) -> None:
    report = "from aws_cdk import Annotations\nAnnotations.of(first).add_error('not encrypted')\n"
    app_of(tmp_path, TAKEN.replace("app.synth()", report + "app.synth()"))
    done = landform("deploy", "--yes")
    assert done.code == 2
    assert "error: the app's constructs report errors:\n  Taken/First: not encrypted\n" in done.err


def test_without_an_app_and_templates_the_ways_to_name_some_are_told(
    landform: Landform, tmp_path: Path
) -> None:
    (tmp_path / "cdk.json").unlink()
    done = landform("deploy")
    assert done.code == 2
    assert "Name template files, give --app, or run this where a cdk.json names an app." in done.err


def test_templates_are_still_templates_where_there_is_an_app(landform: Landform, tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text("Resources: {Jobs: {Type: 'AWS::SQS::Queue'}}")
    done = landform("deploy", "--yes", "plain.yaml")
    assert done.code == 0
    assert stacks(landform) == {"plain": "CREATE_COMPLETE"}


def test_context_that_has_to_be_looked_up_is_refused_by_its_key(landform: Landform, tmp_path: Path) -> None:
    (tmp_path / "cdk.out").mkdir()
    missing = {"key": "availability-zones:account=1:region=eu-west-1", "provider": "x", "props": {}}
    (tmp_path / "cdk.out" / "manifest.json").write_text(json.dumps({"artifacts": {}, "missing": [missing]}))
    done = landform("deploy", "--yes", "--app", "cdk.out")
    assert done.code == 2
    assert "  availability-zones:account=1:region=eu-west-1\n" in done.err
    assert "hint: write the values into cdk.context.json under these keys\n" in done.err
