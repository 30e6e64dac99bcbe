"""Which stack comes before which, from the exports they make and import.

Names of exports are evaluated with what is known without a deployment: parameters and pseudo parameters.
A name that only a resource could tell orders nothing; AWS refuses such names anyway.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from landform.cli.errors import CommandError, ExitCode
from landform.ground.source import SourceLocation
from landform.ground.values import Value
from landform.template.cycles import find_cycles
from landform.template.evaluate import (
    NoResources,
    PseudoParameters,
    Scope,
    evaluate,
    evaluate_conditions,
)
from landform.template.model import Expression, Function, Literal, MapExpression, Template
from landform.template.parameters import resolve_parameters
from landform.template.references import references, subexpressions

_CROSSING = ("Fn::ImportValue", "Fn::GetStackOutput")
"""The functions that take something from another stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedValue:
    """An export that a template makes."""

    name: str
    location: SourceLocation
    value: Value  # Unknown where a resource decides it
    uses: frozenset[str]  # logical ids the value is made of


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """What a stack shows to other stacks and takes from them."""

    stack_name: str
    exports: Mapping[str, ExportedValue]
    imports: Mapping[str, SourceLocation]  # export name -> first use
    importers: Mapping[str, frozenset[str]]  # export name -> logical ids of the resources that use it
    stacks: Mapping[str, SourceLocation]  # stack whose output is read (Fn::GetStackOutput) -> first use


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`user` needs `used` first, and where that is written."""

    user: str
    used: str
    reason: str
    export_name: str | None = None  # what is imported, where the edge is an import


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Stacks in an order that works, and what each has to wait for."""

    names: tuple[str, ...]
    after: Mapping[str, frozenset[str]]  # stack -> stacks that come before it


def known_scope(template: Template, parameters: Mapping[str, str], pseudo: PseudoParameters) -> Scope:
    """What expressions can be evaluated with before anything is deployed or looked up."""
    values = resolve_parameters(template, dict(parameters), {}, {}, None).values
    return Scope(
        template=template,
        parameters=values,
        pseudo=pseudo,
        facts={},
        conditions=evaluate_conditions(template, values, pseudo, {}).values,
        resources=NoResources(),
    )


def interface_of(template: Template, parameters: Mapping[str, str], pseudo: PseudoParameters) -> Interface:
    """Exports and imports of a template under these parameters."""
    scope = known_scope(template, parameters, pseudo)
    conditions = scope.conditions
    imports: dict[str, SourceLocation] = {}
    stacks: dict[str, SourceLocation] = {}
    importers: dict[str, frozenset[str]] = {}
    for owner, call in _calls(template, conditions):
        argument = call.arguments[0]
        if call.name == "Fn::ImportValue":
            name = _known_text(argument, scope)
            if name is not None:
                imports.setdefault(name, call.location)
                importers[name] = importers.get(name, frozenset()) | ({owner} if owner else set())
        elif isinstance(argument, MapExpression) and "StackName" in argument.entries:
            stack = _known_text(argument.entries["StackName"], scope)
            if stack is not None:
                stacks.setdefault(stack, call.location)
    return Interface(
        stack_name=pseudo.stack_name,
        exports=_exports(scope),
        imports=imports,
        importers=importers,
        stacks=stacks,
    )


def _exports(scope: Scope) -> dict[str, ExportedValue]:
    found: dict[str, ExportedValue] = {}
    for output in scope.template.outputs.values():
        holds = output.condition is None or scope.conditions.get(output.condition, True)
        if output.export_name is None or not holds:
            continue
        name = evaluate(output.export_name, scope).value
        if isinstance(name, str):
            used = {each.target for each in references(output.value, scope.conditions)}
            found[name] = ExportedValue(
                name=name,
                location=output.export_name.location,
                value=evaluate(output.value, scope).value,
                uses=frozenset(used & set(scope.template.resources)),
            )
    return found


def _known_text(expression: Expression, scope: Scope) -> str | None:
    """The text of an expression that needs no deployment, else None."""
    value = evaluate(expression, scope).value
    return value if isinstance(value, str) else None


def _calls(template: Template, conditions: Mapping[str, bool]) -> Iterator[tuple[str | None, Function]]:
    """Every crossing function in what exists under the conditions, with the resource it is in."""
    pending: list[tuple[str | None, Expression]] = []
    for resource in template.resources.values():
        if resource.condition is None or conditions.get(resource.condition, True):
            pending.append((resource.logical_id, resource.properties))
    for output in template.outputs.values():
        if output.condition is None or conditions.get(output.condition, True):
            pending.append((None, output.value))
    while pending:
        owner, each = pending.pop()
        if isinstance(each, Literal):
            continue
        if isinstance(each, Function) and each.name in _CROSSING and each.arguments:
            yield owner, each
        pending.extend((owner, inner) for inner in subexpressions(each, conditions))


def edges_between(interfaces: Iterable[Interface]) -> list[Edge]:
    """Who needs whom among these stacks."""
    interfaces = list(interfaces)
    makers = {name: each for each in interfaces for name in each.exports}
    names = {each.stack_name for each in interfaces}
    found: list[Edge] = []
    for user in interfaces:
        for export, location in user.imports.items():
            maker = makers.get(export)
            if maker is not None and maker.stack_name != user.stack_name:
                reason = (
                    f"{user.stack_name} imports {export} ({location}), "
                    f"which {maker.stack_name} exports ({maker.exports[export].location})"
                )
                found.append(
                    Edge(user=user.stack_name, used=maker.stack_name, reason=reason, export_name=export)
                )
        for stack, location in user.stacks.items():
            if stack in names and stack != user.stack_name:
                reason = f"{user.stack_name} reads an output of {stack} ({location})"
                found.append(Edge(user=user.stack_name, used=stack, reason=reason))
    return found


def order_stacks(names: Iterable[str], edges: Iterable[Edge]) -> Order:
    """The stacks so that each comes after those it needs. Raises CommandError with the cycle drawn."""
    names, edges = list(names), list(edges)
    graph = {name: list(dict.fromkeys(e.used for e in edges if e.user == name)) for name in names}
    cycles = find_cycles(graph)
    if cycles:
        raise _cycle_error(cycles[0], edges)
    done: dict[str, None] = {}
    while len(done) < len(names):
        ready = [name for name in names if name not in done and all(used in done for used in graph[name])]
        assert ready, "a graph without cycles always has a next stack. This is a bug in Landform."
        done.update(dict.fromkeys(ready))
    return Order(names=tuple(done), after={name: frozenset(graph[name]) for name in names})


def reversed_order(order: Order) -> Order:
    """For deletion: each stack after those that use it."""
    after = {
        name: frozenset(user for user, used in order.after.items() if name in used) for name in order.names
    }
    return replace(order, names=order.names[::-1], after=after)


def _cycle_error(cycle: list[str], edges: list[Edge]) -> CommandError:
    lines = [f"the stacks need each other, so none can be first: {' -> '.join([*cycle, cycle[0]])}"]
    for user, used in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
        lines.append("  " + next(e.reason for e in edges if (e.user, e.used) == (user, used)))
    return CommandError(
        "\n".join(lines),
        hint="break the circle: move what both need into a stack of its own, pass one of the values as a "
        "parameter, or put the stacks into one template",
        exit_code=ExitCode.USAGE,
    )
