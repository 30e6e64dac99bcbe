"""Which conditions an expression uses, and the order in which conditions need each other.

A chain of conditions may be as long as there are conditions, so it is followed with a list, not by
recursion.
"""

from landform.template.model import Expression, Function, Literal, Template
from landform.template.references import subexpressions


def condition_order(template: Template) -> list[str]:
    """The conditions, each after those it needs; those in a cycle come in the order of the text."""
    needs = {name: used_conditions(each) for name, each in template.conditions.items()}
    order: dict[str, None] = {}
    begun: set[str] = set()
    pending = list(reversed(needs))
    while pending:
        name = pending[-1]
        waiting = [each for each in needs[name] if each in needs and each not in begun]
        begun.add(name)
        if waiting:
            pending.extend(waiting)
        else:
            order.setdefault(pending.pop())
    return list(order)


def used_conditions(expression: Expression) -> list[str]:
    """The names of the conditions an expression uses."""
    return [name for name, _ in condition_uses(expression)]


def condition_uses(expression: Expression) -> list[tuple[str, Function]]:
    """Each use of a condition's name with the call that uses it."""
    uses: list[tuple[str, Function]] = []
    pending = [expression]
    while pending:
        each = pending.pop()
        if isinstance(each, Function) and each.name in {"Condition", "Fn::If"} and each.arguments:
            name = each.arguments[0]
            if isinstance(name, Literal):
                uses.append((str(name.value), each))
        pending.extend(reversed(subexpressions(each)))
    return uses
