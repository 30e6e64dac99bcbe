"""How classes name resources: `bucket_ref`, `from_bucket_arn`, `arn_for_bucket`, `is_cfn_bucket`.

The names and ARN templates of all types are data (references.json, which tools/build_l1_references.py
writes), read when the first of these members is used.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from landform.cdk.api import Record
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.naming import snake

_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")


class ImportedResource(Resource):
    """A resource that exists already, as the class of its type refers to it."""


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).with_name("references.json")
    found: Mapping[str, Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def static_names(type_name: str) -> list[str]:
    """The static methods of a type's class."""
    entry = _entries().get(type_name, {})
    arn_for = entry.get("arn_for")
    return [*entry.get("from", {}), *([arn_for] if arn_for else [])]


def member_of(type_name: str) -> tuple[str, tuple[str, ...]] | None:
    """The member that names the resource, such as `bucket_ref`, and its parts; None if there is none."""
    entry = _entries().get(type_name)
    return (entry["member"], tuple(entry["parts"])) if entry else None


def static_of(kind: Any, name: str) -> Callable[..., Any] | None:
    """A static method of a type's class by name; None if it has no such one."""
    if name == snake(f"Is{kind.__name__}"):
        return partial(_is_kind, kind)
    entry = _entries().get(kind.CFN_RESOURCE_TYPE_NAME, {})
    if name == entry.get("arn_for"):
        return partial(_arn_for, entry)
    given = entry.get("from", {}).get(name)
    if given is None:
        return None
    return partial(_from_arn, entry) if given == "arn" else partial(_from_name, entry, given)


def reference_of(resource: Any, name: str) -> Record | None:
    """What `bucket_ref` gives for a resource of the template; None for other names."""
    entry = _entries().get(resource.cfn_resource_type)
    if entry is None or name != entry["member"]:
        return None
    return _record({part: _part(resource, source) for part, source in entry["parts"].items()})


def _record(values: Mapping[str, Any]) -> Record:
    kind = type("Reference", (Record,), {"_members": frozenset(values), "_required": frozenset()})
    made = kind(**values)
    assert isinstance(made, Record)
    return made


def _part(resource: Any, source: str) -> Any:
    from landform.cdk.core.fn import Fn
    from landform.cdk.core.tokens import token_text

    if source == "Ref":
        return resource.ref
    if source.startswith("#"):
        return Fn.select(int(source[1:]), Fn.split("|", resource.ref))
    if source.startswith("="):
        return getattr(resource, source[1:])
    return token_text(resource.get_att(source[1:]))


def _is_kind(kind: Any, x: Any) -> bool:
    return isinstance(x, kind)


def _from_name(entry: Mapping[str, Any], given: str, scope: Any, id: str, value: str) -> ImportedResource:
    imported = ImportedResource(scope, id)
    return _named(entry, imported, {given: value})


def _from_arn(entry: Mapping[str, Any], scope: Any, id: str, arn: str) -> ImportedResource:
    values = _taken_apart(entry.get("arn"), arn)
    imported = ImportedResource(scope, id, environment_from_arn=arn)
    return _named(entry, imported, {**values, **dict.fromkeys(_arn_parts(entry), arn)})


def _named(entry: Mapping[str, Any], imported: ImportedResource, values: dict[str, Any]) -> ImportedResource:
    for part in _arn_parts(entry):
        if part not in values and "arn" in entry:
            values[part] = _put_together(entry["arn"], values, imported.env, Stack.of(imported).partition)
    parts = {part: values[part] for part in entry["parts"] if part in values}
    setattr(imported, entry["member"], _record(parts))
    return imported


def _arn_for(entry: Mapping[str, Any], resource: Any) -> str:
    reference = getattr(resource, entry["member"])
    for part in _arn_parts(entry):
        return str(getattr(reference, part))
    stack = Stack.of(resource)
    place = getattr(resource, "env", None) or stack
    return _put_together(entry["arn"], reference, place, stack.partition)


def _arn_parts(entry: Mapping[str, Any]) -> list[str]:
    return [part for part, source in entry["parts"].items() if source.startswith("@") and "arn" in part]


def _put_together(template: str, values: Mapping[str, Any], place: Any, partition: str) -> str:
    known = {"Partition": partition, "Region": place.region, "Account": place.account, **values}
    return _VARIABLE.sub(lambda found: str(known[found[1]]), template)


def _taken_apart(template: str | None, arn: str) -> dict[str, str]:
    Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)  # says when it is no ARN at all
    if template is None:
        return {}
    found = re.fullmatch(_pattern(template), arn)
    if found is None:
        raise ValueError(f"Input {arn} does not match template {template}")
    return {name: value for name, value in found.groupdict().items() if name.islower()}


@cache
def _pattern(template: str) -> str:
    pieces = _VARIABLE.split(template)  # text and names of variables in turn
    return "".join(re.escape(each) if index % 2 == 0 else _group(each) for index, each in enumerate(pieces))


def _group(name: str) -> str:
    return f"(?P<{name}>[^:]*)" if name in ("Partition", "Region", "Account") else f"(?P<{name}>.+)"
