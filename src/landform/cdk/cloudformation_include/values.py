"""Values of a template with its functions as tokens, so that they follow what the app renames or changes."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from landform.cdk.core.cfn_elements import CfnCondition, CfnMapping
from landform.cdk.core.fn import Fn, FnCondition
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.references import CfnReference, ReferenceRendering
from landform.cdk.core.tokens import Intrinsic, is_unresolved, token_list, token_text

_IN_SUB: Final = re.compile(r"\$\{([^!{}][^{}]*)\}")
_CONDITIONS: Final = {
    "Fn::Equals": 2,
    "Fn::And": None,
    "Fn::Or": None,
    "Fn::Not": None,
    "Fn::Contains": None,
    "Fn::EachMemberEquals": None,
    "Fn::EachMemberIn": None,
}
_OF_RULES: Final = ("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll")


class Finder(Protocol):
    """Finds the constructs of the entries of a template."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What stands in place of parameters."""

    def element(self, logical_id: str) -> Any:
        """A parameter or a resource, or None."""

    def resource(self, logical_id: str) -> Any:
        """A resource, or None."""

    def mapping(self, name: str) -> CfnMapping | None:
        """A mapping, or None."""

    def condition(self, name: str) -> CfnCondition | None:
        """A condition, or None."""


class Values:
    """Parses the values of one section of a template."""

    def __init__(self, finder: Finder, section: str = "") -> None:
        self._finder = finder
        self._section = section
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self._condition,
            "Fn::GetAtt": self._attribute,
            "Fn::Sub": self._sub,
            "Fn::FindInMap": self._find_in_map,
            "Fn::If": self._if,
            "Fn::Join": self._join,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::Cidr": self._cidr,
            "Fn::Base64": lambda value: Fn.base64(self.parse(value)),
            "Fn::GetAZs": self._zones,
            "Fn::ImportValue": lambda value: Fn.import_value(self.parse(value)),
            "Fn::Transform": lambda value: Intrinsic({"Fn::Transform": self._map(value)}),
        }

    def parse(self, value: Any) -> Any:
        """The value with tokens in place of functions. Raises ValueError for what cannot be found."""
        if isinstance(value, list):
            return [self.parse(each) for each in value]
        if not isinstance(value, dict):
            return value
        name = next(iter(value)) if len(value) == 1 else ""
        if name in self._functions and (name != "Condition" or self._section == "Conditions"):
            return self._functions[name](value[name])
        if name in _CONDITIONS or name in _OF_RULES:
            return FnCondition(name, self.parse(value[name]))
        if name.startswith("Fn::"):
            raise ValueError(f"Unsupported CloudFormation function '{name}'")
        return self._map(value)

    def _map(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: self.parse(item) for key, item in value.items()}

    def _ref(self, name: str) -> Any:
        self._refuse_in_mappings("Ref")
        if name.startswith("AWS::"):
            return token_text(Intrinsic({"Ref": name}), name) if name != "AWS::NoValue" else _nothing()
        if name in self._finder.parameters:
            return self._finder.parameters[name]
        found = self._finder.element(name)
        if found is None:
            raise ValueError(f"Element used in Ref expression with logical ID: '{name}' not found")
        return CfnReference.for_(found, "Ref")

    def _attribute(self, value: Any) -> Any:
        self._refuse_in_mappings("GetAtt")
        if self._section == "Conditions":
            raise ValueError("Using GetAtt in Condition definitions is not allowed")
        if isinstance(value, str):
            name, dot, attribute = value.partition(".")
            if not dot:
                raise ValueError(
                    f"Short-form Fn::GetAtt must contain a '.' in its string argument, got: '{value}'"
                )
            owner = self._owner(name)
            return Intrinsic({"Fn::GetAtt": Lazy.uncached_string(lambda: f"{owner.logical_id}.{attribute}")})
        return CfnReference.for_(self._owner(value[0]), self.parse(value[1]))

    def _owner(self, name: str) -> Any:
        found = self._finder.resource(name)
        if found is None:
            raise ValueError(f"Resource used in GetAtt expression with logical ID: '{name}' not found")
        return found

    def _sub(self, value: Any) -> str:
        self._refuse_in_mappings("Fn::Sub")
        if isinstance(value, str):
            return Fn.sub(self._substituted(value, ()))
        body, variables = value[0], self._map(value[1])
        return Fn.sub(self._substituted(body, variables), variables)

    def _substituted(self, body: str, own: Any) -> str:
        return _IN_SUB.sub(lambda found: self._placeholder(found[0], found[1].strip(), own), body)

    def _placeholder(self, whole: str, name: str, own: Any) -> str:
        if name in own or name.startswith("AWS::"):
            return whole
        target, dot, attribute = name.partition(".")
        if not dot:
            if name in self._finder.parameters:
                given = self._finder.parameters[name]
                return str(given)
            found = self._finder.element(name)
            kind, attribute = "Element", "Ref"
        else:
            found = self._finder.resource(target)
            kind = "Resource"
        if found is None:
            raise ValueError(
                f"{kind} referenced in Fn::Sub expression with logical ID: '{target}' was not found in the "
                "template"
            )
        return CfnReference.for_(found, attribute, ReferenceRendering.FN_SUB).to_string()

    def _find_in_map(self, value: list[Any]) -> Any:
        name, first, second, *rest = self.parse(value)
        if isinstance(name, str) and not is_unresolved(name):
            found = self._finder.mapping(name)
            if found is None:
                raise ValueError(
                    f"Mapping used in FindInMap expression with name '{name}' was not found in the template"
                )
            name = found.logical_id
        written = {"Fn::FindInMap": [name, first, second, *rest]}
        return token_text(Intrinsic(written), "Fn::FindInMap")

    def _condition(self, name: str) -> Any:
        found = self._finder.condition(name)
        if found is None:
            raise ValueError(f"Referenced Condition with name '{name}' was not found in the template")
        return found

    def _if(self, value: list[Any]) -> Any:
        name, *others = value
        found = self._finder.condition(name)
        if found is None:
            raise ValueError(
                f"Condition '{name}' used in an Fn::If expression does not exist in the template"
            )
        return FnCondition("Fn::If", [found.logical_id, *self.parse(others)])

    def _join(self, value: list[Any]) -> Any:
        delimiter, items = self.parse(value)
        if isinstance(items, list) and items:
            return Fn.join(delimiter, items)
        return token_text(Intrinsic({"Fn::Join": [delimiter, items]}), "Fn::Join")

    def _select(self, value: list[Any]) -> Any:
        index, items = self.parse(value)
        known = isinstance(index, int) or (isinstance(index, str) and index.isdigit())
        if known and isinstance(items, list) and not is_unresolved(items) and int(index) < len(items):
            return items[int(index)]
        return token_text(Intrinsic({"Fn::Select": [index, items]}), "Fn::Select")

    def _split(self, value: list[Any]) -> list[str]:
        delimiter, source = self.parse(value)
        if isinstance(source, str) and not is_unresolved(source) and not is_unresolved(delimiter):
            return source.split(delimiter)
        return token_list(Intrinsic({"Fn::Split": [delimiter, source]}), "Fn::Split")

    def _cidr(self, value: list[Any]) -> list[str]:
        block, count, *size = self.parse(value)
        if isinstance(count, int | float):
            return Fn.cidr(block, count, *size)
        return token_list(Intrinsic({"Fn::Cidr": [block, count, *size]}), "Fn::Cidr")

    def _zones(self, value: Any) -> list[str]:
        return token_list(Intrinsic({"Fn::GetAZs": self.parse(value) or ""}), "Fn::GetAZs")

    def _refuse_in_mappings(self, function: str) -> None:
        if self._section == "Mappings":
            raise ValueError(f"Using {function} expressions in Mapping definitions is not allowed")


def _nothing() -> Intrinsic:
    return Intrinsic({"Ref": "AWS::NoValue"})
