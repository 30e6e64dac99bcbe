"""Which node may start when."""

import pytest

from landform.deploy.order import Countdown, CycleError


def test_nodes_come_when_all_they_wait_for_is_done() -> None:
    #   a <- b <- d
    #   a <- c <- d
    order = Countdown({"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")})
    assert order.take() == "a"
    assert not order.has_ready
    order.done("a")
    assert [order.take(), order.take()] == ["b", "c"]
    order.done("c")
    assert not order.has_ready
    order.done("b")
    assert order.take() == "d"


def test_what_is_no_node_is_ignored_and_a_repeated_edge_counts_once() -> None:
    order = Countdown({"a": ("ghost",), "b": ("a", "a")})
    order.done(order.take())
    assert order.take() == "b"


def test_a_cycle_is_refused_with_its_nodes() -> None:
    with pytest.raises(CycleError) as caught:
        Countdown({"before": (), "a": ("b", "before"), "b": ("a",), "behind": ("a",)})
    assert caught.value.nodes == ("a", "b")


def test_a_cycle_is_broken_where_a_node_does_not_really_wait() -> None:
    order = Countdown({"a": ("b",), "b": ("a",)}, certainty=lambda waits, _other: waits == "b")
    assert order.take() == "a"
    assert not order.has_ready
    order.done("a")
    assert order.take() == "b"


def test_a_circle_that_waits_for_good_reason_everywhere_is_opened_at_its_first_node_alone() -> None:
    #   a <-> b, and behind waits for both
    order = Countdown({"a": ("b",), "b": ("a",), "behind": ("a", "b")}, certainty=lambda *_: 1)
    assert order.take() == "a"
    assert not order.has_ready
    order.done("a")
    assert order.take() == "b"
    assert not order.has_ready
    order.done("b")
    assert order.take() == "behind"


def test_opening_a_circle_loosens_nothing_outside_it() -> None:
    #   a <-> b <- between <- c <-> d: "between" is on no circle, however uncertain its reason to wait
    waits = {"a": ("b",), "b": ("a",), "c": ("d", "between"), "d": ("c",), "between": ("b",)}
    order = Countdown(waits, certainty=lambda node, each: 0 if "between" in (node, each) else 1)
    taken = []
    while order.has_ready:
        taken.append(order.take())
        order.done(taken[-1])
    assert taken == ["a", "b", "between", "c", "d"]


def test_in_a_circle_only_the_least_certain_reasons_are_given_up() -> None:
    #   c -> b -> a -> c: least certain is that a waits for c
    certain = {("c", "b"): 2, ("b", "a"): 1, ("a", "c"): 0}
    order = Countdown(
        {"c": ("b",), "b": ("a",), "a": ("c",)}, certainty=lambda node, each: certain[node, each]
    )
    taken = []
    while order.has_ready:
        taken.append(order.take())
        order.done(taken[-1])
    assert taken == ["a", "b", "c"]


def test_after_stop_nothing_comes() -> None:
    order = Countdown({"a": (), "b": ("a",), "c": ()})
    first = order.take()
    order.stop()
    order.done(first)
    assert not order.has_ready


def test_a_circle_is_told_as_a_bug() -> None:
    with pytest.raises(CycleError) as caught:
        Countdown({1: (2,), 2: (1,)})
    assert str(caught.value) == "these wait for each other: 1, 2. This is a bug in Landform."


def test_two_circles_are_both_named_and_a_node_that_waits_for_itself_is_none() -> None:
    with pytest.raises(CycleError) as caught:
        Countdown({"a": ("b",), "b": ("a",), "self": ("self",), "c": ("d",), "d": ("c", "a")})
    assert caught.value.nodes == ("a", "b", "c", "d")
    order = Countdown({"self": ("self",)})
    assert order.take() == "self"


def test_two_circles_are_opened_each_for_itself() -> None:
    waits = {"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}
    order = Countdown(waits, certainty=lambda *_: 0)
    assert [order.take(), order.take(), order.has_ready] == ["a", "c", False]


def test_a_circle_inside_a_circle_is_opened_until_none_is_left() -> None:
    #   a -> b -> c -> a by sure reasons, b <-> c; only c's wait for a is unsure
    certain = {("a", "b"): 2, ("b", "c"): 1, ("c", "a"): 0, ("c", "b"): 2}
    order = Countdown(
        {"a": ("b",), "b": ("c",), "c": ("a", "b")}, certainty=lambda node, each: certain[node, each]
    )
    taken = []
    while order.has_ready:
        taken.append(order.take())
        order.done(taken[-1])
    assert taken == ["b", "a", "c"]


@pytest.mark.parametrize("names", [("a", "b", "c", "d"), ("d", "c", "b", "a"), ("b", "d", "a", "c")])
def test_what_is_in_no_circle_comes_in_the_same_order_however_it_is_given(names: tuple[str, ...]) -> None:
    waits: dict[str, tuple[str, ...]] = {"a": (), "b": ("a",), "c": ("b",), "d": ("c",)}
    order = Countdown({name: waits[name] for name in names})
    taken = []
    while order.has_ready:
        taken.append(order.take())
        order.done(taken[-1])
    assert taken == ["a", "b", "c", "d"]


def test_followers_become_ready_in_the_order_in_which_they_were_given() -> None:
    order = Countdown({"z": ("a",), "a": (), "m": ("a",), "b": ("a",)})
    order.done(order.take())
    assert [order.take(), order.take(), order.take()] == ["z", "m", "b"]


def test_nothing_can_be_taken_when_nothing_is_ready() -> None:
    with pytest.raises(IndexError):
        Countdown({}).take()
