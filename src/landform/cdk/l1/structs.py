"""Property types: the nested objects of a resource type as small classes."""

from typing import Any

from landform.cdk.l1.convert import Converter
from landform.cdk.l1.naming import snake
from landform.schema.pack import JsonObject


class PropertyStruct:
    """Keyword arguments under Python names; equal when all values are equal."""

    _converter: Converter
    _node: JsonObject
    _members: dict[str, str]  # Python name -> CloudFormation's name
    _required: frozenset[str]  # Python names

    def __init__(self, **values: Any) -> None:
        for name in values:
            if name not in self._members:
                raise TypeError(
                    f"{type(self).__qualname__}() got an unexpected keyword argument '{name}'"
                    f"{_nearest(name, list(self._members))}"
                )
        missing = sorted(name for name in self._required if values.get(name) is None)
        if missing:
            raise TypeError(f"{type(self).__qualname__}() missing required argument '{missing[0]}'")
        self._values = {name: value for name, value in values.items() if value is not None}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._members:
            raise AttributeError(f"{type(self).__qualname__} has no property '{name}'")
        return self._values.get(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PropertyStruct) and self._values == other._values

    def __hash__(self) -> int:
        return hash((type(self).__qualname__, *sorted(self._values)))

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={value!r}" for name, value in self._values.items())
        return f"{type(self).__qualname__}({inner})"

    def _cloudformation_values(self) -> dict[str, Any]:
        given = {self._members[name]: value for name, value in self._values.items()}
        converted = self._converter.value(self._node, given)
        assert isinstance(converted, dict)  # a map stays a map
        return converted

    def _to_cloudformation(self) -> dict[str, Any]:
        return self._cloudformation_values()


def struct_class(owner: str, name: str, converter: Converter, node: JsonObject, module: str) -> type[Any]:
    """The class for one property type."""
    members = {snake(member): member for member in node.get("properties", {})}
    attributes = {
        "_converter": converter,
        "_node": node,
        "_members": members,
        "_required": frozenset(snake(each) for each in node.get("required", ())),
        "__module__": module,
        "__qualname__": f"{owner}.{name}",
        "__doc__": f"The property type {name.removesuffix('Property')}.",
    }
    return type(name, (PropertyStruct,), attributes)


def _nearest(name: str, known: list[str]) -> str:
    from landform.ground.diagnostics import did_you_mean

    return did_you_mean(name, known)
