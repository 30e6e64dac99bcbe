"""Everything that ends up as an entry of a template."""

import re
from typing import TYPE_CHECKING, Any

from landform.cdk.constructs import Construct
from landform.cdk.constructs.trace import creation_place, named, named_construct
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.references import CfnReference
from landform.cdk.core.tokens import is_unresolved

if TYPE_CHECKING:
    pass

LOGICAL_ID = re.compile(r"[A-Za-z0-9]{1,255}\Z")
LOGICAL_ID_METADATA = "aws:cdk:logicalId"


class CfnElement(Construct):
    """An element of a template; its logical id comes from its place unless it is overridden."""

    def __init__(self, scope: Any, id: str) -> None:
        if is_unresolved(id):
            path = f"{scope.node.path}/{id}".lstrip("/")
            raise ValueError(
                f"Cannot use tokens in construct ID: {id}. The logical id follows from it.\n"
                f"  {named(type(self).__name__, path, creation_place())}"
            )
        super().__init__(scope, id)
        from landform.cdk.core.stack import Stack

        self.stack: Stack = Stack.of(self)
        self._logical_id_override: str | None = None
        self._logical_id_locked = False
        self.logical_id: str = Lazy.uncached_string(
            self._synthesized_logical_id,
            display_hint=f"{self.node.path.replace('/', '.')}.LogicalID",
        )

    @staticmethod
    def is_cfn_element(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, CfnElement)

    @property
    def creation_stack(self) -> list[str]:
        """Where it was made."""
        return [self.creation_place] if self.creation_place else []

    def override_logical_id(self, new_logical_id: str) -> None:
        """Give it a logical id that does not follow its place."""
        if self._logical_id_locked:
            raise RuntimeError(
                f"The logicalId for resource at path {self.node.path} has been locked and cannot be "
                f"overridden\n  {named_construct(self)}, overridden at {creation_place()}"
            )
        if not is_unresolved(new_logical_id) and not LOGICAL_ID.match(new_logical_id):
            raise ValueError(
                f"Invalid logical ID override: '{new_logical_id}'. It must be alphanumeric "
                f"and have at most 255 characters.\n"
                f"  {named_construct(self)}, overridden at {creation_place()}"
            )
        self._logical_id_override = new_logical_id

    def _lock_logical_id(self) -> None:
        self._logical_id_locked = True

    def _synthesized_logical_id(self) -> str:
        return self._logical_id_override or self.stack.get_logical_id(self)

    def _unresolved(self) -> Any:
        """Everything that may hold tokens."""
        return self._to_cloud_formation()

    def _to_cloud_formation(self) -> dict[str, Any]:
        """The fragment of the template: section -> logical id -> body."""
        raise TypeError(f"{type(self).__name__} does not say what it is in a template")


class CfnRefElement(CfnElement):
    """An element that Ref can name."""

    @property
    def ref(self) -> str:
        """A string that becomes {"Ref": …}."""
        return CfnReference.for_(self, "Ref").to_string()
