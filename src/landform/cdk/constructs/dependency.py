"""What depends on what, before it is known which resources that means."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from landform.cdk.constructs.protocols import IConstruct, IDependable
from landform.cdk.core.checked import AbstractChecked, Checked


class Dependable(AbstractChecked):
    """The trait of everything that can be depended on."""

    _traits: ClassVar["WeakKeyDictionary[Any, Dependable]"] = WeakKeyDictionary()

    @staticmethod
    def implement(instance: IDependable, trait: "Dependable") -> None:
        """Give the instance its trait."""
        Dependable._traits[instance] = trait

    @staticmethod
    def of(instance: IDependable) -> "Dependable":
        """The trait of the instance: for a construct without one, the construct itself."""
        found = Dependable._traits.get(instance)
        if found is not None:
            return found
        if isinstance(instance, IConstruct):
            return _Itself(instance)
        raise TypeError(f"{instance!r} does not implement IDependable. Use Dependable.implement().")

    @staticmethod
    def get(instance: IDependable) -> "Dependable":
        """Deprecated name of `of`."""
        return Dependable.of(instance)

    @property
    @abstractmethod
    def dependency_roots(self) -> list[IConstruct]:
        """The constructs whose resources, with all below them, are depended on."""


class _Itself(Dependable):
    def __init__(self, construct: IConstruct) -> None:
        self._construct = construct

    @property
    def dependency_roots(self) -> list[IConstruct]:
        return [self._construct]


class DependencyGroup(Checked):
    """Several dependables as one."""

    def __init__(self, *deps: IDependable) -> None:
        self._members: list[IDependable] = list(deps)
        Dependable.implement(self, _Members(self._members))

    def add(self, *scopes: IDependable) -> None:
        """Add more members."""
        self._members.extend(scopes)


class _Members(Dependable):
    def __init__(self, members: Iterable[IDependable]) -> None:
        self._of_group = members

    @property
    def dependency_roots(self) -> list[IConstruct]:
        return [root for each in self._of_group for root in Dependable.of(each).dependency_roots]
