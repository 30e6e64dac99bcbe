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
