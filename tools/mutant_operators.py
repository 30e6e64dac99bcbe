"""The small mistakes that `tools/mutants.py` makes: cosmic-ray's, and two that it lacks.

A call that is forgotten and an answer that is forgotten are what tests overlook most, and no operator of
cosmic-ray makes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import parso
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator, operator_names

_Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

#: Decorators are declarations, the second changes nothing; what is compared by `is` is equal just when it is.
_LEFT_OUT: Final = (
    *("RemoveDecorator", "NoOp"),
    *("ReplaceComparisonOperator_Is_Eq", "ReplaceComparisonOperator_IsNot_NotEq"),
    *("ReplaceComparisonOperator_Eq_Is", "ReplaceComparisonOperator_NotEq_IsNot"),
)


#: Answers that mean nothing as None does.
_NOTHING: Final = ("None", "False", "0", '""', "()", "[]", "{}")


class ForgetCall(Operator):  # type: ignore[misc]  # the library has no types
    """Leaves out a statement that is one call."""

    def mutation_positions(self, node: Any) -> Iterator[_Span]:
        """Where a call stands alone on its line."""
        if node.type == "simple_stmt" and _is_call(node.children[0]):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """A `pass` in its place."""
        node.children[0] = _leaf_like(node.children[0], "pass")
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """What it does, in code."""
        return (Example("a.append(1)\n", "pass\n"),)


class ForgetAnswer(Operator):  # type: ignore[misc]  # the library has no types
    """Gives None instead of what a function found."""

    def mutation_positions(self, node: Any) -> Iterator[_Span]:
        """Where something is returned that a caller tells from None; that a type is another, mypy notices."""
        if node.type == "return_stmt" and node.children[1].get_code().strip() not in _NOTHING:
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """`return None`."""
        node.children[1] = _leaf_like(node.children[1], "None")
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """What it does, in code."""
        return (Example("def f():\n    return 1\n", "def f():\n    return None\n"),)


def _is_call(node: Any) -> bool:
    if node.type == "await":
        return True
    if node.type not in ("atom_expr", "power"):
        return False
    last = node.children[-1]
    return bool(last.type == "trailer" and last.children[0].value == "(")


def _leaf_like(node: Any, text: str) -> Any:
    leaf = parso.parse(text).children[0]
    leaf.prefix = node.get_first_leaf().prefix
    return leaf


def _named() -> Iterator[tuple[str, type[Operator]]]:
    for name in operator_names():
        operator = get_operator(name)
        short = name.partition("/")[2]
        if short not in _LEFT_OUT and not operator.arguments():
            yield short, operator
    yield "ForgetCall", ForgetCall
    yield "ForgetAnswer", ForgetAnswer


OPERATORS: Final[Mapping[str, type[Operator]]] = dict(_named())
