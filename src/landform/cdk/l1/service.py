"""The contents of a service's module: a class for each of its types, made on demand."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from landform.cdk.api import find, names_of
from landform.cdk.l1.factory import resource_class
from landform.cdk.l1.naming import class_of
from landform.cdk.l1.structs import PropertyStruct
from landform.schema.catalog import load_catalog

Getter = Callable[[str], Any]
Lister = Callable[[], list[str]]


def service_members(
    module: str, service: str, homes: Mapping[str, str] | None = None
) -> tuple[Getter, Lister]:
    """`__getattr__` and `__dir__` of a module, for a service such as `AWS::SQS`.

    `homes` says in which submodule each class written by hand lives.
    """
    native = homes or {}
    made: dict[str, Any] = {}

    def types() -> dict[str, str]:
        prefix = f"{service}::"
        return {class_of(each): each for each in load_catalog().type_names() if each.startswith(prefix)}

    def get(name: str) -> Any:
        if name in made:
            return made[name]
        if name == "__all__":
            every = names_of(module.removeprefix("landform.cdk."))
            return sorted({*listed(), *(each for each in every if "." not in each)})
        if name in native:
            made[name] = getattr(import_module(f"{module}.{native[name]}"), name)
            return made[name]
        is_props = name.startswith("Cfn") and name.endswith("Props")
        class_name = name.removesuffix("Props") if is_props else name
        type_name = types().get(class_name) if name.startswith("Cfn") else None
        if type_name is None:
            named = find(module.removeprefix("landform.cdk."), name)
            if named is None:
                raise _missing(module, name, listed())
            made[name] = named
            return named
        schema = load_catalog().find(type_name)
        assert schema is not None  # the catalog named it
        kind = get_class(class_name, schema)
        made[name] = _props_of(kind, name, module) if is_props else kind
        return made[name]

    def get_class(class_name: str, schema: Any) -> Any:
        if class_name not in made:
            made[class_name] = resource_class(schema, module)
        return made[class_name]

    def listed() -> list[str]:
        return sorted([*native, *types()])

    return get, listed


def _props_of(kind: Any, name: str, module: str) -> type[Any]:
    attributes = {
        "_converter": kind._converter,
        "_node": {"properties": {name: {} for name in kind._members.values()}},
        "_members": kind._members,
        "_required": kind._required,
        "__module__": module,
        "__qualname__": name,
        "__doc__": f"The keyword arguments of {kind.__name__}.",
    }
    return type(name, (PropertyStruct,), attributes)


def _missing(module: str, name: str, known: list[str]) -> Exception:
    if name.startswith("_"):
        return AttributeError(f"module '{module}' has no attribute '{name}'")
    from landform.cdk.core.missing import missing_name, not_native

    found = missing_name(module.removeprefix("landform.cdk."), name, known)
    if isinstance(found, ImportError) and any(each.startswith("Cfn") for each in known):
        public = module.replace("landform.cdk", "aws_cdk")
        return type(found)(f"{not_native(f'{public}.{name}')} Or use the Cfn classes of {public}.")
    return found
