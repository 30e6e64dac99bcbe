"""How strongly stacks hold on to each other's values.

A strong reference is an export, which keeps its value as long as it is used. A weak one reads an output when
the stack is deployed, so the owner may change it. Both means: read weakly, still exported, on the way from
one to the other.
"""

from typing import Any, Final

from landform.cdk.core.enums import ReferenceStrength
from landform.cdk.core.native import Native
from landform.cdk.core.references import CfnReference
from landform.cdk.core.tokens import Tokenization, token_list, token_text

CONTEXT: Final = "@aws-cdk/core:defaultCrossStackReferences"


CONSUMER_CONTEXT: Final = "landform:consumedCrossStackReferences"


class CrossStackReferences(Native):
    """How strongly a part of the tree and other stacks hold on to each other's values."""

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @staticmethod
    def of(scope: Any) -> "CrossStackReferences":
        """The references of a construct."""
        return CrossStackReferences(scope)

    def produce(self, strength: ReferenceStrength) -> None:
        """How others refer to the resource that the construct is or stands for."""
        own = self._scope
        if not hasattr(own, "cfn_resource_type"):
            own = own.node.default_child
        if own is None or not hasattr(own, "cfn_resource_type"):
            raise ValueError(
                "Cannot apply cross-stack reference strength: scope has no default child CfnResource and is "
                "not a CfnResource itself."
            )
        own.apply_cross_stack_reference_strength(strength)

    def consume(self, strength: ReferenceStrength) -> None:
        """How everything below refers to others, where they do not say; before there are children."""
        self._scope.node.set_context(CONSUMER_CONTEXT, strength.value)


def strength_of(reference: Any, user: Any = None) -> ReferenceStrength:
    """The strength asked for by the use, the resource, the user's place or the context; else strong."""
    own = getattr(reference, "strength", None) or getattr(reference.target, "_reference_strength", None)
    if own is not None:
        found: ReferenceStrength = own
        return found
    of_user = user.node.try_get_context(CONSUMER_CONTEXT) if user is not None else None
    given = of_user if of_user is not None else reference.target.node.try_get_context(CONTEXT)
    if given is None:
        return ReferenceStrength.STRONG
    try:
        return ReferenceStrength(given)
    except ValueError:
        raise ValueError(
            f'Invalid value for {CONTEXT}: "{given}". Must be "strong", "weak", or "both".'
        ) from None


def reference_behind(value: Any) -> CfnReference | None:
    """The reference that a value stands for, looked up behind what shows itself differently elsewhere."""
    token: Any = Tokenization.reverse(value, fail_concat=False)
    token = getattr(token, "shown_at_home", token)
    return token if isinstance(token, CfnReference) else None


def _consumed(value: Any, strength: ReferenceStrength | None) -> CfnReference:
    found = reference_behind(value)
    if found is None:
        raise ValueError(
            "consumeReference: the value must be a resource attribute reference (like 'bucket.bucketArn')"
        )
    return found.with_strength(strength or ReferenceStrength.BOTH)


def consume(value: str, strength: ReferenceStrength | None) -> str:
    """Stack.consume_reference."""
    return token_text(_consumed(value, strength))


def consume_list(value: list[str], strength: ReferenceStrength | None) -> list[str]:
    """Stack.consume_list_reference."""
    return token_list(_consumed(value, strength))
