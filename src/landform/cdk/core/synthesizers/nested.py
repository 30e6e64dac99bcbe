"""The synthesizer of nested stacks."""

from typing import Any

from landform.cdk.core.synthesizers.base import StackSynthesizer


class NestedStackSynthesizer(StackSynthesizer):
    """Hands assets to the parent's synthesizer; writes only the template."""

    def __init__(self, parent_deployment: Any) -> None:
        super().__init__()
        self._parent = parent_deployment

    @property
    def bootstrap_qualifier(self) -> str | None:
        """The parent's."""
        return getattr(self._parent, "bootstrap_qualifier", None)

    @property
    def lookup_role(self) -> str | None:
        """The parent's."""
        return getattr(self._parent, "lookup_role", None)

    def add_file_asset(self, *, source_hash: str, **asset: Any) -> Any:
        """Have the parent put it somewhere."""
        return self._parent.add_file_asset(source_hash=source_hash, **asset)

    def add_docker_image_asset(self, *, source_hash: str, **asset: Any) -> Any:
        """Have the parent put it somewhere."""
        return self._parent.add_docker_image_asset(source_hash=source_hash, **asset)

    def synthesize(self, session: Any) -> None:
        """Write the template."""
        session.write_template(self.bound_stack)
