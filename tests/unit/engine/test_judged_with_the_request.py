"""What a request is refused for before anything begins."""

import json

import pytest

from tests.unit.engine.world import World, queue, refusal

BODY = json.dumps({"Resources": {"Jobs": queue("jobs")}})
LOOPS = json.dumps({"Transform": "AWS::LanguageExtensions", "Resources": {"Jobs": queue("jobs", 2)}})


@pytest.mark.parametrize("policy", ["no JSON", "[]", '{"Statement": [{"Effect": "Perhaps"}]}'])
def test_a_stack_is_not_created_with_a_policy_that_is_none(world: World, policy: str) -> None:
    found = refusal(
        world.cloudformation.create_stack, StackName="app", TemplateBody=BODY, StackPolicyBody=policy
    )
    assert found[0] == "ValidationError"
    assert world.cloudformation.list_stacks()["StackSummaries"] == []


def test_a_stack_is_not_updated_with_a_policy_that_is_none(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    changed = json.dumps({"Resources": {"Jobs": queue("jobs", 5)}})
    for name in ("StackPolicyBody", "StackPolicyDuringUpdateBody"):
        found = refusal(
            world.cloudformation.update_stack, StackName="app", TemplateBody=changed, **{name: "no JSON"}
        )
        assert found[0] == "ValidationError", name
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"


def test_an_update_that_expands_a_transform_has_to_say_so(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    found = refusal(world.cloudformation.update_stack, StackName="app", TemplateBody=LOOPS)
    assert found[:2] == (
        "InsufficientCapabilitiesException",
        "Requires capabilities : [CAPABILITY_AUTO_EXPAND]",
    )
    world.cloudformation.update_stack(
        StackName="app", TemplateBody=LOOPS, Capabilities=["CAPABILITY_AUTO_EXPAND"]
    )
    world.target.wait()
    assert world.delay_of("jobs") == "2"
