"""What a construct is to those who only use it."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from landform.cdk.constructs.node import Node


@runtime_checkable
class IDependable(Protocol):
    """Something others can depend on; `Dependable.of` says which constructs that means."""


@runtime_checkable
class IConstruct(Protocol):
    """Anything with a place in the tree."""

    @property
    def node(self) -> "Node":
        """The place."""
