"""The base of every building block."""

from typing import Any, Self

from landform.cdk.constructs.mixin import IMixin
from landform.cdk.constructs.node import Node
from landform.cdk.constructs.protocols import IConstruct, IDependable
from landform.cdk.constructs.trace import creation_place
from landform.cdk.core.checked import Checked

__all__ = ["Construct", "IConstruct", "IDependable", "RootConstruct"]


class Construct(Checked):
    """Something with a place in the tree.

    The line that made it is kept, so that everything it becomes can be told back to that line.
    """

    def __init__(self, scope: "Construct | IConstruct | None", id: str) -> None:
        self._creation_place = creation_place()
        self.__node = Node(self, scope, id)

    @property
    def node(self) -> Node:
        """The place in the tree."""
        return self.__node

    @property
    def creation_place(self) -> str | None:
        """`file:line` of the user's code that made it, or None outside any file."""
        return self._creation_place

    @staticmethod
    def is_construct(x: Any) -> bool:
        """Whether it has a place in a tree."""
        return isinstance(getattr(x, "node", None), Node)

    def with_(self, *mixins: IMixin) -> Self:
        """Apply mixins to this construct and all below it that support them."""
        self.node.with_(*mixins)
        return self

    def to_string(self) -> str:
        """The path, or a mark for the root."""
        return self.node.path or "<root>"

    def __str__(self) -> str:
        return self.to_string()


class RootConstruct(Construct):
    """A construct without a parent."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(None, id or "")
