"""What the shapes that handlers are written in make of the work in hand."""

from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerRequest
from landform.providers.handlers.forms import camel, pascal
from landform.providers.handlers.model import (
    Answer,
    Live,
    Prop,
    Text,
    at_path,
    from_json_text,
    json_text,
)
from landform.providers.handlers.view import InvalidValueSignal, View, as_bool, as_number, as_text
from landform.providers.handlers.work import NotFoundSignal, Work, tag_list, tag_map
from tests.unit.providers.test_work import Refusing


def work(desired: dict[str, Any], previous: dict[str, Any] | None = None, **more: Any) -> Work:
    fields: dict[str, Any] = {"physical_id": "a:b:c", "stack_tags": {"team": "a", "stage": "stack"}}
    fields |= {"type_name": "AWS::SQS::Queue"}
    request = HandlerRequest(
        action=HandlerAction.UPDATE,
        client_token="t",
        account_id="000000000000",
        region="eu-west-1",
        stack_id="arn:s",
        stack_name="s",
        logical_id="It",
        desired=desired,
        previous=previous or {},
        **{**fields, **more},
    )
    return Work(request, Refusing(""), "sqs")


TREE = {"a": {"b": [{"c": 1}, 2]}, "none": None, "text": "xyz"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", TREE),
        ("a.b.0.c", 1),
        ("a.b.1", 2),
        ("a.b.2", None),
        ("a.b.x", None),
        ("a.b.1.c", None),
        ("none.b", None),
        ("text.0", None),
        ("missing", None),
    ],
)
def test_a_path_goes_through_maps_and_lists_and_may_end_early(path: str, found: object) -> None:
    assert at_path(TREE, path) == found


def test_documents_go_to_a_service_as_text_and_come_back() -> None:
    assert json_text({"a": [1]}) == '{"a": [1]}'
    assert json_text("as it is") == "as it is"
    assert from_json_text('{"a": [1]}') == {"a": [1]}
    assert from_json_text({"a": 1}) == {"a": 1}


def test_scalars_are_spelt_as_attributes_have_them() -> None:
    assert [as_text(each) for each in (True, False, 5, "x", 0)] == ["true", "false", "5", "x", "0"]
    assert [as_bool(each) for each in (True, "TRUE", "true", False, "no", 1, None)] == [
        *(True, True, True),
        *(False, False, False, False),
    ]
    assert as_number("12") == 12
    with pytest.raises(InvalidValueSignal, match=r'^"twelve" is not a whole number\.$'):
        as_number("twelve")


@pytest.mark.parametrize(
    ("desired", "previous", "is_update", "value"),
    [
        ({"P": 5}, {}, False, "5"),
        ({"P": 0}, {"P": 5}, True, "0"),
        ({}, {"P": 5}, True, "default"),
        ({}, {"P": 5}, False, None),
        ({}, {}, True, None),
    ],
    ids=["made", "changed", "taken away", "taken away before it is made", "never there"],
)
def test_a_property_is_converted_and_reset_when_an_update_takes_it_away(
    desired: dict[str, Any], previous: dict[str, Any], is_update: bool, value: object
) -> None:
    here = work(desired, previous)
    here.is_update = is_update
    assert Prop("P", str, reset="default").value(here) == value


def test_answers_are_found_by_path_and_converted_only_where_there_is_something() -> None:
    here = work({"Name": "n"})
    assert Live("Count", str).value(here) is None
    here.answer, here.live = View({"It": {"Id": 7}}), View({"Count": 3})
    assert (Answer("It.Id").value(here), Answer("It.Id", str).value(here)) == (7, "7")
    assert Answer("It.Other", str).value(here) is None
    assert (Live("Count").value(here), Live("Count", str).value(here)) == (3, "3")
    text = "{partition}/{region}/{account}/{physical_id}/{Name}"
    assert Text(text, reads=("Name",)).value(here) == "aws/eu-west-1/000000000000/a:b:c/n"


