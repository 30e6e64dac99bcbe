"""Injectors: they change the properties of constructs of a class, everywhere below a place in the tree.

Source: https://docs.aws.amazon.com/cdk/v2/guide/blueprints.html
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final
from weakref import WeakKeyDictionary

from landform.cdk.api import find, names_of
from landform.cdk.core.checked import Checked

#: Classes whose id does not name their module as the module is called.
_UNUSUAL: Final = {
    ("aws_logs", "LogGroup"): "aws-log",
    ("aws_logs", "LogRetention"): "aws-log",
    ("custom_resources", "Provider"): "aws-custom-resources",
    ("custom_resources", "AwsCustomResource"): "aws-custom-resources",
}


class PropertyInjectors(Checked):
    """The injectors of one construct."""

    _known: ClassVar["WeakKeyDictionary[Any, PropertyInjectors]"] = WeakKeyDictionary()

    def __init__(self, scope: Any) -> None:
        self.scope = scope
        self._injectors: dict[str, Any] = {}

    @staticmethod
    def of(scope: Any) -> "PropertyInjectors":
        """The injectors of a construct."""
        return PropertyInjectors._known.setdefault(scope, PropertyInjectors(scope))

    @staticmethod
    def has_property_injectors(x: Any) -> bool:
        """Whether a construct has any."""
        return x in PropertyInjectors._known

    def add(self, *props_injectors: Any) -> None:
        """Add injectors; a later one for the same class takes the place of the one before."""
        for each in props_injectors:
            self._injectors[each.construct_unique_id] = each

    def for_(self, unique_id: str) -> Any:
        """The injector for a class; None where there is none."""
        return self._injectors.get(unique_id)

    def supported_classes(self) -> list[str]:
        """The ids of the classes that there are injectors for."""
        return list(self._injectors)


def add_injectors(scope: Any, injectors: Iterable[Any] | None) -> None:
    """What apps, stages and stacks are given."""
    if injectors:
        PropertyInjectors.of(scope).add(*injectors)


def injection_id(kind: type[Any]) -> str | None:
    """`aws-cdk-lib.aws-sqs.Queue`; None for classes that have no such id."""
    module = kind.__module__.removeprefix("landform.cdk.").partition(".")[0]
    api = "aws_cdk" if module == "core" else module
    entry = names_of(api).get(kind.__name__, {})
    if "PROPERTY_INJECTION_ID" not in entry.get("properties", {}):
        return None
    if module.endswith("_alpha"):
        return f"@aws-cdk.{module.replace('_', '-')}.{kind.__name__}"
    return f"aws-cdk-lib.{_UNUSUAL.get((module, kind.__name__), module.replace('_', '-'))}.{kind.__name__}"


def injected(kind: type[Any], args: tuple[Any, ...], given: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The arguments of a constructor, changed by the nearest injector for the class."""
    if not PropertyInjectors._known or not (args or "scope" in given):
        return args, dict(given)
    unique_id = injection_id(kind)
    values = {**dict(zip(("scope", "id"), args, strict=False)), **given}
    scope, id = values.pop("scope"), values.pop("id", None)
    is_construct = hasattr(scope, "node")  # what else is made has no place in the tree
    injector = _nearest(scope, unique_id) if unique_id is not None and is_construct else None
    if injector is None or id is None:
        return args, dict(given)
    record = find(kind.__module__.removeprefix("landform.cdk.").partition(".")[0], f"{kind.__name__}Props")
    original = _record(record, values)
    changed = injector.inject(original, scope=scope, id=id)
    return (scope, id), {_snake(key): value for key, value in dict(changed).items() if value is not None}


def _record(record: Any, values: dict[str, Any]) -> Any:
    """The properties as the class's own record, where required ones are there."""
    try:
        return record(**values) if record is not None else values
    except TypeError:
        return values


def _nearest(scope: Any, unique_id: str) -> Any:
    current = scope
    while current is not None:
        known = PropertyInjectors._known.get(current)
        found = known.for_(unique_id) if known is not None else None
        if found is not None:
            return found
        current = current.node.scope
    return None


def _snake(name: str) -> str:
    from landform.cdk.l1.naming import snake

    return snake(name) if any(each.isupper() for each in name) else name
