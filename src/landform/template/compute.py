"""What each function computes, as a table from its name.

Ref, Fn::GetAtt, Fn::Sub, Fn::If and Condition are in `evaluate`: they look at the scope's names.
Error texts begin as AWS's do where AWS's are known; recorded ones are quoted in the tests.
"""

import base64
import ipaddress
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol, TypeGuard

from landform.ground.lookups import (
    AvailabilityZones,
    Export,
    Facts,
    Lookup,
    NotFound,
    StackOutput,
)
from landform.ground.values import MASK, Secret, Unknown, Value, unknown_of, unknowns_in
from landform.template.declarations import scalar_text
from landform.template.functions import REFUSALS
from landform.template.model import Expression, Function, ListExpression, Template

#: Fn::Cidr gives at most this many blocks.
#: Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
MAX_BLOCKS: Final = 256


class _Pseudo(Protocol):
    @property
    def region(self) -> str: ...


class _Scope(Protocol):
    @property
    def template(self) -> Template: ...
    @property
    def parameters(self) -> Mapping[str, Value]: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def pseudo(self) -> _Pseudo: ...


class ValueSource(Protocol):
    """What a computation may ask of the evaluation it belongs to."""

    missing: set[Lookup]

    @property
    def scope(self) -> _Scope:
        """The facts, the mappings and the region."""

    def value(self, expression: Expression) -> Value:
        """The value of an argument."""

    def report(self, code: str, detail: str, expression: Expression) -> Unknown:
        """Add a mistake."""


@dataclass(frozen=True, slots=True)
class Call:
    """One function call in its evaluation."""

    evaluator: ValueSource
    expression: Function

    def argument(self, index: int) -> Value:
        """The value of an argument."""
        return self.evaluator.value(self.expression.arguments[index])

    def refuse(self, detail: str, code: str = "LF1601") -> Unknown:
        """Report a mistake of this call."""
        return self.evaluator.report(code, detail, self.expression)

    def look_up(self, lookup: Lookup, code: str, not_found: str) -> Value:
        """The answer to a lookup; not known when it is missing, a mistake when there is none."""
        facts = self.evaluator.scope.facts
        if lookup not in facts:
            self.evaluator.missing.add(lookup)
            return Unknown(())
        answer = facts[lookup]
        if isinstance(answer, NotFound):
            return self.refuse(answer.reason or not_found, code)
        return answer


_SCALARS: Final = (str, int, float, bool)


def is_scalar(value: Value) -> TypeGuard[str | int | float | bool]:
    """Whether the value can stand in a string."""
    return isinstance(value, _SCALARS)


def shown(text: str) -> str:
    """The text as a message may show it."""
    return MASK if isinstance(text, Secret) else text


def join_parts(delimiter: str, parts: Sequence[Value]) -> Value:
    """The parts as one string: Unknown when any is, Secret when any is. All parts are scalars."""
    unknowns = [part for part in parts if isinstance(part, Unknown)]
    if unknowns:
        return unknown_of(*unknowns)
    text = delimiter.join([scalar_text(part) for part in parts if is_scalar(part) or part is None])
    is_secret = isinstance(delimiter, Secret) or any(isinstance(part, Secret) for part in parts)
    return Secret(text) if is_secret else text


def equals(left: Value, right: Value) -> bool | Unknown:
    """Fn::Equals: scalars as texts, so that true equals "true", as in AWS."""
    unknowns = [*unknowns_in(left), *unknowns_in(right)]
    if unknowns:
        return unknown_of(*unknowns)
    if is_scalar(left) and is_scalar(right):
        return scalar_text(left) == scalar_text(right)
    return left == right


def _refusal(name: str) -> str:
    return f"Template error: {REFUSALS[name]}"


def _join(call: Call) -> Value:
    delimiter, items = call.argument(0), call.argument(1)
    if isinstance(delimiter, Unknown) or isinstance(items, Unknown):
        return unknown_of(*unknowns_in([delimiter, items]))
    is_joinable = isinstance(items, list) and all(
        is_scalar(item) or isinstance(item, Unknown) for item in items
    )
    if not isinstance(delimiter, str) or not isinstance(items, list) or not is_joinable:
        return call.refuse(_refusal("Fn::Join"))
    return join_parts(delimiter, items)