@pytest.mark.parametrize(("number", "part"), [(0, "a"), (2, "c"), (-1, "c"), (-3, "a")])
def test_a_part_of_an_id_is_counted_from_either_end(number: int, part: str) -> None:
    assert work({}).id_part(":", number) == part


@pytest.mark.parametrize(("separator", "number"), [(":", 3), (":", -4), ("|", 0), ("|", -1)])
def test_an_id_without_that_part_is_nobody_s(separator: str, number: int) -> None:
    with pytest.raises(NotFoundSignal):
        work({}).id_part(separator, number)


def test_a_name_needs_a_rule_unless_it_is_given() -> None:
    here = work({"QueueName": 5})
    here.name_property = "QueueName"
    assert here.name == "5"
    with pytest.raises(ValueError, match="AWS::SQS::Queue has no rule for names"):
        _ = work({}).name


def test_a_property_has_changed_when_any_of_those_asked_for_has() -> None:
    here = work({"A": 1, "B": 2}, {"A": 1, "B": 3, "C": 4})
    assert [here.changed(*names) for names in (("A",), ("B",), ("C",), ("A", "B"), ("D",), ())] == [
        *(False, True, True, True),
        *(False, False),
    ]


def test_own_tags_win_over_the_stack_s_and_system_tags_need_a_type_that_takes_them() -> None:
    own = [{"Key": "stage", "Value": "own"}]
    assert work({"Tags": own}).tags() == {"team": "a", "stage": "own"}  # queues take none of AWS's
    network: dict[str, Any] = {"type_name": "AWS::EC2::VPC", "stack_tags": {}, "physical_id": "vpc-1"}
    assert work({"Tags": own}, **network).tags() == {
        "stage": "own",
        "aws:cloudformation:stack-name": "s",
        "aws:cloudformation:stack-id": "arn:s",
        "aws:cloudformation:logical-id": "It",
    }


def test_only_tags_that_nobody_wants_any_more_are_taken_off() -> None:
    before = [{"Key": each, "Value": "x"} for each in ("z", "b", "team", "kept")]
    here = work({"Tags": [{"Key": "kept", "Value": "y"}]}, {"Tags": before})
    assert here.removed_tags() == ["b", "z"]


def test_the_tags_of_a_service_are_told_apart_by_who_wrote_them() -> None:
    here = work({"Tags": {"stage": "own"}})
    found = {"stage": "own", "team": "a", "aws:cloudformation:stack-name": "s", "by hand": "1"}
    assert here.own_tags(found) == {"stage": "own", "by hand": "1"}


@pytest.mark.parametrize(
    "tags",
    [
        {"a": 1, "b": "2"},
        [{"Key": "a", "Value": 1}, {"Key": "b", "Value": "2"}],
        [{"key": "a", "value": 1}, {"key": "b", "value": "2"}],
        [{"TagKey": "a", "TagValue": "1"}, {"TagKey": "b", "TagValue": "2"}],
    ],
)
def test_tags_are_read_in_every_form(tags: Any) -> None:
    assert tag_map(tags) == {"a": "1", "b": "2"}
    assert tag_map(None) == {}
    assert tag_map([{"Key": "a"}]) == {"a": ""}
    assert tag_list({"a": "1"}, "TagKey", "TagValue") == [{"TagKey": "a", "TagValue": "1"}]
    assert tag_list({"a": "1"}) == [{"Key": "a", "Value": "1"}]


def test_only_the_first_letter_of_a_key_changes_and_what_is_the_user_s_own_stays() -> None:
    given = {"LogDriver": "x", "Options": {"Max-Size": 1}, "List": [{"ARNOf": [1, {"A": None}]}]}
    said = {"logDriver": "x", "options": {"Max-Size": 1}, "list": [{"aRNOf": [1, {"a": None}]}]}
    assert camel(given, {"Options"}) == said
    assert pascal(said, {"options"}) == given
