"""Methods of moto that answer otherwise than AWS, or too slowly; `moto_seams` puts them in."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias, TypedDict

from landform.cloud.moto_moment import MOMENT

Filters: TypeAlias = list[dict[str, str | list[str]]] | None


class _ParameterBackend(Protocol):
    """What is used of moto's backend of Parameter Store."""

    _parameters: Mapping[str, object]

    def get_parameter(self, name: str) -> object:
        """The latest version of a parameter."""

    def _validate_parameter_filters(self, filters: Filters, by_path: bool) -> None: ...


class _Version(Protocol):
    """A version of a function, or the function itself."""

    function_name: str
    version: str

    def set_version(self, version: int) -> None:
        """Give it another number."""


class _Kept(TypedDict, total=False):
    """What moto keeps of a function, and the number that was given last."""

    versions: list[_Version]
    last_version: int


class _FunctionStore(Protocol):
    """What is used of moto's store of functions."""

    _functions: Mapping[str, _Kept]

    def get_function_by_name_or_arn_forbid_qualifier(self, name_or_arn: str) -> _Version:
        """The function."""


def without_name_of_parameter(original: Callable[..., None]) -> Callable[..., None]:
    """AWS says nothing beside the code of a parameter that is not there; moto names it.

    Recorded: api/test_changesets.py TestUpdates::test_deleting_resource.
    """

    def made(self: object, message: str) -> None:
        is_plain = MOMENT.is_serving and message.startswith("Parameter ")
        original(self, "" if is_plain else message)

    return made


def found_by_name(original: Callable[..., object]) -> Callable[..., object]:
    """moto looks through all parameters for the one that is named; to look at each of 3,000 took minutes."""

    def describe_parameters(self: _ParameterBackend, filters: Filters, parameter_filters: Filters) -> object:
        names = _equal_names(parameter_filters or []) if MOMENT.is_serving and not filters else None
        if names is None:
            return original(self, filters, parameter_filters)
        self._validate_parameter_filters(parameter_filters, by_path=False)
        keys = dict.fromkeys(key for name in names for key in (name.lstrip("/"), f"/{name.lstrip('/')}"))
        found = [self.get_parameter(key) for key in keys if key in self._parameters]
        return list({id(each): each for each in found}.values())  # moto finds some by either form

    return describe_parameters


def _equal_names(filters: list[dict[str, str | list[str]]]) -> list[str] | None:
    """The names that are asked for and nothing else; None where anything else is asked."""
    asked = [(each["Key"], each.get("Option", "Equals")) for each in filters]
    values = filters[0].get("Values") if asked == [("Name", "Equals")] else None
    return values if isinstance(values, list) and values else None


def numbered_anew(original: Callable[..., _Version | None]) -> Callable[..., _Version | None]:
    """moto counts the versions of a function that are there; a number that was used never comes again."""

    def publish_version(self: _FunctionStore, name_or_arn: str, description: str = "") -> _Version | None:
        function = self.get_function_by_name_or_arn_forbid_qualifier(name_or_arn)
        kept = self._functions.get(function.function_name, _Kept(versions=[]))
        before = list(kept["versions"])
        published = original(self, name_or_arn, description)
        if published is not None and not any(published is each for each in before):
            last = max([kept.get("last_version", 0), *(int(each.version) for each in before)])
            published.set_version(last + 1)
            kept["last_version"] = last + 1
        return published

    return publish_version
