"""Keys and indexes of tables: their attributes, and what an index may hold.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_dynamodb.enums import ProjectionType
from landform.cdk.l1.lookup import given

MAX_LOCAL_INDEXES: Final = 5
MAX_GLOBAL_INDEXES: Final = 20
MAX_NON_KEY_ATTRIBUTES: Final = 100


class Attributes:
    """The attributes that keys of a table and of its indexes are made of, each with one type."""

    def __init__(self) -> None:
        self._types: dict[str, Any] = {}
        self._non_key: set[str] = set()

    def keys(self, partition: Sequence[Any], sort: Sequence[Any]) -> list[dict[str, Any]]:
        """A key as resources have it; its attributes are defined."""
        return [
            *({"AttributeName": self._define(each), "KeyType": "HASH"} for each in partition),
            *({"AttributeName": self._define(each), "KeyType": "RANGE"} for each in sort),
        ]

    def definitions(self) -> list[dict[str, Any]]:
        """All attributes as resources have them."""
        return [{"AttributeName": name, "AttributeType": type} for name, type in self._types.items()]

    def projection(self, index: Any) -> dict[str, Any]:
        """What an index holds beside its keys."""
        kind = index.projection_type or ProjectionType.ALL
        extra = list(index.non_key_attributes or ())
        if kind is ProjectionType.INCLUDE and not extra:
            raise ValueError("non-key attributes should be specified when using INCLUDE projection type")
        if kind is not ProjectionType.INCLUDE and extra:
            raise ValueError(
                "non-key attributes should not be specified when not using INCLUDE projection type"
            )
        self._non_key.update(extra)
        if len(self._non_key) > MAX_NON_KEY_ATTRIBUTES:
            raise ValueError(
                "a maximum number of nonKeyAttributes across all of secondary indexes is "
                f"{MAX_NON_KEY_ATTRIBUTES}"
            )
        found: dict[str, Any] = {"ProjectionType": kind}
        return {**found, "NonKeyAttributes": extra} if extra else found

    def _define(self, attribute: Any) -> str:
        found = given("aws_dynamodb", "Attribute", attribute)
        known = self._types.setdefault(found.name, found.type)
        if known is not found.type:
            raise ValueError(
                f"Unable to specify {found.name} as {found.type.value} because it was already defined as "
                f"{known.value}"
            )
        return str(found.name)


def one_or_more(single: Any, several: Sequence[Any] | None, *, name: str, is_required: bool) -> list[Any]:
    """The key attributes that were given as one, or as a list; not as both."""
    if (single is not None and several is not None) or (is_required and single is None and not several):
        raise ValueError(f"Exactly one of '{name}', '{name}s' must be specified")
    found = [single] if single is not None else list(several or ())
    return [given("aws_dynamodb", "Attribute", each) for each in found]
