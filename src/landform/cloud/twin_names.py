"""Readable ids, ARNs and attributes for twins, the same for the same client token.

Curated templates for common types stand in `data/twin_ids.toml`; every other value follows from the
property's name and schema: an `Arn` is an ARN, an `Id` is the logical id and eight hexadecimal digits.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Self

from landform.ground.handler import HandlerRequest
from landform.ground.regions import region_partition
from landform.ground.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a twin's names are made of."""

    type_name: str
    account_id: str
    region: str
    stack_name: str
    logical_id: str
    digits: str  # hexadecimal, derived from the client token

    @classmethod
    def of(cls, request: HandlerRequest) -> Self:
        """Those of a request's resource."""
        return cls(
            type_name=request.type_name,
            account_id=request.account_id,
            region=request.region,
            stack_name=request.stack_name,
            logical_id=request.logical_id,
            digits=blake2b(request.client_token.encode(), digest_size=16).hexdigest(),
        )

    @property
    def service(self) -> str:
        """The service part of the type name, in lower case."""
        return self.type_name.split("::")[1].lower()

    @property
    def kind(self) -> str:
        """The last part of the type name, in lower case."""
        return self.type_name.rsplit("::", 1)[1].lower()

    @property
    def short_id(self) -> str:
        """`queue-1a2b3c4d`."""
        return f"{self.logical_id.lower()}-{self.digits[:8]}"

    @property
    def partition(self) -> str:
        """The first part of the region's ARNs."""
        return region_partition(self.region)

    def fill(self, template: str, physical_id: str = "") -> str:
        """A curated template with its blanks filled."""
        return template.format(
            account=self.account_id,
            region=self.region,
            partition=self.partition,
            stack=self.stack_name,
            logical=self.logical_id,
            short_id=self.short_id,
            hex8=self.digits[:8],
            hex17=self.digits[:17],
            hex32=self.digits,
            uuid=_uuid(self.digits),
            letters10=_letters(self.digits, 10),
            id=physical_id,
        )

    def arn(self, name: str) -> str:
        """An ARN of the usual form."""
        place = f"{self.region}:{self.account_id}"
        return f"arn:{self.partition}:{self.service}:{place}:{self.kind}/{name}"


def new_identifier(name: str, names: Names, properties: Mapping[str, Any]) -> str:
    """A value for an identifying property that the template does not give."""
    curated = _curated(names.type_name).get(name)
    if curated:
        return names.fill(curated)
    if _last(name).upper().endswith("ARN"):
        return names.arn(names.short_id)
    if _last(name).endswith("Name") and name in properties:
        return f"{names.stack_name}-{names.logical_id}-{names.digits[:12]}"
    return names.short_id


def attribute_values(
    attributes: Iterable[str],
    names: Names,
    properties: Mapping[str, Any],
    physical_id: str,
    identifiers: Mapping[str, Any],
) -> dict[str, Value]:
    """Values for all attributes, by GetAtt name."""
    return {
        name: identifiers[name] if name in identifiers else _attribute(name, names, properties, physical_id)
        for name in attributes
    }


def _attribute(name: str, names: Names, properties: Mapping[str, Any], physical_id: str) -> Value:
    curated = _curated(names.type_name).get(name)
    if curated:
        return names.fill(curated, physical_id)
    last = _last(name)
    kind = _json_type(name, properties)
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return 443 if last == "Port" else 1
    if kind == "array":
        return []
    if kind == "object":
        return {}
    if last.upper().endswith("ARN"):
        return physical_id if physical_id.startswith("arn:") else names.arn(physical_id)
    if last.endswith(("Url", "URL", "Uri", "URI")):
        return f"https://{names.short_id}.{names.service}.{names.region}.amazonaws.com"
    if last in ("Address", "Endpoint", "DnsName", "DNSName", "DomainName"):
        return f"{names.short_id}.{names.region}.{names.service}.amazonaws.com"
    if last in ("Status", "State"):
        return "ACTIVE"
    if last.endswith(("Time", "Date", "At", "Timestamp")):
        return "2000-01-01T00:00:00Z"
    if last in ("Id", "Name"):
        return physical_id
    return f"{last.lower()}-{names.digits[:8]}"


def _json_type(name: str, properties: Mapping[str, Any]) -> str | None:
    schema = properties.get(name.split(".", maxsplit=1)[0].split("/", maxsplit=1)[0])
    found = schema.get("type") if isinstance(schema, Mapping) and "." not in name else None
    return found if isinstance(found, str) else None


def _last(name: str) -> str:
    return name.replace("/", ".").rsplit(".", 1)[-1]


def _uuid(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _letters(digits: str, count: int) -> str:
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits[:count])


@cache
def _templates() -> dict[str, dict[str, str]]:
    text = (files("landform.cloud") / "data" / "twin_ids.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _curated(type_name: str) -> dict[str, str]:
    return _templates().get(type_name, {})
