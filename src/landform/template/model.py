"""A template as declarations and expressions, each remembering where it stands in its file.

This is the shape that `parse` makes and `evaluate`, the planner and the deployment read. It does nothing
itself. Expressions are a closed set: match on them and end with `assert_never`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from landform.ground.source import SourceLocation, TemplatePath
from landform.ground.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What every expression carries."""

    location: SourceLocation
    path: TemplatePath


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Located):
    """A scalar as written: str, int, float, bool or None."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExpression(Located):
    """A list of expressions."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapExpression(Located):
    """A mapping that is not a function call; `key_locations` places each key."""

    entries: Mapping[str, "Expression"]
    key_locations: Mapping[str, SourceLocation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref(Located):
    """Ref to a parameter, a resource or a pseudo parameter."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAtt(Located):
    """Fn::GetAtt. The attribute may itself be an expression (a Ref to a parameter), never the resource."""

    logical_id: str
    attribute: "Expression"  # a Literal str in all but rare templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Sub(Located):
    """Fn::Sub as its pieces: literal text and the expressions between, variables already bound."""

    parts: tuple["str | Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Located):
    """Any other function with its arguments in AWS's order.

    Names and arguments: Fn::Join (delimiter, list), Fn::Select (index, list), Fn::Split (delimiter,
    source), Fn::FindInMap (map, top, second[, default]), Fn::GetAZs (region), Fn::ImportValue (name),
    Fn::GetStackOutput (a MapExpression), Fn::If (Literal condition name, then, else), Fn::And / Fn::Or /
    Fn::Not (conditions), Fn::Equals (a, b), Condition (Literal name), Fn::Base64 (text), Fn::Cidr (block,
    count[, bits]), Fn::Length (list), Fn::ToJsonString (value), Fn::Transform (a MapExpression), and in
    Rules Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::RefAll, Fn::ValueOf, Fn::ValueOfAll.
    """

    name: str
    arguments: tuple["Expression", ...]


Expression: TypeAlias = Literal | ListExpression | MapExpression | Ref | GetAtt | Sub | Function


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterDeclaration:
    """One entry of Parameters."""

    name: str
    type_name: str  # String, Number, List<Number>, CommaDelimitedList, AWS::…, List<AWS::…>, AWS::SSM::…
    location: SourceLocation
    default: str | None = None  # numbers as text, as AWS keeps them
    has_default: bool = False
    allowed_values: tuple[str, ...] = ()
    allowed_pattern: str | None = None
    constraint_description: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_value: float | None = None
    max_value: float | None = None
    no_echo: bool = False
    description: str | None = None
    # Where each written attribute stands, by its AWS name (Default, AllowedPattern, …).
    attribute_locations: Mapping[str, SourceLocation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAssertion:
    """One Assert of a rule."""

    assertion: Expression
    description: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDeclaration:
    """One entry of Rules."""

    name: str
    condition: Expression | None
    assertions: tuple[RuleAssertion, ...]
    location: SourceLocation


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDeclaration:
    """One entry of Resources."""

    logical_id: str
    type_name: str
    location: SourceLocation  # of the logical id
    type_location: SourceLocation
    properties: MapExpression
    condition: str | None = None
    depends_on: tuple[str, ...] = ()
    deletion_policy: Expression | None = None  # evaluates to one of AWS's words
    update_replace_policy: Expression | None = None
    metadata: Json = None  # functions inside are kept as written
    creation_policy: Expression | None = None
    update_policy: Expression | None = None
    condition_location: SourceLocation | None = None
    depends_on_locations: tuple[SourceLocation, ...] = ()  # one for each name in depends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputDeclaration:
    """One entry of Outputs."""

    name: str
    value: Expression
    location: SourceLocation
    description: str | None = None
    export_name: Expression | None = None
    condition: str | None = None
    condition_location: SourceLocation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroCall(Located):
    """A use of Fn::Transform or Fn::ForEach, which only a transform can turn into plain declarations."""

    name: str  # the key as written, such as "Fn::ForEach::Buckets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A whole template."""

    file: str
    description: str | None = None
    metadata: Json = None
    parameters: Mapping[str, ParameterDeclaration] = field(default_factory=dict)
    rules: Mapping[str, RuleDeclaration] = field(default_factory=dict)
    # Map name -> top level key -> second level key -> value.
    mappings: Mapping[str, Mapping[str, Mapping[str, Json]]] = field(default_factory=dict)
    conditions: Mapping[str, Expression] = field(default_factory=dict)
    transforms: tuple[str, ...] = ()
    resources: Mapping[str, ResourceDeclaration] = field(default_factory=dict)
    outputs: Mapping[str, OutputDeclaration] = field(default_factory=dict)
    section_locations: Mapping[str, SourceLocation] = field(default_factory=dict)
    condition_locations: Mapping[str, SourceLocation] = field(default_factory=dict)  # of each name
    mapping_locations: Mapping[str, SourceLocation] = field(default_factory=dict)  # of each name
    macro_calls: tuple[MacroCall, ...] = ()  # in the order of the text