def _select(call: Call) -> Value:
    position, items = call.argument(0), call.argument(1)
    if isinstance(position, Unknown) or isinstance(items, Unknown):
        return unknown_of(*[each for each in (position, items) if isinstance(each, Unknown)])
    index = whole_number(position)
    if index is None or not isinstance(items, list):
        return call.refuse(_refusal("Fn::Select"))
    if not 0 <= index < len(items):
        # Recorded: a list that is written out is refused as a wrong argument, whatever is wrong with it.
        is_literal = isinstance(call.expression.arguments[1], ListExpression)
        missing = f"Template error: Fn::Select cannot select nonexistent value at index {index}"
        said = _refusal("Fn::Select") if is_literal else missing
        detail = (
            f"{said}\nThe list has {len(items)} items, the first has the index 0; {index} is out of range."
        )
        return call.refuse(detail, "LF1602")
    return items[index]


def _split(call: Call) -> Value:
    delimiter, source = call.argument(0), call.argument(1)
    if isinstance(delimiter, Unknown) or isinstance(source, Unknown):
        return unknown_of(*unknowns_in([delimiter, source]))
    if not isinstance(delimiter, str) or not delimiter or not is_scalar(source):
        return call.refuse(_refusal("Fn::Split"))
    pieces = scalar_text(source).split(delimiter)
    return [Secret(piece) for piece in pieces] if isinstance(source, Secret) else list(pieces)


def _find_in_map(call: Call) -> Value:
    keys = [call.argument(index) for index in range(3)]
    unknowns = list(unknowns_in(keys))
    if unknowns:
        return unknown_of(*unknowns)
    if not all(is_scalar(key) for key in keys):
        return call.refuse("The names that Fn::FindInMap looks for have to be strings.")
    name, top, second = [scalar_text(key) for key in keys if is_scalar(key)]
    found = call.evaluator.scope.template.mappings.get(name, {}).get(top, {})
    if second in found:
        return _as_value(found[second])
    if len(call.expression.arguments) == 4:
        return call.argument(3)
    wanted = "::".join([shown(key) for key in (name, top, second)])
    return call.refuse(f"Template error: Unable to get mapping for {wanted}", "LF1603")


def _as_value(plain: object) -> Value:
    """A mapping's value; what is no scalar or list of scalars was refused when it was read."""
    if isinstance(plain, list):
        return [_as_value(item) for item in plain]
    return plain if isinstance(plain, str | int | float) else None


def _get_azs(call: Call) -> Value:
    region = call.argument(0)
    if isinstance(region, Unknown):
        return region
    if not isinstance(region, str):
        return call.refuse("Fn::GetAZs takes the name of a region, or an empty string for the stack's own.")
    name = str(region) or call.evaluator.scope.pseudo.region
    return call.look_up(AvailabilityZones(name), "LF1607", f"The zones of the region {name} are not known.")


def _import_value(call: Call) -> Value:
    name = call.argument(0)
    if isinstance(name, Unknown):
        return name
    if not is_scalar(name):
        return call.refuse("Fn::ImportValue takes the name of an export, a string.")
    text = scalar_text(name)
    return call.look_up(Export(text), "LF1604", f"No export named {shown(text)} found.")


def _get_stack_output(call: Call) -> Value:
    wanted = call.argument(0)
    if not isinstance(wanted, dict):
        return call.refuse("Fn::GetStackOutput takes a mapping with StackName and OutputName.")
    unknowns = list(unknowns_in(wanted))
    if unknowns:
        return unknown_of(*unknowns)
    texts = {key: item for key, item in wanted.items() if isinstance(item, str) and item}
    if len(texts) != len(wanted) or not {"StackName", "OutputName"} <= set(texts):
        return call.refuse("The entries of Fn::GetStackOutput have to be strings that are not empty.")
    lookup = StackOutput(
        stack_name=texts["StackName"],
        output_name=texts["OutputName"],
        region=texts.get("Region"),
        role_arn=texts.get("RoleArn"),
    )
    names = shown(lookup.stack_name), shown(lookup.output_name)
    not_found = f"The stack {names[0]} has no output {names[1]}."
    return call.look_up(lookup, "LF1606", not_found)


def _base64(call: Call) -> Value:
    source = call.argument(0)
    if isinstance(source, Unknown):
        return source
    if not is_scalar(source):
        return call.refuse(_refusal("Fn::Base64"))
    encoded = base64.b64encode(scalar_text(source).encode()).decode()
    return Secret(encoded) if isinstance(source, Secret) else encoded


