"""Plain references to Parameter Store, through updates."""

from typing import Any

from tests.unit.engine.world import World, refusal


def topics(other: str) -> dict[str, Any]:
    return {
        "Named": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "{{resolve:ssm:/app/name}}"}},
        "Other": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": other}},
    }


def put(world: World, value: str) -> None:
    ssm = world.target.session().client("ssm")
    ssm.put_parameter(Name="/app/name", Value=value, Type="String", Overwrite=True)


def shown(world: World) -> str:
    found = world.cloudformation.describe_stack_resource(StackName="app", LogicalResourceId="Named")
    arn = found["StackResourceDetail"]["PhysicalResourceId"]
    attributes = world.target.session().client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]
    return str(attributes["DisplayName"])


def test_an_update_that_changes_anything_resolves_them_anew(world: World) -> None:
    put(world, "one")
    world.create(topics("a"))
    assert shown(world) == "one"
    put(world, "two")
    world.update(topics("b"))
    assert shown(world) == "two"
    put(world, "three")
    world.update(topics("c"))
    assert shown(world) == "three"


def test_the_identical_template_is_taken_and_changes_nothing(world: World) -> None:
    put(world, "one")
    world.create(topics("a"))
    put(world, "two")
    world.update(topics("a"))
    assert world.stack()["StackStatus"] == "UPDATE_COMPLETE"
    assert shown(world) == "one"
    told = world.cloudformation.describe_stack_events(StackName="app")["StackEvents"]
    assert {each["LogicalResourceId"] for each in told if each["ResourceStatus"].startswith("UPDATE")} == {
        "app"
    }


def test_what_has_the_same_value_is_not_touched(world: World) -> None:
    put(world, "one")
    world.create(topics("a"))
    world.update(topics("b"))
    told = world.cloudformation.describe_stack_events(StackName="app")["StackEvents"]
    updated = {each["LogicalResourceId"] for each in told if each["ResourceStatus"] == "UPDATE_COMPLETE"}
    assert updated == {"app", "Other"}


def test_the_previous_template_alone_is_no_update(world: World) -> None:
    put(world, "one")
    world.create(topics("a"))
    put(world, "two")
    found = refusal(world.cloudformation.update_stack, StackName="app", UsePreviousTemplate=True)
    assert found[1] == "No updates are to be performed."
