"""Exports between stacks: taken, in use, twice in one template."""

import json
from typing import Any

import pytest

from landform.engine.engine import Settings, open_engine
from landform.engine.errors import EngineError
from landform.engine.requests import Place, StackRequest
from landform.ground.diagnostics import render
from tests.unit.engine.world import World, queue, refusal


def exporting(value: Any = "v1", name: Any = "shared") -> dict[str, Any]:
    return {"Shared": {"Value": value, "Export": {"Name": name}}}


USING = {
    "User": {
        "Type": "AWS::SQS::Queue",
        "Properties": {"QueueName": {"Fn::Join": ["-", ["uses", {"Fn::ImportValue": "shared"}]]}},
    }
}


def test_a_taken_export_is_refused_before_anything_is_made(world: World) -> None:
    world.create({"Jobs": queue("jobs")}, Outputs=exporting())
    found = refusal(world.create, resources={"Other": queue("other")}, name="second", Outputs=exporting())
    assert found == (
        "ValidationError",
        "Export with name shared is already exported by stack app.",
        400,
    )
    assert world.queues() == ["jobs"]


def test_an_export_name_that_depends_on_a_resource_is_refused(world: World) -> None:
    late = {"Fn::Join": ["-", ["late", {"Fn::GetAtt": ["Other", "QueueName"]}]]}
    code, message, _ = refusal(world.create, resources={"Other": queue("name")}, Outputs=exporting(name=late))
    assert code == "ValidationError"
    assert "The export name of" in message


def test_an_import_uses_the_exported_value_and_holds_the_export(world: World) -> None:
    world.create({"Jobs": queue("jobs")}, Outputs=exporting())
    world.create(USING, name="user")
    assert world.queues() == ["jobs", "uses-v1"]
    assert world.cloudformation.list_imports(ExportName="shared")["Imports"] == ["user"]
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    assert world.stack()["StackStatusReason"] == (
        "Delete canceled. Cannot delete export shared as it is in use by user."
    )
    assert world.queues() == ["jobs", "uses-v1"]


def test_an_export_in_use_cannot_change_or_go(world: World) -> None:
    world.create({"Jobs": queue("jobs")}, Outputs=exporting())
    world.create(USING, name="user")
    after = world.update({"Jobs": queue("jobs")}, Outputs=exporting("v2"))
    assert after["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "Export shared cannot be updated as it is in use by user" in str(world.events())
    after = world.update({"Jobs": queue("jobs", 1)})
    assert after["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "Export shared cannot be deleted as it is in use by user" in str(world.events())
    assert world.delay_of("jobs") == "0"
    exports = world.cloudformation.list_exports()["Exports"]
    assert [(each["Name"], each["Value"]) for each in exports] == [("shared", "v1")]


def test_an_export_is_free_again_when_its_user_is_gone(world: World) -> None:
    app = world.create({"Jobs": queue("jobs")}, Outputs=exporting())
    world.create(USING, name="user")
    for name in ("user", "app"):
        world.cloudformation.delete_stack(StackName=name)
        world.target.wait()
    assert world.stack(app)["StackStatus"] == "DELETE_COMPLETE"
    assert world.cloudformation.list_exports()["Exports"] == []


def test_an_import_of_nothing_fails_the_operation(world: World) -> None:
    world.create(USING)
    world.target.wait()
    stack = world.stack()
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = world.cloudformation.describe_stack_events(StackName="app")["StackEvents"]
    reasons = [each.get("ResourceStatusReason") for each in events]
    assert reasons == [None, "No export named shared found. Rollback requested by user.", "User Initiated"]


def test_a_change_set_that_imports_nothing_is_failed(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    made = world.cloudformation.create_change_set(
        StackName="app", ChangeSetName="using", TemplateBody=json.dumps({"Resources": USING})
    )
    found = world.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert (found["Status"], found["StatusReason"]) == ("FAILED", "No export named shared found.")


def test_an_unused_export_has_no_imports(world: World) -> None:
    world.create({"Jobs": queue("jobs")}, Outputs=exporting())
    found = refusal(world.cloudformation.list_imports, ExportName="shared")
    assert found == ("ValidationError", "Export 'shared' is not imported by any stack.", 400)


def test_one_template_cannot_export_a_name_twice(world: World) -> None:
    outputs = {key: {"Value": key, "Export": {"Name": "same"}} for key in ("A", "B")}
    found = refusal(world.create, resources={"Jobs": queue("jobs")}, Outputs=outputs)
    assert found == (
        "ValidationError",
        "Template error: the export name same is given to more than one output of the stack.",
        400,
    )


def test_an_output_that_is_no_text_is_refused(world: World) -> None:
    for value in ([["a"], "b"], {"a": "b"}):
        body = json.dumps({"Resources": {"Jobs": queue("jobs")}, "Outputs": {"Odd": {"Value": value}}})
        found = refusal(world.cloudformation.create_stack, StackName="app", TemplateBody=body)
        assert found == (
            "ValidationError",
            "Template format error: The Value field of every Outputs member must evaluate to a String.",
            400,
        )


def test_an_export_that_cannot_be_is_told_with_its_line() -> None:
    template = """\
Resources:
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  One: {Value: !Ref Queue, Export: {Name: shared}}
  Two: {Value: !Ref Queue, Export: {Name: same}}
  Three: {Value: !Ref Queue, Export: {Name: same}}
"""
    engine = open_engine(Settings(folder=None))
    place = Place(account_id="000000000000", region="us-east-1")
    engine.own()
    first = "Resources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {O: {Value: a, Export: {Name: shared}}}"
    engine.stacks.create(place, StackRequest(stack_name="first", template_body=first))
    engine.runner.wait_all()
    with pytest.raises(EngineError) as refused:
        engine.stacks.create(
            place, StackRequest(stack_name="second", template_body=template, template_file="app.yaml")
        )
    engine.close()
    assert [render(each) for each in refused.value.diagnostics] == [
        "error: LF2112 Export name taken\n"
        "  at app.yaml:4:43 Outputs.One.Export.Name\n"
        "  Export with name shared is already exported by stack first.\n"
        "  Names of exports are unique in an account and region. Give another name.",
        "error: LF2113 Export name given twice\n"
        "  at app.yaml:6:45 Outputs.Three.Export.Name\n"
        "  Template error: the export name same is given to more than one output of the stack.\n"
        "  Names of exports are unique in an account and region. Give one of them another name.\n"
        "    first given to Two (app.yaml:5:43)",
    ]
