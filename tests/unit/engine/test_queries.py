"""What is asked without changing anything."""

import json

import pytest

from landform.engine.errors import EngineError
from landform.engine.queries import IdentifierSummary
from landform.engine.requests import Place
from tests.unit.engine.world import World, queue, refusal

PLACE = Place(account_id="000000000000", region="us-east-1")
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}
NAMED_ROLE = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}, "RoleName": "r"}}


def test_stacks_are_found_by_name_by_id_and_all_together(world: World) -> None:
    first = world.create({"A": queue("a")}, name="one")
    second = world.create({"A": queue("b")}, name="two")
    queries = world.engine.queries
    assert [each.stack_id for each in queries.stacks(PLACE)] == [second, first]
    assert [each.stack_id for each in queries.stacks(PLACE, "one")] == [first]
    world.cloudformation.delete_stack(StackName="one")
    world.target.wait()
    assert [each.stack_name for each in queries.stacks(PLACE)] == ["two"]
    assert [each.stack_name for each in queries.all_stacks(PLACE)] == ["two", "one"]
    assert [each.stack_id for each in queries.stacks(PLACE, first)] == [first]
    assert queries.all_stacks(Place(account_id="000000000000", region="eu-west-1")) == []
    assert refusal(world.stack, name="one")[1] == "Stack with id one does not exist"


def test_resources_are_found_by_name_and_by_physical_id(world: World) -> None:
    stack_id = world.create({"B": queue("b"), "A": queue("a")})
    queries = world.engine.queries
    stack, records = queries.resources(PLACE, "app")
    assert (stack.stack_id, [each.logical_id for each in records]) == (stack_id, ["A", "B"])
    _, record = queries.resource(PLACE, "app", "B")
    assert record.logical_id == "B"
    stack, records = queries.resource_by_physical_id(PLACE, record.physical_id or "")
    assert (stack.stack_id, [each.logical_id for each in records]) == (stack_id, ["A", "B"])
    client = world.cloudformation
    assert refusal(client.describe_stack_resource, StackName="app", LogicalResourceId="C")[:2] == (
        "ValidationError",
        "Resource C does not exist for stack app",
    )
    assert refusal(client.describe_stack_resources, PhysicalResourceId="nobody")[:2] == (
        "ValidationError",
        "Stack for nobody does not exist",
    )


def test_events_and_operations_are_those_of_the_stack(world: World) -> None:
    stack_id = world.create({"A": queue("a")})
    world.update({"A": queue("a", 3)})
    queries = world.engine.queries
    events = queries.events(PLACE, "app")
    positions = [position for position, _ in events]
    assert positions == sorted(positions, reverse=True)
    assert queries.events(PLACE, "app", limit=2) == events[:2]
    assert queries.events(PLACE, stack_id, before=positions[1], limit=1) == events[2:3]
    operations = [event.operation_id for _, event in events]
    kinds = queries.operation_kinds([*operations, None, "ghost"])
    assert sorted(kinds.values()) == ["CREATE", "UPDATE"]
    assert refusal(world.cloudformation.describe_stack_events, StackName="ghost")[1] == (
        "Stack [ghost] does not exist"
    )


def test_exports_and_their_importers_are_told(world: World) -> None:
    outputs = {
        "Url": {"Value": {"Ref": "A"}, "Export": {"Name": "url"}},
        "Idle": {"Value": "x", "Export": {"Name": "idle"}},
    }
    world.create({"A": queue("a")}, name="exporter", Outputs=outputs)
    imported = {"Value": {"Fn::ImportValue": "url"}}
    for name in ("second", "first"):
        world.create({"B": queue(name)}, name=name, Outputs={"Url": imported})
    client = world.cloudformation
    assert sorted(world.engine.queries.exports(PLACE)) == ["idle", "url"]
    assert client.list_imports(ExportName="url")["Imports"] == ["first", "second"]
    assert refusal(client.list_imports, ExportName="idle")[:2] == (
        "ValidationError",
        "Export 'idle' is not imported by any stack.",
    )
    assert refusal(client.list_imports, ExportName="ghost")[1] == "Export with name ghost does not exist"


def test_only_change_sets_that_wait_are_listed(world: World) -> None:
    world.create({"A": queue("a")})
    for name in ("one", "two"):
        body = json.dumps({"Resources": {"A": queue("a", 7)}})
        world.cloudformation.create_change_set(StackName="app", ChangeSetName=name, TemplateBody=body)
    found = world.engine.queries.change_sets(PLACE, "app")
    assert sorted(each.change_set_name for each in found) == ["one", "two"]
    world.cloudformation.execute_change_set(StackName="app", ChangeSetName="one")
    world.target.wait()
    assert world.engine.queries.change_sets(PLACE, "app") == []


@pytest.mark.parametrize(
    ("resources", "capabilities", "reason"),
    [
        ({"A": queue("a")}, (), None),
        (
            {"R": ROLE},
            ("CAPABILITY_IAM",),
            "The following resource(s) require capabilities: [AWS::IAM::Role]",
        ),
        (
            {"R": ROLE, "N": NAMED_ROLE},
            ("CAPABILITY_NAMED_IAM",),
            "The following resource(s) require capabilities: [AWS::IAM::Role]",
        ),
    ],
    ids=["none", "IAM", "named IAM"],
)
def test_a_summary_says_which_capabilities_a_template_needs(
    world: World, resources: dict[str, object], capabilities: tuple[str, ...], reason: str | None
) -> None:
    found = world.engine.queries.summary(json.dumps({"Resources": resources}), None)
    assert (found.capabilities, found.capabilities_reason) == (capabilities, reason)


def test_a_summary_says_types_once_parameters_and_how_resources_are_imported(world: World) -> None:
    template = {
        "Parameters": {"Size": {"Type": "Number"}},
        "Resources": {"A": queue("a"), "T": {"Type": "AWS::SNS::Topic"}, "B": queue("b")},
    }
    found = world.engine.queries.summary(json.dumps(template), None)
    assert found.resource_types == ("AWS::SQS::Queue", "AWS::SNS::Topic")
    assert [each.name for each in found.parameters] == ["Size"]
    assert found.identifiers == (
        IdentifierSummary(type_name="AWS::SQS::Queue", logical_ids=("A", "B"), identifiers=("QueueUrl",)),
        IdentifierSummary(type_name="AWS::SNS::Topic", logical_ids=("T",), identifiers=("TopicArn",)),
    )


def test_a_stack_has_the_summary_of_its_template(world: World) -> None:
    world.create({"A": queue("a")})
    assert world.engine.queries.summary_of_stack(PLACE, "app").resource_types == ("AWS::SQS::Queue",)
    body = json.dumps({"Resources": {"A": queue("a")}})
    world.cloudformation.create_change_set(
        StackName="new", ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=body
    )
    with pytest.raises(EngineError, match=r"Stack \[new\] has no template"):
        world.engine.queries.summary_of_stack(PLACE, "new")
