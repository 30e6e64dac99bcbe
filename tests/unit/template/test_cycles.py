"""Cycles drawn and found."""

from itertools import pairwise

from landform.template.cycles import MAX_CYCLES, find_cycles


def cycles_of(*drawn: str) -> list[str]:
    """The cycles of a graph drawn as `A B C` for A → B → C."""
    graph: dict[str, list[str]] = {}
    for line in drawn:
        names = line.split()
        for name in names:
            graph.setdefault(name, [])
        for user, used in pairwise(names):
            graph[user].append(used)
    return [" ".join(cycle) for cycle in find_cycles(graph)]


def test_a_graph_without_cycles_has_none() -> None:
    assert cycles_of("A B C", "A C", "D C") == []


def test_the_shortest_way_round_is_shown() -> None:
    assert cycles_of("A B C D A", "B A") == ["A B", "C D A B"]


def test_separate_cycles_are_all_shown() -> None:
    assert cycles_of("A B A", "B X C D C", "E A") == ["A B", "C D"]


def test_names_between_two_cycles_are_in_none() -> None:
    assert cycles_of("A A", "A M B", "B B") == ["A", "B"]


def test_a_long_cycle_is_one_cycle() -> None:
    names = [f"N{number}" for number in range(3000)]
    assert len(cycles_of(" ".join([*names, "N0"]))) == 1


def test_no_more_than_the_limit_is_shown() -> None:
    assert len(cycles_of(*[f"N{number} N{number}" for number in range(100)])) == MAX_CYCLES
