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
    order = Countdown({"a": ("b",), "b": ("a",)}, is_certain=lambda waits, _other: waits == "b")
    assert order.take() == "a"
    assert not order.has_ready
    order.done("a")
    assert order.take() == "b"


def test_a_broken_cycle_frees_its_nodes_but_not_those_behind() -> None:
    order = Countdown({"a": ("b",), "b": ("a",), "behind": ("a", "b")}, is_certain=lambda *_: True)
    assert [order.take(), order.take()] == ["a", "b"]
    assert not order.has_ready
    order.done("a")
    order.done("b")
    assert order.take() == "behind"


def test_after_stop_nothing_comes() -> None:
    order = Countdown({"a": (), "b": ("a",), "c": ()})
    first = order.take()
    order.stop()
    order.done(first)
    assert not order.has_ready
