"""Maps read by the kind of their members: the properties of a model, the answer of a service.

What is not given is the empty one of its kind, unless a default is named. Shapes are checked against the
schema before a handler is asked; what is of another kind nevertheless is refused here, in CloudFormation's
words.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from landform.ground.values import NoValue, Unknown, Value


class InvalidValueSignal(Exception):
    """A property has a value that cannot be what the service wants; the text is for the user."""


class View(Mapping[str, object]):
    """A map whose members are read by their kind; raises InvalidValueSignal for one of another kind."""

    __slots__ = ("_members",)

    def __init__(self, members: Mapping[str, object]) -> None:
        self._members = members

    def __getitem__(self, name: str) -> object:
        return self._members[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __repr__(self) -> str:
        return repr(self._members)

    def text(self, name: str, default: str = "") -> str:
        """A text; numbers and booleans as AWS spells them."""
        value = self.get(name)
        if value is None:
            return default
        if not isinstance(value, str | int | float):
            raise _refused(name, "of type String")
        return as_text(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number, or a text of one."""
        value = self.get(name)
        return default if value is None else as_number(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean, or its word."""
        value = self.get(name)
        if value is None:
            return default
        if str(value).lower() not in ("true", "false"):
            raise _refused(name, "of type Boolean")
        return as_bool(value)

    def structure(self, name: str) -> "View":
        """A map of its own."""
        value = self.get(name)
        return View({}) if value is None else _structure(value, name)

    def structures(self, name: str) -> list["View"]:
        """A list of maps."""
        return [_structure(each, name) for each in self.items_of(name)]

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        return [View({name: each}).text(name) for each in self.items_of(name)]

    def items_of(self, name: str) -> list[object]:
        """A list of whatever it holds."""
        value = self.get(name)
        if value is not None and not isinstance(value, list):
            raise _refused(name, "of type List")
        return value or []

    def by_name(self, name: str, key: str) -> dict[str, "View"]:
        """A list of maps, by the text that each of them has under the key."""
        return {each.text(key): each for each in self.structures(name)}

    def chosen(self, *names: str) -> dict[str, object]:
        """Of the named members those that are given, as they are."""
        return {name: self[name] for name in names if self.get(name) is not None}


def _refused(name: str, kind: str) -> InvalidValueSignal:
    # Source of the words: https://github.com/cloudtools/troposphere/pull/205
    return InvalidValueSignal(f"Value of property {name} must be {kind}" if name else f"Value must be {kind}")


def _structure(value: object, name: str) -> View:
    if isinstance(value, View):
        return value
    if not isinstance(value, Mapping):
        raise _refused(name, "an object")
    return View(value)


def of_structure(form: Callable[[View], object]) -> Callable[[object], object]:
    """A conversion of a map, from one that reads it."""
    return lambda value: form(view_of(value))


def of_structures(form: Callable[[list[View]], object]) -> Callable[[object], object]:
    """A conversion of a list of maps, from one that reads them."""
    return lambda value: form(views_of(value))


def of_texts(form: Callable[[list[str]], object]) -> Callable[[object], object]:
    """A conversion of a list of texts, from one that reads them."""
    return lambda value: form(View({"": value}).texts(""))


def each(name: str) -> Callable[[object], object]:
    """A conversion of a list of maps to what they have under the name, nothing when it is empty."""
    return of_structures(lambda found: [item[name] for item in found] or None)


def view_of(value: object) -> View:
    """The value, which is a map or nothing."""
    return View({"": value}).structure("")


def views_of(value: object) -> list[View]:
    """The value, which is a list of maps or nothing."""
    return View({"": value}).structures("")


def first(found: list[View]) -> View | None:
    """The first of what was found, None when there is nothing."""
    return found[0] if found else None


def as_text(value: object) -> str:
    """A scalar as AWS's string-typed attributes spell it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def as_number(value: object) -> int:
    """The reverse for numbers. Raises InvalidValueSignal for what is none."""
    if isinstance(value, str | int | float):
        with suppress(ValueError):
            return int(value)
    raise InvalidValueSignal(f'"{value}" is not a whole number.')


def as_bool(value: object) -> bool:
    """The reverse for booleans."""
    return value is True or str(value).lower() == "true"


def plain(value: object) -> object:
    """The value as services take it: no views in it."""
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def as_value(told: object) -> Value:
    """What a service tells, as a property or an attribute has it: times as text."""
    if isinstance(told, Mapping):
        return {name: as_value(item) for name, item in told.items()}
    if isinstance(told, list | tuple):
        return [as_value(item) for item in told]
    if isinstance(told, datetime):
        return told.isoformat()
    if told is None or isinstance(told, bool | int | float | str | Unknown | NoValue):
        return told
    raise TypeError(f"{type(told).__name__} is no property's value. This is a bug in Landform.")
