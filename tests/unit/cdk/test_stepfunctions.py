"""What differential calls cannot see of Step Functions: whole definitions, and what is refused with why."""

import json

import pytest

from landform.cdk import App, Aws, JsonNull, Stack
from landform.cdk import aws_stepfunctions as sfn
from landform.cdk.assertions import Template


def _definition(stack: Stack, start: sfn.IChainable) -> dict[str, object]:
    sfn.StateMachine(stack, "Machine", definition_body=sfn.DefinitionBody.from_chainable(start))
    found = Template.from_stack(stack).find_resources("AWS::StepFunctions::StateMachine")
    text = next(iter(found.values()))["Properties"]["DefinitionString"]
    parsed: dict[str, object] = json.loads(text)
    return parsed


@pytest.fixture
def stack() -> Stack:
    return Stack(App(), "S")


def test_a_discarded_path_is_null_in_the_definition(stack: Stack) -> None:
    start = sfn.Pass(stack, "Start", result_path=sfn.JsonPath.DISCARD)
    assert _definition(stack, start)["States"] == {"Start": {"Type": "Pass", "ResultPath": None, "End": True}}


def test_json_null_is_null_in_json_text(stack: Stack) -> None:
    text = stack.to_json_string({"a": JsonNull.INSTANCE, "b": None, "c": [JsonNull.INSTANCE]})
    assert stack.resolve(text) == '{"a":null,"c":[null]}'


def test_states_before_the_first_one_that_was_given_belong_to_the_definition(stack: Stack) -> None:
    first, second = sfn.Pass(stack, "First"), sfn.Pass(stack, "Second")
    first.next(second)
    definition = _definition(stack, second)
    assert definition["StartAt"] == "Second"
    assert list(definition["States"]) == ["Second", "First"]


def test_a_catcher_of_all_errors_comes_last(stack: Stack) -> None:
    both = sfn.Parallel(stack, "Both").branch(sfn.Pass(stack, "One"))
    both.add_catch(sfn.Fail(stack, "Any")).add_catch(sfn.Fail(stack, "Late"), errors=["States.Timeout"])
    states = _definition(stack, both)["States"]
    assert [each["Next"] for each in states["Both"]["Catch"]] == ["Late", "Any"]


def test_a_path_cannot_be_a_part_of_a_text(stack: Stack) -> None:
    name = sfn.JsonPath.string_at("$.name")
    with pytest.raises(ValueError, match=r"Put texts together with JsonPath\.format"):
        sfn.FieldUtils.render_object({"greeting": f"hello {name}"})


def test_a_path_beside_other_tokens_is_told_apart(stack: Stack) -> None:
    rendered = sfn.FieldUtils.render_object({"a": sfn.JsonPath.string_at("$.a"), "b": Aws.REGION})
    assert stack.resolve(rendered) == {"a.$": "$.a", "b": {"Ref": "AWS::Region"}}


def test_one_state_is_in_one_graph_only(stack: Stack) -> None:
    shared = sfn.Pass(stack, "Shared")
    both = sfn.Parallel(stack, "Both").branch(shared).branch(shared)
    with pytest.raises(ValueError, match="State 'Shared' is used in Parallel 'Both' branch 2"):
        _definition(stack, both)


def test_two_states_of_one_name_are_refused(stack: Stack) -> None:
    inner = Stack(stack, "Inner")
    start = sfn.Pass(stack, "Same").next(sfn.Pass(inner, "Same"))
    with pytest.raises(ValueError, match="State with name 'Same' occurs in both"):
        _definition(stack, start)


def test_an_end_takes_no_next_state(stack: Stack) -> None:
    with pytest.raises(ValueError, match=r"last state in chain \(Done\) does not allow it"):
        sfn.Chain.start(sfn.Succeed(stack, "Done")).next(sfn.Pass(stack, "After"))


def test_a_distributed_map_without_a_processor_says_so(stack: Stack) -> None:
    with pytest.raises(ValueError, match="'Each' needs an item_processor"):
        _definition(stack, sfn.DistributedMap(stack, "Each"))


def test_a_keyword_of_the_other_language_is_refused_at_the_call(stack: Stack) -> None:
    with pytest.raises(TypeError, match=r"Pass\.json_path.* got an unexpected keyword argument 'outputs'"):
        sfn.Pass.json_path(stack, "P", outputs={"a": 1})


def test_a_wrong_type_among_keywords_is_refused_at_the_call(stack: Stack) -> None:
    with pytest.raises(TypeError, match="time has to be a WaitTime, not int 5"):
        sfn.Wait(stack, "W", time=5)
