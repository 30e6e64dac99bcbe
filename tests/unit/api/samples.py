"""Values of botocore's shapes, for tests of what is written and read of them."""

import random
from datetime import UTC, datetime
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

TEXTS = (
    "plain",
    "<a> & \"b\" 'c'",
    "ünïcödé 中文 🚀",
    "line one\nline two\ttab",
    "a+b=c&d%20e",
    "  spaces  ",
)
MOMENT = datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)


class Sampler:
    """Values of botocore's shapes, every member filled, different from place to place."""

    def __init__(self, seed: int, *, for_answer: bool) -> None:
        self._random = random.Random(seed)
        self._for_answer = for_answer

    def of(self, shape: Shape, depth: int = 0) -> Any:
        """A value of the shape; a shape inside itself ends at the third level."""
        if isinstance(shape, StructureShape):
            members = shape.members.items() if depth < 6 else ()
            return {name: self.of(member, depth + 1) for name, member in members}
        if isinstance(shape, ListShape):
            return [self.of(shape.member, depth + 1) for _ in range(2)]
        if isinstance(shape, MapShape):
            return {f"key {number}": self.of(shape.value, depth + 1) for number in range(2)}
        return self._scalar(shape)

    def _scalar(self, shape: Shape) -> Any:
        if shape.type_name == "boolean":
            return self._random.choice((True, False))
        if shape.type_name in ("integer", "long"):
            least, most = shape.metadata.get("min", 1), shape.metadata.get("max", 1_000_000)
            return self._random.randint(least, most)
        if shape.type_name == "timestamp":
            return MOMENT.timestamp() if self._for_answer else MOMENT
        values = list(getattr(shape, "enum", ()))
        if values:
            return self._random.choice(values)
        return self._random.choice(TEXTS).ljust(shape.metadata.get("min", 0), ".")


def with_moments(shape: Shape, value: Any) -> Any:
    """The value with its timestamps as botocore gives them."""
    if isinstance(shape, StructureShape):
        return {name: with_moments(shape.members[name], item) for name, item in value.items()}
    if isinstance(shape, ListShape):
        return [with_moments(shape.member, item) for item in value]
    return MOMENT if shape.type_name == "timestamp" else value
