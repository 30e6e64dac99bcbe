"""The functions of the language as data: arguments, and where each is allowed.

Says nothing about what a function computes; that is `evaluate` and `rules`.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
Fn::Length, Fn::ToJsonString and the default of Fn::FindInMap need AWS::LanguageExtensions on AWS; here they
are always allowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Place(StrEnum):
    """Where an expression stands; the value is how messages name the place."""

    PROPERTY = "resources"
    OUTPUT = "outputs"
    CONDITION = "conditions"
    RULE = "rules"
    POLICY = "resource policies"  # DeletionPolicy and UpdateReplacePolicy
    LITERAL = "places that take no functions"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionShape:
    """How a function is written."""

    form: str  # an example in YAML's short form, for messages
    minimum: int  # arguments
    maximum: int
    takes_list: bool = True  # False: the one argument stands alone
    places: frozenset[Place]


_VALUES: Final = frozenset({Place.PROPERTY, Place.OUTPUT})
_EVERYWHERE: Final = _VALUES | {Place.CONDITION, Place.RULE, Place.POLICY}
_LOGIC: Final = frozenset({Place.CONDITION, Place.RULE})
_RULES: Final = frozenset({Place.RULE})


def _of(form: str, minimum: int, maximum: int, places: frozenset[Place]) -> FunctionShape:
    return FunctionShape(form=form, minimum=minimum, maximum=maximum, places=places)


def _alone(form: str, places: frozenset[Place]) -> FunctionShape:
    return FunctionShape(form=form, minimum=1, maximum=1, takes_list=False, places=places)


FUNCTIONS: Final[Mapping[str, FunctionShape]] = MappingProxyType(
    {
        "Fn::Join": _of("!Join [delimiter, [value, …]]", 2, 2, _VALUES | _LOGIC),
        "Fn::Select": _of("!Select [index, list]", 2, 2, _VALUES | _LOGIC),
        "Fn::Split": _of("!Split [delimiter, text]", 2, 2, _VALUES | _LOGIC),
        "Fn::FindInMap": _of("!FindInMap [map, key, second key]", 3, 4, _EVERYWHERE),
        "Fn::GetAZs": _alone("!GetAZs region", _VALUES),
        "Fn::ImportValue": _alone("!ImportValue export-name", _VALUES),
        "Fn::GetStackOutput": _alone("Fn::GetStackOutput: {StackName: …, OutputName: …}", _VALUES),
        "Fn::If": _of("!If [condition, value if true, value if false]", 3, 3, _VALUES | {Place.POLICY}),
        "Fn::And": _of("!And [condition, condition, …] with 2 to 10 conditions", 2, 10, _LOGIC),
        "Fn::Or": _of("!Or [condition, condition, …] with 2 to 10 conditions", 2, 10, _LOGIC),
        "Fn::Not": _of("!Not [condition]", 1, 1, _LOGIC),
        "Fn::Equals": _of("!Equals [value, value]", 2, 2, _LOGIC),
        "Condition": _alone("!Condition name", frozenset({Place.CONDITION})),
        "Fn::Base64": _alone("!Base64 text", _VALUES),
        "Fn::Cidr": _of("!Cidr [block, count, bits]", 2, 3, _VALUES),
        "Fn::Length": _alone("!Length list", _VALUES | _LOGIC),
        "Fn::ToJsonString": _alone("!ToJsonString {…}", _VALUES | {Place.CONDITION}),
        "Fn::Transform": _alone("Fn::Transform: {Name: …, Parameters: {…}}", _VALUES | {Place.POLICY}),
        "Fn::Contains": _of("!Contains [list, value]", 2, 2, _RULES),
        "Fn::EachMemberEquals": _of("!EachMemberEquals [list, value]", 2, 2, _RULES),
        "Fn::EachMemberIn": _of("!EachMemberIn [list, list]", 2, 2, _RULES),
        "Fn::RefAll": _alone("!RefAll parameter-type", _RULES),
        "Fn::ValueOf": _of("!ValueOf [parameter, attribute]", 2, 2, _RULES),
        "Fn::ValueOfAll": _of("!ValueOfAll [parameter-type, attribute]", 2, 2, _RULES),
    }
)
"""Every function but Ref, Fn::GetAtt and Fn::Sub, which have shapes of their own."""

REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Fn::GetAtt": "every Fn::GetAtt object requires two non-empty parameters, the resource name and the "
        "resource attribute",
        "Fn::Equals": "every Fn::Equals object requires a list of 2 string parameters.",
        "Fn::Select": "Fn::Select requires a list argument with two elements: an integer index and a list",
        "Fn::Join": "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list "
        "of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be "
        "joined.",
        "Fn::Split": "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a "
        "string to be split or a function that returns a string to be split.",
        "Fn::Base64": "every Fn::Base64 object must have a String-typed value.",
    }
)
"""AWS's sentence, after "Template error: ", for wrong arguments; some end with a full stop, some do not.

The first three are recorded.
"""

SPECIAL_PLACES: Final[Mapping[str, frozenset[Place]]] = MappingProxyType(
    {"Ref": _EVERYWHERE, "Fn::GetAtt": _VALUES, "Fn::Sub": _VALUES | _LOGIC}
)

FUNCTION_NAMES: Final = frozenset(FUNCTIONS) | frozenset(SPECIAL_PLACES)

PSEUDO_PARAMETERS: Final = (
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
)
"""Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html"""
