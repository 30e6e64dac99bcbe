"""The command against the embedded cloud: what a user types, what comes out, how it exits."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from landform.cli.main import run
from landform.server.local import LocalTarget


class Done(NamedTuple):
    """A finished command."""

    code: int
    out: str
    err: str


Landform = Callable[..., Done]

QUEUE = """\
Parameters:
  Delay: {Type: Number, Default: 1}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {DelaySeconds: !Ref Delay}
Outputs:
  Name:
    Value: !GetAtt Jobs.QueueName
    Export: {Name: !Sub "${AWS::StackName}-name"}
"""
READER = """\
Resources:
  Copy:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !ImportValue queue-name}
"""
TAKEN = """\
Resources:
  First: {Type: AWS::SQS::Queue}
  Second:
    Type: AWS::SQS::Queue
    Properties: {QueueName: taken, DelaySeconds: 7}
  Third:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Ref Second}
"""


@pytest.fixture
def landform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Landform:
    """Runs a command in an empty project."""
    monkeypatch.chdir(tmp_path)
    for name in ("LANDFORM_STATE", "LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "queue.yaml").write_text(QUEUE)
    (tmp_path / "reader.yaml").write_text(READER)
    (tmp_path / "taken.yaml").write_text(TAKEN)

    def command(*arguments: str) -> Done:
        code = run(arguments)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return command


def statuses(landform: Landform) -> dict[str, str]:
    stacks = json.loads(landform("ls", "--json").out)["stacks"]
    return {each["stack"]: each["status"] for each in stacks}


def test_what_exists_under_its_name_is_imported(landform: Landform, tmp_path: Path) -> None:
    bucket = "{Type: AWS::S3::Bucket, DeletionPolicy: %s, Properties: {BucketName: kept-data}}"
    kept = f"Resources:\n  Data: {bucket}\n"
    (tmp_path / "data.yaml").write_text(kept % "Retain")
    assert landform("deploy", "--yes", "data.yaml").code == 0
    assert landform("destroy", "--yes", "data").code == 0  # the bucket stays
    (tmp_path / "bare.yaml").write_text(kept % "Delete")
    refused = landform("deploy", "--yes", "--import-existing-resources", "bare.yaml")
    assert refused.code == 1
    assert "The affected resources are Data ({BucketName=kept-data})" in refused.err
    done = landform("deploy", "--yes", "--import-existing-resources", "data.yaml")
    assert done.code == 0, done.err
    assert "  < Data (AWS::S3::Bucket) kept-data is imported" in done.err
    assert "IMPORT_COMPLETE" in done.err
    assert statuses(landform)["data"] == "CREATE_COMPLETE"


def test_deploying_twice_does_nothing_the_second_time(landform: Landform) -> None:
    first = landform("deploy", "--yes", "queue.yaml")
    assert first.code == 0
    assert "  + Jobs (AWS::SQS::Queue)" in first.err
    assert "CREATE_COMPLETE       queue (stack)" in first.err
    assert first.out.startswith("queue.Name = queue-Jobs-")
    second = landform("deploy", "queue.yaml")
    assert second.code == 0
    assert second.err == "Nothing to do: queue as wanted already.\n"
    assert second.out == first.out


def test_diff_tells_changes_with_reasons_and_leaves_nothing_behind(landform: Landform) -> None:
    created = landform("diff", "--fail", "queue.yaml")
    assert created.code == 1
    assert created.out.startswith("queue is created:\n  + Jobs (AWS::SQS::Queue)\n")
    assert statuses(landform) == {}
    landform("deploy", "--yes", "queue.yaml")
    assert landform("diff", "--fail", "queue.yaml") == Done(0, "", "No differences.\n")
    changed = landform("diff", "-p", "Delay=5", "queue.yaml")
    assert changed.code == 0
    assert changed.out == (
        "queue is updated:\n"
        "  ~ Jobs (AWS::SQS::Queue)\n"
        '      DelaySeconds: "1" -> "5"\n'
        "          because parameter Delay has another value (queue.yaml:6:32)\n"
        "Plan: 0 to create, 1 to update, 0 to replace, 0 to delete, 0 unchanged.\n"
    )


def test_stacks_that_need_each_other_are_deployed_in_order_by_one_command(landform: Landform) -> None:
    """reader --> queue."""
    done = landform("deploy", "--yes", "reader.yaml", "queue.yaml")
    assert done.code == 0
    assert "(known after deployment of the other stacks: queue-name)" in done.err
    assert "      Value: (known after deployment)" in done.err
    assert done.err.index("CREATE_COMPLETE       queue (stack)") < done.err.index(
        "CREATE_IN_PROGRESS    reader (stack)"
    )
    exports = json.loads(landform("exports", "--json").out)["exports"]
    assert [(each["name"], each["stack"], each["importedBy"]) for each in exports] == [
        ("queue-name", "queue", ["reader"])
    ]
    gone = landform("destroy", "--yes", "queue", "reader")
    assert gone.code == 0
    assert gone.err.index("DELETE_COMPLETE       reader (stack)") < gone.err.index(
        "DELETE_IN_PROGRESS    queue (stack)"
    )
    assert statuses(landform) == {}


def test_an_import_that_nobody_exports_is_told_with_its_line(landform: Landform) -> None:
    done = landform("deploy", "--yes", "reader.yaml")
    assert done.code == 2
    assert "error: LF1604 Export not found\n  at reader.yaml:4:39\n" in done.err
    assert statuses(landform) == {}


def test_a_new_import_of_an_existing_stack_is_planned_when_its_turn_comes(
    landform: Landform, tmp_path: Path
) -> None:
    (tmp_path / "reader.yaml").write_text(READER.replace("!ImportValue queue-name", "fixed"))
    assert landform("deploy", "--yes", "reader.yaml").code == 0
    (tmp_path / "reader.yaml").write_text(READER)
    done = landform("deploy", "--yes", "reader.yaml", "queue.yaml")
    assert done.code == 0
    assert "reader: shown when its turn comes, for it needs what is not there yet: queue-name" in done.err
    assert '      Value: "fixed" -> "queue-Jobs-' in done.err
    assert statuses(landform) == {"queue": "CREATE_COMPLETE", "reader": "UPDATE_COMPLETE"}


def test_without_approval_nothing_is_made(landform: Landform) -> None:
    done = landform("deploy", "queue.yaml")
    assert done.code == 2
    assert "error: this needs approval, and nobody can be asked" in done.err
    assert "hint: give --yes to approve beforehand" in done.err
    assert statuses(landform) == {}


def test_a_failure_is_told_by_its_cause_and_line_and_the_next_deploy_replaces_the_husk(
    landform: Landform, tmp_path: Path
) -> None:
    (tmp_path / "owner.yaml").write_text(
        "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: taken}}\n"
    )
    assert landform("deploy", "--yes", "owner.yaml").code == 0
    done = landform("deploy", "--yes", "taken.yaml")
    assert done.code == 1
    assert "error: taken: Second (AWS::SQS::Queue) CREATE_FAILED at taken.yaml:3:3\n" in done.err
    assert "already exists" in done.err
    assert "taken is now ROLLBACK_COMPLETE: everything that had been made was removed again" in done.err
    assert statuses(landform)["taken"] == "ROLLBACK_COMPLETE"
    (tmp_path / "taken.yaml").write_text(TAKEN.replace("QueueName: taken, ", ""))
    again = landform("deploy", "--yes", "taken.yaml")
    assert again.code == 0
    assert "(what an earlier creation left, a stack that holds nothing, is deleted first)" in again.err
    assert statuses(landform)["taken"] == "CREATE_COMPLETE"


def test_a_kept_failure_can_be_rolled_back(landform: Landform, tmp_path: Path) -> None:
    (tmp_path / "owner.yaml").write_text(
        "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: taken}}\n"
    )
    (tmp_path / "good.yaml").write_text(TAKEN.replace("QueueName: taken, ", ""))
    assert landform("deploy", "--yes", "owner.yaml", "taken=good.yaml").code == 0
    failed = landform("deploy", "--yes", "--on-failure", "do-nothing", "taken.yaml")
    assert failed.code == 1
    assert statuses(landform)["taken"] == "UPDATE_FAILED"
    refused = landform("deploy", "--yes", "taken.yaml")
    assert refused.code == 1
    assert "hint: `landform rollback taken` goes back to the last good state" in refused.err
    done = landform("rollback", "taken")
    assert done.code == 0
    assert "taken is as it was before." in done.err
    assert statuses(landform)["taken"] == "UPDATE_ROLLBACK_COMPLETE"


def test_a_given_parameter_is_kept_and_an_edited_default_takes_effect(
    landform: Landform, tmp_path: Path
) -> None:
    landform("deploy", "--yes", "-p", "Delay=5", "queue.yaml")
    kept = landform("deploy", "queue.yaml")
    assert kept.err.startswith("queue: parameters as given before: Delay=5\nNothing to do")
    landform("deploy", "--yes", "-p", "Delay=1", "queue.yaml")
    (tmp_path / "queue.yaml").write_text(QUEUE.replace("Default: 1", "Default: 3"))
    assert 'DelaySeconds: "1" -> "3"' in landform("diff", "queue.yaml").out


def test_an_export_in_use_is_not_given_up(landform: Landform, tmp_path: Path) -> None:
    landform("deploy", "--yes", "reader.yaml", "queue.yaml")
    (tmp_path / "queue.yaml").write_text(QUEUE.partition("Outputs:")[0])
    refused = landform("deploy", "--yes", "queue.yaml")
    assert refused.code == 1
    assert (
        "error: ValidationError Export queue-name cannot be deleted as it is in use by reader" in refused.err
    )
    kept = landform("destroy", "--yes", "queue")
    assert kept.code == 1
    assert "Delete canceled. Cannot delete export queue-name as it is in use by reader." in kept.err
    assert statuses(landform) == {"queue": "CREATE_COMPLETE", "reader": "CREATE_COMPLETE"}


def test_an_importer_that_stops_importing_goes_first(landform: Landform, tmp_path: Path) -> None:
    landform("deploy", "--yes", "reader.yaml", "queue.yaml")
    (tmp_path / "queue.yaml").write_text(QUEUE.partition("Outputs:")[0])
    (tmp_path / "reader.yaml").write_text(READER.replace("!ImportValue queue-name", "fixed"))
    done = landform("deploy", "--yes", "queue.yaml", "reader.yaml")
    assert done.code == 0
    assert done.err.index("UPDATE_COMPLETE       reader (stack)") < done.err.index(
        "UPDATE_IN_PROGRESS    queue (stack)"
    )


def test_a_protected_stack_is_not_destroyed(landform: Landform) -> None:
    landform("deploy", "--yes", "queue.yaml")
    with LocalTarget(Path(".landform")) as target:
        client = target.session().client("cloudformation")
        client.update_termination_protection(StackName="queue", EnableTerminationProtection=True)
    done = landform("destroy", "--yes", "queue")
    assert done.code == 1
    assert "Stack [queue] cannot be deleted while TerminationProtection is enabled" in done.err
    assert statuses(landform) == {"queue": "CREATE_COMPLETE"}


def test_strict_refuses_recorded_types_before_anything_is_made(landform: Landform, tmp_path: Path) -> None:
    (tmp_path / "group.yaml").write_text("Resources:\n  G: {Type: AWS::EC2::PlacementGroup}\n")
    refused = landform("deploy", "--yes", "--strict", "group.yaml")
    assert refused.code == 2
    assert "G (AWS::EC2::PlacementGroup) is a twin (group.yaml:2:3)" in refused.err
    assert statuses(landform) == {}
    allowed = landform("deploy", "--yes", "group.yaml")
    assert allowed.code == 0
    assert allowed.err.count("Only recorded here, not run: AWS::EC2::PlacementGroup") == 1


def test_iam_changes_are_shown_before_the_approval(landform: Landform, tmp_path: Path) -> None:
    (tmp_path / "role.yaml").write_text(
        "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"
        "      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n"
        "          - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}\n"
    )
    done = landform("deploy", "--yes", "role.yaml")
    assert done.code == 0
    assert "Permissions change (IAM): R (AWS::IAM::Role)\n" in done.err


def test_mistakes_are_told_with_their_place_before_anything_is_sent(
    landform: Landform, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {DelaySecs: 1}\n"
    )
    for command in (["validate"], ["deploy", "--yes"], ["diff"]):
        done = landform(*command, "bad.yaml")
        assert done.code == 2
        assert "at bad.yaml:4:18 Resources.Q.Properties.DelaySecs" in done.out + done.err
    assert not (tmp_path / ".landform").exists()
    told = json.loads(landform("--json", "validate", "bad.yaml", "queue.yaml").out)["templates"]
    assert [(each["stack"], each["isValid"]) for each in told] == [("bad", False), ("queue", True)]
    assert told[0]["diagnostics"][0]["line"] == 4


def test_reading_makes_no_state(landform: Landform, tmp_path: Path) -> None:
    assert landform("ls").err.startswith("There are no stacks in account 000000000000, us-east-1")
    done = landform("events", "nowhere")
    assert done.code == 1
    assert done.err == "error: ValidationError Stack [nowhere] does not exist\n"
    assert not (tmp_path / ".landform").exists()


def test_regions_are_apart(landform: Landform) -> None:
    landform("deploy", "--yes", "queue.yaml")
    landform("--region", "eu-west-1", "deploy", "--yes", "queue.yaml")
    landform("destroy", "--yes", "--all")
    assert statuses(landform) == {}
    assert json.loads(landform("ls", "--region", "eu-west-1", "--json").out)["stacks"] != []


def test_a_stacks_resources_and_events_are_listed(landform: Landform) -> None:
    landform("deploy", "--yes", "queue.yaml")
    resources = landform("resources", "queue")
    assert resources.out.splitlines()[0].split() == ["RESOURCE", "TYPE", "STATUS", "PHYSICAL", "ID"]
    assert resources.out.splitlines()[1].split()[:3] == ["Jobs", "AWS::SQS::Queue", "CREATE_COMPLETE"]
    last = json.loads(landform("events", "queue", "-n", "1", "--json").out)["events"]
    assert [(each["LogicalResourceId"], each["ResourceStatus"]) for each in last] == [
        ("queue", "CREATE_COMPLETE")
    ]
    assert landform("outputs", "queue").out.startswith("queue.Name = queue-Jobs-")


def test_an_output_that_changes_reaches_the_stack_that_reads_it(landform: Landform, tmp_path: Path) -> None:
    """copy reads the output Delay of delay, which is not exported."""
    (tmp_path / "delay.yaml").write_text(
        "Parameters: {Delay: {Type: Number, Default: 1}}\n"
        "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay}}\n"
        "Outputs:\n  Delay: {Value: !Ref Delay}\n"
    )
    (tmp_path / "copy.yaml").write_text(
        "Resources:\n  P:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n"
        "      Value: !GetStackOutput {StackName: delay, OutputName: Delay}\n"
    )
    assert landform("deploy", "--yes", "copy.yaml", "delay.yaml").code == 0
    done = landform("deploy", "--yes", "-p", "Delay=9", "copy.yaml", "delay.yaml")
    assert done.code == 0
    assert 'Value: "1" -> "9"' in done.err
    assert "UPDATE_COMPLETE       copy (stack)" in done.err


def test_deployed_stacks_are_drawn_with_their_imports(landform: Landform) -> None:
    landform("deploy", "--yes", "reader.yaml", "queue.yaml")
    drawn = json.loads(landform("graph", "--json", "reader", "queue").out)
    assert [each["id"] for each in drawn["nodes"]] == ["reader.Copy", "queue.Jobs"]
    assert drawn["edges"] == [{"from": "reader.Copy", "to": "queue.Jobs", "isImport": True}]
    assert "digraph landform {" in landform("graph", "-f", "dot", "queue.yaml").out


def test_the_ledger_tells_native_types_from_twins(landform: Landform) -> None:
    told = json.loads(landform("--json", "fidelity", "AWS::SQS::Queue", "AWS::EC2::PlacementGroup").out)
    assert told["AWS::SQS::Queue"]["level"] == "native"
    assert told["AWS::EC2::PlacementGroup"]["level"] == "twin"
    unknown = landform("fidelity", "AWS::SQS::Quee")
    assert unknown.code == 2
    assert 'there is no type "AWS::SQS::Quee". Did you mean "AWS::SQS::Queue"?' in unknown.err
