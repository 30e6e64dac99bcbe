"""Pieces of behaviour that can be applied to any construct that supports them."""

from typing import Protocol

from landform.cdk.constructs.protocols import IConstruct


class IMixin(Protocol):
    """Applied by `construct.with_(…)`."""

    def supports(self, construct: IConstruct) -> bool:
        """Whether it can be applied to the construct."""

    def apply_to(self, construct: IConstruct) -> None:
        """Change the construct."""