def _cidr(call: Call) -> Value:
    values = [call.argument(index) for index in range(len(call.expression.arguments))]
    unknowns = list(unknowns_in(values))
    if unknowns:
        return unknown_of(*unknowns)
    if len(values) == 2:
        detail = "Give Fn::Cidr the bits as its third argument: AWS documents no default for them."
        return call.refuse(detail, "LF1605")
    block, count, bits = values[0], whole_number(values[1]), whole_number(values[2])
    if not isinstance(block, str) or count is None or bits is None or not 1 <= count <= MAX_BLOCKS:
        detail = f"Fn::Cidr takes an address block, a count from 1 to {MAX_BLOCKS}, and a number of bits."
        return call.refuse(detail, "LF1605")
    try:
        network = ipaddress.ip_network(str(block), strict=False)
    except ValueError:
        return call.refuse(f'"{shown(block)}" is not an address block such as 10.0.0.0/16.', "LF1605")
    prefix = network.max_prefixlen - bits
    if not network.prefixlen <= prefix <= network.max_prefixlen or bits < 0:
        detail = f"Blocks with {bits} bits do not fit into {network}."
        return call.refuse(detail, "LF1605")
    room = 2 ** (prefix - network.prefixlen)
    if count > room:
        return call.refuse(f"Only {room} of {count} blocks of /{prefix} would fit into {network}.", "LF1605")
    first = int(network.network_address)
    kind = type(network.network_address)
    return [f"{kind(first + number * 2**bits)}/{prefix}" for number in range(count)]


def _length(call: Call) -> Value:
    items = call.argument(0)
    if isinstance(items, Unknown):
        return items
    if not isinstance(items, list):
        return call.refuse("Fn::Length takes a list, or a function that returns one.")
    return len(items)


def _to_json_string(call: Call) -> Value:
    value = call.argument(0)
    unknowns = list(unknowns_in(value))
    if unknowns:
        return unknown_of(*unknowns)
    if not isinstance(value, list | dict):
        return call.refuse("Fn::ToJsonString takes a mapping or a list.")
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return Secret(text) if contains_secret(value) else text


def _equals(call: Call) -> Value:
    return equals(call.argument(0), call.argument(1))


def _not(call: Call) -> Value:
    value = truth(call, 0)
    return value if isinstance(value, Unknown) else not value


def _and(call: Call) -> Value:
    return _combine(call, decisive=False)


def _or(call: Call) -> Value:
    return _combine(call, decisive=True)


def _combine(call: Call, *, decisive: bool) -> Value:
    """All arguments are evaluated, so that all their mistakes are found."""
    values = [truth(call, index) for index in range(len(call.expression.arguments))]
    if decisive in [value for value in values if not isinstance(value, Unknown)]:
        return decisive
    unknowns = [value for value in values if isinstance(value, Unknown)]
    return unknown_of(*unknowns) if unknowns else not decisive


def truth(call: Call, index: int) -> bool | Unknown:
    """An argument that has to be a condition."""
    value = call.argument(index)
    if isinstance(value, bool | Unknown):
        return value
    if value in ("true", "false"):
        return value == "true"
    return call.evaluator.report(
        "LF1608", "This has to be a condition, which is true or false.", call.expression.arguments[index]
    )


def whole_number(value: Value) -> int | None:
    """The number a value stands for, as AWS accepts indexes: an integer or its digits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return None


def contains_secret(value: Value) -> bool:
    """Whether any string inside is a Secret."""
    if isinstance(value, dict):
        return any(contains_secret(item) for item in value.values())
    if isinstance(value, list):
        return any(contains_secret(item) for item in value)
    return isinstance(value, Secret)


COMPUTATIONS: Final[Mapping[str, Callable[[Call], Value]]] = MappingProxyType(
    {
        "Fn::Join": _join,
        "Fn::Select": _select,
        "Fn::Split": _split,
        "Fn::FindInMap": _find_in_map,
        "Fn::GetAZs": _get_azs,
        "Fn::ImportValue": _import_value,
        "Fn::GetStackOutput": _get_stack_output,
        "Fn::Base64": _base64,
        "Fn::Cidr": _cidr,
        "Fn::Length": _length,
        "Fn::ToJsonString": _to_json_string,
        "Fn::Equals": _equals,
        "Fn::Not": _not,
        "Fn::And": _and,
        "Fn::Or": _or,
    }
)
"""Each function that only its arguments, the mappings and facts decide."""
