"""The door `make mutants`: it makes the mistakes it says, and only where code runs."""

import textwrap

from cosmic_ray.mutating import mutate_code
from tools import mutants
from tools.mutant_operators import OPERATORS, ForgetAnswer, ForgetCall

MODULE = '''
    """Says what it is for."""
    @frozen(slots=True)
    class Box:
        size: int | None = None

        def grow(self, by: int | None) -> int | None:
            """Grows."""
            self.tell(by)
            return self.size + by
'''


def test_a_forgotten_call_and_a_forgotten_answer_are_made_as_their_examples_say() -> None:
    for operator in (ForgetCall, ForgetAnswer):
        for example in operator.examples():
            assert mutate_code(example.pre_mutation_code, operator(), 0) == example.post_mutation_code


def test_an_answer_that_means_nothing_is_not_forgotten() -> None:
    assert mutate_code("def f():\n    return False\n", ForgetAnswer(), 0) is None


def test_the_mistakes_of_cosmic_ray_are_among_them() -> None:
    assert {"AddNot", "NumberReplacer", "ReplaceComparisonOperator_Eq_NotEq", "ForgetCall"} <= set(OPERATORS)


def test_mistakes_are_made_where_code_runs_and_nowhere_else() -> None:
    places = mutants.places_of(textwrap.dedent(MODULE).lstrip())
    assert {begin[0] for begin, _end in places} == {8, 9}
    assert places[(9, 15), (9, 29)] == (("ForgetAnswer", 0),)
