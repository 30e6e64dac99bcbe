"""Maps are read by the kind of their members, and what is of another kind is refused in a sentence."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from landform.ground.values import NO_VALUE, Secret
from landform.providers.handlers.view import (
    InvalidValueSignal,
    View,
    as_number,
    as_value,
    each,
    first,
    of_structure,
    of_structures,
    of_texts,
    plain,
    view_of,
)

GIVEN = View(
    {
        "Text": "a",
        "Word": "TRUE",
        "Digits": "12",
        "Number": 5,
        "Zero": 0,
        "Part": 1.5,
        "Yes": True,
        "No": False,
        "Map": {"Inner": "b"},
        "Maps": [{"Key": "a", "Value": 1}, {"Key": "b"}],
        "List": ["a", 2, False],
        "Nothing": None,
    }
)


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (lambda view: view.text("Text"), "a"),
        (lambda view: view.text("Number"), "5"),
        (lambda view: view.text("Part"), "1.5"),
        (lambda view: view.text("Yes"), "true"),
        (lambda view: view.text("Text", "default"), "a"),
        (lambda view: view.text("Missing", "default"), "default"),
        (lambda view: view.text("Nothing", "default"), "default"),
        (lambda view: view.text("Missing"), ""),
        (lambda view: view.number("Number"), 5),
        (lambda view: view.number("Digits"), 12),
        (lambda view: view.number("Zero", 7), 0),
        (lambda view: view.number("Missing", 7), 7),
        (lambda view: view.number("Nothing"), 0),
        (lambda view: view.flag("Yes"), True),
        (lambda view: view.flag("Word"), True),
        (lambda view: view.flag("No", True), False),
        (lambda view: view.flag("Missing", True), True),
        (lambda view: view.flag("Nothing"), False),
        (lambda view: view.structure("Map"), {"Inner": "b"}),
        (lambda view: view.structure("Map").text("Inner"), "b"),
        (lambda view: view.structure("Missing"), {}),
        (lambda view: view.structures("Maps"), [{"Key": "a", "Value": 1}, {"Key": "b"}]),
        (lambda view: view.structures("Maps")[0].number("Value"), 1),
        (lambda view: view.structures("Nothing"), []),
        (lambda view: view.by_name("Maps", "Key"), {"a": {"Key": "a", "Value": 1}, "b": {"Key": "b"}}),
        (lambda view: view.texts("List"), ["a", "2", "false"]),
        (lambda view: view.texts("Missing"), []),
        (lambda view: view.items_of("List"), ["a", 2, False]),
        (lambda view: view.chosen("No", "Nothing", "Missing", "Zero"), {"No": False, "Zero": 0}),
        (lambda view: (len(view), "Text" in view, view["Number"]), (12, True, 5)),
    ],
)
def test_what_is_given_is_read_by_its_kind_and_what_is_not_is_the_default(
    read: Callable[[View], object], found: object
) -> None:
    told = read(GIVEN)
    assert told == found
    assert type(told) is type(found) or isinstance(told, View | list)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda view: view.text("Map"), "Value of property Map must be of type String"),
        (lambda view: view.text("List"), "Value of property List must be of type String"),
        (lambda view: view.number("Text"), '"a" is not a whole number.'),
        (lambda view: view.number("Map"), "\"{'Inner': 'b'}\" is not a whole number."),
        (lambda view: view.flag("Text"), "Value of property Text must be of type Boolean"),
        (lambda view: view.flag("Number"), "Value of property Number must be of type Boolean"),
        (lambda view: view.structure("Text"), "Value of property Text must be an object"),
        (lambda view: view.structure("Maps"), "Value of property Maps must be an object"),
        (lambda view: view.structures("Map"), "Value of property Map must be of type List"),
        (lambda view: view.structures("List"), "Value of property List must be an object"),
        (lambda view: view.texts("Text"), "Value of property Text must be of type List"),
        (lambda view: view.texts("Maps"), "Value of property Maps must be of type String"),
        (lambda _: view_of("a"), "Value must be an object"),
        (lambda _: of_texts(len)("a"), "Value must be of type List"),
        (lambda _: as_number(None), '"None" is not a whole number.'),
    ],
)
def test_what_is_of_another_kind_is_refused_in_a_sentence(read: Callable[[View], object], text: str) -> None:
    with pytest.raises(InvalidValueSignal) as raised:
        read(GIVEN)
    assert str(raised.value) == text


def test_a_secret_stays_one() -> None:
    assert repr(View({"Password": Secret("sesame")}).text("Password")) == "'****'"


def test_conversions_read_what_they_are_given() -> None:
    maps = [{"Id": "a"}, {"Id": "b"}]
    assert of_structure(lambda view: view.text("Id"))(maps[1]) == "b"
    assert of_structures(lambda views: [view.text("Id") for view in views])(maps) == ["a", "b"]
    assert of_texts(",".join)(["a", "b"]) == "a,b"
    assert (each("Id")(maps), each("Id")([])) == (["a", "b"], None)
    assert (first([View(row) for row in maps]), first([])) == ({"Id": "a"}, None)


def test_what_is_sent_has_no_views_in_it() -> None:
    sent = plain(View({"List": [View({"a": View({"b": 1})})], "Bytes": b"x"}))
    assert sent == {"List": [{"a": {"b": 1}}], "Bytes": b"x"}
    assert repr(sent) == "{'List': [{'a': {'b': 1}}], 'Bytes': b'x'}"
    assert isinstance(sent, dict)
    assert isinstance(sent["List"][0]["a"], dict)


def test_what_a_service_tells_becomes_a_property_s_value() -> None:
    told = {"When": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "Pair": (1, View({"a": None})), "No": NO_VALUE}
    value = {"When": "2026-01-02T03:04:05+00:00", "Pair": [1, {"a": None}], "No": NO_VALUE}
    assert as_value(told) == value
    with pytest.raises(TypeError, match=r"^bytes is no property's value\. This is a bug in Landform\.$"):
        as_value({"Body": b"x"})
