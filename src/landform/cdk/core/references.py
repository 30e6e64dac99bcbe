"""References between elements, which know what they mean in the stack that uses them."""

from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from landform.cdk.core.enums import ReferenceStrength
from landform.cdk.core.tokens import IResolveContext, Reference

if TYPE_CHECKING:
    from landform.cdk.core.stack import Stack


class ReferenceRendering(Enum):
    """How a reference is written."""

    NORMAL = "normal"  # {"Ref": …} or {"Fn::GetAtt": […]}
    FN_SUB = "sub"  # inside the text of Fn::Sub


_Key = tuple[str, ReferenceRendering]


class CfnReference(Reference):
    """A Ref or an attribute of an element; one object per use of the same thing."""

    _known: ClassVar["WeakKeyDictionary[Any, dict[_Key, CfnReference]]"] = WeakKeyDictionary()

    @staticmethod
    def for_(
        target: Any,
        attribute: str,
        rendering: ReferenceRendering = ReferenceRendering.NORMAL,
        type_hint: Any = None,
    ) -> "CfnReference":
        """The reference to an attribute of an element; `Ref` for the element itself."""
        known = CfnReference._known.setdefault(target, {})
        key = (attribute, rendering)
        if key not in known:
            known[key] = CfnReference(_written(target, attribute, rendering), attribute, target, type_hint)
        return known[key]

    @staticmethod
    def for_pseudo(pseudo_name: str, scope: Any) -> "CfnReference":
        """The reference to a pseudo parameter in a scope."""
        known = CfnReference._known.setdefault(scope, {})
        key = (f"Pseudo:{pseudo_name}", ReferenceRendering.NORMAL)
        if key not in known:
            known[key] = CfnReference({"Ref": pseudo_name}, pseudo_name, scope, None)
        return known[key]

    @staticmethod
    def is_cfn_reference(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, CfnReference)

    def __init__(self, value: Any, display_name: str, target: Any, type_hint: Any) -> None:
        super().__init__(value, target, display_name, type_hint)
        self._replacements: dict[int, Any] = {}  # id(stack) -> token
        self.strength: ReferenceStrength | None = None  # asked for by this use alone

    def resolve(self, context: IResolveContext) -> Any:
        """What it is in the consuming stack: an import where the target lives in another one."""
        from landform.cdk.core.stack import Stack

        replacement = self._replacements.get(id(Stack.of(context.scope)))
        return replacement.resolve(context) if replacement is not None else super().resolve(context)

    def has_value_for_stack(self, stack: "Stack") -> bool:
        """Whether the use in that stack has been arranged already."""
        from landform.cdk.core.stack import Stack

        return Stack.of(self.target) is stack or id(stack) in self._replacements

    def assign_value_for_stack(self, stack: "Stack", value: Any) -> None:
        """Say what the reference is in another stack."""
        self._replacements[id(stack)] = value

    def with_strength(self, strength: ReferenceStrength) -> "CfnReference":
        """The same reference for a use that asks for a strength of its own."""
        fresh = CfnReference(self._value, self.display_name, self.target, self.type_hint)
        fresh.strength = strength
        return fresh

    def to_string(self) -> str:
        """A string that stands for it."""
        from landform.cdk.core.tokens import token_text

        return token_text(self, f"{self.target.node.id}.{self.display_name}")


def _written(target: Any, attribute: str, rendering: ReferenceRendering) -> Any:
    if rendering is ReferenceRendering.FN_SUB:
        suffix = "" if attribute == "Ref" else f".{attribute}"
        return f"${{{target.logical_id}{suffix}}}"
    if attribute == "Ref":
        return {"Ref": target.logical_id}
    return {"Fn::GetAtt": [target.logical_id, attribute]}
