"""Sources that Lambda reads by an event source mapping."""

from typing import Any, Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

MAX_BATCH: Final = 10000


class Mapped(Checked):
    """A source that Lambda reads; the options are those of `EventSourceMapping` without its source."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._mapping: Any = None

    def _map(self, target: Any, id: str, **source: Any) -> None:
        self._mapping = target.add_event_source_mapping(id, **{**self._options, **source})

    def _bound(self) -> Any:
        if self._mapping is None:
            raise ValueError(f"{type(self).__name__} is not yet bound to an event source mapping")
        return self._mapping


class Named(Mapped):
    """A source that tells the mapping's name once it has been added to a function."""

    @property
    def event_source_mapping_id(self) -> str:
        """The id of the mapping, once the source has been added to a function."""
        return str(self._bound().event_source_mapping_id)

    @property
    def event_source_mapping_arn(self) -> str:
        """The ARN of the mapping, once the source has been added to a function."""
        return str(self._bound().event_source_mapping_arn)


def check_batch(size: float | None, most: int = MAX_BATCH, why: str = "") -> None:
    """Refuse batches that Lambda does not make."""
    if size is not None and not is_unresolved(size) and not 1 <= size <= most:
        raise ValueError(
            f"Maximum batch size must be between 1 and {most} inclusive (given {number_text(size)}){why}"
        )


Range = tuple[float, float]


def check_pollers(value: Any, module: str, ranges: tuple[Range, Range], where: str = "") -> None:
    """Refuse numbers of pollers that Lambda does not give; `module` is that of the value's record."""
    config = given(module, "ProvisionedPollerConfig", value)
    if config is None:
        return
    least, most = config.minimum_pollers, config.maximum_pollers
    for word, number, (low, high) in (("Minimum", least, ranges[0]), ("Maximum", most, ranges[1])):
        if number is not None and not is_unresolved(number) and not low <= number <= high:
            raise ValueError(
                f"{word} provisioned pollers{where} must be between {low} and {high} inclusive, "
                f"got: {number_text(number)}"
            )
    if least is not None and most is not None and least > most:
        raise ValueError(
            "Minimum provisioned pollers must be less than or equal to maximum provisioned pollers"
        )
